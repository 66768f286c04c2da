import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { DashApi } from '../../credentials/DashApi.credentials.ts';
import { ShopifyAdminTokenApi } from '../../credentials/ShopifyAdminTokenApi.credentials.ts';
import { ShoplazzaApi } from '../../credentials/ShoplazzaApi.credentials.ts';
import { ShoplineApi } from '../../credentials/ShoplineApi.credentials.ts';
import { ExportImages } from '../../nodes/ExportImages/ExportImages.node.ts';
import type { Sandbox } from '../sandbox/index.mts';
import type { JournalEntry } from '../sandbox/journal.mts';
import type { CredentialSetup, RunResult, RunSetup } from '../workflows/harness.mts';
import { loadOptionsContext, runNode } from '../workflows/harness.mts';

/** The values of the node's Shop parameter. */
export type ShopName = 'shopify' | 'shoplazza' | 'shopline';

export const SHOPS: ShopName[] = ['shopify', 'shoplazza', 'shopline'];

/** The node, connected to the sandbox's shops and its Dash account by static tokens. */
export class ExportImagesUnderTest {
	constructor(private readonly sandbox: Sandbox) {}

	credentials(): Record<string, CredentialSetup> {
		const { shopify, shoplazza, shopline, dash } = this.sandbox;
		return {
			shopifyAdminTokenApi: {
				type: new ShopifyAdminTokenApi(),
				data: { shop: 'planto', accessToken: shopify.staticToken, baseUrl: shopify.baseUrl },
			},
			shoplazzaApi: {
				type: new ShoplazzaApi(),
				data: { shop: 'planto', accessToken: shoplazza.accessToken, baseUrl: shoplazza.baseUrl },
			},
			shoplineApi: {
				type: new ShoplineApi(),
				data: { handle: 'planto', accessToken: shopline.accessToken, baseUrl: shopline.baseUrl },
			},
			dashApi: {
				type: new DashApi(),
				data: { accessToken: dash.accessToken, baseUrl: dash.baseUrl },
			},
		};
	}

	private setup(parameters: INodeParameters, more: Partial<RunSetup>): RunSetup {
		return {
			node: new ExportImages(),
			parameters: {
				dashAuthentication: 'accessToken',
				...parameters,
				// The shops are on this machine, and the tests are not about the documented rates.
				options: {
					allowPrivateAddresses: true,
					requestsPerSecond: 1000,
					...(parameters.options as INodeParameters),
				},
			},
			credentials: this.credentials(),
			...more,
		};
	}

	/** Runs an operation by its form. */
	async run(parameters: INodeParameters, more: Partial<RunSetup> = {}): Promise<RunResult> {
		return await runNode(this.setup(parameters, more));
	}

	/** Runs an operation on a gallery with one documented payload for each item. */
	async gallery(
		shop: ShopName,
		operation: string,
		payloads: IDataObject[],
		more: Partial<RunSetup> & { parameters?: INodeParameters } = {},
	): Promise<RunResult> {
		const { parameters, ...setup } = more;
		return await this.run(
			{
				resource: 'productGallery',
				operation,
				shop,
				input: 'json',
				payload: '={{ $json }}',
				...parameters,
			},
			{ items: payloads, ...setup },
		);
	}

	/** The context of the editor's lists. */
	editor(parameters: INodeParameters = {}) {
		return loadOptionsContext(this.setup({ authentication: 'accessToken', ...parameters }, {}));
	}
}

/** JSON of the items that a run handed on. */
export const records = (result: RunResult): IDataObject[] => {
	if (result.error) throw result.error;
	return result.items.map(({ json }) => json);
};

/** An image as a product shows it, in a test's words. */
export interface Shown {
	id: string;
	url: string;
	alt: string;
}

/** The shops' own data: what a customer would see. */
export class Shops {
	constructor(private readonly sandbox: Sandbox) {}

	/** IDs of products, and of each the first SKU and the handle. */
	products(shop: ShopName): Array<{ id: string; sku: string; handle: string }> {
		const { shopify, shoplazza, shopline } = this.sandbox;
		if (shop === 'shopify') {
			return shopify.db.products.map(({ id, handle, variants }) => ({
				id,
				handle,
				sku: variants[0].item.sku ?? '',
			}));
		}
		const rows =
			shop === 'shoplazza'
				? shoplazza.room.store.products
				: [...shopline.room.store.products.values()];
		return rows.map(({ id, handle, variants }) => ({
			id: String(id),
			handle: String(handle),
			sku: (variants as Array<{ sku: string }>)[0].sku,
		}));
	}

	/** The images of a product, in their order. */
	images(shop: ShopName, product: string): Shown[] {
		const { shopify, shoplazza, shopline } = this.sandbox;
		if (shop === 'shopify') {
			const media = shopify.db.product(product)?.media ?? [];
			return media.map(({ id, url, alt }) => ({ id, url, alt: alt ?? '' }));
		}
		const row =
			shop === 'shoplazza'
				? shoplazza.room.store.product(product)
				: shopline.room.store.products.get(product);
		const images = (row?.images ?? []) as Array<{ id: string; src: string; alt: string }>;
		return images.map(({ id, src, alt }) => ({ id, url: src, alt }));
	}

	/** Takes all images out of a product. */
	empty(shop: ShopName, product: string): void {
		const { shopify, shoplazza, shopline } = this.sandbox;
		if (shop === 'shopify') {
			const found = shopify.db.product(product);
			if (found) found.media = [];
			return;
		}
		const row =
			shop === 'shoplazza'
				? shoplazza.room.store.product(product)
				: shopline.room.store.products.get(product);
		if (row) row.images = [];
	}
}

/** Requests that changed something in a shop, or could have. */
export const writes = (sandbox: Sandbox): JournalEntry[] =>
	sandbox.control
		.requests()
		.filter(({ method, document }) =>
			document === null ? method !== 'GET' : /^\s*mutation/.test(document),
		);

/** A host of pictures on this machine, with a path for each. */
export class PictureHost {
	private readonly files = new Map<
		string,
		{ content: Buffer; status: number; location?: string }
	>();

	private readonly server = createServer((request, response) => {
		this.asked.push(request.url ?? '');
		this.authorizations.push(request.headers.authorization);
		const found = this.files.get(request.url?.replace(/\?.*$/, '') ?? '');
		response.writeHead(found?.status ?? 404, {
			'content-type': 'application/octet-stream',
			...(found?.location === undefined ? {} : { location: found.location }),
		});
		response.end(found?.content);
	});

	/** Paths that were asked for, in order. */
	readonly asked: string[] = [];

	readonly authorizations: Array<string | undefined> = [];

	async start(): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	get origin(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** Puts a file on the host. Out: its address. */
	serve(path: string, content: Buffer, status = 200): string {
		this.files.set(path, { content, status });
		return this.origin + path;
	}

	redirect(path: string, location: string): string {
		this.files.set(path, { content: Buffer.alloc(0), status: 302, location });
		return this.origin + path;
	}
}

/** A file as n8n hands it to a node. */
export const binary = (name: string, content: Buffer): INodeExecutionData['binary'] => ({
	data: { data: content.toString('base64'), mimeType: 'image/png', fileName: name },
});
