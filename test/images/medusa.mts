import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The part of a Medusa 2 server that galleries need, as its API reference documents it: products
 * with images in the order of their rank, a list that an update replaces as a whole (entries with an
 * ID stay, others are new), variants by SKU, and the local file module, which puts a time before the
 * name of an uploaded file.
 */

interface Image {
	id: string;
	url: string;
	rank: number;
}

export interface MedusaProduct {
	id: string;
	title: string;
	handle: string;
	sku: string;
	images: Image[];
}

const SECRET = 'sk_sandbox_secret_key_of_an_admin';

export class MedusaShop {
	readonly secretKey = SECRET;

	products: MedusaProduct[] = [];

	readonly files = new Map<string, Buffer>();

	/** Requests to the API: method and path. */
	requests: string[] = [];

	/** Requests of this kind are cut after they were carried out, once. */
	cutAfter: RegExp | undefined;

	private count = 0;

	private readonly server = createServer((request, response) => {
		void this.read(request).then((body) => {
			const { status, content } = this.answer(request, body);
			const call = `${request.method} ${request.url}`;
			if (this.cutAfter?.test(call)) {
				this.cutAfter = undefined;
				response.socket?.resetAndDestroy();
				return;
			}
			const isFile = Buffer.isBuffer(content);
			response.writeHead(status, { 'content-type': isFile ? 'image/png' : 'application/json' });
			response.end(isFile ? content : JSON.stringify(content));
		});
	});

	async start(products: number): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		this.reset(products);
	}

	reset(products: number): void {
		this.requests = [];
		this.files.clear();
		this.cutAfter = undefined;
		this.products = Array.from({ length: products }, (_, index) => ({
			id: `prod_${String(index).padStart(26, '0')}`,
			title: `Product ${index}`,
			handle: `product-${index}`,
			sku: `SKU-${index}`,
			images: [],
		}));
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	get origin(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	private async read(request: IncomingMessage): Promise<Buffer> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		return Buffer.concat(chunks);
	}

	private answer(request: IncomingMessage, body: Buffer): { status: number; content: unknown } {
		const url = new URL(request.url ?? '/', this.origin);
		const { pathname: path } = url;
		if (path.startsWith('/static/')) {
			const file = this.files.get(decodeURIComponent(path.slice('/static/'.length)));
			return file ? { status: 200, content: file } : { status: 404, content: {} };
		}
		this.requests.push(`${request.method} ${path}`);
		const [scheme, value = ''] = (request.headers.authorization ?? '').split(' ');
		const key = Buffer.from(value, 'base64').toString('utf8').replace(/:$/, '');
		if (scheme !== 'Basic' || key !== SECRET) {
			return { status: 401, content: { message: 'Unauthorized' } };
		}
		const values = (name: string) => [
			...url.searchParams.getAll(name),
			...url.searchParams.getAll(`${name}[]`),
		];
		const call = `${request.method} ${path}`;
		if (call === 'GET /admin/products') {
			const found = this.products.filter(
				({ id, handle }) =>
					(values('id').length === 0 || values('id').includes(id)) &&
					(values('handle').length === 0 || values('handle').includes(handle)),
			);
			const products = found.map(({ id, title, handle }) => ({ id, title, handle }));
			return { status: 200, content: { products, count: found.length, offset: 0, limit: 50 } };
		}
		if (call === 'GET /admin/product-variants') {
			const variants = this.products
				.filter(({ sku }) => values('sku').includes(sku))
				.map(({ id, sku, title }) => ({
					id: `variant_${sku}`,
					sku,
					product_id: id,
					product: { title },
				}));
			return { status: 200, content: { variants, count: variants.length, offset: 0, limit: 50 } };
		}
		if (call === 'POST /admin/uploads') return this.upload(body);
		const product = this.products.find(({ id }) => path === `/admin/products/${id}`);
		if (!product) return { status: 404, content: { type: 'not_found', message: 'Not found' } };
		if (request.method === 'POST') {
			const { images } = JSON.parse(body.toString('utf8')) as { images?: Array<Partial<Image>> };
			// In the order of the list; an unknown ID would be refused by the database.
			product.images = (images ?? []).map(({ id, url: address = '' }, rank) => ({
				id: product.images.find((one) => one.id === id)?.id ?? `img_${++this.count}`,
				url: address,
				rank,
			}));
		}
		// Relations come in no certain order.
		const shown = { ...product, images: [...product.images].reverse() };
		return { status: 200, content: { product: shown } };
	}

	private upload(body: Buffer): { status: number; content: unknown } {
		const text = body.toString('latin1');
		const [, name = ''] = /name="files"; filename="([^"]+)"/.exec(text) ?? [];
		if (name === '') return { status: 400, content: { message: 'No files were uploaded' } };
		const begin = text.indexOf('\r\n\r\n') + 4;
		const end = text.lastIndexOf('\r\n--');
		const key = `${Date.now()}${++this.count}-${name}`;
		this.files.set(key, Buffer.from(text.slice(begin, end), 'latin1'));
		return { status: 200, content: { files: [{ id: key, url: `${this.origin}/static/${key}` }] } };
	}
}
