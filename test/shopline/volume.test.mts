import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { records } from '../workflows/shopify.mts';
import { ShoplineUnderTest } from './shopline.mts';

/**
 * SHOPLINE lets 40 requests through at once and then 4 a second; here it is 100 a second, 25 times
 * as many, so that the test is short. The size of the bucket is the real one.
 */
const RATE = 100;
const AT_ONCE = 40;

let sandbox: Sandbox;
let shopline: ShoplineUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox({
		shopline: {
			bucket: { maximum: AT_ONCE, restoreRate: RATE },
			amounts: { products: 0, orders: 0 },
		},
	});
	shopline = new ShoplineUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());

const options = { requestsPerSecond: RATE };

it('500 products are created and 2,000 listed: none lost, none doubled', async () => {
	const items = Array.from({ length: 500 }, (_, at) => ({ title: `Product ${at}` }));
	const started = Date.now();
	const made = records(
		await shopline.run(
			{ resource: 'product', operation: 'create', title: '={{ $json.title }}', options },
			{ items },
		),
	);
	const took = Date.now() - started;
	const least = ((500 - AT_ONCE) / RATE) * 1000;
	const refused = shopline.requests.filter(({ throttled }) => throttled).length;
	console.log(
		`create: ${shopline.requests.length} requests, ${refused} throttled, ${took} ms; the bucket's minimum is ${least} ms`,
	);
	expect(made.map(({ title }) => title)).toEqual(items.map(({ title }) => title));
	expect(new Set(made.map(({ id }) => id)).size).toBe(500);
	expect(sandbox.control.effects()).toHaveLength(500);
	expect(shopline.requests).toHaveLength(500 + refused);
	expect(took).toBeGreaterThan(least * 0.95);
	// At the shop's own rate it would take two minutes, which is more than this test may last. How
	// tightly requests follow is checked with a clock of its own, in test/engine/pacing.

	shopline.room.grow({ products: 1500 });
	sandbox.control.clearJournal();
	const listStarted = Date.now();
	const listed = records(
		await shopline.run({ resource: 'product', operation: 'getAll', returnAll: true, options }),
	);
	console.log(
		`list: ${shopline.requests.length} requests, ${listed.length} products, ${Date.now() - listStarted} ms`,
	);
	expect(listed.map(({ id }) => id)).toEqual([...shopline.room.store.products.keys()]);
	expect(listed).toHaveLength(2000);
	expect(shopline.requests).toHaveLength(8);
}, 100_000);

it('with room that another program has taken, none is lost or doubled', async () => {
	sandbox.control.clearJournal();
	// The node knows nothing of it: by its own count there is room for 40.
	shopline.room.setBucket({ maximum: 3, available: 3, restoreRate: 30 });
	const items = Array.from({ length: 60 }, (_, at) => ({ title: `Shared ${at}` }));
	const made = records(
		await shopline.run(
			{ resource: 'product', operation: 'create', title: '={{ $json.title }}', options },
			{ items },
		),
	);
	expect(made.map(({ title }) => title)).toEqual(items.map(({ title }) => title));
	expect(sandbox.control.effects()).toHaveLength(60);
	expect(shopline.requests.some(({ throttled }) => throttled)).toBe(true);
}, 60_000);
