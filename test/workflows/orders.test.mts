import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import type { Order } from '../sandbox/shopify/model.mts';
import { byId, numberOf, records, ShopifyUnderTest } from './shopify.mts';

let sandbox: Sandbox;
let shopify: ShopifyUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox({ jobDelayMs: 50, bucket: { maximum: 20_000, restoreRate: 1000 } });
	shopify = new ShopifyUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.control.reset());

/** The first order of the shop that fits. */
function anOrder(fits: (order: Order) => boolean): Order {
	const found = sandbox.shopify.db.orders.find(fits);
	if (!found) throw new Error('The sandbox has no such order');
	return found;
}

const paidWith = ({ transactions }: Order) =>
	transactions
		.filter(({ kind, status }) => status === 'SUCCESS' && (kind === 'SALE' || kind === 'CAPTURE'))
		.reduce((sum, { amount }) => sum + amount, 0);

const untouched = (order: Order) =>
	order.cancelledAt === null &&
	order.closedAt === null &&
	order.fulfillments.length === 0 &&
	order.refunds.length === 0;

const paid = (order: Order) => untouched(order) && paidWith(order) > 1000;

describe('two items of which one has an ID that does not exist', () => {
	const parameters = {
		resource: 'order',
		operation: 'get',
		orderId: byId('={{ $json.id }}'),
		output: 'simplified',
	};
	const items = () => [{ id: numberOf(anOrder(() => true).id) }, { id: 404 }];

	it('gives the good one and the other one’s text, both paired', async () => {
		const { items: output } = await shopify.run(parameters, {
			items: items(),
			onError: 'continueRegularOutput',
		});
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(output[0].json.id).toBe(numberOf(anOrder(() => true).id));
		expect(output[1].json).toMatchObject({
			error: 'Order 404 was not found [item 1]',
			details: { item: 1, code: '404' },
		});
	});

	it('puts the bad one into the error branch', async () => {
		const { items: good, errorItems } = await shopify.run(parameters, {
			items: items(),
			onError: 'continueErrorOutput',
		});
		expect(good).toHaveLength(1);
		expect(good[0].pairedItem).toEqual({ item: 0 });
		expect(errorItems).toHaveLength(1);
		expect(errorItems[0].json).toMatchObject({
			id: 404,
			error: 'Order 404 was not found [item 1]',
		});
		expect(errorItems[0].pairedItem).toEqual({ item: 1 });
	});

	it('stops the run otherwise, naming the item', async () => {
		const { error, status } = await shopify.run(parameters, { items: items() });
		expect(status).toBe('error');
		expect(error?.message).toBe('Order 404 was not found [item 1]');
		expect(error?.context?.itemIndex).toBe(1);
	});

	it('reads both with one request', async () => {
		await shopify.run(parameters, { items: items(), onError: 'continueRegularOutput' });
		expect(sandbox.control.requests()).toHaveLength(1);
	});
});

describe('lists', () => {
	it('reads 620 orders over several pages with Return All, each once', async () => {
		sandbox.control.grow({ orders: 500 });
		const result = await shopify.run({
			resource: 'order',
			operation: 'getAll',
			returnAll: true,
			configuration: { status: 'any' },
		});
		const ids = records(result).map(({ id }) => id as number);
		const stored = sandbox.shopify.db.orders.map(({ id }) => numberOf(id));
		expect(stored.length).toBe(620);
		expect(new Set(ids).size).toBe(ids.length);
		expect([...ids].sort((a, b) => a - b)).toEqual(stored.sort((a, b) => a - b));
		const pages = sandbox.control.requests().filter(({ operation }) => operation === 'List');
		expect(pages.length).toBeGreaterThanOrEqual(3);
	});

	it('gives all 130 lines of an order', async () => {
		const long = anOrder(({ lineItems }) => lineItems.length === 130);
		const [order] = records(
			await shopify.run({ resource: 'order', operation: 'get', orderId: byId(numberOf(long.id)) }),
		);
		const lines = (order.line_items as Array<{ id: number }>).map(({ id }) => id);
		expect(lines).toEqual(long.lineItems.map(({ id }) => numberOf(id)));
	});

	it('lists open orders unless another status is asked for', async () => {
		const list = async (configuration: Record<string, string>) =>
			records(
				await shopify.run({
					resource: 'order',
					operation: 'getAll',
					returnAll: true,
					configuration,
					output: 'simplified',
				}),
			).length;
		const { orders } = sandbox.shopify.db;
		expect(await list({})).toBe(
			orders.filter(({ closedAt, cancelledAt }) => !closedAt && !cancelledAt).length,
		);
		expect(await list({ status: 'any' })).toBe(orders.length);
	});

	it('goes on and back from the page cursors', async () => {
		const page = async (pageCursor: string) => {
			const [payload] = records(
				await shopify.run({
					resource: 'order',
					operation: 'getAll',
					limit: 10,
					configuration: { status: 'any' },
					output: 'fullPayload',
					options: { pageCursor },
				}),
			);
			const orders = payload.orders as Array<{ id: number }>;
			return { ...payload, ids: orders.map(({ id }) => id) };
		};
		const first = await page('');
		expect(first).toMatchObject({ previous_page: null });
		const second = await page((first as { next_page?: string }).next_page ?? '');
		expect(second.ids).toHaveLength(10);
		expect(second.ids).not.toContain(first.ids[9]);
		const back = await page((second as { previous_page?: string }).previous_page ?? '');
		expect(back.ids).toEqual(first.ids);
	});

	it('asks only for the fields that are wanted', async () => {
		const [order] = records(
			await shopify.payload('order', 'getAll', { fields: ['id', 'email'], limit: 1 }),
		);
		expect(Object.keys(order)).toEqual(['id', 'email']);
		const [{ requestedCost }] = sandbox.control.requests();
		expect(requestedCost).toBeLessThan(10);
	});
});

describe('cancelling', () => {
	const cancel = async (order: Order, more: Record<string, unknown> = {}) =>
		await shopify.payload('order', 'cancel', { order_id: numberOf(order.id), ...more } as never);

	it('waits for the job and tells it', async () => {
		const order = anOrder(untouched);
		const [payload] = records(
			await shopify.payload(
				'order',
				'cancel',
				{ order_id: numberOf(order.id), reason: 'customer', email: false },
				{ parameters: { output: 'fullPayload' } },
			),
		);
		expect(payload.notice).toBe('Order successfully cancelled.');
		expect(payload.order).toMatchObject({ id: numberOf(order.id), cancel_reason: 'customer' });
		expect((payload.order as { cancelled_at: string }).cancelled_at).not.toBeNull();
		expect(order.cancelledAt).not.toBeNull();
	});

	it('pays nothing back without an amount', async () => {
		const order = anOrder(paid);
		records(await cancel(order));
		expect(order.refunds).toHaveLength(0);
	});

	it('pays back a part of it, once, before it cancels', async () => {
		const order = anOrder(paid);
		const [cancelled] = records(await cancel(order, { amount: '5.00' }));
		expect(order.refunds.flatMap(({ transactions }) => transactions)).toMatchObject([
			{ kind: 'REFUND', amount: 500 },
		]);
		expect(order.cancelledAt).not.toBeNull();
		expect(cancelled.refunds).toMatchObject([
			{ transactions: [{ amount: '5.00', kind: 'refund' }] },
		]);
	});

	it('pays back everything with the cancellation', async () => {
		const order = anOrder(paid);
		const amount = (paidWith(order) / 100).toFixed(2);
		records(await cancel(order, { amount }));
		const back = order.refunds.flatMap(({ transactions }) => transactions);
		expect(back.reduce((sum, { amount: one }) => sum + one, 0)).toBe(paidWith(order));
		expect(sandbox.control.effects().filter(({ mutation }) => mutation === 'refundCreate')).toEqual(
			[],
		);
	});

	it('changes nothing when the amount is more than was paid', async () => {
		const order = anOrder(paid);
		const { error } = await cancel(order, { amount: 1_000_000 });
		expect(error?.message).toContain("'amount' is more than the");
		expect(sandbox.control.effects()).toEqual([]);
	});

	it('changes nothing when the order has fulfillments', async () => {
		const order = anOrder(
			(one) => !one.cancelledAt && one.fulfillments.some(({ status }) => status === 'SUCCESS'),
		);
		expect((await cancel(order)).error?.message).toContain('outstanding fulfillments');
		expect((await cancel(order, { amount: 1 })).error?.message).toBe(
			'An order with fulfillments cannot be cancelled',
		);
		expect(sandbox.control.effects()).toEqual([]);
	});

	it('cancels and refunds once although both answers are lost', async () => {
		const order = anOrder(paid);
		sandbox.control.addFault({ kind: 'resetAfter', times: 1, operation: 'RefundPart' });
		sandbox.control.addFault({ kind: 'resetAfter', times: 1, operation: 'CancelOrder' });
		const [cancelled] = records(await cancel(order, { amount: '5.00' }));
		expect(cancelled.cancelled_at).not.toBeNull();
		expect(order.refunds).toHaveLength(1);
		const requests = sandbox.control.requests().map(({ operation }) => operation);
		expect(requests.filter((name) => name === 'RefundPart')).toHaveLength(2);
		expect(requests.filter((name) => name === 'CancelOrder')).toHaveLength(2);
	});

	it('says that the refund was made when the cancellation is refused afterwards', async () => {
		const order = anOrder(paid);
		sandbox.control.addFault({ kind: 'wrongTypes', times: 20, operation: 'CancelOrder' });
		const { error } = await cancel(order, { amount: '5.00' });
		expect(error?.description).toContain('The refund of 5.00 was made before that');
	});
});

describe('updating', () => {
	const update = async (input: Record<string, unknown>) =>
		await shopify.payload('order', 'update', input as never);

	it('completes a partial shipping address from the present one', async () => {
		const order = anOrder(
			({ shippingAddress }) => shippingAddress !== null && shippingAddress.lastName !== null,
		);
		const before = { ...order.shippingAddress };
		const [updated] = records(
			await update({
				order_id: numberOf(order.id),
				shipping_address: { address1: '1 New Street' },
			}),
		);
		expect(updated.shipping_address).toMatchObject({
			address1: '1 New Street',
			last_name: before.lastName,
			zip: before.zip,
			province_code: before.provinceCode,
		});
	});

	it('refuses an update of nothing before any request', async () => {
		const { error } = await update({ order_id: 1 });
		expect(error?.message).toBe('There is nothing to update');
		expect(sandbox.control.requests()).toEqual([]);
	});

	it('clears a note and keeps what was not named', async () => {
		const order = anOrder(({ note, tags }) => note !== null && tags.length > 0);
		const tags = order.tags.join(', ');
		const result = await shopify.run({
			resource: 'order',
			operation: 'update',
			orderId: byId(numberOf(order.id)),
			updateFields: { note: '' },
		});
		const [updated] = records(result);
		expect(updated.note ?? '').toBe('');
		expect(updated.tags).toBe(tags);
	});

	it('closes and opens an order', async () => {
		const order = anOrder(untouched);
		const id = numberOf(order.id);
		const [closed] = records(await shopify.payload('order', 'close', { order_id: id }));
		expect(closed.closed_at).not.toBeNull();
		const [opened] = records(await shopify.payload('order', 'open', { order_id: id }));
		expect(opened.closed_at).toBeNull();
	});
});

describe('counting', () => {
	it('counts exactly with every filter', async () => {
		const { orders } = sandbox.shopify.db;
		const count = async (input: Record<string, string>) =>
			records(await shopify.payload('order', 'count', input))[0].count;
		expect(await count({ status: 'any' })).toBe(orders.length);
		expect(await count({ status: 'cancelled' })).toBe(
			orders.filter(({ cancelledAt }) => cancelledAt).length,
		);
		const [, middle] = orders.map(({ createdAt }) => createdAt).sort();
		expect(await count({ status: 'any', created_at_max: middle })).toBe(
			orders.filter(({ createdAt }) => createdAt <= middle).length,
		);
	});
});
