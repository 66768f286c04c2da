import { type Sandbox, startSandbox } from './index.mts';
import { at, graphql } from './testClient.mts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.control.reset());

const CLOSE = 'mutation CloseIt($id: ID!) { orderClose(input: { id: $id }) { order { id } } }';

function openOrderId(): string {
	return sandbox.shopify.db.orders.find((order) => order.closedAt === null)?.id ?? '';
}

function control(method: string, path: string, body?: unknown): Promise<Response> {
	return fetch(`${sandbox.origin}/control/${path}`, { method, body: JSON.stringify(body) });
}

describe('faults', () => {
	it('loses the answer of a mutation that was carried out', async () => {
		const id = openOrderId();
		sandbox.control.addFault({ kind: 'resetAfter', operation: '^Close', times: 1 });
		await expect(graphql(sandbox, CLOSE, { id })).rejects.toThrow();
		expect(sandbox.control.effects()).toMatchObject([{ mutation: 'orderClose', id }]);
		expect(sandbox.control.requests()).toMatchObject([{ status: 0, fault: 'resetAfter' }]);
		await graphql(sandbox, CLOSE, { id });
		expect(sandbox.control.effects()).toHaveLength(1);
	});

	it('cuts the connection before anything is done', async () => {
		sandbox.control.addFault({ kind: 'resetBefore', times: 1 });
		await expect(graphql(sandbox, CLOSE, { id: openOrderId() })).rejects.toThrow();
		expect(sandbox.control.effects()).toEqual([]);
	});

	it.each([
		['http429', 429],
		['http503', 503],
	] as const)('answers %s', async (kind, status) => {
		await control('POST', 'faults', { kind, times: 1, skip: 1, retryAfter: 3 });
		const url = `${sandbox.shopify.baseUrl}/admin/api/2026-07/graphql.json`;
		const call = (): Promise<Response> => fetch(url, { method: 'POST', body: '{}' });
		expect((await call()).status).toBe(401);
		const hit = await call();
		expect(hit.status).toBe(status);
		if (status === 429) expect(hit.headers.get('retry-after')).toBe('3.0');
		expect((await call()).status).toBe(401);
	});

	it('breaks bodies', async () => {
		sandbox.control.addFault({ kind: 'truncated', times: 1 });
		await expect(graphql(sandbox, '{ shop { id } }')).rejects.toThrow(/JSON/);
		sandbox.control.addFault({ kind: 'throttled', times: 1 });
		const throttled = await graphql(sandbox, '{ shop { id } }');
		expect(throttled.errors[0].extensions?.code).toBe('THROTTLED');
	});

	it('hits the same requests again after a reset', async () => {
		const run = async (): Promise<string> => {
			sandbox.control.addFault({ kind: 'http502', probability: 0.4 });
			const codes: number[] = [];
			for (let i = 0; i < 12; i++) {
				const response = await fetch(`${sandbox.shopify.baseUrl}/admin/api/2026-07/shop.json`);
				codes.push(response.status);
			}
			sandbox.control.reset();
			return codes.join(' ');
		};
		const first = await run();
		expect(first).toMatch(/502/);
		expect(first).toMatch(/401/);
		expect(await run()).toBe(first);
	});
});

describe('tokens', () => {
	const grant = async (form: Record<string, string>): Promise<[number, unknown]> => {
		const { clientId, clientSecret } = sandbox.shopify;
		const response = await fetch(`${sandbox.shopify.baseUrl}/admin/oauth/access_token`, {
			method: 'POST',
			body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...form }),
		});
		return [response.status, await response.json()];
	};

	it('are given for client credentials, expire and are revoked', async () => {
		const [status, body] = await grant({ grant_type: 'client_credentials' });
		expect([status, at(body, 'expires_in')]).toEqual([200, 86_399]);
		const token = String(at(body, 'access_token'));
		expect((await graphql(sandbox, '{ shop { id } }', {}, { token })).status).toBe(200);
		sandbox.control.revokeTokens();
		expect((await graphql(sandbox, '{ shop { id } }', {}, { token })).status).toBe(401);
		expect(sandbox.control.tokenFetches()).toEqual({ client_credentials: 1 });
		const wrong = await grant({ grant_type: 'client_credentials', client_secret: 'x' });
		expect(wrong).toMatchObject([400, { error: 'invalid_client' }]);
	});

	it('go through the authorization code and a rotating refresh token', async () => {
		const query = new URLSearchParams({
			client_id: sandbox.shopify.clientId,
			redirect_uri: 'http://127.0.0.1:1/callback',
			state: 's1',
			expiring: '1',
		});
		const url = `${sandbox.shopify.baseUrl}/admin/oauth/authorize?${query.toString()}`;
		const consent = await fetch(url, { redirect: 'manual' });
		const back = new URL(consent.headers.get('location') ?? '');
		expect(back.searchParams.get('state')).toBe('s1');
		const code = back.searchParams.get('code') ?? '';
		const [, first] = await grant({ grant_type: 'authorization_code', code });
		expect(at(first, 'expires_in')).toBe(3600);
		const refresh = String(at(first, 'refresh_token'));
		const [, second] = await grant({ grant_type: 'refresh_token', refresh_token: refresh });
		expect(at(second, 'refresh_token')).not.toBe(refresh);
		const old = String(at(first, 'access_token'));
		expect((await graphql(sandbox, '{ shop { id } }', {}, { token: old })).status).toBe(401);
		const token = String(at(second, 'access_token'));
		expect((await graphql(sandbox, '{ shop { id } }', {}, { token })).status).toBe(200);
	});
});

describe('control endpoint', () => {
	it('grows, configures and lists', async () => {
		const grown = await (await control('POST', 'grow', { orders: 300 })).json();
		expect(grown).toEqual({ products: 60, customers: 40, orders: 420 });
		const count = await graphql(sandbox, '{ ordersCount(limit: null) { count precision } }');
		expect(count.data).toEqual({ ordersCount: { count: 420, precision: 'EXACT' } });
		const settings = await (await control('POST', 'settings', { jobDelayMs: 5 })).json();
		expect(settings).toMatchObject({ jobDelayMs: 5, mediaDelayMs: 1500 });
		const journal = await (await control('GET', 'journal')).json();
		expect(journal).toMatchObject([{ roots: ['ordersCount'], requestedCost: 10, inFlight: 1 }]);
		expect((await control('GET', 'nothing')).status).toBe(404);
	});

	it('makes new objects late in the search index', async () => {
		sandbox.control.configure({ searchLagMs: 60_000 });
		const create = 'mutation { productCreate(product: { title: "Late" }) { product { id } } }';
		const { data } = await graphql(sandbox, create);
		const id = at(data, 'productCreate', 'product', 'id');
		const read = 'query R($id: ID!) { product(id: $id) { title } productsCount { count } }';
		expect((await graphql(sandbox, read, { id })).data).toEqual({
			product: { title: 'Late' },
			productsCount: { count: 60 },
		});
	});
});

describe('legacy REST', () => {
	const rest = (path: string, init: RequestInit = {}): Promise<Response> => {
		const headers = { 'x-shopify-access-token': sandbox.shopify.staticToken };
		const url = path.startsWith('http')
			? path
			: `${sandbox.shopify.baseUrl}/admin/api/2024-07/${path}`;
		return fetch(url, { ...init, headers });
	};

	it('pages by Link headers, previous before next', async () => {
		// Nothing leaks out between the two requests, however long they take.
		sandbox.control.setRestBucket({ restoreRate: 0.001 });
		const first = await rest('orders.json?limit=50&status=any&fields=id');
		const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
		const second = await rest(next);
		expect(second.headers.get('link')).toMatch(/rel="previous", .*rel="next"/);
		expect(second.headers.get('x-shopify-shop-api-call-limit')).toBe('2/40');
		const body = (await second.json()) as { orders: Array<Record<string, unknown>> };
		expect(body.orders).toHaveLength(50);
		expect(body.orders[0]).toMatchObject({
			name: '#1070',
			total_price: expect.stringMatching(/\.\d\d$/) as unknown,
		});
	});

	it('creates, changes and deletes', async () => {
		const made = await rest('products.json', {
			method: 'POST',
			body: JSON.stringify({ product: { title: 'Pan', variants: [{ price: '9.5', sku: 'P1' }] } }),
		});
		const { product } = (await made.json()) as { product: Record<string, unknown> };
		expect(product).toMatchObject({ handle: 'pan', variants: [{ price: '9.50', sku: 'P1' }] });
		const path = `products/${String(product.id)}.json`;
		const body = JSON.stringify({ product: { title: 'Pot' } });
		expect(await (await rest(path, { method: 'PUT', body })).json()).toMatchObject({
			product: { title: 'Pot' },
		});
		expect((await rest(path, { method: 'DELETE' })).status).toBe(200);
		expect((await rest(path)).status).toBe(404);
	});

	it('lets 40 requests through and then says how long to wait', async () => {
		const codes: number[] = [];
		for (let i = 0; i < 45; i++) codes.push((await rest('shop.json')).status);
		expect(codes.slice(0, 40)).toEqual(Array<number>(40).fill(200));
		expect(codes).toContain(429);
	});
});
