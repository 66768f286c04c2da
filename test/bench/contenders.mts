import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type {
	ICredentialType,
	IDataObject,
	IExecuteFunctions,
	INodeType,
	INodeExecutionData,
	VersionedNodeType,
} from 'n8n-workflow';
import type { RunSetup } from '../workflows/harness.mts';
import type { Address } from './shop.mts';

/** Who does the work; helper: n8n's request helper alone, in the smallest node that can be made. */
export type Contender = 'ours' | 'builtIn' | 'httpRequest' | 'helper';

/** Whatever is needed beside the parameters to run a node against the shop. */
export type Seat = Pick<RunSetup, 'node' | 'credentials' | 'typeVersion'>;

/** The package as it is installed: `npm run bench` builds it first. */
const built = createRequire(new URL('../../dist/', import.meta.url));

const ourNode = (): INodeType =>
	new (
		built('./nodes/Shopify/ShopifyAdmin.node.js') as { ShopifyAdmin: new () => INodeType }
	).ShopifyAdmin();

const ourCredentialType = (): ICredentialType =>
	new (
		built('./credentials/ShopifyAdminTokenApi.credentials.js') as {
			ShopifyAdminTokenApi: new () => ICredentialType;
		}
	).ShopifyAdminTokenApi();

/** The n8n that the end-to-end tests install: it brings n8n's own nodes along. */
const installed = new URL('../e2e/node_modules/n8n-nodes-base/', import.meta.url);

export const HTTP_REQUEST_VERSION = 4.2;

/** Whether n8n's own nodes are there to be compared with. */
export const hasOwnNodes = (): boolean => existsSync(new URL('package.json', installed));

const ownNode = createRequire(new URL('package.json', installed));

/** The version of n8n's own nodes. */
export const ownNodesVersion = (): string =>
	(ownNode('n8n-nodes-base/package.json') as { version: string }).version;

/** n8n adds a credential's header by an expression; the harness knows functions only. */
function headerCredential(name: string, header: string, field: string): ICredentialType {
	return {
		name,
		displayName: name,
		properties: [],
		authenticate: async (credentials, request) =>
			await Promise.resolve({
				...request,
				headers: { ...request.headers, [header]: credentials[field] },
			}),
	};
}

type Execute = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

type OldHelper = (
	this: unknown,
	type: string,
	options: { uri: string },
	more: unknown,
) => Promise<unknown>;

/**
 * n8n's built-in Shopify node as it is. It can only speak to https://…myshopify.com, so the address
 * of each request is replaced on its way out; nothing else is.
 */
function builtInNode({ baseUrl }: Address): INodeType {
	const { Shopify } = ownNode('n8n-nodes-base/dist/nodes/Shopify/Shopify.node.js') as {
		Shopify: new () => Omit<INodeType, 'execute'> & { execute: Execute };
	};
	const node = new Shopify();
	const { execute } = node;
	return Object.assign(Object.create(node) as INodeType, {
		description: node.description,
		async execute(this: IExecuteFunctions) {
			const { requestWithAuthentication: send } = this.helpers as unknown as {
				requestWithAuthentication: OldHelper;
			};
			const requestWithAuthentication: OldHelper = async (type, options, more) => {
				const uri = options.uri.replace(/^https:\/\/[^/]+\.myshopify\.com/, baseUrl);
				return await send.call(this, type, { ...options, uri }, more);
			};
			const helpers = Object.assign(Object.create(this.helpers) as object, {
				requestWithAuthentication,
			});
			const context = Object.assign(Object.create(this) as IExecuteFunctions, { helpers });
			return await execute.call(context);
		},
	});
}

function httpRequestNode(): INodeType {
	const { HttpRequest } = ownNode('n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js') as {
		HttpRequest: new () => VersionedNodeType;
	};
	const node = new HttpRequest().nodeVersions[HTTP_REQUEST_VERSION];
	// n8n lets this node have any credential, which it knows by a type name that the harness lacks.
	const credentials = [...(node.description.credentials ?? []), { name: 'httpHeaderAuth' }];
	const description = { ...node.description, credentials };
	return Object.assign(Object.create(node) as INodeType, { description });
}

/** Nothing but n8n's own helper, eight calls at a time: what every node pays for a request. */
function helperNode({ baseUrl }: Address): INodeType {
	return {
		description: {
			displayName: 'Helper',
			name: 'helper',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name: 'Helper' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'shopifyAdminTokenApi' }],
			properties: [{ displayName: 'Document', name: 'document', type: 'string', default: '' }],
		},
		async execute(this: IExecuteFunctions) {
			const items = this.getInputData();
			const out: INodeExecutionData[] = [];
			let next = 0;
			const worker = async () => {
				while (next < items.length) {
					const item = next++;
					const query = this.getNodeParameter('document', item) as string;
					const json = (await this.helpers.httpRequestWithAuthentication.call(
						this,
						'shopifyAdminTokenApi',
						{
							method: 'POST',
							url: `${baseUrl}/admin/api/2026-10/graphql.json`,
							body: { query, variables: { query: null } },
							json: true,
						},
					)) as IDataObject;
					out.push({ json, pairedItem: { item } });
				}
			};
			await Promise.all(Array.from({ length: 8 }, worker));
			return [out];
		},
	} as INodeType;
}

const ownCredential = ({ baseUrl, token }: Address): Seat['credentials'] => ({
	shopifyAdminTokenApi: {
		type: ourCredentialType(),
		data: { shop: 'my-shop', accessToken: token, baseUrl },
	},
});

const SEATS: Record<Contender, (address: Address) => Seat> = {
	ours: (address) => ({ node: ourNode(), credentials: ownCredential(address) }),
	helper: (address) => ({ node: helperNode(address), credentials: ownCredential(address) }),
	builtIn: (address) => ({
		node: builtInNode(address),
		credentials: {
			shopifyAccessTokenApi: {
				type: headerCredential('shopifyAccessTokenApi', 'X-Shopify-Access-Token', 'accessToken'),
				data: { shopSubdomain: 'my-shop', accessToken: address.token },
			},
		},
	}),
	httpRequest: ({ token }) => ({
		node: httpRequestNode(),
		typeVersion: HTTP_REQUEST_VERSION,
		credentials: {
			httpHeaderAuth: {
				type: headerCredential('httpHeaderAuth', 'X-Shopify-Access-Token', 'value'),
				data: { name: 'X-Shopify-Access-Token', value: token },
			},
		},
	}),
};

/** The contender's node with its credential for the shop. */
export const seatOf = (contender: Contender, address: Address): Seat => SEATS[contender](address);

/** Whether a result item says that its work failed, in the way of any of the contenders. */
export function isFailure(json: IDataObject): boolean {
	if (json.error !== undefined || (Array.isArray(json.errors) && json.errors.length > 0)) {
		return true;
	}
	// A GraphQL answer is 200 also when the shop refuses: the HTTP Request node takes it as success.
	const data = json.data as Record<string, { userErrors?: unknown[] } | null> | null | undefined;
	return Object.values(data ?? {}).some((root) => (root?.userErrors?.length ?? 0) > 0);
}
