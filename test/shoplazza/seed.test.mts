import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Seen, Shop } from '../credentials/runtime.mts';
import { startShop } from '../credentials/runtime.mts';
import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { records, ShoplazzaUnderTest } from '../workflows/shoplazza.mts';

/*
 * Creating a product image, as the vendor documents it: the request that leaves the node and the
 * answer that is read back are those of the documentation's examples.
 */

const PRODUCT = '9fb9f3c6-2300-42c1-8593-d9008d7cfc09';

const REQUEST = {
	image: {
		src: 'http://cdn.shoplazza.com/1.jpg',
		position: 1,
		alt: 'Product image alt text',
		width: 300,
		height: 300,
	},
};

const ANSWER = {
	image: {
		id: '91d032e7-bbc8-47e4-8668-9ba6fe714de6',
		product_id: '636a07da-39eb-4829-bde9-b65fae1c28b0',
		position: 1,
		src: '//cdn.shoplazza.com/efd33b921cacd5311a32dd03a9bc8740.png',
		width: 1588,
		height: 2246,
		alt: '',
		created_at: '2024-04-08T07:13:28Z',
		updated_at: '2024-04-08T07:13:28Z',
	},
};

let sandbox: Sandbox;
let store: Shop;
let answer: (request: Seen) => { status?: number; body: unknown };
let node: ShoplazzaUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox();
	store = await startShop((request) => answer(request));
	node = new ShoplazzaUnderTest(sandbox, { baseUrl: store.origin, accessToken: 'the-token' });
});
afterAll(async () => {
	await sandbox.stop();
	await store.close();
});
beforeEach(() => {
	store.seen.length = 0;
	answer = () => ({ body: ANSWER });
});

const input = { product_id: PRODUCT, ...REQUEST.image };

const form = {
	resource: 'productImage',
	operation: 'create',
	productId: { __rl: true, mode: 'id', value: PRODUCT },
	src: REQUEST.image.src,
	additionalFields: { alt: REQUEST.image.alt, height: 300, position: 1, width: 300 },
	options: { apiVersion: '2022-01' },
};

describe('the documented request', () => {
	it.each(['fields', 'json'] as const)('leaves the node: %s', async (mode) => {
		const parameters = { options: { apiVersion: '2022-01' }, output: 'fullPayload' };
		const result =
			mode === 'fields'
				? await node.run({ ...form, output: 'fullPayload' })
				: await node.payload('productImage', 'create', input, { parameters });
		expect(records(result)).toEqual([ANSWER]);
		expect(store.seen).toHaveLength(1);
		const [{ method, url, headers, body }] = store.seen;
		expect(method).toBe('POST');
		expect(url).toBe(`/openapi/2022-01/products/${PRODUCT}/images`);
		expect(headers['access-token']).toBe('the-token');
		expect(headers.authorization).toBeUndefined();
		expect(headers['content-type']).toMatch(/^application\/json/);
		expect(headers.accept).toBe('application/json');
		expect(JSON.parse(body)).toEqual(REQUEST);
		// Whole numbers, as the curl example and the OpenAPI file have them.
		expect(body).toContain('"position":1');
	});

	it('holds nothing that was not given', async () => {
		records(
			await node.payload('productImage', 'create', { product_id: PRODUCT, src: REQUEST.image.src }),
		);
		expect(JSON.parse(store.seen[0].body)).toEqual({ image: { src: REQUEST.image.src } });
	});

	it('is what the documentation says, where it is at hand', () => {
		const folder = join(process.env.COMMERCE_OPS_FACTS ?? '../shared', 'catalogue/seeds');
		const file = existsSync(folder)
			? readdirSync(folder).find((name) => name.startsWith('001_'))
			: undefined;
		if (file === undefined) {
			console.warn('skipped: the folder with the documentation is not here (COMMERCE_OPS_FACTS)');
			return;
		}
		const text = readFileSync(join(folder, file), 'utf8');
		const curl = /--data '(\{[\s\S]+?\})'/.exec(text)?.[1] ?? '';
		expect(JSON.parse(curl)).toEqual(REQUEST);
		const example = /Success Response Example\s+(\{[\s\S]+?\n\}\s*\n\})/.exec(text)?.[1] ?? '';
		expect(JSON.parse(example)).toEqual(ANSWER);
	});
});

describe('the documented answer', () => {
	it('is read back with all nine fields, in every output', async () => {
		expect(records(await node.payload('productImage', 'create', input))).toEqual([ANSWER.image]);
		const simplified = records(
			await node.payload('productImage', 'create', input, { parameters: { output: 'simplified' } }),
		);
		expect(Object.keys(simplified[0]).length).toBeLessThanOrEqual(10);
		expect(simplified[0]).toMatchObject({ id: ANSWER.image.id, src: ANSWER.image.src });
	});

	it.each(['2025-06', '2026-01', '2026-07'])('also inside the envelope of %s', async (version) => {
		answer = () => ({ body: { code: 'Success', message: 'ok', data: ANSWER } });
		const parameters = { options: { apiVersion: version } };
		const result = await node.payload('productImage', 'create', input, { parameters });
		expect(records(result)).toEqual([ANSWER.image]);
		expect(store.seen[0].url).toBe(`/openapi/${version}/products/${PRODUCT}/images`);
		answer = () => ({ body: { ok: true, data: ANSWER } });
		const other = await node.payload('productImage', 'create', input, { parameters });
		expect(records(other)).toEqual([ANSWER.image]);
	});
});

describe('what is refused before anything is sent', () => {
	it.each([
		[{ position: 0 }, "'position' must be 1 or more"],
		[{ width: -1 }, "'width' must be 1 or more"],
		[{ height: 0 }, "'height' must be 1 or more"],
		[{ height: 1.5 }, "'height' must be a whole number"],
		[{ src: '' }, "'src'"],
		[{ src: 'data:image/png;base64,AAAA' }, "'src' must be the public address of an image"],
		[{ src: 'C:\\bottle.png' }, "'src' must be the public address of an image"],
		[{ title: 'x' }, "Unknown field 'title'"],
		[{ product_id: '' }, "'product_id'"],
	])('%j', async (change, text) => {
		const { error } = await node.payload('productImage', 'create', { ...input, ...change });
		expect(error?.message).toContain(text);
		expect(store.seen).toHaveLength(0);
	});

	it('a file, with the reason', async () => {
		const { error } = await node.payload('productImage', 'create', {
			...input,
			src: 'data:image/png;base64,AAAA',
		});
		expect(error?.description).toContain('takes images by address only, neither files nor Base64');
	});
});
