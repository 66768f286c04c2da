import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { MedusaApi } from '../../credentials/MedusaApi.credentials.ts';
import { rememberedLogins } from '../../credentials/shared/medusaSession.ts';
import { isPrivateHost, serverOrigin } from '../../nodes/shared/address.ts';
import { Instance, startShop, type Answer, type Seen, type Shop } from '../credentials/runtime.mts';

const PASSWORD = 'correct horse';
const KEY = 'sk_secret_key';
const PRODUCTS = '/admin/products?limit=1';

let server: Shop;
let elsewhere: Shop;
let version: 1 | 2;
let sessions: Set<string>;
let answer: ((request: Seen) => Answer) | undefined;
let clock: number;

const LOGIN = { 1: '/admin/auth/token', 2: '/auth/user/emailpass' };

/** What both versions answer, as measured. */
function medusa({ url, headers, body }: Seen): Answer {
	if (url === LOGIN[1] || url === LOGIN[2]) {
		if (url !== LOGIN[version]) return { status: 404, body: `<pre>Cannot POST ${url}</pre>` };
		const { password } = JSON.parse(body) as { password: string };
		if (password !== PASSWORD) return { status: 401, body: { message: 'Invalid' } };
		const token = `jwt-${sessions.size + 1}`;
		sessions.add(token);
		return { body: version === 1 ? { access_token: token } : { token }, after: 20 };
	}
	const known = [
		...[...sessions].map((token) => `Bearer ${token}`),
		`Basic ${Buffer.from(`${KEY}:`).toString('base64')}`,
	];
	const token = headers['x-medusa-access-token'] === 'api-token';
	return token || known.includes(headers.authorization ?? '')
		? { body: { products: [], count: 0 } }
		: { status: 401, body: 'Unauthorized' };
}

beforeEach(async () => {
	version = 2;
	sessions = new Set();
	answer = undefined;
	server = await startShop((request) => answer?.(request) ?? medusa(request));
	elsewhere = await startShop(() => ({ body: {} }));
	clock = Date.now();
	jest.spyOn(Date, 'now').mockImplementation(() => clock);
});
afterEach(async () => {
	clock += 60_000;
	const remembered = rememberedLogins();
	jest.restoreAllMocks();
	await server.close();
	await elsewhere.close();
	expect(remembered).toBe(0);
});

const credential = (data: ICredentialDataDecryptedObject = {}) =>
	new Instance(new MedusaApi(), {
		baseUrl: server.origin,
		authentication: 'password',
		email: 'admin@example.com',
		password: PASSWORD,
		...data,
	});

const logins = () => server.seen.filter(({ url }) => /auth/.test(url));
const ask = { url: PRODUCTS, method: 'GET' } as const;

it('the properties are those of the issue, secrets hidden', () => {
	const { properties, name } = new MedusaApi();
	expect(name).toBe('medusaApi');
	const hidden = properties.filter(({ typeOptions }) => typeOptions?.password === true);
	expect(hidden.map((one) => one.name)).toEqual([
		...['apiToken', 'secretKey', 'password', 'sessionToken'],
	]);
	const session = properties.find((one) => one.name === 'sessionToken');
	expect(session).toMatchObject({ type: 'hidden', typeOptions: { expirable: true } });
});

describe('email and password', () => {
	it.each([1, 2] as const)('a session of Medusa %i is fetched, stored and used', async (given) => {
		version = given;
		const n8n = credential();
		await n8n.request({ ...ask });
		expect(n8n.stored.sessionToken).toBe('jwt-1');
		const used = server.seen[server.seen.length - 1];
		expect(used.headers.authorization).toBe('Bearer jwt-1');
		expect(JSON.parse(logins()[0].body)).toEqual({
			email: 'admin@example.com',
			password: PASSWORD,
		});
		await n8n.request({ ...ask });
		expect(sessions.size).toBe(1);
	});

	it('a version that is set is the only one asked', async () => {
		version = 1;
		await credential({ serverVersion: '1' }).request({ ...ask });
		expect(logins().map(({ url }) => url)).toEqual([LOGIN[1]]);
	});

	it('twenty parallel requests with an expired session: one login, and all succeed', async () => {
		const n8n = credential({ sessionToken: 'jwt-expired' });
		const all = Array.from({ length: 20 }, async () => await n8n.request({ ...ask }));
		for (const one of await Promise.all(all)) expect(one).toEqual({ products: [], count: 0 });
		expect(logins()).toHaveLength(1);
		expect(n8n.stored.sessionToken).toBe('jwt-1');
	});

	it('twenty parallel requests without a session: one login', async () => {
		const n8n = credential();
		await Promise.all(Array.from({ length: 20 }, async () => await n8n.request({ ...ask })));
		expect(logins()).toHaveLength(1);
	});

	it.each<[string, ICredentialDataDecryptedObject, Answer | undefined, string]>([
		['wrong password', { password: 'wrong' }, undefined, "did not accept 'Email' and 'Password'"],
		['no password', { password: '' }, undefined, "'Email' and 'Password' are needed"],
		['no Medusa', {}, { status: 404, body: '<h1>Not Found</h1>' }, 'no Medusa Admin API'],
		['another version', { serverVersion: '1' }, undefined, 'no login of Medusa 1'],
		['some web site', {}, { body: '<h1>Welcome</h1>' }, "not as Medusa's login does"],
		['a redirect', {}, { status: 302, headers: { location: '/x' } }, 'a redirect'],
		['a server that is busy', {}, { status: 503 }, 'HTTP status 503'],
		['no answer', {}, { reset: true }, 'No answer from 127.0.0.1'],
	])('%s: says so, without the password', async (_name, data, given, text) => {
		if (given) answer = () => given;
		const { status, message } = await credential(data).test();
		expect(status).toBe('Error');
		expect(message).toContain(text);
		expect(message).not.toContain(PASSWORD);
	});
});

describe('API token and secret key', () => {
	it('a token goes out in the header of newer and of older servers', async () => {
		const n8n = credential({ authentication: 'apiToken', apiToken: ' api-token\n' });
		expect(await n8n.test()).toMatchObject({ status: 'OK' });
		expect(server.seen).toHaveLength(1);
		expect(server.seen[0].url).toBe(PRODUCTS);
		expect(server.seen[0].headers).toMatchObject({
			'x-medusa-access-token': 'api-token',
			authorization: 'Bearer api-token',
		});
	});

	it('a secret key goes out as the user of Basic authentication', async () => {
		const n8n = credential({ authentication: 'secretKey', secretKey: KEY });
		expect(await n8n.test()).toMatchObject({ status: 'OK' });
		const [, given] = (server.seen[0].headers.authorization ?? '').split(' ');
		expect(Buffer.from(given, 'base64').toString()).toBe(`${KEY}:`);
	});

	it('have nothing to renew: a refusal fetches nothing and stores nothing', async () => {
		const n8n = credential({ authentication: 'secretKey', secretKey: 'sk_wrong' });
		await expect(n8n.request({ ...ask })).rejects.toThrow();
		expect(logins()).toEqual([]);
		expect(n8n.stored.sessionToken).toBe('');
	});

	it.each<[string, Answer | undefined, string]>([
		['wrong key', undefined, 'The server refused the login'],
		['no Medusa', { status: 404, body: '<h1>Not Found</h1>' }, 'no Medusa Admin API'],
		['another API', { body: { data: [] } }, "not with Medusa's list of products"],
		['a redirect', { status: 302, headers: { location: '/x' } }, 'a redirect'],
	])('%s: says so', async (_name, given, text) => {
		if (given) answer = () => given;
		const n8n = credential({ authentication: 'secretKey', secretKey: 'sk_wrong' });
		const { status, message } = await n8n.test();
		expect(status).toBe('Error');
		expect(message).toContain(text);
		expect(message).not.toContain('sk_wrong');
	});
});

describe('the login stays with the server', () => {
	const own = 'https://shop.example.com';
	const sign = async (options: Partial<IHttpRequestOptions> & { uri?: string }) =>
		await new MedusaApi().authenticate(
			{ baseUrl: own, authentication: 'secretKey', secretKey: KEY },
			options as IHttpRequestOptions,
		);

	it('a request to it is signed', async () => {
		expect(await sign({ url: PRODUCTS })).toMatchObject({
			url: own + PRODUCTS,
			disableFollowRedirect: true,
		});
	});

	it.each([
		{ url: 'https://evil.example/' },
		{ url: '//evil.example/' },
		{ url: PRODUCTS, baseURL: 'https://evil.example' },
		{ url: `${own}.evil.example/` },
		{ uri: 'https://evil.example/' },
		{ url: 'http://shop.example.com/' },
	])('%j is refused', async (options) => {
		await expect(sign(options)).rejects.toThrow();
	});

	it('a redirect is not followed by any helper of n8n', async () => {
		answer = () => ({ status: 302, headers: { location: `${elsewhere.origin}/x` } });
		const n8n = credential({ authentication: 'secretKey', secretKey: KEY });
		const url = server.origin + PRODUCTS;
		await expect(n8n.request({ url, maxRedirects: 5 })).rejects.toThrow();
		await expect(
			n8n.legacyRequest({ uri: url, method: 'GET', followAllRedirects: true }),
		).rejects.toThrow();
		expect(elsewhere.seen).toHaveLength(0);
	});
});

describe('the base URL', () => {
	it.each([
		['https://shop.example.com', 'https://shop.example.com'],
		[' https://Shop.example.com/ ', 'https://shop.example.com'],
		['https://gateway.example.com:8443/medusa/', 'https://gateway.example.com:8443/medusa'],
		['http://localhost:9000', 'http://localhost:9000'],
		['http://127.0.0.1:9000', 'http://127.0.0.1:9000'],
		['http://[::1]:9000', 'http://[::1]:9000'],
		['http://medusa:9000', 'http://medusa:9000'],
		['http://192.168.1.20:9000', 'http://192.168.1.20:9000'],
		['http://medusa.internal', 'http://medusa.internal'],
	])('%j is %s', (given, origin) => {
		expect(serverOrigin(given, 'Base URL')).toBe(origin);
	});

	it.each([
		'',
		'shop.example.com',
		'http://shop.example.com',
		'ftp://shop.example.com',
		'https://user:password@shop.example.com',
		'https://shop.example.com/?x=1',
		'https://shop.example.com/#x',
		'https://shop.example.com\\@evil.example',
		'http://192.168.1.20.evil.example',
		'http://8.8.8.8',
	])('%j is refused, without a password in the text', (given) => {
		expect(() => serverOrigin(given, 'Base URL')).toThrow("'Base URL' is");
		expect(() => serverOrigin(given, 'Base URL')).not.toThrow('password@');
	});

	it.each(
		'127.0.0.1 10.1.2.3 172.16.0.1 172.31.255.1 192.168.0.1 169.254.169.254 100.64.0.1 0.0.0.0 localhost medusa x.local [::1] [::] [fd00::1] [fe80::1] [::ffff:7f00:1]'.split(
			' ',
		),
	)('%s is private', (host) => {
		expect(isPrivateHost(host)).toBe(true);
	});

	it.each(
		'8.8.8.8 172.15.0.1 172.32.0.1 192.169.0.1 100.128.0.1 shop.example.com local.example.com [2a00::1]'.split(
			' ',
		),
	)('%s is not', (host) => {
		expect(isPrivateHost(host)).toBe(false);
	});
});
