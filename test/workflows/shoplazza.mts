import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { ShoplazzaApi } from '../../credentials/ShoplazzaApi.credentials.ts';
import { Shoplazza } from '../../nodes/Shoplazza/Shoplazza.node.ts';
import type { Sandbox } from '../sandbox/index.mts';
import type { RunResult, RunSetup } from './harness.mts';
import { loadOptionsContext, runNode } from './harness.mts';

/** The node, connected to the sandbox's store by the token of a private app. */
export class ShoplazzaUnderTest {
	constructor(
		private readonly sandbox: Sandbox,
		private readonly connection: { accessToken?: string; shop?: string; baseUrl?: string } = {},
	) {}

	private setup(parameters: INodeParameters, more: Partial<RunSetup>): RunSetup {
		const { baseUrl, accessToken } = this.sandbox.shoplazza;
		return {
			node: new Shoplazza(),
			// The tests are not about the documented rate, except where they say so.
			parameters: {
				...parameters,
				options: { requestsPerSecond: 1000, ...(parameters.options as INodeParameters) },
			},
			credentials: {
				shoplazzaApi: {
					type: new ShoplazzaApi(),
					data: { shop: 'my-shop', accessToken, baseUrl, ...this.connection },
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

/** Room for everything: the tests that use it are not about the rate. */
export const WIDE = { maximum: 100_000, restoreRate: 100_000 };

/** An n8n option for the version. */
export const inVersion = (apiVersion: string) => ({ options: { apiVersion } });

/** JSON of the items that a run handed on. */
export const records = (result: RunResult): IDataObject[] => {
	if (result.error) throw result.error;
	return result.items.map(({ json }) => json);
};
