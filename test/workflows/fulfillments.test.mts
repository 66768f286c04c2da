import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import type { Order } from '../sandbox/shopify/model.mts';
import { numberOf, records, ShopifyUnderTest } from './shopify.mts';

let sandbox: Sandbox;
let shopify: ShopifyUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox({ bucket: { maximum: 20_000, restoreRate: 1000 } });
	shopify = new ShopifyUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.control.reset());

/** An order of which nothing was sent, from one location or from two. */
function unsent(locations: 1 | 2): number {
	const found = sandbox.shopify.db.orders.find(
		(order: Order) =>
			order.fulfillments.length === 0 &&
			order.cancelledAt === null &&
			order.lineItems.length > 1 &&
			(order.number % 5 === 0) === (locations === 2),
	);
	if (!found) throw new Error('The sandbox has no such order');
	return numberOf(found.id);
}

const fulfillmentOrders = async (orderId: number) =>
	records(await shopify.payload('fulfillmentOrder', 'getAll', { order_id: orderId }));

const send = (orders: IDataObject[], more: IDataObject = {}) =>
	shopify.payload('fulfillment', 'create', {
		line_items_by_fulfillment_order: orders.map(({ id }) => ({ fulfillment_order_id: id })),
		...more,
	});

const changes = () => sandbox.control.effects().map(({ mutation }) => mutation);

describe('creating a fulfillment', () => {
	it('refuses what lies at two locations before anything is changed, and tells it apart', async () => {
		const [one, other] = await fulfillmentOrders(unsent(2));
		const { error } = await send([one, other]);
		expect(error?.message).toContain('needs 2 fulfillments');
		expect(error?.description).toMatch(
			new RegExp(`Nothing was changed.*${one.id as number}; .*${other.id as number}`),
		);
		expect(changes()).toEqual([]);
		expect((await send([one])).error).toBeUndefined();
		expect((await send([other])).error).toBeUndefined();
	});

	it('is not repeated when its answer is lost', async () => {
		const [one] = await fulfillmentOrders(unsent(1));
		sandbox.control.addFault({ kind: 'resetAfter', operation: '^CreateFulfillment', times: 1 });
		const { error } = await send([one], { notify_customer: true });
		expect(error?.message).toContain('not known whether this was carried out');
		expect(changes()).toEqual(['fulfillmentCreate', 'fulfillmentCreate']);
	});

	it('can be cancelled, after which its lines can be sent again', async () => {
		const order = unsent(1);
		const [made] = records(await send(await fulfillmentOrders(order)));
		sandbox.control.addFault({ kind: 'resetAfter', operation: '^CancelFulfillment', times: 1 });
		const [cancelled] = records(
			await shopify.payload('fulfillment', 'cancel', { fulfillment_id: made.id as number }),
		);
		expect(cancelled).toMatchObject({ id: made.id, status: 'cancelled', order_id: order });
		expect(changes().filter((name) => name === 'fulfillmentCancel')).toHaveLength(1);
		const states = (await fulfillmentOrders(order)).map(({ status }) => status);
		expect(states).toEqual(['closed', 'open']);
	});
});

describe('tracking', () => {
	it.each([
		[false, undefined],
		[true, 'not known whether this was carried out'],
	])('after a lost answer, customer told: %s', async (notify, expected) => {
		const [made] = records(await send(await fulfillmentOrders(unsent(1))));
		sandbox.control.addFault({ kind: 'resetAfter', operation: '^UpdateTracking', times: 1 });
		const { error } = await shopify.payload('fulfillment', 'updateTracking', {
			fulfillment_id: made.id as number,
			tracking_number: '1Z9',
			notify_customer: notify,
		});
		if (expected === undefined) expect(error).toBeUndefined();
		else expect(error?.message).toContain(expected);
	});
});

it('pages through the fulfillments of an order by the last ID', async () => {
	const order = unsent(1);
	const [{ line_items: lines, id }] = await fulfillmentOrders(order);
	for (const line of lines as IDataObject[]) {
		await shopify.payload('fulfillment', 'create', {
			line_items_by_fulfillment_order: [
				{
					fulfillment_order_id: id,
					fulfillment_order_line_items: [{ id: line.id, quantity: 1 }],
				},
			],
		});
	}
	const page = async (cursor: string) =>
		records(
			await shopify.payload(
				'fulfillment',
				'getAll',
				{ order_id: order, limit: 1, fields: ['id'] },
				{ parameters: { output: 'fullPayload', options: { pageCursor: cursor } } },
			),
		)[0];
	const first = await page('');
	const second = await page(first.next_page as string);
	expect([first.fulfillments, second.fulfillments].flat()).toHaveLength(2);
	expect(second.fulfillments).not.toEqual(first.fulfillments);
});

describe('draft orders', () => {
	const custom = { title: 'Engraving', price: '5.00', quantity: 1 };
	const create = async (line: IDataObject = custom) =>
		await shopify.payload('draftOrder', 'create', { draft_order_line_items: [line] });

	it('is completed once, also when the answer is lost', async () => {
		const [draft] = records(await create());
		sandbox.control.addFault({ kind: 'resetAfter', operation: '^CompleteDraftOrder', times: 1 });
		const [done] = records(
			await shopify.payload('draftOrder', 'complete', {
				draft_order_id: draft.id as number,
				payment_pending: false,
			}),
		);
		expect(done.status).toBe('completed');
		const made = sandbox.shopify.db.orders.filter(({ sourceName }) => /draft/.test(sourceName));
		expect(made.map(({ id }) => numberOf(id))).toEqual([done.order_id]);
	});

	it('refuses a line that sells nothing', async () => {
		const { error } = await create({ quantity: 1 });
		expect(error?.message).toBe("'draft_order_line_items[0]' needs 'variant_id' or 'title'");
		expect(sandbox.control.requests()).toEqual([]);
	});

	it('tells what a line with a variant cannot change', async () => {
		const [{ variants }] = sandbox.shopify.db.products;
		const { hints } = await create({ ...custom, variant_id: numberOf(variants[0].id) });
		expect(hints.map(({ message }) => message).join()).toContain(
			"'title', 'price' of 'draft_order_line_items[0]' had no effect",
		);
	});
});

describe('lookups', () => {
	it('reads countries from the shipping zones when REST is closed, and says what is missing', async () => {
		const closed = new ShopifyUnderTest(sandbox, {
			accessToken: sandbox.control.issueToken(['read_orders']),
		});
		const found = await closed.run({ resource: 'lookup', operation: 'countries' });
		const open = await shopify.run({ resource: 'lookup', operation: 'countries' });
		const codes = (result: typeof found) => records(result).map(({ code }) => code);
		expect(codes(found)).toEqual(codes(open));
		expect(found.hints[0].message).toContain('Tax names and rates are missing');
		expect(open.hints).toEqual([]);
	});

	it('pages through the images of all products without losing one', async () => {
		const list = async (parameters: IDataObject) =>
			records(
				await shopify.run({
					resource: 'lookup',
					operation: 'productImages',
					output: 'fullPayload',
					...(parameters as object),
				}),
			)[0];
		const { images: whole } = await list({ returnAll: true });
		const parts: unknown[] = [];
		for (let cursor: unknown = ''; typeof cursor === 'string';) {
			const page = await list({ limit: 11, options: { pageCursor: cursor } });
			parts.push(...(page.images as unknown[]));
			cursor = page.next_page;
		}
		expect(parts).toEqual(whole);
	});
});
