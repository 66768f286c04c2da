import type { IDataObject, INodeParameters, ITriggerFunctions } from 'n8n-workflow';

import { type Sandbox, startSandbox } from '../sandbox/index.mts';
import { graphql } from '../sandbox/testClient.mts';
import { noticeGap, startCatchUp } from '../../nodes/shared/catcher.ts';
import type { CatchUpList } from '../../nodes/shared/catchUp.ts';
import type { Shop } from '../../nodes/Shopify/client/shop.ts';
import { shopify as shopifyPlatform } from '../../nodes/Shopify/triggers/platform.ts';
import { seenBy } from '../../nodes/shared/seen.ts';
import { Bench } from './bench.mts';
import { headersOf, PLATFORMS } from './platforms.mts';
import { SHOPS, shopSetup } from './shops.mts';

/*
 * Events that no delivery brought are made good from the shop's lists. The sandbox's clock is set to
 * the real one, because the node compares its own time with that of the records.
 */

let sandbox: Sandbox;
let bench: Bench;

/** A shop whose clock is right, and in which nothing happened of late. */
async function quietShop(orders: number): Promise<Sandbox> {
	// It starts a moment after this line, and would be late by that.
	const ahead = 1000;
	const shop = await startSandbox({
		baseDate: new Date(Date.now() + ahead).toISOString(),
		amounts: { products: 4, customers: 4, orders },
	});
	for (const one of [...shop.shopify.db.orders, ...shop.shopify.db.customers]) {
		one.updatedAt = '2026-01-01T00:00:00Z';
	}
	return shop;
}

beforeEach(async () => {
	sandbox = await quietShop(8);
});

afterEach(async () => {
	jest.restoreAllMocks();
	await bench.close();
	await sandbox.stop();
});

const [shopify] = SHOPS;

const open = async (parameters: INodeParameters = {}, options: INodeParameters = {}) => {
	bench = await Bench.open(
		shopSetup(shopify, sandbox, {
			topics: ['ORDERS_UPDATED'],
			...parameters,
			triggerOptions: { catchUp: true, ...options },
		}),
	);
	await bench.activate();
	await quiet();
};

/** The catching up goes on after the activation: waits until its requests have ended. */
const quiet = async () => await bench.idle();

const caught = () =>
	bench.items.filter(({ _webhook: from }) => (from as IDataObject).caughtUp === true);

const notes = (items: IDataObject[]) => items.map(({ note }) => note).sort();

it('at its first activation it does not dig in the past', async () => {
	await open();
	expect(bench.runs).toEqual([]);
	expect(bench.failed).toEqual([]);
});

it('what happened while n8n was away runs at its start, marked, once', async () => {
	await open();
	sandbox.control.webhooks.hold();
	const told = [];
	for (let index = 0; index < 5; index++) told.push(await shopify.changeOrder(sandbox, index));
	await bench.restart();
	await quiet();
	expect(notes(caught())).toEqual([...told].sort());
	expect(bench.runs).toHaveLength(1);
	const [{ _webhook: from }] = caught();
	expect(from).toMatchObject({
		topic: 'orders/updated',
		shop: 'sandbox-maple-trail.myshopify.com',
		deliveryId: null,
	});
	await bench.restart();
	await quiet();
	expect(bench.items).toHaveLength(5);
});

it('the deliveries that come later after all are not told again', async () => {
	await open();
	sandbox.control.webhooks.hold();
	await shopify.changeOrder(sandbox, 0);
	await shopify.changeOrder(sandbox, 1);
	await bench.restart();
	await quiet();
	expect(bench.items).toHaveLength(2);
	await sandbox.control.webhooks.release();
	await sandbox.control.webhooks.settled();
	expect(bench.items).toHaveLength(2);
	// Also not after another restart, when only the database knows.
	bench.forget();
	for (const { number } of sandbox.control.webhooks.letters().slice(0, 2)) {
		await sandbox.control.webhooks.send(number, 'repeat');
	}
	expect(bench.items).toHaveLength(2);
});

it('what was delivered is not caught up', async () => {
	await open();
	const note = await shopify.changeOrder(sandbox, 3);
	await sandbox.control.webhooks.settled();
	expect(notes(bench.items)).toEqual([note]);
	await bench.restart();
	await quiet();
	expect(bench.items).toHaveLength(1);
	expect(caught()).toEqual([]);
});

it('only topics of this node are caught up: a change is no creation', async () => {
	await open({ topics: ['ORDERS_CREATE', 'ORDERS_CANCELLED', 'ORDERS_PAID'] });
	sandbox.control.webhooks.hold();
	await shopify.changeOrder(sandbox, 0);
	await bench.restart();
	await quiet();
	expect(bench.runs).toEqual([]);
});

it('a creation is caught up once, even if the record changes later', async () => {
	await open({ topics: ['CUSTOMERS_CREATE', 'CUSTOMERS_UPDATE'] });
	sandbox.control.webhooks.hold();
	const create =
		'mutation ($input: CustomerInput!) { customerCreate(input: $input) { customer { id } userErrors { message } } }';
	const { data } = await graphql(sandbox, create, {
		input: { firstName: 'Ada', email: 'ada@example.com' },
	});
	const { id } = (data as { customerCreate: { customer: { id: string } } }).customerCreate.customer;
	await bench.restart();
	await quiet();
	expect(topics()).toEqual(['customers/create', 'customers/update']);
	// Times of records are whole seconds: the next change is to have another one.
	await new Promise((resolve) => setTimeout(resolve, 1100));
	const update =
		'mutation ($input: CustomerInput!) { customerUpdate(input: $input) { userErrors { message } } }';
	await graphql(sandbox, update, { input: { id, note: 'called' } });
	await bench.restart();
	await quiet();
	expect(topics()).toEqual(['customers/create', 'customers/update', 'customers/update']);
});

/** The sandbox's clock may be some seconds late: the node is not to have become active after it. */
const activeForAnHour = () => {
	const { ['node:Trigger']: kept, ...others } = JSON.parse(bench.database) as IDataObject;
	const activeSince = new Date(Date.now() - 3_600_000).toISOString();
	bench.database = JSON.stringify({
		...others,
		'node:Trigger': { ...(kept as IDataObject), activeSince },
	});
};

const topics = () => bench.items.map(({ _webhook: from }) => (from as IDataObject).topic).sort();

it('many missed events become runs of 50 items, oldest first', async () => {
	await sandbox.stop();
	sandbox = await quietShop(60);
	await open();
	sandbox.control.webhooks.hold();
	for (let index = 0; index < 55; index++) await shopify.changeOrder(sandbox, index);
	await bench.restart();
	await quiet();
	expect(bench.runs.map(({ length }) => length)).toEqual([50, 5]);
	const times = bench.items.map(
		({ _webhook: from }) => (from as { triggeredAt: string }).triggeredAt,
	);
	expect(times).toEqual([...times].sort());
	expect(new Set(bench.items.map(({ id }) => id)).size).toBe(55);
});

it('gives only the fields that deliveries have', async () => {
	await open({}, { includeFields: 'id, note' });
	sandbox.control.webhooks.hold();
	await shopify.changeOrder(sandbox, 0);
	await bench.restart();
	await quiet();
	expect(bench.items.map((item) => Object.keys(item).sort())).toEqual([['_webhook', 'id', 'note']]);
});

it('is off unless it was asked for', async () => {
	await open({}, { catchUp: false });
	sandbox.control.webhooks.hold();
	await shopify.changeOrder(sandbox, 0);
	await bench.restart();
	await quiet();
	expect(bench.runs).toEqual([]);
});

it('a list that cannot be read is a failed run, and is tried again at the next start', async () => {
	await open();
	sandbox.control.webhooks.hold();
	const note = await shopify.changeOrder(sandbox, 0);
	const right = bench.credentials;
	const [[name, { type, data }]] = Object.entries(right);
	// The subscriptions may still be read with this token, the orders may not.
	const accessToken = sandbox.shopify.readProductsToken;
	bench.credentials = { [name]: { type, data: { ...data, accessToken } } };
	await bench.restart();
	await quiet();
	expect(bench.runs).toEqual([]);
	expect(bench.failed.map(({ message }) => message).join()).toContain('could not be caught up');
	expect(bench.failed.map((error) => JSON.stringify(error)).join()).not.toContain(accessToken);
	bench.credentials = right;
	await bench.restart();
	await quiet();
	expect(notes(caught())).toEqual([note]);
});

it('a delivery that comes late tells of a gap', async () => {
	await open();
	const now = Date.now.bind(Date);
	sandbox.control.webhooks.hold();
	const lost = await shopify.changeOrder(sandbox, 0);
	const late = await shopify.changeOrder(sandbox, 1);
	// A quarter of an hour later the platform's last attempt at one of the two arrives.
	jest.spyOn(Date, 'now').mockImplementation(() => now() + 15 * 60_000);
	const letter = sandbox.control.webhooks
		.letters()
		.find(({ body }) => body.toString().includes(`"${late}"`));
	await sandbox.control.webhooks.send(letter?.number ?? 0, 'repeat');
	for (let round = 0; round < 200 && caught().length === 0; round++) {
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	await quiet();
	expect(notes(bench.items)).toEqual([lost, late].sort());
	expect(notes(caught())).toEqual([lost]);
});

it('a delivery that comes between the start of n8n and the activation hides no gap', async () => {
	await open();
	activeForAnHour();
	const now = Date.now.bind(Date);
	sandbox.control.webhooks.hold();
	const lost = await shopify.changeOrder(sandbox, 0);
	// An hour later n8n's server listens again, and the shop has just changed another order.
	jest.spyOn(Date, 'now').mockImplementation(() => now() + 3_600_000);
	bench.forget();
	const body = JSON.stringify({
		id: 1,
		note: 'new',
		updated_at: new Date(Date.now()).toISOString(),
	});
	const [platform] = PLATFORMS;
	const secret = sandbox.shopify.clientSecret;
	const headers = headersOf(platform, body, 'new', { topic: 'orders/updated', secret });
	const shop = { [platform.header.shop]: 'sandbox-maple-trail.myshopify.com' };
	expect(await bench.post({ ...headers, ...shop }, body)).toMatchObject({ status: 200 });
	await bench.activate('init');
	await quiet();
	expect(notes(bench.items)).toEqual([lost, 'new'].sort());
	// Once it was looked at, it is over.
	await bench.reopen();
	await quiet();
	expect(bench.items).toHaveLength(2);
});

/** A node whose shop lists its changed orders in this way. */
async function openWith(list: CatchUpList<Shop>['list']) {
	const orders = { topic: 'orders/updated', time: 'updated_at', once: false, list };
	const setup = shopSetup(shopify, sandbox, {
		topics: ['ORDERS_UPDATED'],
		triggerOptions: { catchUp: true },
	});
	const trigger = async function (this: ITriggerFunctions) {
		return await startCatchUp(this, { ...shopifyPlatform, catchUp: [orders] });
	};
	bench = await Bench.open({ ...setup, node: Object.assign(setup.node, { trigger }) });
	await bench.activate();
}

it('a workflow that is saved while something is being caught up runs it once', async () => {
	const updated_at = new Date(Date.now() + 60_000).toISOString();
	const answers: Array<() => void> = [];
	const asked = async (count: number) => {
		while (answers.length < count) await new Promise((resolve) => setTimeout(resolve, 10));
	};
	await openWith(async () => {
		await new Promise<void>((resolve) => answers.push(resolve));
		return { records: [{ id: 7, updated_at }], next: null };
	});
	await asked(1);
	await bench.reopen();
	await asked(2);
	for (const answer of answers) answer();
	await quiet();
	expect(bench.items.map(({ id }) => id)).toEqual([7]);
	// And not at all once it is inactive.
	await bench.reopen();
	await asked(3);
	await bench.deactivate();
	answers[2]();
	await new Promise((resolve) => setTimeout(resolve, 50));
	expect(bench.items).toHaveLength(1);
});

it('what was delivered so long ago that it is forgotten is not caught up', async () => {
	await open();
	await shopify.changeOrder(sandbox, 0);
	await sandbox.control.webhooks.settled();
	expect(bench.items).toHaveLength(1);
	const now = Date.now.bind(Date);
	jest.spyOn(Date, 'now').mockImplementation(() => now() + 3_600_000);
	// As many others in the hour after it as the memory holds.
	const memory = seenBy('workflow-1/node-1');
	for (let number = 0; number < 40_100; number++) memory.add(`another ${number}`);
	noticeGap('workflow-1/node-1');
	await quiet();
	expect(bench.failed).toEqual([]);
	expect(bench.items).toHaveLength(1);
});

it('a list that is too long to be looked at whole is told of', async () => {
	const updated_at = new Date(Date.now() + 60_000).toISOString();
	await openWith(async (_shop, _since, { limit, cursor = '0' }) => {
		const records = Array.from({ length: Math.min(limit, 2500) }, (_one, index) => ({
			id: `${cursor}-${index}`,
			updated_at,
		}));
		return await Promise.resolve({ records, next: String(Number(cursor) + 1) });
	});
	await quiet();
	expect(bench.items).toHaveLength(10_000);
	const [told] = bench.failed;
	expect(told.message).toMatch(/could not be caught up.*More than 10000.*orders\/updated/);
});

it('Fetch test event starts nothing of this', async () => {
	await open();
	expect(await bench.trigger('manual')).toEqual({});
});

it('n8n starts while the shop does not answer: its address stays open', async () => {
	await open();
	sandbox.control.webhooks.hold();
	sandbox.control.addFault({ kind: 'http503', operation: '^Subscriptions$', times: 6 });
	jest.spyOn(Math, 'random').mockReturnValue(0);
	await bench.restart();
	expect(bench.log.join()).toContain('taken for unchanged');
	await quiet();
}, 60_000);

describe('the other platforms', () => {
	it.each(SHOPS.slice(1))('$name: what was missed', async (shop) => {
		bench = await Bench.open(
			shopSetup(shop, sandbox, {
				topics: shop.topics.map(({ chosen }) => chosen),
				triggerOptions: { catchUp: true },
			}),
		);
		// The shop was made in this second, and times of records are whole seconds.
		await new Promise((resolve) => setTimeout(resolve, 2500));
		await bench.activate();
		await quiet();
		expect(bench.runs).toEqual([]);
		sandbox.control.webhooks.hold();
		const id = await shop.changeOrder(sandbox, 0);
		await bench.restart();
		await quiet();
		expect(bench.failed).toEqual([]);
		expect(bench.items.map((item) => [item.id, (item._webhook as IDataObject).topic])).toEqual([
			[id, shop.topics[0].shown],
		]);
		await bench.restart();
		await sandbox.control.webhooks.release();
		await sandbox.control.webhooks.settled();
		await quiet();
		expect(bench.items).toHaveLength(1);
	});
});
