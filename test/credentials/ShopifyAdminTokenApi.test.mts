import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { ShopifyAdminClientApi } from '../../credentials/ShopifyAdminClientApi.credentials.ts';
import { ShopifyAdminTokenApi } from '../../credentials/ShopifyAdminTokenApi.credentials.ts';
import { Instance, startShop, type Answer, type Seen, type Shop } from './runtime.mts';
import { noShops } from './shops.mts';

const TOKEN = 'shpat_right-token';
const HEADER = 'x-shopify-access-token';
const GRAPHQL = '/admin/api/2026-10/graphql.json';

let shop: Shop;
let elsewhere: Shop;
let answer: (request: Seen) => Answer;

const named = (request: Seen): Answer =>
	request.headers[HEADER] === TOKEN
		? { body: { data: { shop: { name: 'Sea & Sand' } } } }
		: { status: 401, body: { errors: '[API] Invalid API key or access token' } };

beforeEach(async () => {
	answer = named;
	shop = await startShop((request) => answer(request));
	elsewhere = await startShop(() => ({ body: {} }));
});

afterEach(async () => {
	await shop.close();
	await elsewhere.close();
});

const credential = (data: ICredentialDataDecryptedObject = {}) =>
	new Instance(new ShopifyAdminTokenApi(), {
		shop: 'my-shop',
		accessToken: TOKEN,
		baseUrl: shop.origin,
		...data,
	});

describe('test of the credential', () => {
	test('asks the shop for its name, with the token', async () => {
		expect(await credential().test()).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(shop.seen).toHaveLength(1);
		expect(shop.seen[0]).toMatchObject({ method: 'POST', url: GRAPHQL });
		expect(shop.seen[0].headers[HEADER]).toBe(TOKEN);
		expect(JSON.parse(shop.seen[0].body)).toEqual({ query: '{ shop { name } }' });
	});

	test('a token that was copied with a line break works', async () => {
		expect(await credential({ accessToken: ` ${TOKEN}\n` }).test()).toMatchObject({ status: 'OK' });
	});

	test.each([
		['wrong token', { accessToken: 'shpat_wrong' }, undefined, 'Shopify refused the access token'],
		['frozen shop', {}, { status: 402 }, 'The shop is frozen'],
		['no access', {}, { status: 403 }, 'gives it no access'],
		['no shop', {}, { status: 404, body: '<h1>Not Found</h1>' }, 'no shop at this address'],
		['locked shop', {}, { status: 423 }, 'locked this shop'],
		['some web site', {}, { body: '<h1>Welcome</h1>' }, "not with the shop's name"],
		['another API', {}, { body: [{ id: 1 }] }, "not with the shop's name"],
		[
			'a GraphQL refusal with HTTP 200',
			{},
			{ body: { errors: [{ message: 'Throttled' }] } },
			"not with the shop's name",
		],
	])('%s: says so', async (_name, data, given, text) => {
		if (given) answer = () => given;
		const { status, message } = await credential(data).test();
		expect(status).toBe('Error');
		expect(message).toContain(text);
		expect(message).not.toContain(TOKEN);
		expect(message).not.toContain('shpat_wrong');
	});

	test.each(['evil.example/', 'my-shop.myshopify.com.evil.example', 'my-shop@evil.example'])(
		'shop %s: refused with our text before any request',
		async (typed) => {
			const { status, message } = await credential({ shop: typed }).test();
			expect(status).toBe('Error');
			expect(message).toContain("'Shop' is");
			expect(message).toContain('which is not the address of a Shopify shop');
			expect(shop.seen).toHaveLength(0);
		},
	);

	test('a base URL with plain http to another machine: refused with our text', async () => {
		const { message } = await credential({ baseUrl: 'http://10.0.0.9' }).test();
		expect(message).toContain("'API Base URL' is");
	});
});

describe('the token stays with the shop', () => {
	const types = [new ShopifyAdminTokenApi(), new ShopifyAdminClientApi()];

	test.each(types.map((type) => [type.name, type] as const))(
		'%s: no foreign address is signed',
		async (_name, type) => {
			const sign = async (
				options: Partial<IHttpRequestOptions> & { uri?: string },
				data: ICredentialDataDecryptedObject = {},
			) =>
				await type.authenticate(
					{ shop: 'my-shop', accessToken: TOKEN, sessionToken: TOKEN, ...data },
					options as IHttpRequestOptions,
				);
			const own = 'https://my-shop.myshopify.com';
			expect((await sign({ url: GRAPHQL })).url).toBe(own + GRAPHQL);
			expect((await sign({ url: GRAPHQL })).headers).toEqual({ 'X-Shopify-Access-Token': TOKEN });
			expect(await sign({ url: GRAPHQL, baseURL: own })).toMatchObject({ url: own + GRAPHQL });
			expect(await sign({ url: GRAPHQL, baseURL: own })).not.toHaveProperty('baseURL');
			expect(await sign({ uri: own + GRAPHQL })).toMatchObject({ uri: own + GRAPHQL });

			for (const foreign of [
				{ url: 'https://evil.example/' },
				{ url: '//evil.example/' },
				{ url: GRAPHQL, baseURL: 'https://evil.example' },
				{ url: GRAPHQL, baseURL: 'https://my-shop.myshopify.com.evil.example' },
				{ url: GRAPHQL, baseURL: '//evil.example' },
				{ url: 'https://evil.example/', baseURL: own },
				{ uri: 'https://evil.example/' },
				{ uri: 'https://evil.example/', url: own },
				{ url: 'https://other-shop.myshopify.com/' },
				{ url: 'http://my-shop.myshopify.com/' },
			]) {
				await expect(sign(foreign)).rejects.toThrow(/was not sent/);
			}
			for (const typed of noShops) {
				await expect(sign({ url: GRAPHQL }, { shop: typed })).rejects.toThrow("'Shop' is");
			}
		},
	);

	test('a request to another server never leaves, through both helpers of n8n', async () => {
		const instance = credential();
		const foreign = `${elsewhere.origin}/steal`;
		await expect(instance.request({ url: foreign })).rejects.toThrow('was not sent');
		await expect(instance.request({ url: '/x', baseURL: elsewhere.origin })).rejects.toThrow(
			'was not sent',
		);
		await expect(instance.legacyRequest({ uri: foreign, method: 'GET' })).rejects.toThrow(
			'was not sent',
		);
		await expect(instance.legacyRequest({ url: foreign, method: 'GET' })).rejects.toThrow(
			'was not sent',
		);
		expect(elsewhere.seen).toHaveLength(0);
	});

	test('a redirect to another server is not followed, through both helpers of n8n', async () => {
		answer = () => ({ status: 307, headers: { Location: `${elsewhere.origin}/steal` } });
		const url = `${shop.origin}${GRAPHQL}`;
		await expect(credential().request({ url, maxRedirects: 5 })).rejects.toThrow();
		await expect(
			credential().legacyRequest({ uri: url, method: 'GET', followAllRedirects: true }),
		).rejects.toThrow();
		expect(await credential().test()).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('redirect') as string,
		});
		expect(shop.seen).toHaveLength(3);
		expect(elsewhere.seen).toHaveLength(0);
	});

	test('the shop itself gets the token, through both helpers of n8n', async () => {
		const url = `${shop.origin}${GRAPHQL}`;
		expect(await credential().request({ url, method: 'POST', body: { query: '{ x }' } })).toEqual({
			data: { shop: { name: 'Sea & Sand' } },
		});
		expect(
			await credential().legacyRequest({ uri: url, method: 'GET', json: true, qs: { a: 1 } }),
		).toEqual({ data: { shop: { name: 'Sea & Sand' } } });
		expect(shop.seen.map((request) => request.url)).toEqual([GRAPHQL, `${GRAPHQL}?a=1`]);
	});
});
