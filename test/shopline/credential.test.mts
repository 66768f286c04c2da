import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { ShoplineApi } from '../../credentials/ShoplineApi.credentials.ts';
import { Instance, startShop, type Answer, type Seen, type Shop } from '../credentials/runtime.mts';

const TOKEN = 'right-token';
const PATH = '/admin/openapi/v20260601/merchants/shop.json';

let shop: Shop;
let elsewhere: Shop;
let answer: (request: Seen) => Answer;

const named = (request: Seen): Answer =>
	request.headers.authorization === `Bearer ${TOKEN}`
		? { body: { data: { id: 1631700219512, name: 'Harbour Goods' } } }
		: { status: 401, body: { errors: 'Unauthorized' } };

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
	new Instance(new ShoplineApi(), {
		handle: 'open001',
		accessToken: TOKEN,
		baseUrl: shop.origin,
		...data,
	});

describe('the properties', () => {
	it('are those of the issue, secrets hidden', () => {
		const { properties, name } = new ShoplineApi();
		expect(name).toBe('shoplineApi');
		expect(properties.map((one) => one.name)).toEqual([
			'handle',
			'accessToken',
			'appSecret',
			'previousSecret',
			'baseUrl',
		]);
		const hidden = properties.filter(({ typeOptions }) => typeOptions?.password === true);
		expect(hidden.map((one) => one.name)).toEqual(['accessToken', 'appSecret', 'previousSecret']);
	});
});

describe('test of the credential', () => {
	it('asks the shop for its name, with the token', async () => {
		expect(await credential().test()).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(shop.seen).toHaveLength(1);
		expect(shop.seen[0]).toMatchObject({ method: 'GET', url: PATH });
	});

	it.each([` ${TOKEN}\n`, `Bearer ${TOKEN}`])('a token copied as %j works', async (accessToken) => {
		expect(await credential({ accessToken }).test()).toMatchObject({ status: 'OK' });
	});

	it.each<[string, ICredentialDataDecryptedObject, Answer | undefined, string]>([
		['wrong token', { accessToken: 'wrong' }, undefined, 'refused the access token'],
		['frozen store', {}, { status: 402 }, 'The store is frozen'],
		['no scope', {}, { status: 403 }, 'read_store_information'],
		['no shop', {}, { status: 404, body: '<h1>Not Found</h1>' }, 'no shop at this address'],
		['locked store', {}, { status: 423 }, 'locked this store'],
		['throttled', {}, { status: 429 }, 'too many requests'],
		['some web site', {}, { body: '<h1>Welcome</h1>' }, "not with the store's name"],
		['another API', {}, { body: { data: [] } }, "not with the store's name"],
		['a handle that is none', { handle: 'evil.example' }, undefined, "'Handle' is"],
		['a base URL that is none', { baseUrl: 'http://evil.example' }, undefined, "'API Base URL'"],
	])('%s: says so', async (_name, data, given, text) => {
		if (given) answer = () => given;
		const { status, message } = await credential(data).test();
		expect(status).toBe('Error');
		expect(message).toContain(text);
		expect(message).not.toContain(TOKEN);
	});

	it('a redirect is not followed: the token goes nowhere else', async () => {
		answer = () => ({ status: 302, headers: { location: `${elsewhere.origin}/x` } });
		const { message } = await credential().test();
		expect(message).toContain('redirect');
		expect(elsewhere.seen).toHaveLength(0);
	});
});

describe('the token stays with the shop', () => {
	const sign = async (options: Partial<IHttpRequestOptions> & { uri?: string }) =>
		await new ShoplineApi().authenticate(
			{ handle: 'open001', accessToken: TOKEN },
			options as IHttpRequestOptions,
		);
	const own = 'https://open001.myshopline.com';

	it('a request to the shop is signed', async () => {
		expect(await sign({ url: PATH })).toMatchObject({
			url: own + PATH,
			headers: { Authorization: `Bearer ${TOKEN}` },
			disableFollowRedirect: true,
		});
		expect(await sign({ url: PATH, baseURL: own })).toMatchObject({ url: own + PATH });
	});

	it.each([
		{ url: 'https://evil.example/' },
		{ url: '//evil.example/' },
		{ url: PATH, baseURL: 'https://evil.example' },
		{ url: PATH, baseURL: 'https://open001.myshopline.com.evil.example' },
		{ uri: 'https://evil.example/' },
		{ url: 'http://open001.myshopline.com/' },
		{ url: 'https://other.myshopline.com/' },
	])('%j is refused', async (options) => {
		await expect(sign(options)).rejects.toThrow();
	});

	it('a redirect of the shop is not followed by any helper of n8n', async () => {
		answer = () => ({ status: 302, headers: { location: `${elsewhere.origin}/x` } });
		const url = shop.origin + PATH;
		await expect(credential().request({ url, maxRedirects: 5 })).rejects.toThrow();
		await expect(
			credential().legacyRequest({ uri: url, method: 'GET', followAllRedirects: true }),
		).rejects.toThrow();
		expect(elsewhere.seen).toHaveLength(0);
	});
});
