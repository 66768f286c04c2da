import type { INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { byId, records } from '../workflows/shopify.mts';
import { FAST, ShoplineUnderTest, toldBy } from './shopline.mts';

let sandbox: Sandbox;
let shopline: ShoplineUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox({ shopline: { bucket: FAST } });
	shopline = new ShoplineUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.control.reset());

const changes = (mutation: string) =>
	sandbox.control.effects().filter((effect) => effect.mutation === mutation);

const stock = () => ({
	item: String(shopline.product.variants[0].inventory_item_id),
	place: shopline.room.store.locations[0].id,
});

const level = () => {
	const { item, place } = stock();
	return Number(shopline.room.store.level(item, place)?.available);
};

const inventory = (operation: string, more: INodeParameters): INodeParameters => ({
	resource: 'inventoryLevel',
	operation,
	inventoryItemId: byId(stock().item),
	locationId: byId(stock().place),
	...more,
});

const create: INodeParameters = {
	resource: 'product',
	operation: 'create',
	title: '={{ $json.title }}',
};

describe('throttling', () => {
	it('is absorbed: 60 products, every third request refused, none lost, none doubled', async () => {
		sandbox.control.addFault({ kind: 'throttled', probability: 0.3, path: '^/shopline/' });
		const items = Array.from({ length: 60 }, (_, at) => ({ title: `P${at}` }));
		const result = await shopline.run(create, { items });
		expect(records(result).map(({ title }) => title)).toEqual(items.map(({ title }) => title));
		expect(changes('product.create')).toHaveLength(60);
		expect(shopline.requests.filter(({ status }) => status === 429).length).toBeGreaterThan(5);
	}, 60_000);

	it('keeps to 4 requests a second after 40 unless Options say otherwise', async () => {
		sandbox.control.reset();
		shopline.room.setBucket({ maximum: 40, restoreRate: 4 });
		const started = Date.now();
		const result = await shopline.run(
			{ ...create, options: { requestsPerSecond: 4 } },
			{ items: Array.from({ length: 48 }, (_, at) => ({ title: `Slow ${at}` })) },
		);
		expect(records(result)).toHaveLength(48);
		expect(Date.now() - started).toBeGreaterThan(1900);
		// The shop's clock starts when the first request arrives, so one may come a moment too early.
		expect(shopline.requests.filter(({ throttled }) => throttled).length).toBeLessThan(3);
	}, 30_000);

	it('Retry-After is kept when a gateway sends it', async () => {
		sandbox.control.addFault({ kind: 'http429', times: 1, retryAfter: 0.7, path: '^/shopline/' });
		const started = Date.now();
		expect(records(await shopline.run({ resource: 'shop', operation: 'get' }))).toHaveLength(1);
		expect(Date.now() - started).toBeGreaterThan(600);
	});
});

describe('answers that get lost', () => {
	it.each(['resetAfter', 'http502', 'http503', 'http504', 'truncated'] as const)(
		'%s: an adjustment is not repeated, and its outcome is told to be unknown',
		async (kind) => {
			const before = level();
			sandbox.control.addFault({ kind, times: 1, path: 'adjust' });
			const result = await shopline.run(inventory('adjust', { availableAdjustment: 5 }));
			expect(toldBy(result)).toContain('It is not known whether this was carried out');
			expect(toldBy(result)).toContain(`the stock of inventory item ${stock().item}`);
			expect(shopline.requests).toHaveLength(1);
			expect(level()).toBe(before + (['resetAfter', 'truncated'].includes(kind) ? 5 : 0));
		},
	);

	it.each(['resetAfter', 'resetBefore', 'http503', 'truncated', 'html'] as const)(
		'%s: setting is repeated',
		async (kind) => {
			sandbox.control.addFault({ kind, times: 1, path: 'set' });
			const result = await shopline.run(inventory('set', { available: 17 }));
			expect(records(result)).toMatchObject([{ available: 17 }]);
			expect(level()).toBe(17);
		},
	);

	it('a product is not made twice', async () => {
		sandbox.control.addFault({ kind: 'resetAfter', times: 1, path: 'products' });
		const result = await shopline.payload('product', 'create', { title: 'Only one' });
		expect(toldBy(result)).toContain("whether the product 'Only one' was created");
		expect(changes('product.create')).toHaveLength(1);
	});

	it.each([
		['image', 'productImage', 'create', { src: 'https://example.com/a.png' }],
		['variant', 'productVariant', 'create', { option1: 'Violet' }],
	])('a new %s is not added twice', async (thing, resource, operation, fields) => {
		sandbox.control.addFault({ kind: 'resetAfter', times: 1 });
		const result = await shopline.payload(resource, operation, {
			product_id: shopline.product.id,
			...fields,
		});
		expect(toldBy(result)).toContain(`has the new ${thing}`);
		expect(changes(`${thing}.create`)).toHaveLength(1);
	});

	it('an order is not cancelled and paid back twice', async () => {
		const [order] = shopline.room.store.orders.values();
		sandbox.control.addFault({ kind: 'resetAfter', times: 1 });
		const result = await shopline.payload('order', 'cancel', { order_id: order.id, amount: 5 });
		expect(toldBy(result)).toContain('was cancelled and refunded');
		expect(changes('order.cancel')).toHaveLength(1);
	});

	it('a deletion is repeated, and "not there" is then its success', async () => {
		const { id } = shopline.product;
		sandbox.control.addFault({ kind: 'resetAfter', times: 1 });
		const parameters = { resource: 'product', operation: 'delete', productId: byId(id) };
		expect(records(await shopline.run(parameters))).toEqual([{ deleted: true }]);
		expect(shopline.requests.map(({ status }) => status)).toEqual([0, 404]);
		// Without a lost answer it is the error that it is.
		expect(toldBy(await shopline.run(parameters))).toContain('was not found');
	});

	it('an update is repeated unless it adds something without an ID', async () => {
		const { id, variants } = shopline.product;
		sandbox.control.addFault({ kind: 'resetAfter', times: 1 });
		const change = (fields: object) => ({ product_id: id, ...fields });
		const kept = await shopline.payload(
			'product',
			'update',
			change({ title: 'New', variants: [{ id: variants[0].id, price: 3 }] }),
		);
		expect(records(kept)).toMatchObject([{ title: 'New', variants: [{ price: '3' }] }]);
		sandbox.control.addFault({ kind: 'resetAfter', times: 1 });
		const images = [{ src: 'https://example.com/new.png' }];
		const lost = await shopline.payload('product', 'update', change({ images }));
		expect(toldBy(lost)).toContain('It is not known whether this was carried out');
	});

	it('a note is not written twice', async () => {
		const [order] = shopline.room.store.orders.values();
		sandbox.control.addFault({ kind: 'resetAfter', times: 1 });
		const result = await shopline.payload('order', 'update', {
			order_id: order.id,
			note_attributes: [{ name: 'Packed by', value: 'Ada' }],
		});
		expect(toldBy(result)).toContain('It is not known whether this was carried out');
		expect(order.note_attributes).toHaveLength(1);
	});

	it('reads are repeated through everything', async () => {
		for (const kind of ['resetBefore', 'http502', 'truncated', 'html', 'http503'] as const) {
			sandbox.control.addFault({ kind, times: 1 });
		}
		const result = await shopline.run({ resource: 'shop', operation: 'get' });
		expect(records(result)).toMatchObject([{ name: 'Harbour Goods' }]);
		expect(shopline.requests).toHaveLength(6);
	}, 30_000);
});

describe('changes of one level keep their order', () => {
	it('ten settings of one item: the last one holds', async () => {
		const result = await shopline.run(inventory('set', { available: '={{ $json.n }}' }), {
			items: Array.from({ length: 10 }, (_, n) => ({ n })),
		});
		expect(records(result).map(({ available }) => available)).toEqual([
			0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
		]);
		expect(level()).toBe(9);
	});

	it('ten adjustments are ten', async () => {
		const before = level();
		await shopline.run(inventory('adjust', { availableAdjustment: -1 }), {
			items: Array.from({ length: 10 }, () => ({})),
		});
		expect(level()).toBe(before - 10);
	});
});
