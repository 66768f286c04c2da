import { STORE_BUCKET, APP_BUCKET } from '../../nodes/Shoplazza/client/shop.ts';
import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { inVersion, records, ShoplazzaUnderTest, WIDE } from '../workflows/shoplazza.mts';

/*
 * Many records under the rate limit. The bucket holds the documented 40 requests; what leaks out is
 * scaled up from 2 to 60 a second, on both sides, so that the run takes seconds instead of minutes.
 */

const RATE = 60;
const options = { requestsPerSecond: RATE };

let sandbox: Sandbox;
let node: ShoplazzaUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox();
	node = new ShoplazzaUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.control.reset();
	sandbox.shoplazza.room.setBuckets({
		app: { maximum: APP_BUCKET.capacity, restoreRate: RATE },
		store: { maximum: STORE_BUCKET.capacity, restoreRate: RATE },
	});
});

const titles = (count: number) =>
	Array.from({ length: count }, (_, at) => ({ title: `Item ${at}` }));

const create = {
	resource: 'product',
	operation: 'create',
	input: 'json',
	payload: '={{ { "title": $json.title } }}',
	output: 'simplified',
};

it('500 products are created: none lost, none doubled, in the time that the bucket needs', async () => {
	const started = Date.now();
	const result = await node.run({ ...create, options }, { items: titles(500) });
	const took = (Date.now() - started) / 1000;
	const created = records(result);
	expect(created.map(({ title }) => title)).toEqual(titles(500).map(({ title }) => title));
	expect(new Set(created.map(({ id }) => id)).size).toBe(500);
	const effects = sandbox.control.effects();
	expect(effects.filter(({ mutation }) => mutation === 'productCreate')).toHaveLength(500);
	const requests = sandbox.control.requests();
	const throttled = requests.filter((one) => one.throttled).length;
	const minimum = (500 - APP_BUCKET.capacity) / RATE;
	console.log(
		`500 created: ${requests.length} requests (${throttled} throttled) in ${took.toFixed(2)} s; the bucket needs ${minimum.toFixed(2)} s at ${RATE}/s`,
	);
	expect(took).toBeGreaterThan(minimum * 0.98);
	// At the documented rate it would take four minutes, which is more than this test may last. How
	// tightly requests follow is checked with a clock of its own, in test/engine/pacing.
	expect(throttled).toBeLessThan(10);
}, 120_000);

it.each(['2022-01', '2026-01'])(
	'2,000 products are listed in %s: none lost, none doubled',
	async (apiVersion) => {
		sandbox.shoplazza.room.grow({ products: 2000 - 80 });
		const started = Date.now();
		const result = await node.run({
			resource: 'product',
			operation: 'getAll',
			returnAll: true,
			options: { ...options, apiVersion },
		});
		const took = (Date.now() - started) / 1000;
		const ids = records(result).map(({ id }) => id);
		expect(ids).toEqual(sandbox.shoplazza.room.store.products.map(({ id }) => id));
		expect(new Set(ids).size).toBe(2000);
		const requests = sandbox.control.requests();
		console.log(
			`2,000 listed in ${apiVersion}: ${requests.length} requests in ${took.toFixed(2)} s`,
		);
		// 250 a page, and one more page because the last cursor of products does not say that it is.
		expect(requests).toHaveLength(9);
	},
	60_000,
);

it.each([
	['2022-01', 'order'],
	['2026-01', 'order'],
	['2022-01', 'customer'],
	['2026-01', 'customer'],
])(
	'1,000 in %s: %ss',
	async (version, resource) => {
		sandbox.shoplazza.room.grow({ orders: 940, customers: 960 });
		const { orders, customers } = sandbox.shoplazza.room.store;
		const stored = resource === 'order' ? orders : customers;
		const result = await node.run({
			resource,
			operation: 'getAll',
			returnAll: true,
			options: { ...options, apiVersion: version },
		});
		expect(records(result).map(({ id }) => id)).toEqual(stored.map(({ id }) => id));
	},
	60_000,
);

describe('throttling', () => {
	it('by others is absorbed: nothing lost, nothing doubled', async () => {
		sandbox.shoplazza.room.setBuckets({
			app: { maximum: 40, restoreRate: RATE, available: 0 },
			store: WIDE,
		});
		sandbox.control.addFault({ kind: 'throttled', path: '^/shoplazza', probability: 0.2 });
		const result = await node.run({ ...create, options }, { items: titles(60) });
		expect(records(result)).toHaveLength(60);
		expect(sandbox.control.effects()).toHaveLength(60);
		const answers = sandbox.control.requests().map(({ status }) => status);
		expect(answers.filter((status) => status === 429).length).toBeGreaterThan(3);
	}, 60_000);

	it('of the store is absorbed as well, with Retry-After and without', async () => {
		sandbox.control.addFault({ kind: 'http429', path: '^/shoplazza', times: 3, retryAfter: 0.1 });
		sandbox.control.addFault({ kind: 'throttled', path: '^/shoplazza', times: 2 });
		const result = await node.run({ ...create, options }, { items: titles(10) });
		expect(records(result)).toHaveLength(10);
		expect(sandbox.control.effects()).toHaveLength(10);
	}, 60_000);

	it('keeps the documented rate unless another one is set', async () => {
		const own = { maximum: APP_BUCKET.capacity, restoreRate: APP_BUCKET.restorePerSecond };
		const { restorePerSecond, capacity } = STORE_BUCKET;
		sandbox.shoplazza.room.setBuckets({
			app: own,
			store: { maximum: capacity, restoreRate: restorePerSecond },
		});
		const token = 'another-app-of-this-test';
		Object.assign(sandbox.shoplazza.room.options, { accessToken: token });
		const fresh = new ShoplazzaUnderTest(sandbox, { accessToken: token });
		const started = Date.now();
		const result = await fresh.run(
			{ ...create, options: { requestsPerSecond: APP_BUCKET.restorePerSecond } },
			{ items: titles(44) },
		);
		Object.assign(sandbox.shoplazza.room.options, { accessToken: sandbox.shoplazza.accessToken });
		expect(records(result)).toHaveLength(44);
		// Four more than fit, at two a second.
		expect(Date.now() - started).toBeGreaterThan(1800);
		expect(sandbox.control.requests().filter(({ throttled }) => throttled).length).toBeLessThan(3);
	}, 60_000);
});

describe('pages', () => {
	const ids = () => sandbox.shoplazza.room.store.orders.map(({ id }) => id);

	it.each(['2022-01', '2026-01'])(
		'are cut at the limit and continue exactly there: %s',
		async (v) => {
			sandbox.shoplazza.room.grow({ orders: 540 });
			const all: unknown[] = [];
			let pageCursor = '';
			for (let turn = 0; turn < 3; turn++) {
				const result = await node.run({
					resource: 'order',
					operation: 'getAll',
					limit: 307,
					output: 'fullPayload',
					options: { ...options, apiVersion: v, ...(pageCursor ? { pageCursor } : {}) },
				});
				const [{ orders, next_page: next }] = records(result);
				all.push(...(orders as Array<{ id: string }>).map(({ id }) => id));
				if (typeof next !== 'string') break;
				pageCursor = next;
			}
			expect(all).toEqual(ids());
		},
	);

	it('of a list that is not paged are cut here', async () => {
		const [product] = sandbox.shoplazza.room.store.products;
		const stored = product.variants as Array<{ id: string }>;
		const seen: unknown[] = [];
		let pageCursor = '';
		for (let turn = 0; turn < 10; turn++) {
			const result = await node.payload(
				'productVariant',
				'getAll',
				{ product_id: String(product.id), limit: 1 },
				{
					parameters: {
						output: 'fullPayload',
						options: { ...options, ...(pageCursor ? { pageCursor } : {}) },
					},
				},
			);
			const [{ variants, next_page: next }] = records(result);
			seen.push(...(variants as Array<{ id: string }>).map(({ id }) => id));
			if (typeof next !== 'string') break;
			pageCursor = next;
		}
		expect(seen).toEqual(stored.map(({ id }) => id));
	});

	it('refuse a cursor of another list', async () => {
		const { error } = await node.run({
			resource: 'order',
			operation: 'getAll',
			options: { ...options, ...inVersion('2022-01').options, pageCursor: 'abc' },
		});
		expect(error?.message).toContain("'Page Cursor' is 'abc', which does not belong to this list");
	});
});
