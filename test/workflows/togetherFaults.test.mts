import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import type { FAULT_KINDS } from '../sandbox/faults.mts';
import type { RunSetup } from './harness.mts';
import { numberOf, records, ShopifyUnderTest } from './shopify.mts';

/** What happens to shared requests on a bad day: nothing is lost, nothing is done twice. */

let sandbox: Sandbox;
let shopify: ShopifyUnderTest;
let executions = 0;

beforeAll(async () => {
	sandbox = await startSandbox({ bucket: { maximum: 100_000, restoreRate: 10_000 } });
	shopify = new ShopifyUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.control.reset());

async function run(
	name: string,
	items: IDataObject[],
	options: INodeParameters = {},
	more: Partial<RunSetup> = {},
) {
	const [resource, operation] = name.split('.');
	executions += 1;
	return await shopify.payload(resource, operation, '={{ $json }}', {
		items,
		executionId: `faults-${executions}`,
		parameters: { options },
		...more,
	});
}

const requests = (name?: string) =>
	sandbox.control.requests().filter(({ operation }) => name === undefined || operation === name);

/** Active levels, one of each item. */
const levels = (count: number) =>
	sandbox.shopify.db.products
		.flatMap(({ variants }) => variants)
		.flatMap(({ item }) => item.levels.filter(({ isActive }) => isActive).slice(0, 1))
		.slice(0, count);

const pairOf = ({ itemId, locationId }: { itemId: string; locationId: string }) => ({
	inventory_item_id: numberOf(itemId),
	location_id: numberOf(locationId),
});

const KINDS: Array<(typeof FAULT_KINDS)[number]> = [
	'resetBefore',
	'resetAfter',
	'http502',
	'truncated',
	'throttled',
	'http429',
];

describe.each(KINDS)('%s', (kind) => {
	it('adjusts every level once', async () => {
		const some = levels(30);
		const before = some.map(({ quantities }) => quantities.available);
		sandbox.control.addFault({ kind, operation: '^AdjustInventory', times: 1, retryAfter: 0.05 });
		const items = some.map((level, index) => ({
			...pairOf(level),
			available_adjustment: index + 1,
		}));
		const result = await run('inventoryLevel.adjust', items);
		expect(records(result).map(({ available }) => available)).toEqual(
			before.map((available, index) => available + index + 1),
		);
		expect(some.map(({ quantities }) => quantities.available)).toEqual(
			before.map((available, index) => available + index + 1),
		);
		expect(sandbox.control.effects()).toHaveLength(30);
	});

	it('closes every order', async () => {
		const open = sandbox.shopify.db.orders.filter(({ closedAt }) => closedAt === null).slice(0, 12);
		sandbox.control.addFault({ kind, operation: '^CloseOrder', times: 1, retryAfter: 0.05 });
		const result = await run(
			'order.close',
			open.map(({ id }) => ({ order_id: numberOf(id) })),
		);
		expect(records(result).map(({ id }) => id)).toEqual(open.map(({ id }) => numberOf(id)));
		expect(open.filter(({ closedAt }) => closedAt === null)).toEqual([]);
		// Twelve orders in two documents, one of them sent twice, and the records in one.
		expect(requests()).toHaveLength(4);
	});
});

const newVariants = (count: number) => {
	const [product] = sandbox.shopify.db.products.filter(({ options }) => options.length === 1);
	return Array.from({ length: count }, (_, index) => ({
		product_id: numberOf(product.id),
		option1: `Value ${index}`,
	}));
};

describe('a lost answer to a change that must not be repeated', () => {
	it('leaves the outcome of each of its items unknown, and the others done', async () => {
		sandbox.control.addFault({ kind: 'resetAfter', operation: '^CreateDraftOrder', times: 1 });
		const items = Array.from({ length: 15 }, (_, index) => ({
			draft_order_line_items: [{ title: `Thing ${index}`, price: '1.00', quantity: 1 }],
		}));
		const result = await run('draftOrder.create', items, {}, { onError: 'continueRegularOutput' });
		const errors = result.items.map(({ json }) => json.error);
		const unknown = errors.filter((error) =>
			(error as string | undefined)?.startsWith('It is not known whether this was carried out'),
		);
		expect(unknown).toHaveLength(10);
		expect(errors.filter((error) => error === undefined)).toHaveLength(5);
		const made = sandbox.control
			.effects()
			.filter(({ mutation }) => mutation === 'draftOrderCreate');
		expect(made).toHaveLength(15);
	});

	it('is told for every variant of a list', async () => {
		sandbox.control.addFault({ kind: 'truncated', operation: '^CreateVariant', times: 1 });
		const result = await run(
			'productVariant.create',
			newVariants(3),
			{},
			{ onError: 'continueRegularOutput' },
		);
		const errors = result.items.map(({ json }) => json.error);
		expect(errors).toEqual(
			[0, 1, 2].map((item): unknown =>
				expect.stringMatching(new RegExp(`^It is not known .*\\[item ${item}\\]$`)),
			),
		);
	});
});

it('adjusts a level once although n8n runs the node again', async () => {
	const some = levels(12);
	const items = some.map((level, index) => ({
		...pairOf(level),
		available_adjustment: index === 11 ? 2_000_000_000 : 1,
	}));
	const { error } = await run('inventoryLevel.adjust', items, {}, { tries: 2 });
	expect(error?.message).toMatch(/\[item 11\]$/);
	const changed = sandbox.control.effects().map(({ id }) => id);
	expect(changed).toHaveLength(11);
	expect(new Set(changed).size).toBe(11);
	// The key of a list would be another one in other company, so each level has its own.
	const [first, , again] = requests('AdjustInventory');
	expect(first.document).toContain('u9_inventoryAdjustQuantities');
	expect(again.document).toBe(first.document);
});

it('takes variants for deleted whose deletion was carried out and not answered', async () => {
	const [product] = sandbox.shopify.db.products.filter(({ variants }) => variants.length > 4);
	const variants = product.variants.slice(0, 3).map(({ id }) => numberOf(id));
	sandbox.control.addFault({ kind: 'resetAfter', operation: '^DeleteVariant', times: 1 });
	const result = await run(
		'productVariant.delete',
		variants.map((id) => ({ variant_id: id })),
	);
	expect(records(result)).toEqual(variants.map(() => ({ success: true })));
	const left = product.variants.map(({ id }) => numberOf(id));
	expect(left.filter((id) => variants.includes(id))).toEqual([]);
});

it('says that a change was made when only the record could not be read', async () => {
	const orders = sandbox.shopify.db.orders.slice(0, 3).map(({ id }) => numberOf(id));
	sandbox.control.addFault({ kind: 'http404', operation: '^ByIds' });
	const result = await run(
		'order.update',
		orders.map((id) => ({ order_id: id, note: 'Changed' })),
		{},
		{ onError: 'continueRegularOutput' },
	);
	const advice = result.items.map(({ json }) => (json.details as IDataObject).description);
	expect(advice).toEqual(
		orders.map((id): unknown => expect.stringContaining(`The change was made (ID ${id})`)),
	);
	expect(sandbox.control.effects()).toHaveLength(3);
});

describe('requests', () => {
	it('are few', async () => {
		sandbox.control.grow({ orders: 880 });
		const orders = sandbox.shopify.db.orders.slice(0, 1000);
		expect(orders).toHaveLength(1000);
		const read = await run(
			'order.get',
			orders.map(({ id }) => ({ order_id: numberOf(id), fields: ['id', 'name'] })),
		);
		expect(records(read).map(({ id }) => id)).toEqual(orders.map(({ id }) => numberOf(id)));
		expect(requests()).toHaveLength(1);

		sandbox.control.clearJournal();
		const whole = await run(
			'order.get',
			orders.slice(0, 300).map(({ id }) => ({ order_id: numberOf(id) })),
		);
		expect(records(whole)).toHaveLength(300);
		expect(requests('ByIds')).toHaveLength(2);

		sandbox.control.clearJournal();
		const changed = await run(
			'order.close',
			orders.slice(0, 100).map(({ id }) => ({ order_id: numberOf(id) })),
		);
		expect(records(changed)).toHaveLength(100);
		expect(requests('CloseOrder')).toHaveLength(10);
		expect(requests('ByIds')).toHaveLength(1);

		sandbox.control.clearJournal();
		const metafields = await run(
			'metafield.create',
			Array.from({ length: 1000 }, (_, index) => ({
				resource_type: { type: 'orders', id: numberOf(orders[index].id) },
				namespace: 'few',
				key: 'requests',
				type_and_value: { number_integer: String(index) },
			})),
		);
		expect(records(metafields).map(({ value }) => Number(value))).toEqual(
			Array.from({ length: 1000 }, (_, index) => index),
		);
		expect(requests().length).toBeLessThanOrEqual(10);
		expect(sandbox.control.effects()).toHaveLength(1000);
	});

	it('set a thousand levels in three, none lost and none doubled', async () => {
		sandbox.control.grow({ products: 320 });
		const some = levels(1000);
		expect(some).toHaveLength(1000);
		const wanted = some.map(({ quantities }) => Number(quantities.available) + 3);
		const result = await run(
			'inventoryLevel.set',
			some.map((level, index) => ({ ...pairOf(level), available: wanted[index] })),
		);
		expect(records(result).map(({ available }) => available)).toEqual(wanted);
		expect(some.map(({ quantities }) => quantities.available)).toEqual(wanted);
		expect(sandbox.control.effects()).toHaveLength(1000);
		expect(requests()).toHaveLength(3);
	});
});

it('keeps the order of items on the same record', async () => {
	const [one, other] = sandbox.shopify.db.orders;
	const items = Array.from({ length: 12 }, (_, index) => ({
		order_id: numberOf(index % 3 === 2 ? other.id : one.id),
		note: `Note ${index}`,
	}));
	const result = await run('order.update', items);
	expect(records(result).map(({ note }) => note)).toEqual(items.map(({ note }) => note));
	expect([one.note, other.note]).toEqual(['Note 10', 'Note 11']);
	const order = sandbox.control.effects().filter(({ id }) => id === one.id);
	expect(order).toHaveLength(8);
});

it('stops at the first refusal and says which items are done', async () => {
	const orders = sandbox.shopify.db.orders.slice(0, 40).map(({ id }) => numberOf(id));
	const items = orders.map((id, index) => ({ order_id: index === 3 ? 1 : id, note: 'Changed' }));
	const { error } = await run('order.update', items, { maxConcurrentRequests: 1 });
	expect(error?.message).toMatch(/\[item 3\]$/);
	const changed = new Set(sandbox.control.effects().map(({ id }) => numberOf(id)));
	const done = items.flatMap(({ order_id: id }, index) => (changed.has(id) ? [index] : []));
	expect(error?.description).toContain('Items already done in this run: 0-2, 4-9.');
	// The document with the refusal had ten items; the others were never sent.
	expect(done).toEqual([0, 1, 2, 4, 5, 6, 7, 8, 9]);
	expect(requests('UpdateOrder')).toHaveLength(1);
});

it('ends when the execution is cancelled', async () => {
	sandbox.control.setBucket({ maximum: 1000, restoreRate: 1, available: 120 });
	const cancel = new AbortController();
	const orders = sandbox.shopify.db.orders.slice(0, 40).map(({ id }) => numberOf(id));
	setTimeout(() => cancel.abort(), 300);
	await run(
		'order.close',
		orders.map((id) => ({ order_id: id })),
		{},
		{ cancel: cancel.signal },
	);
	// The points were enough for one document; the others would have waited for minutes.
	expect(sandbox.control.effects().length).toBeLessThanOrEqual(10);
});
