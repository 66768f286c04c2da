import { getCredentialAllowedDomains, UserError } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { ShoplazzaApi } from '../../credentials/ShoplazzaApi.credentials.ts';
import { ShoplazzaOAuth2Api } from '../../credentials/ShoplazzaOAuth2Api.credentials.ts';
import { shopDomain, shopOrigin } from '../../nodes/Shoplazza/client/shopAddress.ts';
import type { Answer, Seen, Shop } from '../credentials/runtime.mts';
import { Instance, startShop } from '../credentials/runtime.mts';
import { baseUrls, noBaseUrls, noShops, shops } from '../credentials/shops.mts';

const TOKEN = 'right-token';
const SHOP = '/openapi/2026-01/shop';
const GRANT = '/admin/oauth/token';

let store: Shop;
let elsewhere: Shop;
let answer: (request: Seen) => Answer;

beforeEach(async () => {
	answer = ({ headers }) =>
		headers['access-token'] === TOKEN
			? { body: { id: 2019, name: 'Sea & Sand' } }
			: { status: 401, body: { errors: ['Unauthorized'] } };
	store = await startShop((request) => answer(request));
	elsewhere = await startShop(() => ({ body: {} }));
});
afterEach(async () => {
	await store.close();
	await elsewhere.close();
});

/** Shopify's cases, with Shoplazza's domain; those of Shopify's own admin host have no likeness. */
const moved = (text: string) =>
	text.replace(/myshopify/g, 'myshoplaza').replace(/MyShopify/g, 'MyShoplaza');
const own = shops
	.filter(([typed]) => !/admin\.shopify\.com/i.test(typed))
	.map(([typed, domain]) => [moved(typed), moved(domain)] as const);
const none = [
	...noShops.map(moved),
	'my-shop.myshoplazza.com',
	'my-shop.myshopify.com',
	'https://my-shop.myshoplaza.com/openapi/2026-01',
	'https://admin.shopify.com/store/my-shop',
];

describe('addresses', () => {
	test.each(own)('%j is %s', (typed, domain) => {
		expect(shopDomain(typed)).toBe(domain);
		expect(shopOrigin({ shop: typed })).toBe(`https://${domain}`);
	});
	test.each(none)('%j is refused', (typed) => {
		expect(() => shopDomain(typed)).toThrow(UserError);
		expect(() => shopOrigin({ shop: typed, baseUrl: 'https://gateway.example.com' })).toThrow(
			"'Shop' is",
		);
	});
	test.each(baseUrls)('base URL %j is %s', (baseUrl, origin) => {
		expect(shopOrigin({ shop: 'my-shop', baseUrl })).toBe(origin);
	});
	test.each(noBaseUrls)('base URL %j is refused', (baseUrl) => {
		expect(() => shopOrigin({ shop: 'my-shop', baseUrl })).toThrow("'API Base URL' is");
	});
});

const credential = (data: ICredentialDataDecryptedObject = {}) =>
	new Instance(new ShoplazzaApi(), {
		shop: 'my-shop',
		accessToken: TOKEN,
		baseUrl: store.origin,
		...data,
	});

describe('the token', () => {
	test('has the properties of the issue', () => {
		const names = (type: ShoplazzaApi | ShoplazzaOAuth2Api) =>
			type.properties.map(({ name }) => name);
		expect(names(new ShoplazzaApi())).toEqual([
			'shop',
			'accessToken',
			'webhookSecret',
			'previousSecret',
			'baseUrl',
		]);
	});

	test('is tested by asking for the store', async () => {
		expect(await credential({ accessToken: ` ${TOKEN}\n` }).test()).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
		expect(store.seen[0]).toMatchObject({ method: 'GET', url: SHOP });
		expect(store.seen[0].headers['access-token']).toBe(TOKEN);
		expect(store.seen[0].headers.authorization).toBeUndefined();
	});

	test.each([
		['wrong token', { accessToken: 'wrong' }, undefined, 'Shoplazza refused the access token'],
		['bad request', {}, { status: 400 }, 'did not take the request'],
		['no scope', {}, { status: 403 }, 'read_shop'],
		['no store', {}, { status: 404 }, 'no store at this address'],
		['a redirect', {}, { status: 302, headers: { Location: 'https://evil.example' } }, 'redirect'],
		['not active', {}, { body: { error: 'store is not active' } }, 'the store is not active'],
	])('%s: says so', async (_name, data, given, text) => {
		if (given) answer = () => given;
		const { status, message } = await credential(data).test();
		expect(status).toBe('Error');
		expect(message).toContain(text);
		expect(message).not.toContain(TOKEN);
	});

	test('goes to no other host', async () => {
		const type = new ShoplazzaApi();
		const sign = async (
			options: Partial<IHttpRequestOptions> & { uri?: string },
			shop = 'my-shop',
		) => await type.authenticate({ shop, accessToken: TOKEN }, options as IHttpRequestOptions);
		const home = 'https://my-shop.myshoplaza.com';
		expect(await sign({ url: SHOP })).toMatchObject({
			url: home + SHOP,
			headers: { 'access-token': TOKEN },
			disableFollowRedirect: true,
		});
		for (const foreign of [
			{ url: 'https://evil.example/' },
			{ url: '//evil.example/' },
			{ url: SHOP, baseURL: 'https://evil.example' },
			{ uri: 'https://evil.example/' },
			{ url: 'https://other.myshoplaza.com/' },
			{ url: 'http://my-shop.myshoplaza.com/' },
		]) {
			await expect(sign(foreign)).rejects.toThrow(/was not sent/);
		}
		for (const typed of none) {
			await expect(sign({ url: SHOP }, typed)).rejects.toThrow("'Shop' is");
		}
		const instance = credential();
		await expect(instance.request({ url: `${elsewhere.origin}/x` })).rejects.toThrow(
			'was not sent',
		);
		await expect(
			instance.legacyRequest({ uri: `${elsewhere.origin}/x`, method: 'GET' }),
		).rejects.toThrow('was not sent');
		expect(elsewhere.seen).toHaveLength(0);
	});
});

describe('OAuth2', () => {
	const oauth = (data: ICredentialDataDecryptedObject = {}) =>
		new Instance(new ShoplazzaOAuth2Api(), {
			shop: 'my-shop',
			baseUrl: store.origin,
			clientId: 'client-1',
			clientSecret: 'client-secret',
			oauthTokenData: { access_token: TOKEN, refresh_token: 'refresh-0' },
			...data,
		});

	test('has the addresses and scopes of the store', async () => {
		expect(await oauth({ shop: 'My-Shop.myshoplaza.com', baseUrl: '' }).decrypted()).toMatchObject({
			grantType: 'authorizationCode',
			authentication: 'body',
			authUrl: 'https://my-shop.myshoplaza.com/admin/oauth/authorize',
			accessTokenUrl: 'https://my-shop.myshoplaza.com/admin/oauth/token',
			allowedDomains: 'my-shop.myshoplaza.com',
		});
		const { scope } = await oauth({ scopes: ' read_product,\nwrite_order ' }).decrypted();
		expect(scope).toBe('read_product write_order');
	});

	test('asks nobody for a shop that is none', async () => {
		for (const typed of none) {
			const fields = await oauth({ shop: typed, baseUrl: '' }).decrypted();
			for (const url of [fields.authUrl, fields.accessTokenUrl]) {
				expect(new URL(url as string).protocol).not.toMatch(/^https?:$/);
			}
			expect(fields.allowedDomains).toBe('');
		}
		const node = { name: 'HTTP Request' } as never;
		const credentialData = await oauth({ baseUrl: '' }).decrypted();
		expect(getCredentialAllowedDomains({ node, credentialData })).toBe('my-shop.myshoplaza.com');
	});

	test('is tested with Shoplazza’s header', async () => {
		expect(await oauth().test()).toMatchObject({ status: 'OK' });
		expect(store.seen[0]).toMatchObject({ method: 'GET', url: SHOP });
		expect(store.seen[0].headers['access-token']).toBe(TOKEN);
	});

	test('renews an expired token in the documented form, and sends it in Shoplazza’s header', async () => {
		answer = (request) =>
			request.url === GRANT
				? { body: { access_token: TOKEN, refresh_token: 'refresh-1', expires_in: 3600 } }
				: request.headers['access-token'] === TOKEN
					? { body: { name: 'Sea & Sand' } }
					: { status: 401, body: {} };
		const instance = oauth({ oauthTokenData: { access_token: 'old', refresh_token: 'refresh-0' } });
		const header = { tokenType: 'Bearer', keyToIncludeInAccessTokenHeader: 'access-token' };
		expect(await instance.request({ url: store.origin + SHOP }, header)).toEqual({
			name: 'Sea & Sand',
		});
		const [asked] = store.seen.filter(({ url }) => url === GRANT);
		expect(Object.fromEntries(new URLSearchParams(asked.body))).toEqual({
			grant_type: 'refresh_token',
			refresh_token: 'refresh-0',
			client_id: 'client-1',
			client_secret: 'client-secret',
		});
	});
});
