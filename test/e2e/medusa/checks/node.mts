import assert from 'node:assert/strict';
import type {
	IBinaryData,
	IDataObject,
	INodeParameters,
	INodeListSearchResult,
} from 'n8n-workflow';

import { MedusaApi } from '../../../../credentials/MedusaApi.credentials.ts';
import { Medusa as MedusaNode } from '../../../../nodes/Medusa/Medusa.node.ts';
import type { RunResult, RunSetup } from '../../../workflows/harness.mts';
import { loadOptionsContext, runNode } from '../../../workflows/harness.mts';
import type { Medusa, Medusa1, Medusa2, User } from './world.mts';

type Data = Record<string, string>;
type More = Partial<Omit<RunSetup, 'node' | 'parameters' | 'credentials'>>;

/** A CSV file for the input item. */
export const csvFile = (
	text: string,
	fileName = 'products.csv',
): NonNullable<RunSetup['binary']> => [
	{ data: { data: Buffer.from(text).toString('base64'), mimeType: 'text/csv', fileName } },
];

/** The node, signed in to a server through the gateway that remembers its requests. */
export class NodeUnderTest {
	/** The credential's data, as n8n stores it and changes it. */
	readonly credential: Data;

	constructor(
		readonly server: Medusa,
		login: Data,
	) {
		this.credential = { baseUrl: server.entrance.url, ...login };
	}

	static withToken(server: Medusa1, apiToken = server.apiToken): NodeUnderTest {
		return new NodeUnderTest(server, { authentication: 'apiToken', apiToken });
	}

	static withKey(server: Medusa2, secretKey = server.secretKey): NodeUnderTest {
		return new NodeUnderTest(server, { authentication: 'secretKey', secretKey });
	}

	static withPassword(server: Medusa, user: User, more: Data = {}): NodeUnderTest {
		const session = { serverVersion: 'auto', sessionToken: '' };
		return new NodeUnderTest(server, { authentication: 'password', ...user, ...session, ...more });
	}

	private setup(parameters: INodeParameters, more: More): RunSetup {
		return {
			node: new MedusaNode(),
			parameters,
			credentials: { medusaApi: { type: new MedusaApi(), data: this.credential } },
			...more,
		};
	}

	/** Runs an operation by its form; 'product.export' names it. */
	async run(name: string, parameters: INodeParameters = {}, more: More = {}): Promise<RunResult> {
		const [resource, operation] = name.split('.');
		return await runNode(this.setup({ resource, operation, ...parameters }, more));
	}

	/** The items of a run that must go well. */
	async items(
		name: string,
		parameters: INodeParameters = {},
		more: More = {},
	): Promise<IDataObject[]> {
		const result = await this.run(name, parameters, more);
		if (result.error) {
			const { message, description } = result.error;
			throw new Error(`${name} failed: ${message}\n${description ?? ''}`, { cause: result.error });
		}
		return result.items.map(({ json }) => json);
	}

	/** The one item of a run that must go well. */
	async item(
		name: string,
		parameters: INodeParameters = {},
		more: More = {},
	): Promise<IDataObject> {
		const items = await this.items(name, parameters, more);
		assert.equal(items.length, 1, `${name} gave ${items.length} items`);
		return items[0];
	}

	/** The file that a run puts in the binary field 'data'. */
	async file(
		name: string,
		parameters: INodeParameters = {},
	): Promise<IBinaryData & { text: string }> {
		const { error, items } = await this.run(name, parameters);
		if (error) throw new Error(`${name} failed: ${error.message}`, { cause: error });
		const binary = items[0].binary?.data;
		assert.ok(binary, `${name} gave no file`);
		return { ...binary, text: Buffer.from(binary.data, 'base64').toString('utf8') };
	}

	/**
	 * What the user reads when a run fails, as it must: message and description.
	 * No secret of the credential may stand anywhere in the error.
	 */
	async refusal(name: string, parameters: INodeParameters = {}, more: More = {}): Promise<string> {
		const { error } = await this.run(name, parameters, more);
		assert.ok(error, `${name} did not fail`);
		const everything = [
			JSON.stringify(error),
			error.stack,
			error.message,
			error.description,
		].join();
		for (const name of ['apiToken', 'secretKey', 'password', 'sessionToken']) {
			const secret = this.credential[name];
			assert.ok(!secret || !everything.includes(secret), `the error tells the ${name}`);
		}
		return `${error.message}\n${error.description ?? ''}`;
	}

	/**
	 * The status that the credential's own test gets, as it was signed; 200 only with the list that
	 * the test looks for.
	 */
	async testButton(): Promise<number> {
		const type = new MedusaApi();
		const { url, method } = type.test.request;
		const signed = await type.authenticate(this.credential, { url: String(url), method });
		const answer = await fetch(signed.url, { headers: signed.headers as Data });
		if (answer.status === 200) assert.ok('products' in ((await answer.json()) as object));
		return answer.status;
	}

	/** What the editor shows in a searchable list. */
	async list(
		method: keyof MedusaNode['methods']['listSearch'],
		filter = '',
	): Promise<INodeListSearchResult> {
		const { methods } = new MedusaNode();
		return await methods.listSearch[method].call(loadOptionsContext(this.setup({}, {})), filter);
	}
}

/** A batch job chosen by its ID. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
