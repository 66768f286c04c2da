import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { numberOf, ShopifyUnderTest } from './shopify.mts';

let sandbox: Sandbox;
let shopify: ShopifyUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox({ bucket: { maximum: 20_000, restoreRate: 1000 } });
	shopify = new ShopifyUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.control.reset());

async function payload(operation: string, input: IDataObject) {
	const { items, error, hints } = await shopify.payload('metafield', operation, input);
	return { items: items.map(({ json }) => json), error, hints: hints.map((one) => one.message) };
}

/** The owners that the sandbox has, as the input names them. */
function owners(): Array<[string, IDataObject]> {
	const { customers, locations, orders, products } = sandbox.shopify.db;
	const id = (entity: { id: string }) => ({ id: numberOf(entity.id) });
	return [
		['product', { type: 'products', ...id(products[0]) }],
		['variant', { type: 'variants', ...id(products[0].variants[0]) }],
		['order', { type: 'orders', ...id(orders[0]) }],
		['customer', { type: 'customers', ...id(customers[0]) }],
		['location', { type: 'locations', ...id(locations[0]) }],
		['shop', { type: 'shop' }],
	];
}

it('creates, gets, updates, lists and deletes metafields of every owner', async () => {
	for (const [resource, owner] of owners()) {
		const made = await payload('create', {
			resource_type: owner,
			namespace: 'custom',
			key: 'measure',
			type_and_value: { 'list.number_integer': [1, 2] },
			description: 'x',
		});
		expect(made.items[0]).toMatchObject({ owner_resource: resource, value: '[1,2]' });
		expect(made.hints[0]).toContain("'description' was not stored");
		const one = { resource_type: owner, metafield_id: made.items[0].id as number };
		const type_and_value = { 'list.number_integer': '[3]' };
		expect((await payload('update', { ...one, type_and_value })).items[0].value).toBe('[3]');
		expect((await payload('get', one)).items[0]).toMatchObject({ key: 'measure', value: '[3]' });
		const filters = { key: 'measure', type: 'list.number_integer', since_id: 1 };
		const listed = await payload('getAll', { resource_type: owner, ...filters });
		expect(listed.items).toHaveLength(1);
		expect((await payload('delete', one)).items).toEqual([{ deleted: true }]);
		expect((await payload('delete', one)).error?.message).toContain('was not found');
	}
});

it('does not touch a metafield of another owner', async () => {
	const [[, product], , [, order]] = owners();
	const { items } = await payload('create', {
		resource_type: product,
		namespace: 'custom',
		key: 'material',
		type_and_value: { single_line_text_field: 'wool' },
	});
	const one = { resource_type: order, metafield_id: items[0].id as number };
	for (const operation of ['get', 'delete']) {
		expect((await payload(operation, one)).error?.message).toContain('was not found');
	}
	expect(sandbox.control.effects().map(({ mutation }) => mutation)).toEqual(['metafieldsSet']);
});

it('says that the owner does not exist, or was not given', async () => {
	const missing = await payload('getAll', { resource_type: { type: 'products', id: 404 } });
	expect(missing.error?.message).toContain('Product 404 was not found');
	const none = await payload('getAll', { resource_type: { type: 'products' } });
	expect(none.error?.message).toContain("'resource_type.id' is required");
});
