import { sinceWhen } from '../../nodes/shared/catchUp.ts';
import { Seen } from '../../nodes/shared/seen.ts';
import { graphql } from '../sandbox/testClient.mts';
import { type Sandbox, startSandbox } from '../sandbox/index.mts';
import { Bench } from './bench.mts';
import { headersOf, PLATFORMS, setupOf } from './platforms.mts';
import { SHOPS, shopSetup } from './shops.mts';

const [shopify] = PLATFORMS;

describe('the memory of what was seen', () => {
	it('knows what it was told, once', () => {
		const seen = new Seen();
		expect(seen.check(['a', 'b'])).toBe(false);
		expect(seen.check(['c', 'b'])).toBe(true);
		// A repetition teaches nothing: 'c' came with it.
		expect(seen.has('c')).toBe(false);
		expect(seen.check(['a'])).toBe(true);
	});

	it('is bounded and forgets the oldest first, in the process and in what is saved', () => {
		const seen = new Seen(100, 10);
		for (let number = 0; number < 250; number++) seen.add(`id ${number}`);
		expect(seen.size).toBe(100);
		expect([149, 150, 249].map((number) => seen.has(`id ${number}`))).toEqual([false, true, true]);
		const saved = seen.toText();
		expect(saved).toHaveLength(100);
		const after = new Seen(100, 10);
		after.load(saved);
		expect(after.size).toBe(10);
		expect([239, 240, 249].map((number) => after.has(`id ${number}`))).toEqual([false, true, true]);
	});

	it('saves no more than 60 kB with its usual bounds, however much comes', () => {
		const seen = new Seen();
		for (let number = 0; number < 50_000; number++) seen.add(`id ${number}`);
		expect(seen.size).toBe(40_000);
		expect(seen.toText()).toHaveLength(60_000);
	});

	it('joins what another process saved with what it knows', () => {
		const [one, other] = [new Seen(), new Seen()];
		one.add('a');
		other.add('b');
		other.load(one.toText());
		expect([other.has('a'), other.has('b')]).toEqual([true, true]);
		one.load(other.toText());
		expect(one.has('b')).toBe(true);
	});

	it('is saved as it is when n8n writes, not as it was when the request came', () => {
		const seen = new Seen();
		seen.add('first');
		const copy = { node: { seen: seen.live() } };
		seen.add('second');
		const again = new Seen();
		again.load((JSON.parse(JSON.stringify(copy)) as { node: { seen: string } }).node.seen);
		expect([again.has('first'), again.has('second')]).toEqual([true, true]);
	});

	it('takes what is no memory for none', () => {
		const seen = new Seen();
		for (const value of [undefined, null, {}, 5, '', 'short']) seen.load(value);
		expect(seen.size).toBe(0);
	});
});

describe('where to begin', () => {
	const now = Date.parse('2026-11-20T12:00:00.700Z');
	const since = (lastSeen: string, activeSince: string, days = 7) =>
		sinceWhen({ lastSeen, activeSince }, days, now);

	it('a little before the last seen event', () => {
		expect(since('2026-11-20T10:00:00Z', '2026-01-01T00:00:00Z')).toBe('2026-11-20T09:50:00.000Z');
	});

	it('not before the node was first active', () => {
		expect(since('2026-11-20T10:00:00Z', '2026-11-20T09:59:00.900Z')).toBe(
			'2026-11-20T09:59:00.000Z',
		);
	});

	it('at most some days back', () => {
		expect(since('2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 2)).toBe(
			'2026-11-18T12:00:00.000Z',
		);
	});
});

describe('deliveries', () => {
	let bench: Bench;

	afterEach(async () => {
		await bench.close();
	});

	const order = (id: number, more: object = {}) => JSON.stringify({ id, ...more });

	const send = async (body: string, delivery: string, event?: string, topic?: string) => {
		const headers = headersOf(shopify, body, delivery, { topic });
		return await bench.post(
			{ ...headers, ...(event ? { 'X-Shopify-Event-Id': event } : {}) },
			body,
		);
	};

	it('one event over several subscriptions is one run', async () => {
		bench = await Bench.open(setupOf(shopify));
		await send(order(1), 'delivery-1', 'event-1');
		await send(order(1, { note: 'more fields' }), 'delivery-2', 'event-1');
		expect(bench.runs).toHaveLength(1);
	});

	it('one event that tells of two topics or two records is two runs', async () => {
		bench = await Bench.open(setupOf(shopify, { customTopics: 'orders/updated' }));
		await send(order(1), 'delivery-1', 'event-1');
		await send(order(1), 'delivery-2', 'event-1', 'orders/updated');
		await send(order(2), 'delivery-3', 'event-1');
		expect(bench.runs).toHaveLength(3);
	});

	it('a restart and another process know what was received before', async () => {
		bench = await Bench.open(setupOf(shopify));
		await send(order(1), 'delivery-1');
		bench.forget();
		await send(order(1), 'delivery-1');
		await send(order(2), 'delivery-2');
		bench.forget();
		for (const id of [1, 2]) await send(order(id), `delivery-${id}`);
		expect(bench.runs).toHaveLength(2);
	});

	it('of twenty equal deliveries at once one runs, and nothing is lost of twenty different ones', async () => {
		bench = await Bench.open(setupOf(shopify));
		const numbers = Array.from({ length: 20 }, (_one, index) => index);
		await Promise.all(numbers.map(async () => await send(order(7), 'same')));
		expect(bench.runs).toHaveLength(1);
		await Promise.all(numbers.map(async (id) => await send(order(100 + id), `own-${id}`)));
		expect(bench.runs).toHaveLength(21);
		// Whichever request wrote the database last, it wrote what all of them had seen.
		bench.forget();
		await Promise.all(numbers.map(async (id) => await send(order(100 + id), `own-${id}`)));
		expect(bench.runs).toHaveLength(21);
	});

	it('forgeries teach the memory nothing', async () => {
		bench = await Bench.open(setupOf(shopify));
		const headers = headersOf(shopify, order(1), 'delivery-1', { secret: 'wrong' });
		expect((await bench.post(headers, order(1))).status).toBe(401);
		expect(bench.database).toBe('{}');
		await send(order(1), 'delivery-1');
		expect(bench.runs).toHaveLength(1);
	});
});

describe('the sandbox delivers', () => {
	let sandbox: Sandbox;
	let bench: Bench;

	beforeAll(async () => {
		sandbox = await startSandbox({ amounts: { products: 4, customers: 4, orders: 40 } });
	});

	afterAll(async () => {
		await bench.close();
		await sandbox.stop();
	});

	it('100 changes with 50 repeats and 50 forgeries, shuffled, 20 at once: 100 runs', async () => {
		const [shop] = SHOPS;
		bench = await Bench.open(shopSetup(shop, sandbox, { topics: ['ORDERS_UPDATED'] }));
		await bench.activate();
		sandbox.control.webhooks.hold();
		const notes: string[] = [];
		for (let number = 0; number < 100; number++) {
			notes.push(await shop.changeOrder(sandbox, number % 40));
		}
		await sandbox.control.webhooks.release({
			order: 'shuffled',
			repeats: 50,
			sameEvents: 20,
			forgeries: 50,
			concurrency: 20,
		});
		await sandbox.control.webhooks.settled();
		expect(bench.failed).toEqual([]);
		expect(bench.items.map(({ note }) => note).sort()).toEqual([...notes].sort());
	});

	it('after a restart all of them once more: no run', async () => {
		const before = bench.runs.length;
		await bench.restart();
		const letters = sandbox.control.webhooks
			.letters()
			.filter(({ kind, number, original }) => kind === 'genuine' && number === original);
		const deliveries = new Map(letters.map((one) => [one.headers['X-Shopify-Webhook-Id'], one]));
		expect(deliveries.size).toBeGreaterThanOrEqual(100);
		for (const { number } of deliveries.values()) {
			const { attempts } = await sandbox.control.webhooks.send(number, 'repeat');
			expect(attempts.at(-1)?.status).toBe(200);
		}
		expect(bench.runs).toHaveLength(before);
	});

	it('an order is filtered and cut as the subscription says', async () => {
		bench.parameters = {
			topics: ['ORDERS_UPDATED'],
			triggerOptions: { includeFields: 'id,note', filter: 'note:wanted' },
		};
		await bench.activate();
		sandbox.control.webhooks.configure({ hold: false });
		const before = bench.runs.length;
		const [{ id }] = sandbox.shopify.db.orders;
		const note = `mutation ($id: ID!, $note: String) { orderUpdate(input: { id: $id, note: $note }) { userErrors { message } } }`;
		await graphql(sandbox, note, { id, note: 'something else' });
		await graphql(sandbox, note, { id, note: 'wanted' });
		await sandbox.control.webhooks.settled();
		const items = bench.items.slice(before);
		expect(items.map((item) => item.note)).toContain('wanted');
		expect(Object.keys(items[0]).sort()).toEqual(['_webhook', 'id', 'note']);
	});
});
