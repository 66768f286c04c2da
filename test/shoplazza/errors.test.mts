import type { Answer, Shop } from '../credentials/runtime.mts';
import { startShop } from '../credentials/runtime.mts';
import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { inVersion, records, ShoplazzaUnderTest } from '../workflows/shoplazza.mts';

/* Every documented refusal as the text that a user sees. */

let sandbox: Sandbox;
let store: Shop;
let answer: Answer;
let node: ShoplazzaUnderTest;
let onSandbox: ShoplazzaUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox();
	store = await startShop(() => answer);
	node = new ShoplazzaUnderTest(sandbox, { baseUrl: store.origin });
	onSandbox = new ShoplazzaUnderTest(sandbox);
});
afterAll(async () => {
	await sandbox.stop();
	await store.close();
});
beforeEach(() => {
	store.seen.length = 0;
	sandbox.control.reset();
});

const ID = '9fb9f3c6-2300-42c1-8593-d9008d7cfc09';
const get = { product_id: ID };

describe.each([
	['400 without words', 400, {}, 'Shoplazza refused this (HTTP status 400)', 'out of range'],
	[
		'400 with words',
		400,
		{ errors: ['price is invalid'] },
		'Shoplazza refused this: price is invalid',
		'Check the values',
	],
	[
		'401',
		401,
		{ errors: ['Unauthorized'] },
		'Shoplazza did not accept the access token',
		'test it',
	],
	['401 as text', 401, 'Unauthorized', 'Shoplazza did not accept the access token', 'test it'],
	[
		'403',
		403,
		{ errors: ['no scope'] },
		'Shoplazza does not allow this app to do that',
		'access scopes',
	],
	[
		'404 with words',
		404,
		{ errors: ['Product not found'] },
		'The product was not found',
		'Shoplazza said: Product not found',
	],
	['404 without words', 404, {}, 'There is nothing at this address', "'API Version'"],
	['404 as a page', 404, '<h1>404</h1>', 'There is nothing at this address', "'Shop'"],
	[
		'400 that means 404, from 2025-06 on',
		400,
		{ errors: ['record not found!'] },
		'The product was not found',
		'Shoplazza said: record not found!',
	],
	['405', 405, {}, 'does not offer this in the chosen API version', "'API Version'"],
	['406', 406, {}, 'does not offer this in the chosen API version', "'API Version'"],
	[
		'422 with a list',
		422,
		{ errors: ['ProductId must be a valid UUID'] },
		'Shoplazza refused this: ProductId must be a valid UUID',
		'Check the values',
	],
	[
		'422 with a map',
		422,
		{ errors: { address: ["can't be blank"], topic: ['is unknown', 'is old'] } },
		"Shoplazza refused this: address can't be blank; topic is unknown; topic is old",
		'Check the values',
	],
	[
		'store is not active',
		403,
		{ error: 'store is not active' },
		'The store is not active',
		'access token is missing or wrong',
	],
	[
		'store is not active with 200',
		200,
		{ error: 'store is not active' },
		'The store is not active',
		'Shoplazza said: store is not active',
	],
	[
		'a gRPC refusal',
		404,
		{ code: 5, message: 'data not found', details: [] },
		'The product was not found',
		'Shoplazza said: data not found',
	],
	[
		'a gRPC refusal with 200',
		200,
		{ code: 3, message: 'bad cursor', details: [] },
		'Shoplazza refused this: bad cursor',
		'',
	],
	[
		'a coded refusal with 200',
		200,
		{ code: 'session_not_found', errors: ['session not found'] },
		'Shoplazza refused this: session not found',
		'',
	],
	['a redirect', 302, {}, 'answered with a redirect, which was not followed', 'myshoplaza.com'],
	['no record', 200, { other: {} }, "Shoplazza's answer holds no product", ''],
])('%s', (_name, status, body, message, advice) => {
	it('is a readable error', async () => {
		answer = { status, body, headers: { 'request-id': 'r-1', location: 'https://evil.example/' } };
		const { error } = await node.payload('product', 'get', get);
		expect(error?.message).toContain(message);
		expect(error?.description ?? '').toContain(advice);
		const shown = JSON.stringify({ ...error, text: `${error?.message} ${error?.description}` });
		expect(shown).not.toContain(sandbox.shoplazza.accessToken);
	});
});

it('names the request for the support', async () => {
	answer = { status: 422, body: { errors: ['x'] }, headers: { 'Request-Id': 'Bx-1' } };
	const { error } = await node.payload('product', 'get', get);
	expect(error?.description).toContain('(request Bx-1)');
});

it('tells a server that breaks down in its own words, after some attempts', async () => {
	answer = { status: 500, body: { errors: ['internal trouble'] } };
	const { error } = await node.payload('product', 'get', get);
	expect(error?.message).toBe(
		'No usable answer after 6 attempts: HTTP status 500 (internal trouble)',
	);
	expect(store.seen).toHaveLength(6);
}, 60_000);

it.each(['html page', ['a list']])('does not take %j for an answer', async (body) => {
	answer = { body };
	const { error } = await node.payload('product', 'create', { title: 'x' });
	expect(error?.message).toContain('It is not known whether this was carried out');
	expect(store.seen).toHaveLength(1);
});

it('says that the outcome is unknown when an accepted write answers with something else', async () => {
	answer = { body: { message: 'queued' } };
	const { error } = await node.payload('product', 'create', { title: 'x' });
	expect(error?.message).toBe('Shoplazza accepted this, but its answer holds no product');
	expect(error?.description).toContain("whether the product 'x' was created");
});

it('does not take an answer without the list for an empty list, but takes a left out one', async () => {
	answer = { body: { welcome: true } };
	const strange = await node.payload('product', 'getAll', {});
	expect(strange.error?.message).toBe("Shoplazza's answer holds no list of products");
	answer = { body: { cursor: '', pre_cursor: '' } };
	expect(records(await node.payload('product', 'getAll', {}))).toEqual([]);
});

describe('the embedded store', () => {
	const image = (change: object) => ({
		product_id: ID,
		src: 'https://example.com/1.png',
		...change,
	});

	it.each([
		['2022-01', { product_id: 'no-uuid' }, 'ProductId must be a valid UUID'],
		['2022-01', {}, 'The product was not found'],
		['2026-01', {}, 'The product was not found'],
	])('in %s, %j: %s', async (version, change, text) => {
		const { error } = await onSandbox.payload('productImage', 'create', image(change), {
			parameters: inVersion(version),
		});
		expect(error?.message).toContain(text);
	});

	it.each([200, 403])('that is not active (%d)', async (status) => {
		sandbox.shoplazza.room.inactive = status;
		const { error } = await onSandbox.payload('productImage', 'create', image({}));
		expect(error?.message).toBe('The store is not active');
	});

	it('with a wrong token', async () => {
		const wrong = new ShoplazzaUnderTest(sandbox, { accessToken: 'not-the-token' });
		const { error } = await wrong.run({ resource: 'shop', operation: 'get' });
		expect(error?.message).toBe('Shoplazza did not accept the access token');
		expect(`${error?.message} ${error?.description}`).not.toContain('not-the-token');
	});

	it('without the scope', async () => {
		sandbox.shoplazza.room.denied.add('write_product');
		const { error } = await onSandbox.payload('productImage', 'create', image({}));
		expect(error?.message).toContain('does not allow this app');
		expect(error?.description).toContain('requires write_product scope');
	});

	it('with continue on fail: the neighbours of a bad item go on', async () => {
		const [product] = sandbox.shoplazza.room.store.products;
		const result = await onSandbox.run(
			{
				resource: 'product',
				operation: 'get',
				input: 'json',
				payload: '={{ { "product_id": $json.id } }}',
			},
			{
				items: [{ id: ID }, { id: String(product.id) }],
				onError: 'continueRegularOutput',
			},
		);
		const [bad, good] = records(result);
		expect(bad.error).toContain('The product was not found');
		expect(good.title).toBe(product.title);
	});
});
