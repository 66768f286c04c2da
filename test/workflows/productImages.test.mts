import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeListSearchResult } from 'n8n-workflow';

import { lookups } from '../../nodes/Shopify/lookups/index.ts';
import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import type { Product } from '../sandbox/shopify/model.mts';
import { byId, numberOf, records, ShopifyUnderTest } from './shopify.mts';

let sandbox: Sandbox;
let shopify: ShopifyUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox({
		jobDelayMs: 50,
		mediaDelayMs: 100,
		bucket: { maximum: 20_000, restoreRate: 1000 },
	});
	shopify = new ShopifyUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.control.reset());

function aProduct(): Product {
	const found = sandbox.shopify.db.products.find(({ media }) => media.length === 3);
	if (!found) throw new Error('The sandbox has no such product');
	return found;
}

const PIXEL = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
	'base64',
);

/** The first bytes of a PNG of this size, and so many more. */
function png(width: number, height: number, length = 100): Buffer {
	const data = Buffer.alloc(length);
	PIXEL.copy(data, 0, 0, 24);
	data.writeUInt32BE(width, 16);
	data.writeUInt32BE(height, 20);
	return data;
}

const attached = async (product: Product, data: Buffer, more: IDataObject = {}) =>
	await shopify.payload('productImage', 'createFromFile', {
		product_id: numberOf(product.id),
		attachment: { name: 'photo', content: data.toString('base64') },
		...more,
	});

const fromUrl = async (product: Product, src: string, more: IDataObject = {}) =>
	await shopify.payload('productImage', 'createFromUrl', {
		product_id: numberOf(product.id),
		src,
		...more,
	});

const mediaCount = () => sandbox.control.effects().filter(({ mutation }) => mutation === 'media');

describe('an image from a URL', () => {
	it('takes its place and its alt text, and is handed on when it is ready', async () => {
		const product = aProduct();
		const before = product.media.map(({ id }) => id);
		const [image] = records(
			await fromUrl(product, 'https://example.com/a/blue.jpg', { position: 2, alt: 'Blue' }),
		);
		expect(image).toMatchObject({
			product_id: numberOf(product.id),
			position: 2,
			alt: 'Blue',
			variant_ids: [],
		});
		expect(Number(image.width)).toBeGreaterThan(0);
		const now = product.media.map(({ id }) => id);
		expect(now.filter((id) => before.includes(id))).toEqual(before);
		expect(before).not.toContain(now[1]);
		expect(image.id).toBe(product.media[1].imageNumber);
	});

	it('becomes the last one otherwise', async () => {
		const product = aProduct();
		const [image] = records(await fromUrl(product, 'https://example.com/last.png'));
		expect(image.position).toBe(4);
		const [other] = records(
			await fromUrl(product, 'https://example.com/beyond.png', { position: 99 }),
		);
		expect(other.position).toBe(5);
	});

	it('fails with the reason that Shopify gives', async () => {
		const { error } = await fromUrl(aProduct(), 'https://images.invalid/gone.jpg');
		expect(error?.message).toContain(
			'Shopify could not use the image: Image could not be downloaded.',
		);
		expect(error?.description).toContain('among its media as failed');
	});

	it('is not added again when it is not known whether it was', async () => {
		sandbox.control.addFault({ kind: 'resetAfter', operation: '^AddImage', times: 1 });
		const { error } = await fromUrl(aProduct(), 'https://example.com/once.png');
		expect(error?.message).toContain('It is not known whether this was carried out');
		expect(error?.description).toContain('whether the product has the image');
		expect(mediaCount()).toHaveLength(1);
	});

	it('says that it is there when moving it fails', async () => {
		sandbox.control.addFault({ kind: 'html', operation: '^MoveImage', times: 99 });
		sandbox.control.addFault({ kind: 'http502', operation: '^MoveImage', times: 99 });
		const product = aProduct();
		const { error } = await fromUrl(product, 'https://example.com/moved.png', { position: 1 });
		expect(error?.description).toContain('The image is in the product: do not add it again.');
		expect(product.media).toHaveLength(4);
	}, 30_000);

	it.each(['image.jpg', 'ftp://example.com/image.jpg', ''])('refuses %j', async (src) => {
		const { error } = await fromUrl(aProduct(), src);
		expect(error?.message).toContain("'src'");
		expect(sandbox.control.requests()).toEqual([]);
	});
});

describe('an image from a file', () => {
	it('comes from a binary field of each item', async () => {
		const product = aProduct();
		const binary = ['front.png', 'side.jpeg'].map((fileName) => ({
			data: { data: PIXEL.toString('base64'), mimeType: 'image/png', fileName },
		}));
		const result = await shopify.run(
			{
				resource: 'productImage',
				operation: 'createFromFile',
				productId: byId(numberOf(product.id)),
				binaryProperty: 'data',
				additionalFields: { alt: '={{ $json.alt }}' },
			},
			{ items: [{ alt: 'One' }, { alt: 'Two' }], binary },
		);
		expect(records(result).map(({ alt, position }) => [alt, position])).toEqual([
			['One', 4],
			['Two', 5],
		]);
		const files = [...sandbox.shopify.db.uploads.values()];
		// Both are PNG, so the second one's name is set right.
		expect(files.map(({ key }) => key.split('/').pop())).toEqual(['front.png', 'side.png']);
		expect(files.every(({ content }) => content?.equals(PIXEL))).toBe(true);
	});

	it('takes a data URL, and names the file by its content', async () => {
		const product = aProduct();
		const content = `data:image/png;base64,${PIXEL.toString('base64')}`;
		records(await attached(product, PIXEL, { attachment: { content } }));
		const [{ key, mimeType }] = [...sandbox.shopify.db.uploads.values()];
		expect([key.split('/').pop(), mimeType]).toEqual(['image.png', 'image/png']);
	});

	it('arrives once although the file host was not well', async () => {
		sandbox.control.addFault({ kind: 'http503', path: '/files/staged', times: 1 });
		sandbox.control.addFault({ kind: 'resetBefore', path: '/files/staged', times: 1 });
		records(await attached(aProduct(), PIXEL));
		expect(mediaCount()).toHaveLength(1);
	});

	it('changes nothing when the file host refuses it', async () => {
		sandbox.control.addFault({ kind: 'http404', path: '/files/staged' });
		const { error } = await attached(aProduct(), PIXEL);
		expect(error?.message).toContain('the file host answered with HTTP status 404');
		expect(sandbox.control.effects()).toEqual([]);
	});

	it('is sent without the token of the shop', async () => {
		const seen: Array<Record<string, unknown>> = [];
		const host = createServer((request, response) => {
			seen.push(request.headers);
			request.resume().on('end', () => response.writeHead(201).end());
		});
		await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
		const { db } = sandbox.shopify;
		const { filesUrl } = db;
		db.filesUrl = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
		await attached(aProduct(), PIXEL);
		db.filesUrl = filesUrl;
		host.close();
		expect(seen).toHaveLength(1);
		expect(Object.keys(seen[0])).not.toContain('x-shopify-access-token');
		expect(JSON.stringify(seen)).not.toContain(sandbox.shopify.staticToken);
	});

	it.each([
		['no image', Buffer.from('%PDF-1.7 and a few more bytes of text'), 'not an image that Shopify'],
		['too many pixels', png(6000, 5000), '6000 × 5000 pixels'],
		['too many bytes', png(10, 10, 21 * 1024 * 1024), '21.0 MB'],
		['nothing', Buffer.alloc(0), "'attachment.content' is not Base64"],
	])('is refused before any request when it is %s', async (_what, data, text) => {
		const { error } = await attached(aProduct(), data);
		expect(error?.message).toContain(text);
		expect(sandbox.control.requests()).toEqual([]);
	});

	it('has to be given', async () => {
		const { error } = await shopify.payload('productImage', 'createFromFile', { product_id: 1 });
		expect(error?.message).toContain("'attachment' is required");
	});
});

describe('the images of a product', () => {
	const list = async (configuration: IDataObject, limit = 50, pageCursor = '') =>
		await shopify.payload(
			'productImage',
			'getAll',
			{ configuration, limit },
			{ parameters: { output: 'fullPayload', options: { pageCursor } } },
		);

	it('come page by page', async () => {
		const product = aProduct();
		const configuration = { product_id: numberOf(product.id) };
		const [page] = records(await list(configuration, 2));
		const [rest] = records(await list(configuration, 50, page.next_page as string));
		const ids = [page, rest].flatMap(({ images }) => images as IDataObject[]).map(({ id }) => id);
		expect(ids).toEqual(product.media.map(({ imageNumber }) => imageNumber));
		expect([page.previous_page, rest.next_page]).toEqual([null, null]);
		expect(page.images).toHaveLength(2);
	});

	it('need a product that exists', async () => {
		expect((await list({})).error?.message).toContain("'configuration.product_id' is required");
		expect((await list({ product_id: 404 })).error?.message).toContain('Product 404 was not found');
	});
});

describe('the lists behind the locators', () => {
	const search = async (
		name: 'searchCollections' | 'searchProductImages',
		parameters: IDataObject,
		filter?: string,
	): Promise<INodeListSearchResult> =>
		await lookups[name].call(shopify.editor(parameters as never) as never, filter);

	it('show the images of the chosen product, or of the chosen variant’s product', async () => {
		const product = aProduct();
		const numbers = product.media.map(({ imageNumber }) => String(imageNumber));
		const ofProduct = await search('searchProductImages', {
			resource: 'productVariant',
			operation: 'create',
			productId: byId(numberOf(product.id)),
		});
		expect(ofProduct.results.map(({ value }) => value)).toEqual(numbers);
		const ofVariant = await search(
			'searchProductImages',
			{
				resource: 'productVariant',
				operation: 'update',
				variantId: byId(numberOf(product.variants[0].id)),
			},
			'#2',
		);
		expect(ofVariant.results.map(({ value }) => value)).toEqual([numbers[1]]);
		expect((await search('searchProductImages', {})).results).toEqual([]);
	});

	it('find collections', async () => {
		const { results } = await search('searchCollections', {}, 'wint');
		expect(results.map(({ name }) => name)).toEqual(['Winter Gear']);
	});
});
