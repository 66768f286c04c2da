import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { byId, clientCredentials, numberOf, records, ShopifyUnderTest } from './shopify.mts';

let sandbox: Sandbox;
let shopify: ShopifyUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox();
	shopify = new ShopifyUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.control.reset());

const orderIds = (count: number) =>
	sandbox.shopify.db.orders.slice(0, count).map(({ id }) => ({ id: numberOf(id) }));

/** A token of an app of its own: the node remembers the bucket of each app. */
const anotherApp = () => sandbox.control.issueToken(['read_orders', 'write_orders']);

/** One request per item. */
const close = {
	resource: 'order',
	operation: 'close',
	orderId: byId('={{ $json.id }}'),
	options: { batchSize: 1 },
};

describe('the rate limit', () => {
	it('is never run into with the bucket nearly empty, and no item fails', async () => {
		sandbox.control.setBucket({ maximum: 2000, restoreRate: 400, available: 100 });
		const started = Date.now();
		const app = new ShopifyUnderTest(sandbox, { accessToken: anotherApp() });
		const result = await app.run(close, { items: orderIds(20) });
		expect(records(result)).toHaveLength(20);
		const requests = sandbox.control.requests();
		expect(requests).toHaveLength(20);
		expect(requests.filter(({ throttled }) => throttled)).toEqual([]);
		// The points had to come from the refill, so the time cannot be shorter than that.
		const spent = requests.reduce((sum, { actualCost }) => sum + (actualCost ?? 0), 0);
		expect(Date.now() - started).toBeGreaterThan(((spent - 100) / 400) * 1000 * 0.9);
	}, 60_000);

	it('is shared by executions that run at the same time', async () => {
		sandbox.control.setBucket({ maximum: 2000, restoreRate: 500, available: 150 });
		const ids = orderIds(24);
		const app = new ShopifyUnderTest(sandbox, { accessToken: anotherApp() });
		const results = await Promise.all(
			[0, 1, 2].map(
				async (part) => await app.run(close, { items: ids.slice(part * 8, part * 8 + 8) }),
			),
		);
		expect(results.flatMap((result) => records(result))).toHaveLength(24);
		expect(sandbox.control.requests().filter(({ throttled }) => throttled)).toEqual([]);
	}, 60_000);

	it('is absorbed when another process has a bucket of its own for the same app', async () => {
		// What comes back is little against what the two ask for, on a slow machine too.
		sandbox.control.setBucket({ maximum: 400, restoreRate: 400, available: 100 });
		const ids = orderIds(120);
		// The node keeps a bucket for each address of a shop, and the shop has one: as in two processes.
		const accessToken = anotherApp();
		const { baseUrl } = sandbox.shopify;
		const processes = [baseUrl, baseUrl.replace('127.0.0.1', 'localhost')].map(
			(address) => new ShopifyUnderTest(sandbox, { accessToken, baseUrl: address }),
		);
		const results = await Promise.all(
			processes.map(
				async (process, index) =>
					await process.run(
						{ ...close, options: {} },
						{ items: ids.slice(index * 60, index * 60 + 60) },
					),
			),
		);
		expect(results.flatMap((result) => records(result)).map(({ id }) => id)).toEqual(
			ids.map(({ id }) => id),
		);
		expect(sandbox.control.requests().some(({ throttled }) => throttled)).toBe(true);
	}, 60_000);

	it('is absorbed when another program takes the points', async () => {
		sandbox.control.addFault({ kind: 'throttled', probability: 0.4, times: 10 });
		const result = await shopify.run(close, { items: orderIds(20) });
		expect(records(result)).toHaveLength(20);
	}, 60_000);
});

describe('a bad network', () => {
	it('loses and doubles nothing over 200 reads and 50 updates', async () => {
		sandbox.control.grow({ orders: 80 });
		sandbox.control.setBucket({ maximum: 20_000, restoreRate: 1000, available: 20_000 });
		sandbox.control.addFault({ kind: 'http429', probability: 0.1, retryAfter: 0.05 });
		sandbox.control.addFault({ kind: 'http502', probability: 0.05 });
		sandbox.control.addFault({ kind: 'resetBefore', probability: 0.01 });
		sandbox.control.addFault({ kind: 'resetAfter', probability: 0.01 });
		const { orders } = sandbox.shopify.db;

		// By variables that differ per item, so that each read is a request of its own.
		const reads = await shopify.run(
			{
				resource: 'graphql',
				operation: 'request',
				query: 'query Read($id: ID!) { order(id: $id) { id name } }',
				variables: '={{ { "id": $json.id } }}',
			},
			{ items: orders.slice(0, 200).map(({ id }) => ({ id })) },
		);
		expect(records(reads).map(({ order }) => order)).toEqual(
			orders.slice(0, 200).map(({ id, name }) => ({ id, name })),
		);

		const targets = orders.slice(0, 50);
		const updates = await shopify.run(
			{
				resource: 'order',
				operation: 'update',
				orderId: byId('={{ $json.id }}'),
				updateFields: { note: '={{ "note of " + $json.id }}' },
				output: 'simplified',
			},
			{ items: targets.map(({ id }) => ({ id: numberOf(id) })) },
		);
		expect(records(updates)).toHaveLength(50);
		for (const order of targets) expect(order.note).toBe(`note of ${numberOf(order.id)}`);
		const changes = sandbox.control.effects().filter(({ mutation }) => mutation === 'orderUpdate');
		expect(new Set(changes.map(({ id }) => id)).size).toBe(50);
		const faults = sandbox.control.requests().filter(({ fault }) => fault !== null);
		expect(faults.length).toBeGreaterThan(20);
	}, 120_000);

	it('does not repeat a creation whose answer was lost, and says so', async () => {
		const before = sandbox.shopify.db.products.length;
		sandbox.control.addFault({ kind: 'resetAfter', times: 1, operation: 'CreateProduct' });
		const { error } = await shopify.payload('product', 'create', { title: 'Lonely Mug' });
		expect(error?.message).toContain('It is not known whether this was carried out');
		expect(error?.description).toContain("whether the product 'Lonely Mug' was created");
		expect(sandbox.shopify.db.products).toHaveLength(before + 1);
	});

	it.each(['truncated', 'html', 'wrongTypes'] as const)(
		'reads again after a %s answer',
		async (kind) => {
			sandbox.control.addFault({ kind, times: 2 });
			const result = await shopify.run({ resource: 'shop', operation: 'get' });
			expect(records(result)[0].name).toBe(sandbox.shopify.db.shop.name);
			expect(sandbox.control.requests()).toHaveLength(3);
		},
	);

	it('gives up on a shop that never answers, after a bounded number of attempts', async () => {
		sandbox.control.addFault({ kind: 'http503' });
		const { error } = await shopify.run({ resource: 'shop', operation: 'get' });
		expect(error?.message).toBe('No usable answer after 6 attempts: HTTP status 503');
		expect(sandbox.control.requests()).toHaveLength(6);
	}, 60_000);

	it('stops at once when the execution is cancelled', async () => {
		sandbox.control.setBucket({ maximum: 2000, restoreRate: 1, available: 1 });
		const stop = new AbortController();
		const app = new ShopifyUnderTest(sandbox, { accessToken: anotherApp() });
		const running = app.run(close, { items: orderIds(5), cancel: stop.signal });
		setTimeout(() => stop.abort(), 300);
		const started = Date.now();
		await running;
		// The points for five would have come in most of a minute.
		expect(Date.now() - started).toBeLessThan(15_000);
	});
});

describe('tokens by client credentials', () => {
	it('are fetched once for many parallel requests, and renewed once when they have been revoked', async () => {
		const credentials = clientCredentials(sandbox);
		const authentication = 'clientCredentials';
		const first = await shopify.run(
			{ ...close, authentication },
			{ items: orderIds(20), credentials },
		);
		expect(records(first)).toHaveLength(20);
		expect(sandbox.control.tokenFetches()).toEqual({ client_credentials: 1 });

		sandbox.control.revokeTokens();
		// The next renewal is not within the window in which a running one is shared.
		jest
			.spyOn(Date, 'now')
			.mockImplementation(() => performance.timeOrigin + performance.now() + 60_000);
		try {
			const second = await shopify.run(
				{ ...close, authentication },
				{ items: orderIds(20), credentials },
			);
			expect(records(second)).toHaveLength(20);
		} finally {
			jest.restoreAllMocks();
		}
		expect(sandbox.control.tokenFetches()).toEqual({ client_credentials: 2 });
	}, 60_000);
});

describe('what the user is told', () => {
	const shop = { resource: 'shop', operation: 'get' };

	it('names a wrong token, and does not print it', async () => {
		const wrong = new ShopifyUnderTest(sandbox, { accessToken: 'shpat_wrong_token_1234567890' });
		const { error } = await wrong.run(shop);
		expect(error?.message).toBe('Shopify did not accept the access token');
		expect(error?.description).toContain('Open the credential, check it and test it');
		expect(JSON.stringify(error)).not.toContain('shpat_wrong');
	});

	it('names a missing scope', async () => {
		const { readProductsToken } = sandbox.shopify;
		const narrow = new ShopifyUnderTest(sandbox, { accessToken: readProductsToken });
		const { error } = await narrow.run({ resource: 'order', operation: 'getAll', returnAll: true });
		expect(error?.message).toBe('The app may not do this: the access scope read_orders is missing');
		expect(error?.description).toContain('Add the scope to the app in Shopify');
	});

	it('names an unknown field, and sends nothing', async () => {
		const { error } = await shopify.payload('order', 'update', {
			order_id: 1,
			noet: 'x',
			nte: 'y',
		});
		expect(error?.message).toBe("Unknown field 'noet'");
		expect(error?.description).toContain('Known fields: order_id');
		expect(error?.context?.itemIndex).toBe(0);
		expect(sandbox.control.requests()).toEqual([]);
	});

	it.each(['evil.example/', 'my-shop.myshopify.com.evil.example', 'my-shop@evil.example'])(
		'refuses the shop %s, and sends nothing',
		async (address) => {
			const foreign = new ShopifyUnderTest(sandbox, { shop: address, baseUrl: '' });
			const { error } = await foreign.run(shop);
			expect(error?.message).toMatch(/'Shop'/);
			expect(sandbox.control.requests()).toEqual([]);
		},
	);

	it('checks the input of all items before the first request', async () => {
		const { error } = await shopify.run(close, { items: [...orderIds(2), { id: 'abc' }] });
		expect(error?.message).toBe("'order_id' is not a valid ID: 'abc' [item 2]");
		expect(error?.context?.itemIndex).toBe(2);
		expect(sandbox.control.requests()).toEqual([]);
	});

	it('tells which items were done when a later one is refused', async () => {
		const [first] = orderIds(1);
		const { error } = await shopify.run(
			{ ...close, options: { maxConcurrentRequests: 1 } },
			{ items: [first, { id: 404 }] },
		);
		expect(error?.message).toBe('Shopify did not accept this: Order does not exist [item 1]');
		expect(error?.description).toContain('Items already done in this run: 0.');
	});
});
