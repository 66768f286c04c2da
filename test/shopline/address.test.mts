import { UserError } from 'n8n-workflow';

import { endpointPath, shopDomain, shopOrigin } from '../../nodes/Shopline/client/shopAddress.ts';
import { addressWithin } from '../../nodes/shared/address.ts';
import { baseUrls, noBaseUrls } from '../credentials/shops.mts';

describe('handle', () => {
	it.each([
		['open001', 'open001.myshopline.com'],
		['Open001', 'open001.myshopline.com'],
		['  open001\n', 'open001.myshopline.com'],
		['my-shop', 'my-shop.myshopline.com'],
		['open001.myshopline.com', 'open001.myshopline.com'],
		['open001.myshopline.com/', 'open001.myshopline.com'],
		['OPEN001.MyShopline.com', 'open001.myshopline.com'],
		['https://open001.myshopline.com', 'open001.myshopline.com'],
		['https://open001.myshopline.com/admin', 'open001.myshopline.com'],
		['https://open001.myshopline.com/admin/products?x=1', 'open001.myshopline.com'],
	])('%j is %s', (typed, domain) => {
		expect(shopDomain(typed)).toBe(domain);
		expect(shopOrigin({ handle: typed })).toBe(`https://${domain}`);
	});

	it.each([
		'',
		'   ',
		'admin',
		'img.myshopline.com',
		'evil.example',
		'evil.example/open001.myshopline.com',
		'open001.myshopline.com.evil.example',
		'https://open001.myshopline.com.evil.example/admin',
		'open001.myshopline.com@evil.example',
		'https://open001.myshopline.com@evil.example/admin',
		'https://user:password@open001.myshopline.com/admin',
		'open001@evil.example',
		'open001#@evil.example',
		'open001/../evil',
		'open001\\evil.example',
		'open001.myshopline.com\\@evil.example',
		'open001.myshopline.com/admin\\..\\evil',
		'open001:443',
		'open001.myshopline.com:8443',
		'a.b.myshopline.com',
		'.myshopline.com',
		'myshopline.com',
		'open001xmyshopline.com',
		'open001.shoplineapp.com',
		'open001.myshopify.com',
		'ftp://open001.myshopline.com',
		'//evil.example',
		'open001 evil.example',
		'open001\nevil.example',
		'-open001',
		'open001-',
		'open_001',
		'127.0.0.1',
		'[::1]',
		'm'.repeat(64),
		'open\u212A01',
		'open001\u3002myshopline\u3002com',
		'open\u200B001',
		'{{ $json.handle }}',
	])('%j is refused', (typed) => {
		expect(() => shopDomain(typed)).toThrow(UserError);
		expect(() => shopOrigin({ handle: typed })).toThrow("'Handle' is");
		expect(() => shopOrigin({ handle: typed, baseUrl: 'https://gateway.example.com' })).toThrow(
			"'Handle' is",
		);
	});

	it('the text names what was typed, but no password', () => {
		expect(() => shopDomain('evil.example')).toThrow('"evil.example"');
		expect(() => shopDomain('https://me:pass-word@open001.myshopline.com')).not.toThrow(
			'pass-word',
		);
	});
});

describe('API Base URL', () => {
	it.each(baseUrls)('%j is %s', (baseUrl, origin) => {
		expect(shopOrigin({ handle: 'open001', baseUrl })).toBe(origin);
	});

	it.each(noBaseUrls)('%j is refused', (baseUrl) => {
		expect(() => shopOrigin({ handle: 'open001', baseUrl })).toThrow("'API Base URL' is");
	});
});

it('endpoints lie within the shop', () => {
	const origin = 'https://open001.myshopline.com';
	const path = endpointPath('v20240301', 'products/products');
	expect(addressWithin(origin, path)).toBe(
		`${origin}/admin/openapi/v20240301/products/products.json`,
	);
	for (const foreign of ['https://evil.example/', '//evil.example/', '/\\evil.example/']) {
		expect(() => addressWithin(origin, foreign)).toThrow(UserError);
	}
});
