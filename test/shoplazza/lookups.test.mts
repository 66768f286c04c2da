import type {
	INodeListSearchItems,
	INodeListSearchResult,
	ILoadOptionsFunctions,
} from 'n8n-workflow';

import { lookups } from '../../nodes/Shoplazza/lookups/index.ts';
import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import type { Row } from '../sandbox/shoplazza/forms.mts';
import { ShoplazzaUnderTest, WIDE } from '../workflows/shoplazza.mts';

/* The lists behind the resource locators. */

let sandbox: Sandbox;
let node: ShoplazzaUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox();
	node = new ShoplazzaUnderTest(sandbox);
	sandbox.shoplazza.room.setBuckets({ app: WIDE, store: WIDE });
});
afterAll(async () => await sandbox.stop());

const store = () => sandbox.shoplazza.room.store;

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: string,
) => Promise<INodeListSearchResult>;

/** All entries of a list, page by page. */
async function entries(name: keyof typeof lookups, parameters = {}, filter?: string) {
	const found: INodeListSearchItems[] = [];
	const search: Search = lookups[name];
	let token: string | undefined;
	do {
		const page: INodeListSearchResult = await search.call(node.editor(parameters), filter, token);
		found.push(...page.results);
		token = page.paginationToken;
	} while (token !== undefined);
	return found;
}

const locator = (value: unknown) => ({ __rl: true, mode: 'id', value: String(value) });

it.each(['2022-01', '2026-01'])(
	'in %s: products, orders and customers, whole and searched',
	async (v) => {
		const options = { options: { apiVersion: v } };
		expect(await entries('searchProducts', options)).toEqual(
			store().products.map(({ id, title }) => ({ name: title, value: id })),
		);
		expect(await entries('searchOrders', options)).toHaveLength(store().orders.length);
		expect(await entries('searchCustomers', options)).toHaveLength(store().customers.length);
		const [product] = store().products;
		expect(await entries('searchProducts', options, String(product.title))).toEqual([
			{ name: product.title, value: product.id },
		]);
		const [order] = store().orders;
		const orders = await entries('searchOrders', options, String(order.number));
		expect(orders.map(({ value }) => value)).toEqual([order.id]);
		const [customer] = store().customers;
		const customers = await entries('searchCustomers', options, String(customer.email));
		expect(customers.map(({ value }) => value)).toEqual([customer.id]);
	},
);

it('what belongs to a product or an order', async () => {
	const [product] = store().products;
	const inForm = { resource: 'productImage', operation: 'get', input: 'fields' };
	const chosen = { ...inForm, productId: locator(product.id) };
	const images = await entries('searchProductImages', chosen);
	expect(images.map(({ value }) => value)).toEqual((product.images as Row[]).map(({ id }) => id));
	expect(images[0].name).toMatch(/^#1 – /);
	const variants = await entries('searchProductVariants', {
		...chosen,
		resource: 'productVariant',
	});
	expect(variants.map(({ value }) => value)).toEqual(
		(product.variants as Row[]).map(({ id }) => id),
	);
	const order = store().orders.find((one) => one.fulfillment_status === 'shipped') as Row;
	const fulfillments = await entries('searchFulfillments', {
		resource: 'fulfillment',
		operation: 'update',
		input: 'fields',
		orderId: locator(order.id),
	});
	expect(fulfillments.map(({ value }) => value)).toEqual(
		(order.fulfillments as Row[]).map(({ id }) => id),
	);
	expect(
		await entries('searchProductImages', {
			...inForm,
			productId: { __rl: true, mode: 'list', value: '' },
		}),
	).toEqual([]);
});

it('inventory items by their variants, and locations', async () => {
	const variants = store().products.flatMap(({ variants: all }) => all as Row[]);
	const items = await entries('searchInventoryItems');
	expect(items.map(({ value }) => value)).toEqual(variants.map(({ item }) => item));
	expect(await entries('searchLocations')).toEqual([
		{ name: 'Main Warehouse', value: '3001' },
		{ name: 'Harbour Shop', value: '3002' },
		{ name: 'Old Depot (inactive)', value: '3003' },
	]);
	await expect(
		entries('searchInventoryItems', { options: { apiVersion: '2022-01' } }),
	).rejects.toThrow('cannot be used in API version 2022-01');
});
