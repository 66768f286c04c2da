import { inspect } from 'node:util';
import {
	UserError,
	type ICredentialDataDecryptedObject,
	type IHttpRequestHelper,
} from 'n8n-workflow';
import { rememberedRenewals } from '../../credentials/shared/shopifySession.ts';
import { ShopifyAdminClientApi } from '../../credentials/ShopifyAdminClientApi.credentials.ts';
import { Instance, startShop, type Answer, type Seen, type Shop } from './runtime.mts';

const SECRET = 'shpss_very&secret=value';
const GRANT = '/admin/oauth/access_token';
const GRAPHQL = '/admin/api/2026-10/graphql.json';

let shop: Shop;
/** The tokens that the shop takes now; a new one is added by each grant. */
let valid: Set<string>;
let granted: number;
let grant: (request: Seen) => Answer;
let clock: number;

const give = (): Answer => {
	const token = `shpat_${++granted}`;
	valid.add(token);
	return { body: { access_token: token, scope: 'write_orders', expires_in: 86399 }, after: 30 };
};

beforeEach(async () => {
	valid = new Set();
	granted = 0;
	grant = give;
	shop = await startShop((request) => {
		if (request.url === GRANT) return grant(request);
		return valid.has(String(request.headers['x-shopify-access-token']))
			? { body: { data: { shop: { name: 'Sea & Sand' } } } }
			: { status: 401, body: { errors: '[API] Invalid API key or access token' } };
	});
	clock = Date.now();
	jest.spyOn(Date, 'now').mockImplementation(() => clock);
});

afterEach(async () => {
	await shop.close();
	clock += 60_000;
	const remembered = rememberedRenewals();
	jest.restoreAllMocks();
	expect(remembered).toBe(0);
});

const data = (more: ICredentialDataDecryptedObject = {}): ICredentialDataDecryptedObject => ({
	shop: 'my-shop',
	clientId: 'client-1',
	clientSecret: SECRET,
	baseUrl: shop.origin,
	sessionToken: '',
	...more,
});

const type = new ShopifyAdminClientApi();
const instance = (more: ICredentialDataDecryptedObject = {}) => new Instance(type, data(more));
const ask = { url: GRAPHQL, method: 'POST', body: { query: '{ shop { name } }' } } as const;
const grants = () => shop.seen.filter(({ url }) => url === GRANT);

/** preAuthentication with plain fetch below it, for callers that n8n's helper is too slow to time. */
const http = {
	helpers: {
		httpRequest: async (options: { url: string; body?: unknown; headers?: unknown }) => {
			const answer = await fetch(options.url, {
				method: 'POST',
				body: options.body as string,
				headers: options.headers as Record<string, string>,
			});
			const text = await answer.text();
			const isJson = answer.headers.get('content-type') === 'application/json';
			return { statusCode: answer.status, body: isJson ? (JSON.parse(text) as unknown) : text };
		},
	},
} as unknown as IHttpRequestHelper;

const renew = async (sessionToken: string, more: ICredentialDataDecryptedObject = {}) =>
	(await type.preAuthentication.call(http, data({ sessionToken, ...more }))).sessionToken;

describe('one fetch', () => {
	test('sends the documented form', async () => {
		await instance({ clientId: ' client-1 ' }).request({ ...ask });
		const [request] = grants();
		expect(request.method).toBe('POST');
		expect(request.headers['content-type']).toBe('application/x-www-form-urlencoded');
		expect(Object.fromEntries(new URLSearchParams(request.body))).toEqual({
			grant_type: 'client_credentials',
			client_id: 'client-1',
			client_secret: SECRET,
		});
		expect(request.headers).not.toHaveProperty('x-shopify-access-token');
	});

	test('a stored token is used as long as the shop takes it', async () => {
		valid.add('shpat_stored');
		const n8n = instance({ sessionToken: 'shpat_stored' });
		await n8n.request({ ...ask });
		expect(grants()).toHaveLength(0);
	});

	test('twenty parallel requests with an expired token: one, and all succeed', async () => {
		const n8n = instance({ sessionToken: 'shpat_expired' });
		const answers = await Promise.all(
			Array.from({ length: 20 }, async () => await n8n.request({ ...ask })),
		);
		expect(answers).toHaveLength(20);
		for (const answer of answers)
			expect(answer).toEqual({ data: { shop: { name: 'Sea & Sand' } } });
		expect(grants()).toHaveLength(1);
		expect(n8n.stored.sessionToken).toBe('shpat_1');
	});

	test('twenty parallel requests without any token: one', async () => {
		const n8n = instance();
		await Promise.all(Array.from({ length: 20 }, async () => await n8n.request({ ...ask })));
		expect(grants()).toHaveLength(1);
	});

	test('twenty parallel renewals: one, and all get the new token', async () => {
		const tokens = await Promise.all(
			Array.from({ length: 20 }, async () => await renew('expired')),
		);
		expect(new Set(tokens)).toEqual(new Set(['shpat_1']));
		expect(grants()).toHaveLength(1);
	});

	test('also when the newest token is itself refused: twenty callers, one more fetch', async () => {
		expect(await renew('expired')).toBe('shpat_1');
		const tokens = await Promise.all(
			Array.from({ length: 20 }, async () => await renew('shpat_1')),
		);
		expect(new Set(tokens)).toEqual(new Set(['shpat_2']));
		expect(grants()).toHaveLength(2);
	});

	test('a fetch that takes longer than the window is joined, not repeated', async () => {
		const first = renew('expired');
		clock += 45_000;
		const second = renew('expired');
		expect(await first).toBe('shpat_1');
		expect(await second).toBe('shpat_1');
		expect(grants()).toHaveLength(1);
	});

	test('a latecomer with an older token gets the newest one, whatever it held', async () => {
		expect(await renew('shpat_old')).toBe('shpat_1');
		clock += 20_000;
		expect(await renew('shpat_older')).toBe('shpat_1');
		expect(await renew('')).toBe('shpat_1');
		expect(grants()).toHaveLength(1);
	});

	test('after the window a remembered token no longer answers: another worker may have a newer one', async () => {
		expect(await renew('expired')).toBe('shpat_1');
		expect(rememberedRenewals()).toBe(1);
		clock += 30_000;
		expect(rememberedRenewals()).toBe(0);
		expect(await renew('shpat_of_another_worker')).toBe('shpat_2');
		expect(grants()).toHaveLength(2);
	});

	test('a clock that is set back keeps no token alive', async () => {
		await renew('expired');
		clock -= 3_600_000;
		expect(rememberedRenewals()).toBe(0);
	});

	test('a token that is revoked during a run is renewed and the run goes on', async () => {
		const n8n = instance();
		await n8n.request({ ...ask });
		valid.clear();
		await n8n.request({ ...ask });
		expect(grants()).toHaveLength(2);
		expect(n8n.stored.sessionToken).toBe('shpat_2');
	});

	test('apps, secrets and shops do not share tokens', async () => {
		const tokens = [
			await renew('', {}),
			await renew('', { clientId: 'client-2' }),
			await renew('', { clientSecret: 'another' }),
			await renew('', { baseUrl: `${shop.origin}/gateway` }).catch(() => 'refused'),
		];
		expect(tokens).toEqual(['shpat_1', 'shpat_2', 'shpat_3', 'refused']);
	});

	test('the memory is bounded', async () => {
		await Promise.all(
			Array.from({ length: 130 }, async (_v, i) => await renew('', { clientId: `client-${i}` })),
		);
		expect(rememberedRenewals()).toBeLessThanOrEqual(100);
	});
});

describe('a failure', () => {
	test('is shared by those who wait for it, and never remembered', async () => {
		grant = () => ({ status: 400, body: { error: 'invalid_client' }, after: 30 });
		const results = await Promise.allSettled(
			Array.from({ length: 20 }, async () => await renew('expired')),
		);
		expect(results.every(({ status }) => status === 'rejected')).toBe(true);
		expect(grants()).toHaveLength(1);
		expect(rememberedRenewals()).toBe(0);
		grant = give;
		expect(await renew('expired')).toBe('shpat_1');
	});

	test.each([
		['busy', { status: 429 }],
		['away', { status: 503 }],
		['cut off', { reset: true }],
	])('of a moment (%s) is passed over', async (_name, answer) => {
		let first = true;
		grant = () => {
			if (!first) return give();
			first = false;
			return answer;
		};
		expect(await instance().request({ ...ask })).toEqual({
			data: { shop: { name: 'Sea & Sand' } },
		});
		expect(grants()).toHaveLength(2);
	});

	const refusals: Array<[name: string, answer: Answer, text: RegExp]> = [
		[
			'wrong secret',
			{ status: 400, body: { error: 'invalid_client', error_description: `not ${SECRET}` } },
			/'Client ID' or 'Client Secret' is wrong.*Copy both again/,
		],
		[
			'unknown app, on a page',
			{
				status: 400,
				body: '<html><style>a{}</style><p>Oauth error invalid_request: Could not find Shopify API application with api_key client-1</p></html>',
			},
			/'Client ID' or 'Client Secret' is wrong/,
		],
		['unauthorized', { status: 401, body: {} }, /'Client ID' or 'Client Secret' is wrong/],
		[
			'app not installed',
			{
				status: 400,
				body: {
					error: 'app_not_installed',
					error_description: 'The application is not installed on this shop.',
				},
			},
			/not installed in my-shop\.myshopify\.com\. Install it.*Shopify says: app_not_installed/,
		],
		[
			'another organization, on a page',
			{
				status: 400,
				body: 'Oauth error shop_not_permitted: Client credentials cannot be performed on this shop.',
			},
			/same organization.*OAuth2 API.*cannot be performed/,
		],
		['no such shop', { status: 404, body: '<h1>Not Found</h1>' }, /no shop at my-shop\.my.*'Shop'/],
		['frozen', { status: 402, body: {} }, /frozen/],
		['locked', { status: 423, body: {} }, /locked/],
		['redirect', { status: 302, headers: { Location: 'http://127.0.0.1:1/' } }, /redirect/],
		['no token in it', { status: 200, body: { ok: true } }, /gave no token .*HTTP 200/],
		['a web page', { status: 200, body: `<p>${SECRET}</p>` }, /gave no token/],
		['nothing known', { status: 418, body: { error: SECRET } }, /HTTP 418.*\*\*\*\*\*/],
		['down', { status: 503, body: SECRET }, /could not give a token .*HTTP 503/],
		[
			'cut off',
			{ reset: true },
			/No answer from 127\.0\.0\.1:\d+ \(the connection was cut off\).*Check 'Shop'/,
		],
	];

	test.each(refusals)(
		'%s: the text says what happened and what to do',
		async (_name, answer, text) => {
			grant = () => answer;
			const n8n = instance({ sessionToken: 'shpat_expired' });
			const shown = await n8n.test();
			expect(shown.status).toBe('Error');
			expect(shown.message).toMatch(text);
			const thrown = (await n8n.request({ ...ask }).catch((error: unknown) => error)) as Error;
			expect(thrown.message).toMatch(text);
			for (const secret of [SECRET, encodeURIComponent(SECRET), 'shpat_']) {
				expect(shown.message).not.toContain(secret);
				expect(inspect(thrown, { depth: 12, showHidden: true })).not.toContain(secret);
			}
		},
	);

	test('no server there: says that there is no connection', async () => {
		const n8n = instance({ baseUrl: 'http://127.0.0.1:1' });
		expect((await n8n.test()).message).toMatch(
			/No answer from 127\.0\.0\.1:1 \(the connection was refused\)/,
		);
	});

	test('a shop that is none: nothing is sent', async () => {
		await expect(renew('', { shop: 'evil.example/' })).rejects.toThrow(UserError);
		const { message } = await instance({ shop: 'evil.example/' }).test();
		expect(message).toContain(`'Shop' is "evil.example/"`);
		expect(shop.seen).toHaveLength(0);
	});
});

describe('test of the credential', () => {
	test('fetches a token, asks for the name, and stores the token', async () => {
		const n8n = instance();
		expect(await n8n.test()).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(grants()).toHaveLength(1);
		expect(n8n.stored.sessionToken).toBe('shpat_1');
	});

	test('says so when the shop refuses a token that Shopify has just given', async () => {
		grant = () => ({ body: { access_token: 'shpat_useless' } });
		expect((await instance().test()).message).toContain('gave a token but then refused it');
	});
});
