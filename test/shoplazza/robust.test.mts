import type { Row } from '../sandbox/shoplazza/forms.mts';
import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { records, ShoplazzaUnderTest, WIDE } from '../workflows/shoplazza.mts';

/* Lost answers: what may be repeated is repeated, and what may not says that its outcome is unknown. */

let sandbox: Sandbox;
let node: ShoplazzaUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox();
	node = new ShoplazzaUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.control.reset();
	sandbox.shoplazza.room.setBuckets({ app: WIDE, store: WIDE });
});

const store = () => sandbox.shoplazza.room.store;
const effects = (mutation: string) =>
	sandbox.control.effects().filter((one) => one.mutation === mutation);
const item = () => String((store().products[0].variants as Row[])[0].item);
const level = () => ({ inventory_item_id: item(), location_id: '3001' });
const UNKNOWN = 'It is not known whether this was carried out';

const lose = (kind: 'resetAfter' | 'truncated' | 'http502' | 'resetBefore', path = '.') =>
	sandbox.control.addFault({ kind, path: `^/shoplazza.*${path}`, times: 1 });

it.each(['resetAfter', 'truncated'] as const)('an adjustment is made once: %s', async (kind) => {
	const before = Number(store().level(item(), '3001')?.stock);
	lose(kind);
	const { error } = await node.payload('inventoryLevel', 'adjust', {
		...level(),
		stock_adjustment: 5,
	});
	expect(error?.message).toContain(UNKNOWN);
	expect(error?.description).toContain(
		`whether the stock of inventory item ${item()} was adjusted`,
	);
	expect(store().level(item(), '3001')?.stock).toBe(before + 5);
	expect(effects('stockAdjust')).toHaveLength(1);
});

it.each(['resetAfter', 'resetBefore', 'http502'] as const)(
	'a stock that is set may be set again: %s',
	async (kind) => {
		lose(kind);
		const result = await node.payload('inventoryLevel', 'set', { ...level(), stock: 7 });
		expect(records(result)[0]).toMatchObject({ ...level(), stock: 7 });
		expect(store().level(item(), '3001')?.stock).toBe(7);
	},
);

it('several adjustments of one level keep their order and add up', async () => {
	const before = Number(store().level(item(), '3001')?.stock);
	const result = await node.run(
		{
			resource: 'inventoryLevel',
			operation: 'adjust',
			input: 'json',
			payload: `={{ { "inventory_item_id": "${item()}", "location_id": "3001", "stock_adjustment": $json.by } }}`,
		},
		{ items: [{ by: 1 }, { by: 2 }, { by: 3 }] },
	);
	expect(records(result).map(({ stock }) => stock)).toEqual([before + 1, before + 3, before + 6]);
});

describe('creating', () => {
	const product_id = () => String(store().products[0].id);
	const order = () => store().orders.find((one) => one.fulfillment_status === 'waiting') as Row;

	it.each([
		['product', 'productCreate', () => ({ title: 'Lonely Mug' })],
		[
			'productImage',
			'imageCreate',
			() => ({ product_id: product_id(), src: 'https://example.com/1.png' }),
		],
		[
			'productVariant',
			'variantCreate',
			() => ({ product_id: product_id(), price: 1, position: 1 }),
		],
		['customer', 'customerCreate', () => ({ contact_type: 'email', email: 'one@example.com' })],
		[
			'fulfillment',
			'fulfillmentCreate',
			() => ({
				order_id: String(order().id),
				tracking_number: '1',
				line_items: [{ id: String((order().line_items as Row[])[0].id) }],
			}),
		],
	] as const)('a %s whose answer was lost is not repeated', async (resource, mutation, input) => {
		lose('resetAfter');
		const { error } = await node.payload(resource, 'create', input());
		expect(error?.message).toContain(UNKNOWN);
		expect(effects(mutation)).toHaveLength(1);
	});
});

describe('removing', () => {
	it('goes on when the first answer was lost', async () => {
		const product_id = String(store().products[0].id);
		lose('resetAfter');
		expect(records(await node.payload('product', 'delete', { product_id }))).toEqual([
			{ success: true },
		]);
		expect(store().product(product_id)).toBeUndefined();
	});

	it.each(['2022-01', '2026-01'])('says in %s when there was nothing', async (apiVersion) => {
		const { error } = await node.payload(
			'product',
			'delete',
			{ product_id: '9fb9f3c6-2300-42c1-8593-d9008d7cfc09' },
			{ parameters: { options: { apiVersion } } },
		);
		expect(error?.message).toBe('The product was not found');
	});
});

describe('cancelling an order', () => {
	const open = () => store().orders.find((one) => one.status === 'placed') as Row;

	it('is settled by looking at the order when the answer was lost', async () => {
		const { id } = open();
		lose('resetAfter', '/cancel');
		const result = await node.payload('order', 'cancel', { order_id: String(id), reason: 'x' });
		expect(records(result)[0]).toMatchObject({ id, status: 'cancelled', cancel_reason: 'x' });
		expect(effects('orderCancel')).toHaveLength(1);
	});

	it('is unknown when the request itself was lost', async () => {
		lose('resetBefore', '/cancel');
		const { error } = await node.payload('order', 'cancel', { order_id: String(open().id) });
		expect(error?.message).toContain(UNKNOWN);
		expect(error?.description).toContain('whether the order was cancelled');
	});

	it('is refused in Shoplazza’s words the second time', async () => {
		const order_id = String(open().id);
		records(await node.payload('order', 'cancel', { order_id }));
		const { error } = await node.payload('order', 'cancel', { order_id });
		expect(error?.message).toBe('Shoplazza refused this: Order has been cancelled');
	});
});

describe('a fulfillment', () => {
	it('takes all lines that are open when none are given', async () => {
		const order = store().orders.find((one) => one.fulfillment_status === 'waiting') as Row;
		const lines = order.line_items as Row[];
		for (const apiVersion of ['2026-01', '2022-01']) {
			for (const line of lines) line.fulfillment_status = 'waiting';
			const result = await node.payload(
				'fulfillment',
				'create',
				{ order_id: String(order.id), tracking_number: '1Z1' },
				{ parameters: { options: { apiVersion } } },
			);
			expect((records(result)[0].line_items as Row[]).map(({ id }) => id)).toEqual(
				lines.map(({ id }) => id),
			);
		}
		const { error } = await node.payload('fulfillment', 'create', {
			order_id: String(order.id),
			tracking_number: '1Z2',
		});
		expect(error?.message).toContain('no line that is not shipped yet');
	});

	it('tells the customer once: an update with a message is not repeated', async () => {
		const order = store().orders.find((one) => one.fulfillment_status === 'shipped') as Row;
		const [{ id }] = order.fulfillments as Row[];
		const ids = { order_id: String(order.id), fulfillment_id: String(id) };
		lose('resetAfter');
		const told = await node.payload('fulfillment', 'update', { ...ids, send_email: true });
		expect(told.error?.message).toContain(UNKNOWN);
		expect(effects('customerTold')).toHaveLength(1);
		lose('resetAfter');
		const quiet = await node.payload('fulfillment', 'update', { ...ids, tracking_number: '1Z9' });
		expect(records(quiet)[0].tracking_number).toBe('1Z9');
	});
});

describe('changes', () => {
	it('to a variant hold the present price where the version wants one', async () => {
		const variant = (store().products[0].variants as Row[])[0];
		const { price } = variant;
		records(
			await node.payload('productVariant', 'update', { variant_id: String(variant.id), sku: 'N' }),
		);
		expect(variant).toMatchObject({ price, sku: 'N' });
		const [, put] = sandbox.control.requests();
		expect(put.sent?.body).toEqual({ variant: { sku: 'N', price } });
	});

	it('to a product hold the present title in 2022-01, and need nothing later', async () => {
		const [product] = store().products;
		for (const [apiVersion, body] of [
			['2022-01', { vendor: 'V', title: product.title, tags: 'a,b', requires_shipping: false }],
			['2026-01', { vendor: 'V', tags: ['a', 'b'], require_shipping: false }],
		] as const) {
			sandbox.control.clearJournal();
			const input = { vendor: 'V', tags: ['a', 'b'], requires_shipping: false };
			const result = await node.payload(
				'product',
				'update',
				{ product_id: String(product.id), ...input },
				{ parameters: { options: { apiVersion } } },
			);
			expect(records(result)[0].requires_shipping).toBe(false);
			const put = sandbox.control.requests().find(({ method }) => method === 'PUT');
			expect(put?.sent?.body).toEqual({ product: body });
		}
	});

	it('without any field are refused', async () => {
		const { error } = await node.payload('product', 'update', {
			product_id: String(store().products[0].id),
		});
		expect(error?.message).toBe('Nothing to change was given');
		expect(sandbox.control.requests()).toHaveLength(0);
	});
});

it('filters go in the form of the version', async () => {
	const ids = store()
		.products.slice(0, 2)
		.map(({ id }) => String(id));
	for (const [apiVersion, sent] of [
		['2022-01', [ids.join(',')]],
		['2026-01', ids],
	] as const) {
		sandbox.control.clearJournal();
		const result = await node.payload(
			'product',
			'getAll',
			{ ids },
			{
				parameters: { options: { apiVersion } },
			},
		);
		expect(records(result).map(({ id }) => id)).toEqual(ids);
		expect(sandbox.control.requests()[0].sent?.query.ids).toEqual(sent);
	}
	const { error } = await node.payload(
		'order',
		'getAll',
		{ status: ['placed', 'opened'] },
		{ parameters: { options: { apiVersion: '2022-01' } } },
	);
	expect(error?.message).toBe("'status' takes one value in API version 2022-01");
});

it('stops at once when the execution is cancelled', async () => {
	sandbox.shoplazza.room.setBuckets({
		app: { maximum: 1, restoreRate: 0.01, available: 0 },
		store: WIDE,
	});
	const stop = new AbortController();
	setTimeout(() => stop.abort(), 300);
	const started = Date.now();
	await node.run({ resource: 'shop', operation: 'get' }, { cancel: stop.signal });
	// The room for one request would have come in more than a minute.
	expect(Date.now() - started).toBeLessThan(15_000);
});
