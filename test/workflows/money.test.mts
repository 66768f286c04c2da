import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { draftOrders } from '../sandbox/shopify/draftOrders.mts';
import type { Order } from '../sandbox/shopify/model.mts';
import { transact } from '../sandbox/shopify/newOrder.mts';
import { numberOf, records, ShopifyUnderTest } from './shopify.mts';

/* What a merchant would pay for: refunds in foreign currencies, and runs that n8n repeats. */

let sandbox: Sandbox;
let shopify: ShopifyUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox({ jobDelayMs: 50, bucket: { maximum: 20_000, restoreRate: 1000 } });
	shopify = new ShopifyUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.control.reset());

/** An open order with one payment of so many cents of the shop's currency. */
function paidOrder(cents: number, abroad: boolean): Order {
	const { db } = sandbox.shopify;
	const order = db.orders.find(
		(one) =>
			!one.cancelledAt &&
			one.fulfillments.length === 0 &&
			one.refunds.length === 0 &&
			one.transactions.length === 0 &&
			(one.presentmentCurrency !== db.shop.currency) === abroad,
	);
	if (!order) throw new Error('The sandbox has no such order');
	transact(db, order, 'SALE', cents, order.createdAt);
	return order;
}

const cancel = async (order: Order, amount: string) =>
	await shopify.payload('order', 'cancel', { order_id: numberOf(order.id), amount });

const paidBack = ({ refunds }: Order) =>
	refunds.flatMap(({ transactions }) => transactions.map(({ amount }) => amount));

describe('an order that was paid in another currency than the shop’s', () => {
	it('gets its part back in the currency of the customer', async () => {
		const order = paidOrder(20_000, true);
		const result = await cancel(order, '50.00');
		records(result);
		// 73 cents are one unit of the shop's currency in the sandbox.
		expect(paidBack(order)).toEqual([5000]);
		expect(order.cancelledAt).not.toBeNull();
		expect(result.hints.map(({ message }) => message).join()).toContain(
			'its refund is 36.50 USD for the 50.00',
		);
	});

	it('gets everything back with the cancellation', async () => {
		const order = paidOrder(20_000, true);
		records(await cancel(order, '200.00'));
		expect(paidBack(order)).toEqual([20_000]);
	});
});

describe('a run that n8n repeats after the refund was made', () => {
	const fails = () => sandbox.control.addFault({ kind: 'http404', operation: 'CancelOrder' });

	it('does not pay back the other half', async () => {
		const order = paidOrder(20_000, false);
		fails();
		expect((await cancel(order, '100.00')).error).toBeDefined();
		expect(paidBack(order)).toEqual([10_000]);
		sandbox.control.clearFaults();
		records(await cancel(order, '100.00'));
		expect(order.cancelledAt).not.toBeNull();
		expect(paidBack(order)).toEqual([10_000]);
	});

	it('does not say that nothing was ever refunded', async () => {
		const order = paidOrder(20_000, false);
		fails();
		await cancel(order, '150.00');
		sandbox.control.clearFaults();
		const { error } = await cancel(order, '150.00');
		expect(error?.description).toContain('A part of the payments was paid back before');
		expect(paidBack(order)).toEqual([15_000]);
	});
});

describe('a change that was made, and then could not be read', () => {
	it('says so of a cancelled and refunded order', async () => {
		const order = paidOrder(20_000, false);
		sandbox.control.addFault({ kind: 'http404', operation: 'CancelledOrder' });
		const { error } = await cancel(order, '50.00');
		expect(order.cancelledAt).not.toBeNull();
		expect(error?.description).toContain('The order was cancelled and the refund was made');
	});

	it('sends no draft order for a customer without an id', async () => {
		const { error } = await shopify.payload('draftOrder', 'create', {
			draft_order_line_items: [{ title: 'Engraving', price: 1, quantity: 1 }],
			customer: {},
		});
		expect(error?.message).toBe("'customer' has no 'id'");
		expect(sandbox.control.requests().flatMap(({ roots }) => roots)).not.toContain(
			'draftOrderCreate',
		);
	});

	it('says so of a draft order with many lines', async () => {
		const before = draftOrders(sandbox.shopify.db).length;
		const lines = Array.from({ length: 31 }, (_, index) => ({
			title: `Engraving ${index}`,
			price: 1,
			quantity: 1,
		}));
		sandbox.control.addFault({ kind: 'http404', operation: 'Rest' });
		const { error } = await shopify.payload('draftOrder', 'create', {
			draft_order_line_items: lines,
		});
		expect(draftOrders(sandbox.shopify.db)).toHaveLength(before + 1);
		expect(error?.description).toContain('do not run this item again');
	});

	it('says so without advising to repeat it', async () => {
		const [item] = sandbox.shopify.db.products
			.flatMap(({ variants }) => variants.map((variant) => variant.item))
			.filter(({ tracked, levels }) => tracked && levels.some(({ isActive }) => isActive));
		const level = item.levels.find(({ isActive }) => isActive);
		const available = level?.quantities.available ?? 0;
		sandbox.control.addFault({ kind: 'http502', skip: 1, operation: 'InventoryLevelOf' });
		const { error } = await shopify.payload('inventoryLevel', 'adjust', {
			inventory_item_id: numberOf(item.id),
			location_id: numberOf(level?.locationId ?? ''),
			available_adjustment: 5,
		});
		expect(level?.quantities.available).toBe(available + 5);
		expect(error?.description).toContain('do not run this again');
		expect(error?.description).not.toContain('Repeating this later is safe');
	}, 60_000);

	it('says so of a product', async () => {
		const before = sandbox.shopify.db.products.length;
		sandbox.control.addFault({ kind: 'http404', operation: 'CreatedProduct' });
		const { error } = await shopify.payload('product', 'create', { title: 'Bottle' });
		expect(sandbox.shopify.db.products).toHaveLength(before + 1);
		expect(error?.description).toContain('do not create it again');
	});
});
