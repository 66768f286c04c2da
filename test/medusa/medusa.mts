import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { MedusaApi } from '../../credentials/MedusaApi.credentials.ts';
import { Medusa } from '../../nodes/Medusa/Medusa.node.ts';
import type { Sandbox } from '../sandbox/index.mts';
import type { JournalEntry } from '../sandbox/journal.mts';
import type { RunResult, RunSetup } from '../workflows/harness.mts';
import { loadOptionsContext, runNode } from '../workflows/harness.mts';

/** Jobs of the tests take this long, in ms: not done at the first look, done at the second. */
export const JOB_MS = 20;

/** The node, connected to the sandbox server of one version. */
export class MedusaUnderTest {
	/** The credential as n8n keeps it: a session token stays in it. */
	readonly credential: IDataObject;

	constructor(
		readonly sandbox: Sandbox,
		readonly version: 1 | 2,
		connection: IDataObject = {},
	) {
		const { baseUrl, apiToken, secretKey, email, password } = this.server;
		this.credential = {
			baseUrl,
			authentication: version === 1 ? 'apiToken' : 'secretKey',
			apiToken,
			secretKey,
			email,
			password,
			serverVersion: 'auto',
			sessionToken: '',
			...connection,
		};
	}

	get server() {
		return this.version === 1 ? this.sandbox.medusa.v1 : this.sandbox.medusa.v2;
	}

	get room() {
		return this.server.room;
	}

	private setup(parameters: INodeParameters, more: Partial<RunSetup>): RunSetup {
		return {
			node: new Medusa(),
			parameters: {
				...parameters,
				options: { requestsPerSecond: 1000, ...(parameters.options as object) },
			} as INodeParameters,
			credentials: { medusaApi: { type: new MedusaApi(), data: this.credential as never } },
			...more,
		};
	}

	/** Runs an operation by its form. */
	async run(
		resource: string,
		operation: string,
		parameters: IDataObject = {},
		more: Partial<RunSetup> = {},
	): Promise<RunResult> {
		return await runNode(
			this.setup({ resource, operation, ...parameters } as INodeParameters, more),
		);
	}

	/** Runs an operation by its documented payload. */
	async payload(
		resource: string,
		operation: string,
		payload: IDataObject,
		parameters: IDataObject = {},
		more: Partial<RunSetup> = {},
	): Promise<RunResult> {
		return await this.run(resource, operation, { input: 'json', payload, ...parameters }, more);
	}

	/** The context of the editor's lists. */
	editor(parameters: INodeParameters = {}) {
		return loadOptionsContext(this.setup(parameters, {}));
	}

	/** The requests that arrived. */
	get requests(): JournalEntry[] {
		return this.sandbox.control.requests();
	}

	/** Paths of the requests that arrived, without the room's prefix: 'POST /admin/uploads'. */
	get asked(): string[] {
		return this.requests.map(
			({ method, path }) => `${method} ${path.replace(/^\/medusa\/v\d/, '')}`,
		);
	}

	/** The first batch job of the server. */
	get job() {
		return this.room.v1.jobs[0];
	}
}

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** An input item's file. */
export const csvFile = (
	text: string | Buffer,
	fileName = 'products.csv',
): INodeExecutionData['binary'] => ({
	data: { data: Buffer.from(text).toString('base64'), mimeType: 'text/csv', fileName },
});

/** The content of an output item's file. */
export const contentOf = ({ binary }: INodeExecutionData, property = 'data'): string =>
	Buffer.from(binary?.[property]?.data ?? '', 'base64').toString('utf8');

/** The text that a user reads: message and description. */
export const toldBy = ({ error }: RunResult): string =>
	`${error?.message ?? 'no error'}\n${error?.description ?? ''}`;
