import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { ShoplineApi } from '../../credentials/ShoplineApi.credentials.ts';
import { Shopline } from '../../nodes/Shopline/Shopline.node.ts';
import type { Sandbox } from '../sandbox/index.mts';
import type { JournalEntry } from '../sandbox/journal.mts';
import type { Row } from '../sandbox/shopline/store.mts';
import type { RunResult, RunSetup } from '../workflows/harness.mts';
import { loadOptionsContext, runNode } from '../workflows/harness.mts';

/**
 * A bucket that leaks fifty times as fast as SHOPLINE's (4 a second), so that the tests are short.
 * Its size is the real one.
 */
export const FAST = { maximum: 40, restoreRate: 200 };

/** The node, connected to the sandbox shop by the token of a private app. */
export class ShoplineUnderTest {
	constructor(
		readonly sandbox: Sandbox,
		private readonly connection: IDataObject = {},
	) {}

	private setup(parameters: INodeParameters, more: Partial<RunSetup>): RunSetup {
		const { baseUrl, accessToken } = this.sandbox.shopline;
		const options = { requestsPerSecond: FAST.restoreRate, ...(parameters.options as object) };
		return {
			node: new Shopline(),
			parameters: { ...parameters, options } as INodeParameters,
			credentials: {
				shoplineApi: {
					type: new ShoplineApi(),
					data: { handle: 'open001', accessToken, baseUrl, ...this.connection } as never,
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
		return loadOptionsContext(this.setup(parameters, {}));
	}

	/** The requests that arrived. */
	get requests(): JournalEntry[] {
		return this.sandbox.control.requests();
	}

	get room() {
		return this.sandbox.shopline.room;
	}

	/** The first product of the shop. */
	get product(): Row & { variants: Row[]; images: Row[] } {
		const [first] = this.room.store.products.values();
		return first as Row & { variants: Row[]; images: Row[] };
	}
}

/** The text that a user reads: message and description. */
export const toldBy = ({ error }: RunResult): string =>
	`${error?.message ?? 'no error'}\n${error?.description ?? ''}`;
