import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { ShopifyAdminClientApi } from '../../credentials/ShopifyAdminClientApi.credentials.ts';
import { ShopifyAdminTokenApi } from '../../credentials/ShopifyAdminTokenApi.credentials.ts';
import { ShopifyAdmin } from '../../nodes/Shopify/ShopifyAdmin.node.ts';
import type { Sandbox } from '../sandbox/index.mts';
import type { RunResult, RunSetup } from './harness.mts';
import { loadOptionsContext, runNode } from './harness.mts';

/** The node, connected to a sandbox shop by a static token. */
export class ShopifyUnderTest {
	constructor(
		private readonly sandbox: Sandbox,
		private readonly connection: { accessToken?: string; shop?: string; baseUrl?: string } = {},
	) {}

	private setup(parameters: INodeParameters, more: Partial<RunSetup>): RunSetup {
		const { baseUrl, staticToken } = this.sandbox.shopify;
		return {
			node: new ShopifyAdmin(),
			parameters,
			credentials: {
				shopifyAdminTokenApi: {
					type: new ShopifyAdminTokenApi(),
					data: { shop: 'my-shop', accessToken: staticToken, baseUrl, ...this.connection },
				},
			},
			...more,
		};
	}

	/** Runs an operation by its form. */
	async run(parameters: INodeParameters, more: Partial<RunSetup> = {}): Promise<RunResult> {
		return await runNode(this.setup(parameters, more));
	}

	/** Runs an operation by its documented payload. */
	async payload(
		resource: string,
		operation: string,
		payload: IDataObject | string,
		more: Partial<RunSetup> & { parameters?: INodeParameters } = {},
	): Promise<RunResult> {
		const { parameters, ...setup } = more;
		const given = payload as INodeParameters[string];
		return await this.run(
			{ resource, operation, input: 'json', payload: given, ...parameters },
			setup,
		);
	}

	/** The context of the editor's lists. */
	editor(parameters: INodeParameters = {}) {
		// The editor sends the defaults along.
		return loadOptionsContext(this.setup({ authentication: 'accessToken', ...parameters }, {}));
	}
}

/** Credentials of a Dev Dashboard app on the sandbox; the data is what n8n would store. */
export function clientCredentials({ shopify }: Sandbox, sessionToken = '') {
	return {
		shopifyAdminClientApi: {
			type: new ShopifyAdminClientApi(),
			data: {
				shop: 'my-shop',
				clientId: shopify.clientId,
				clientSecret: shopify.clientSecret,
				baseUrl: shopify.baseUrl,
				sessionToken,
			},
		},
	};
}

export const byId = (value: string | number) => ({ __rl: true, mode: 'id', value: String(value) });

/** JSON of the items that a run handed on. */
export const records = (result: RunResult): IDataObject[] => {
	if (result.error) throw result.error;
	return result.items.map(({ json }) => json);
};

/** Numeric id of a global id. */
export const numberOf = (gid: string): number => Number(/\/(\d+)/.exec(gid)?.[1]);
