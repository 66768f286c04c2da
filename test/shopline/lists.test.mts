import type { IDataObject } from 'n8n-workflow';

import { API_VERSIONS } from '../../nodes/Shopline/client/versions.ts';
import { lookups } from '../../nodes/Shopline/lookups/index.ts';
import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { byId, records } from '../workflows/shopify.mts';
import { FAST, ShoplineUnderTest } from './shopline.mts';

let sandbox: Sandbox;
let shopline: ShoplineUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox({ shopline: { bucket: FAST } });
	shopline = new ShoplineUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.control.reset());

const all = (resource: string, more: IDataObject = {}) =>
	({ resource, operation: 'getAll', returnAll: true, ...more }) as never;

const idsOf = (rows: Iterable<{ id: string }>) => [...rows].map(({ id }) => id);

describe('paging by the link header', () => {
	it.each([...API_VERSIONS])('%s: products to their end', async (apiVersion) => {
		shopline.room.grow({ products: 440 });
		const result = await shopline.run(all('product', { options: { apiVersion } }));
		expect(records(result).map(({ id }) => id)).toEqual(
			idsOf(shopline.room.store.products.values()),
		);
		expect(shopline.requests.map(({ sent }) => sent?.query.limit)).toEqual([
			['250'],
			['250'],
			['250'],
		]);
		// Behind the first page only the cursor, the limit and the fields go out.
		expect(Object.keys(shopline.requests[1].sent?.query ?? {})).toEqual(['limit', 'page_info']);
	});

	it('orders in pages of at most 100, filters with the first page only', async () => {
		shopline.room.grow({ orders: 400 });
		const filters = { fulfillmentStatus: 'unshipped', status: 'open' };
		const result = await shopline.run(all('order', { filters }));
		const wanted = [...shopline.room.store.orders.values()].filter(
			(one) =>
				one.fulfillment_status === 'unshipped' &&
				one.cancelled_at === null &&
				one.hidden_order === false,
		);
		expect(records(result).map(({ id }) => id)).toEqual(idsOf(wanted));
		expect(shopline.requests.length).toBeGreaterThan(2);
		const [first, ...others] = shopline.requests.map(({ sent }) => sent?.query);
		expect(first).toEqual({
			limit: ['100'],
			fulfillment_status: ['unshipped'],
			status: ['open'],
		});
		for (const query of others) expect(Object.keys(query ?? {})).toEqual(['limit', 'page_info']);
	});

	it('a limit takes no more than it needs, and the cursors lead on and back', async () => {
		const page = async (pageCursor: string | null) => {
			const options = pageCursor === null ? {} : { pageCursor };
			const [payload] = records(
				await shopline.run({
					resource: 'product',
					operation: 'getAll',
					limit: 30,
					output: 'fullPayload',
					options,
				}),
			) as unknown as Array<{
				products: Array<{ id: string }>;
				next_page: string;
				previous_page: string | null;
			}>;
			return payload;
		};
		const first = await page(null);
		expect(first.previous_page).toBeNull();
		const second = await page(first.next_page);
		const third = await page(second.next_page);
		expect(third.next_page).toBeNull();
		const ids = [first, second, third].flatMap(({ products }) => idsOf(products));
		expect(ids).toEqual(idsOf(shopline.room.store.products.values()));
		expect(idsOf((await page(third.previous_page)).products)).toEqual(idsOf(second.products));
	});

	it('lists that SHOPLINE gives as a whole are told as cut, and the cursor leads on', async () => {
		const { store } = shopline.room;
		const products = [...store.products.values()];
		const items = products
			.slice(0, 60)
			.flatMap(({ variants }) => (variants as Array<{ inventory_item_id: string }>).slice(0, 1))
			.map((variant) => variant.inventory_item_id);
		const product = products.find(({ images }) => (images as unknown[]).length > 2);
		const lists: Array<[string, string, IDataObject]> = [
			['location', 'locations', {}],
			['productImage', 'images', { productId: byId(product?.id as string) }],
			['inventoryLevel', 'inventory_levels', { inventoryItemIds: items }],
		];
		for (const [resource, key, parameters] of lists) {
			const parts = async (limit: number) => {
				const read: unknown[] = [];
				for (let pageCursor: string | null = ''; pageCursor !== null;) {
					const [part] = records(
						await shopline.run({
							resource,
							operation: 'getAll',
							limit,
							...parameters,
							output: 'fullPayload',
							options: { pageCursor },
						} as never),
					);
					expect((part[key] as unknown[]).length).toBeLessThanOrEqual(limit);
					read.push(...(part[key] as unknown[]));
					pageCursor = part.next_page as string | null;
				}
				return read;
			};
			const whole = await parts(10_000);
			expect(whole.length).toBeGreaterThan(1);
			expect(await parts(Math.ceil(whole.length / 3))).toEqual(whole);
			expect(await parts(whole.length)).toEqual(whole);
		}
	});

	it('only the needed fields are asked for when simplified', async () => {
		const [flat] = records(
			await shopline.run({
				resource: 'product',
				operation: 'getAll',
				limit: 1,
				output: 'simplified',
			}),
		);
		expect(Object.keys(flat)).toHaveLength(10);
		expect(shopline.requests[0].sent?.query.fields?.[0].split(',')).toContain('variants');
		expect(shopline.requests[0].sent?.query.fields?.[0]).not.toContain('body_html');
	});

	it('customers and variants', async () => {
		expect(records(await shopline.run(all('customer')))).toHaveLength(40);
		const { id, variants } = shopline.product;
		const result = await shopline.run(all('productVariant', { productId: byId(id) }));
		expect(records(result).map((one) => one.id)).toEqual(idsOf(variants));
	});
});

describe('lists without pages', () => {
	it('images of a product: their ids come from the product, and the width is spelt right', async () => {
		const { id, images } = shopline.product;
		const result = await shopline.run(all('productImage', { productId: byId(id) }));
		expect(records(result).map((one) => one.id)).toEqual(idsOf(images));
		expect(records(result)[0]).toMatchObject({ width: 1280, height: 1280, position: 1 });
		expect(records(result)[0]).not.toHaveProperty('witdh');
		expect(shopline.requests.map(({ path }) => path.split('/').slice(-1)[0])).toEqual([
			`${id}.json`,
			'images.json',
		]);
	});

	it('120 images in two requests of at most 100 ids', async () => {
		const images = Array.from({ length: 120 }, (_, at) => ({
			src: `https://example.com/${at}.png`,
		}));
		const [made] = records(await shopline.payload('product', 'create', { title: 'T', images }));
		sandbox.control.clearJournal();
		const result = await shopline.run(all('productImage', { productId: byId(made.id as string) }));
		expect(records(result)).toHaveLength(120);
		expect(shopline.requests).toHaveLength(3);
	});

	it('locations and inventory levels', async () => {
		expect(records(await shopline.run(all('location')))).toHaveLength(3);
		const items = shopline.product.variants.map((one) => one.inventory_item_id as string);
		const levels = await shopline.payload('inventoryLevel', 'getAll', {
			inventory_item_ids: items,
			location_ids: [shopline.room.store.locations[1].id],
		});
		expect(records(levels)).toHaveLength(items.length);
	});

	it('no inventory item is refused before anything is sent', async () => {
		const result = await shopline.payload('inventoryLevel', 'getAll', {});
		expect(result.error?.message).toContain("'inventory_item_ids' is required");
		expect(shopline.requests).toHaveLength(0);
	});
});

describe('orders by id', () => {
	it('100 items in one request; shipped and archived ones are found too', async () => {
		const orders = [...shopline.room.store.orders.values()];
		const result = await shopline.run(
			{ resource: 'order', operation: 'get', orderId: byId('={{ $json.id }}') },
			{ items: orders.map(({ id }) => ({ id })) },
		);
		expect(records(result).map(({ id }) => id)).toEqual(idsOf(orders));
		expect(shopline.requests.length).toBeLessThanOrEqual(6);
	});

	it('one that is open and unshipped takes one request', async () => {
		const [order] = shopline.room.store.orders.values();
		await shopline.run({ resource: 'order', operation: 'get', orderId: byId(order.id) });
		expect(shopline.requests).toHaveLength(1);
		expect(shopline.requests[0].sent?.query.ids).toEqual([order.id]);
	});
});

describe('counts', () => {
	it('products and orders', async () => {
		const { store } = shopline.room;
		const count = async (resource: string, payload: IDataObject) =>
			records(await shopline.payload(resource, 'count', payload))[0].count;
		expect(await count('product', {})).toBe(80);
		const active = [...store.products.values()].filter(({ status }) => status === 'active');
		expect(await count('product', { status: ['active'] })).toBe(active.length);
		expect(await count('order', {})).toBe(60);
	});
});

describe('the lists of the editor', () => {
	const search = async (name: keyof typeof lookups, filter?: string, parameters = {}) =>
		await lookups[name].call(shopline.editor(parameters), filter);

	it('products, by a part of their title', async () => {
		const { title, id } = shopline.product;
		expect((await search('searchProducts')).results).toHaveLength(80);
		const { results } = await search('searchProducts', String(title).slice(-10));
		expect(results.map(({ value }) => value)).toContain(id);
	});

	it('a product far behind is found, and the pages go on', async () => {
		shopline.room.grow({ products: 600 });
		const { results } = await search('searchProducts', 'SPU00650');
		expect(results).toHaveLength(1);
		const first = await search('searchProducts');
		expect(first.paginationToken).toBeTruthy();
	});

	it('orders, customers, locations, inventory items', async () => {
		expect((await search('searchOrders')).results.length).toBeGreaterThan(10);
		await search('searchOrders', 'lamp');
		expect(shopline.requests.slice(-1)[0].sent?.query.search_content).toEqual(['lamp']);
		expect((await search('searchCustomers')).results).toHaveLength(40);
		expect((await search('searchCustomers', 'customer7@')).results).toHaveLength(1);
		expect((await search('searchLocations', 'harbour')).results).toHaveLength(1);
		expect((await search('searchInventoryItems')).results.length).toBeGreaterThan(79);
	});

	it('variants and images of the chosen product only', async () => {
		const { id, variants, images } = shopline.product;
		const productId = byId(id);
		expect((await search('searchVariants', '', { productId })).results).toHaveLength(
			variants.length,
		);
		expect((await search('searchImages', '', { productId })).results).toHaveLength(images.length);
		expect((await search('searchImages', '', {})).results).toEqual([]);
	});

	it('fields for Selected Fields', async () => {
		const node = new (await import('../../nodes/Shopline/Shopline.node.ts')).Shopline();
		const context = shopline.editor({ resource: 'product', operation: 'get' });
		const fields = await node.methods.loadOptions.getOutputFields.call(context as never);
		expect(fields.map(({ value }) => value)).toContain('body_html');
	});
});

describe('a locator takes an address of the admin', () => {
	it.each([
		['https://open001.myshopline.com/admin/products/'],
		['https://open001.myshopline.com/admin/goods/product/edit/'],
	])('%s', async (address) => {
		const value = `${address}${shopline.product.id}?from=list`;
		const result = await shopline.run({
			resource: 'product',
			operation: 'get',
			productId: { __rl: true, mode: 'url', value },
		});
		expect(records(result)).toMatchObject([{ id: shopline.product.id }]);
	});
});
