// n8n-core's real request helpers and credential test around a credential type of ours. Only what
// the n8n server adds (the store of credentials, and the call of our functions) is written here, by
// the rules of n8n 2.41's credentials helper and credential tester.
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialTestRequest,
	type ICredentialType,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

export interface Seen {
	method: string;
	url: string;
	headers: IncomingHttpHeaders;
	body: string;
}

export interface Answer {
	status?: number;
	body?: unknown;
	headers?: Record<string, string>;
	/** Milliseconds before the answer */
	after?: number;
	/** Ends the connection without an answer */
	reset?: boolean;
}

/** A real HTTP server on loopback that keeps what it was asked. */
export interface Shop {
	origin: string;
	seen: Seen[];
	close(): Promise<void>;
}

export async function startShop(answer: (request: Seen) => Answer): Promise<Shop> {
	const seen: Seen[] = [];
	const server: Server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString()));
		request.on('end', () => {
			const asked = {
				method: request.method ?? '',
				url: request.url ?? '',
				headers: request.headers,
				body,
			};
			seen.push(asked);
			const { status = 200, body: content = {}, headers = {}, after = 0, reset } = answer(asked);
			setTimeout(() => {
				if (reset) return void request.socket.destroy();
				const isText = typeof content === 'string';
				response.writeHead(status, {
					'Content-Type': isText ? 'text/html' : 'application/json',
					...headers,
				});
				response.end(isText ? content : JSON.stringify(content));
			}, after);
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://127.0.0.1:${port}`,
		seen,
		close: async () => {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		},
	};
}

const NO_OP = 'n8n-nodes-base.noOp';

function nodeOf(type: ICredentialType): INode {
	return {
		id: 'node',
		name: 'Node',
		type: NO_OP,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type.name]: { id: 'credential-1', name: 'Test' } },
	};
}

function nodeTypesOf(nodeType: INodeType): INodeTypes {
	return {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
}

function plainNode(): INodeType {
	return {
		description: {
			displayName: 'No Operation',
			name: NO_OP,
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name: 'Node' },
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
		},
	};
}

/** The credentials of one n8n instance: `stored` is what the database holds for one credential. */
export class Instance {
	stored: ICredentialDataDecryptedObject;

	constructor(
		readonly type: ICredentialType,
		data: ICredentialDataDecryptedObject,
	) {
		const defaults = Object.fromEntries(type.properties.map((p) => [p.name, p.default]));
		this.stored = { ...(defaults as ICredentialDataDecryptedObject), ...data };
	}

	/** The stored data as n8n hands it out: fields that are expressions are evaluated with `$self`. */
	async decrypted(): Promise<ICredentialDataDecryptedObject> {
		const workflow = new Workflow({
			nodes: [nodeOf(this.type)],
			connections: {},
			active: false,
			nodeTypes: nodeTypesOf(plainNode()),
		});
		await workflow.expression.acquireIsolate();
		try {
			return workflow.expression.getComplexParameterValue(
				nodeOf(this.type),
				this.stored as never,
				'internal',
				{},
				undefined,
				undefined,
				this.stored as never,
			) as unknown as ICredentialDataDecryptedObject;
		} finally {
			await workflow.expression.releaseIsolate();
		}
	}

	private additionalData(isTest: boolean): IWorkflowExecuteAdditionalData {
		const { type } = this;
		const expirable = type.properties.find((p) => p.typeOptions?.expirable)?.name;
		const credentialsHelper = {
			getParentTypes: () => type.extends ?? [],
			isCredentialUsableByNode: () => true,
			getCredentialsProperties: () => type.properties,
			getDecrypted: async (
				_a: unknown,
				_n: unknown,
				_t: unknown,
				_m: unknown,
				_e: unknown,
				raw?: boolean,
			) => (raw ? { ...this.stored } : await this.decrypted()),
			preAuthentication: async (
				helpers: IHttpRequestHelper,
				credentials: ICredentialDataDecryptedObject,
				_type: string,
				_node: INode,
				credentialsExpired: boolean,
			) => {
				if (!expirable || !type.preAuthentication) return undefined;
				if (credentials[expirable] !== '' && !credentialsExpired && !isTest) return undefined;
				const output = await type.preAuthentication.call(helpers, credentials);
				this.stored = { ...this.stored, ...(output as ICredentialDataDecryptedObject) };
				return Object.assign(credentials, output);
			},
			runPreAuthentication: () => Promise.resolve(undefined),
			authenticate: async (
				credentials: ICredentialDataDecryptedObject,
				_type: string,
				options: IHttpRequestOptions,
			) =>
				typeof type.authenticate === 'function'
					? await type.authenticate(credentials, options)
					: options,
			updateCredentialsOauthTokenData: (
				_n: unknown,
				_t: unknown,
				data: ICredentialDataDecryptedObject,
			) => {
				this.stored = { ...this.stored, oauthTokenData: data.oauthTokenData };
				return Promise.resolve();
			},
		};
		return {
			credentialsHelper,
			executionId: '1',
			currentNodeExecutionIndex: 0,
			variables: {},
			webhookBaseUrl: '',
			restApiUrl: '',
			instanceBaseUrl: '',
			setExecutionStatus: () => {},
			secretsHelpers: {},
			externalSecretsProxy: {},
		} as unknown as IWorkflowExecuteAdditionalData;
	}

	private context(nodeType: INodeType, isTest = false): ExecuteContext {
		const node = nodeOf(this.type);
		nodeType.description.credentials = [{ name: this.type.name, required: true }];
		const workflow = new Workflow({
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: nodeTypesOf(nodeType),
		});
		return new ExecuteContext(
			workflow,
			node,
			this.additionalData(isTest),
			'internal',
			createEmptyRunExecutionData(),
			0,
			[],
			{ main: [[{ json: {} }]] },
			{ node, data: {}, source: null },
			[],
		);
	}

	/** One request with the credential, as a node makes it. */
	async request(options: IHttpRequestOptions, oauth2?: IDataObject): Promise<unknown> {
		const context = this.context(plainNode()) as unknown as IExecuteFunctions;
		return (await context.helpers.httpRequestWithAuthentication.call(
			context,
			this.type.name,
			options,
			oauth2 ? { oauth2 } : undefined,
		)) as unknown;
	}

	/** One request through n8n's older helper, as the HTTP Request node makes it. */
	async legacyRequest(options: IDataObject): Promise<unknown> {
		const context = this.context(plainNode()) as unknown as IExecuteFunctions;
		return (await context.helpers.requestWithAuthentication.call(
			context,
			this.type.name,
			options as never,
		)) as unknown;
	}

	/** The credential's test, and the text that the user sees. */
	async test(): Promise<{ status: 'OK' | 'Error'; message: string }> {
		const testRequest = this.type.test as ICredentialTestRequest;
		const nodeType = plainNode();
		nodeType.description.properties = [
			{
				displayName: 'Temp',
				name: 'temp',
				type: 'string',
				routing: { request: testRequest.request },
				default: '',
			},
		];
		const context = this.context(nodeType, true);
		const routing = new RoutingNode(context, nodeType, {
			id: 'credential-1',
			name: 'Test',
			type: this.type.name,
			data: await this.decrypted(),
		});
		const rules = (testRequest.rules ?? []) as Array<{
			type: string;
			properties: { value?: unknown; key: string; message: string };
		}>;
		let items: unknown;
		try {
			items = await routing.runNode();
		} catch (thrown) {
			const error = thrown as Error & {
				cause?: { code?: string; response?: { status: number; statusText: string } };
			};
			const response = error.cause?.response;
			if (response) {
				const rule = rules.find(
					({ type, properties }) => type === 'responseCode' && properties.value === response.status,
				);
				return { status: 'Error', message: rule?.properties.message ?? response.statusText };
			}
			return { status: 'Error', message: error.cause?.code ?? error.message };
		}
		const json = (items as Array<Array<{ json: unknown }>>)[0][0].json;
		for (const { type, properties } of rules) {
			if (type !== 'responseSuccessBody') continue;
			const found = properties.key
				.split('.')
				.reduce<unknown>((value, key) => (value as IDataObject | null | undefined)?.[key], json);
			if (found === properties.value) return { status: 'Error', message: properties.message };
		}
		return { status: 'OK', message: 'Connection successful!' };
	}
}
