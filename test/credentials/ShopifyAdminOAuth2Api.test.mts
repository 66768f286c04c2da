import { getCredentialAllowedDomains, type ICredentialDataDecryptedObject } from 'n8n-workflow';
import { ShopifyAdminOAuth2Api } from '../../credentials/ShopifyAdminOAuth2Api.credentials.ts';
import { Instance, startShop, type Shop } from './runtime.mts';
import { noShops } from './shops.mts';

const GRANT = '/admin/oauth/access_token';
const GRAPHQL = '/admin/api/2026-10/graphql.json';
const SECRET = 'shpss_secret';

/** What a node passes with each request. */
const OAUTH2 = {
	tokenType: 'Bearer',
	keyToIncludeInAccessTokenHeader: 'X-Shopify-Access-Token',
};

let shop: Shop;
let valid: Set<string>;
let refreshes: number;

beforeEach(async () => {
	valid = new Set();
	refreshes = 0;
	shop = await startShop((request) => {
		if (request.url === GRANT) {
			const token = `shpat_${++refreshes}`;
			valid.add(token);
			return {
				body: {
					access_token: token,
					refresh_token: `shprt_${refreshes}`,
					expires_in: 3600,
					refresh_token_expires_in: 7776000,
					scope: 'write_orders',
				},
			};
		}
		return valid.has(String(request.headers['x-shopify-access-token']))
			? { body: { data: { shop: { name: 'Sea & Sand' } } } }
			: { status: 401, body: { errors: '[API] Invalid API key or access token' } };
	});
});

afterEach(async () => {
	await shop.close();
});

const instance = (data: ICredentialDataDecryptedObject = {}) =>
	new Instance(new ShopifyAdminOAuth2Api(), {
		shop: 'my-shop',
		baseUrl: shop.origin,
		clientId: 'client-1',
		clientSecret: SECRET,
		oauthTokenData: { access_token: 'shpat_0', refresh_token: 'shprt_0' },
		...data,
	});

describe('what n8n makes of the fields', () => {
	test('addresses, scopes and the exchange for a shop', async () => {
		const fields = await instance({ shop: 'My-Shop.myshopify.com', baseUrl: '' }).decrypted();
		expect(fields).toMatchObject({
			grantType: 'authorizationCode',
			authentication: 'body',
			authUrl: 'https://my-shop.myshopify.com/admin/oauth/authorize',
			accessTokenUrl: 'https://my-shop.myshopify.com/admin/oauth/access_token',
			allowedHttpRequestDomains: 'domains',
			allowedDomains: 'my-shop.myshopify.com',
		});
		expect(JSON.parse(fields.additionalBodyProperties as string)).toEqual({ expiring: '1' });
		const scopes = (fields.scope as string).split(',');
		expect(scopes).toEqual(
			expect.arrayContaining([
				'write_orders',
				'write_products',
				'write_customers',
				'write_draft_orders',
				'write_inventory',
				'write_publications',
				'write_merchant_managed_fulfillment_orders',
				'read_locations',
				'read_payment_terms',
				'read_shipping',
				'read_locales',
			]),
		);
		for (const scope of scopes) expect(scope).toMatch(/^(read|write)_[a-z_]+$/);
		expect(new Set(scopes).size).toBe(scopes.length);
	});

	test('scopes as the user types them', async () => {
		expect(
			(await instance({ scopes: ' read_orders,\nread_products  read_all_orders, ' }).decrypted())
				.scope,
		).toBe('read_orders,read_products,read_all_orders');
	});

	test('a gateway', async () => {
		const fields = await instance({
			baseUrl: 'https://gateway.example.com:8443/shopify/',
		}).decrypted();
		expect(fields).toMatchObject({
			authUrl: 'https://gateway.example.com:8443/shopify/admin/oauth/authorize',
			accessTokenUrl: 'https://gateway.example.com:8443/shopify/admin/oauth/access_token',
			allowedDomains: 'gateway.example.com',
		});
	});

	test('a shop that is none: no address that anything could be sent to', async () => {
		for (const typed of noShops) {
			const fields = await instance({ shop: typed, baseUrl: '' }).decrypted();
			for (const url of [fields.authUrl, fields.accessTokenUrl]) {
				expect(new URL(url as string).protocol).not.toMatch(/^https?:$/);
			}
			expect(fields.allowedDomains).toBe('');
		}
	});

	test('the HTTP Request node may use the token with the shop only', async () => {
		const node = { name: 'HTTP Request' } as never;
		const domains = async (data: ICredentialDataDecryptedObject) =>
			getCredentialAllowedDomains({ node, credentialData: await instance(data).decrypted() });
		expect(await domains({ baseUrl: '' })).toBe('my-shop.myshopify.com');
		await expect(domains({ shop: 'evil.example/', baseUrl: '' })).rejects.toThrow(
			'No allowed domains',
		);
	});
});

describe('requests', () => {
	test("carry the token in Shopify's header when the node asks for it", async () => {
		valid.add('shpat_0');
		await instance().request({ url: shop.origin + GRAPHQL }, OAUTH2);
		expect(shop.seen).toHaveLength(1);
		expect(shop.seen[0].headers['x-shopify-access-token']).toBe('shpat_0');
	});

	test('twenty parallel ones with an expired token: one refresh, in the documented form', async () => {
		const n8n = instance();
		const answers = await Promise.all(
			Array.from(
				{ length: 20 },
				async () => await n8n.request({ url: shop.origin + GRAPHQL }, OAUTH2),
			),
		);
		for (const answer of answers)
			expect(answer).toEqual({ data: { shop: { name: 'Sea & Sand' } } });
		const asked = shop.seen.filter(({ url }) => url === GRANT);
		expect(asked).toHaveLength(1);
		expect(Object.fromEntries(new URLSearchParams(asked[0].body))).toEqual({
			grant_type: 'refresh_token',
			refresh_token: 'shprt_0',
			client_id: 'client-1',
			client_secret: SECRET,
		});
		expect(n8n.stored.oauthTokenData).toMatchObject({
			access_token: 'shpat_1',
			refresh_token: 'shprt_1',
		});
	});
});

describe('test of the credential', () => {
	test("asks for the shop's name with Shopify's header", async () => {
		valid.add('shpat_0');
		expect(await instance().test()).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(shop.seen[0]).toMatchObject({ method: 'POST', url: GRAPHQL });
	});

	test('an expired token is renewed; the text says to test once more, which then works', async () => {
		const n8n = instance();
		expect((await n8n.test()).message).toContain('Test once more');
		expect(n8n.stored.oauthTokenData).toMatchObject({ access_token: 'shpat_1' });
		expect(await n8n.test()).toMatchObject({ status: 'OK' });
	});

	test('a shop that is none: nothing is sent', async () => {
		const { status, message } = await instance({ shop: 'evil.example/', baseUrl: '' }).test();
		expect(status).toBe('Error');
		expect(message).not.toContain('shpat_');
		expect(shop.seen).toHaveLength(0);
	});
});
