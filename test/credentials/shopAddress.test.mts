import { UserError, Workflow, type INode } from 'n8n-workflow';
import { addressWithin } from '../../nodes/shared/address.ts';
import {
	graphqlPath,
	hostExpression,
	originExpression,
	shopDomain,
	shopOrigin,
} from '../../nodes/Shopify/client/shopAddress.ts';
import { baseUrls, noBaseUrls, noShops, shops } from './shops.mts';

const node: INode = {
	id: 'n',
	name: 'N',
	type: 'n',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** What n8n makes of an expression over the fields of a credential. */
async function evaluated(expression: string, self: Record<string, string>): Promise<unknown> {
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => ({ description: { properties: [] } }) as never,
			getByNameAndVersion: () => ({ description: { properties: [] } }) as never,
			getKnownTypes: () => ({}),
		},
	});
	await workflow.expression.acquireIsolate();
	try {
		return workflow.expression.getComplexParameterValue(
			node,
			{ value: `=${expression}` },
			'internal',
			{},
			undefined,
			undefined,
			self as never,
		);
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

describe('shop', () => {
	test.each(shops)('%j is %s', (typed, domain) => {
		expect(shopDomain(typed)).toBe(domain);
		expect(shopOrigin({ shop: typed })).toBe(`https://${domain}`);
		expect(shopOrigin({ shop: typed, baseUrl: '' })).toBe(`https://${domain}`);
	});

	test.each(noShops)('%j is refused', (typed) => {
		expect(() => shopDomain(typed)).toThrow(UserError);
		expect(() => shopOrigin({ shop: typed })).toThrow("'Shop' is");
		expect(() => shopOrigin({ shop: typed, baseUrl: 'https://gateway.example.com' })).toThrow(
			"'Shop' is",
		);
	});

	test('a value that is not text is refused too', () => {
		expect(() => shopDomain(undefined as never)).toThrow("'Shop' is empty");
		expect(() => shopDomain({ toString: () => 'my-shop' } as never)).toThrow("'Shop' is empty");
	});

	test('the text names what was typed, but no password', () => {
		expect(() => shopDomain('evil.example/')).toThrow('"evil.example/"');
		expect(() => shopDomain('https://me:pass-word@my-shop.myshopify.com')).not.toThrow('pass-word');
		expect(() => shopDomain('me:pass-word@my-shop')).not.toThrow('pass-word');
	});
});

describe('API Base URL', () => {
	test.each(baseUrls)('%j is %s', (baseUrl, origin) => {
		expect(shopOrigin({ shop: 'my-shop', baseUrl })).toBe(origin);
	});

	test.each(noBaseUrls)('%j is refused', (baseUrl) => {
		expect(() => shopOrigin({ shop: 'my-shop', baseUrl })).toThrow(UserError);
		expect(() => shopOrigin({ shop: 'my-shop', baseUrl })).toThrow("'API Base URL' is");
	});

	test('a port that does not exist is refused', () => {
		expect(() => shopOrigin({ shop: 'my-shop', baseUrl: 'http://127.0.0.1:70000' })).toThrow(
			"'API Base URL' is",
		);
	});
});

describe('addressWithin', () => {
	const shop = 'https://my-shop.myshopify.com';
	const gateway = 'https://gateway.example.com/shopify';

	test.each([
		[shop, graphqlPath(), `${shop}/admin/api/2026-10/graphql.json`],
		[shop, 'admin/x.json?a=1', `${shop}/admin/x.json?a=1`],
		[shop, `${shop}/admin/x.json`, `${shop}/admin/x.json`],
		[shop, 'HTTPS://MY-SHOP.myshopify.com:443/admin', `${shop}/admin`],
		[shop, '', `${shop}/`],
		[shop, '/@evil.example', `${shop}/@evil.example`],
		[shop, '/x\\evil.example', `${shop}/x/evil.example`],
		[gateway, '/admin/x.json', `${gateway}/admin/x.json`],
		[gateway, gateway, gateway],
	])('%s with %j', (origin, address, expected) => {
		expect(addressWithin(origin, address)).toBe(expected);
	});

	test.each([
		[shop, 'https://evil.example/admin'],
		[shop, '//evil.example/admin'],
		[shop, '/\\evil.example/admin'],
		[shop, '\\\\evil.example/admin'],
		[shop, 'http://my-shop.myshopify.com/admin'],
		[shop, 'https://my-shop.myshopify.com:8443/admin'],
		[shop, 'https://my-shop.myshopify.com@evil.example/'],
		[shop, 'https://user:x@my-shop.myshopify.com/'],
		[shop, 'https://other-shop.myshopify.com/admin'],
		[shop, 'https://my-shop.myshopify.com.evil.example/admin'],
		[shop, 'javascript:alert(1)'],
		[shop, 'data:text/plain,x'],
		[gateway, 'https://gateway.example.com/other'],
		[gateway, 'https://gateway.example.com/shopify-evil'],
		[gateway, '/../other'],
		[gateway, '/%2e%2e/other'],
	])('%s refuses %j', (origin, address) => {
		expect(() => addressWithin(origin, address)).toThrow(UserError);
	});
});

describe('the same rule inside n8n expressions', () => {
	test('accepts the same shops and base URLs', async () => {
		for (const [shop, domain] of shops) {
			expect(await evaluated(originExpression('$self'), { shop })).toEqual({
				value: `https://${domain}`,
			});
			expect(await evaluated(hostExpression('$self'), { shop, baseUrl: '' })).toEqual({
				value: domain,
			});
		}
		for (const [baseUrl, origin] of baseUrls) {
			const self = { shop: 'my-shop', baseUrl };
			expect(await evaluated(originExpression('$self'), self)).toEqual({ value: origin });
			expect(await evaluated(hostExpression('$self'), self)).toEqual({
				value: /^https?:\/\/(\[::1\]|[^:/]+)/.exec(origin)?.[1],
			});
		}
	});

	test('gives nothing that can be asked for all others', async () => {
		const refused = [
			...noShops.map((shop) => ({ shop, baseUrl: '' })),
			...noShops.map((shop) => ({ shop, baseUrl: 'https://gateway.example.com' })),
			...noBaseUrls.map((baseUrl) => ({ shop: 'my-shop', baseUrl })),
		];
		for (const self of refused) {
			const { value } = (await evaluated(
				`${originExpression('$self')}/admin/oauth/authorize`,
				self,
			)) as { value: string };
			expect(new URL(value).protocol).toMatch(/^shop-must-be-like-my-shop/);
			expect(new URL(value).host).toBe('');
			expect(await evaluated(hostExpression('$self'), self)).toEqual({ value: '' });
		}
	});
});
