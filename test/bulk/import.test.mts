import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { numberOf, records, ShopifyUnderTest } from '../workflows/shopify.mts';

let sandbox: Sandbox;
let shopify: ShopifyUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox({
		bucket: { maximum: 2_000_000, restoreRate: 100_000 },
		jobDelayMs: 20,
		mediaDelayMs: 0,
		amounts: { products: 20, customers: 20, orders: 5 },
	});
	shopify = new ShopifyUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.control.reset();
	sandbox.control.clearJournal();
	sandbox.control.bulk({ delayMs: 20, failAfter: null, limit: 5, hold: false });
});

const IN_BULK = { bulkFrom: 4 };
const SINGLY = { bulkImport: 'off' };

const rootsSent = (name: string) =>
	sandbox.control.requests().filter(({ roots }) => roots.includes(name)).length;

/** Runs an operation on several documented inputs. */
const run = async (
	[resource, operation]: [string, string],
	inputs: IDataObject[],
	options: INodeParameters,
	onError?: 'continueRegularOutput',
) =>
	await shopify.payload(resource, operation, '={{ $json }}', {
		items: inputs,
		parameters: { options },
		onError,
	});

const product = (index: number) => numberOf(sandbox.shopify.db.products[index].id);
const variant = (index: number) => numberOf(sandbox.shopify.db.products[index].variants[0].id);
const item = (index: number) => numberOf(sandbox.shopify.db.products[index].variants[0].item.id);
const withOneOption = () => {
	const { products } = sandbox.shopify.db;
	const found = products.find((each) => each.options.length === 1 && each.variants.length > 1);
	if (!found) throw new Error('The sandbox has no product with one option.');
	return found;
};
const customer = (index: number) => numberOf(sandbox.shopify.db.customers[index].id);
const location = () => numberOf(sandbox.shopify.db.locations[0].id);

const six = <T,>(make: (index: number) => T): T[] => [0, 1, 2, 3, 4, 5].map(make);

/** A record of each kind that has metafields in the sandbox. */
const owners = (): IDataObject[] => {
	const { orders, shop } = sandbox.shopify.db;
	return [
		{ type: 'products', id: product(0) },
		{ type: 'variants', id: variant(1) },
		{ type: 'products', id: product(2) },
		{ type: 'customers', id: customer(0) },
		{ type: 'orders', id: numberOf(orders[0].id) },
		{ type: 'shop', id: numberOf(shop.id) },
	];
};

/** Metafields of different owners. */
const metafields = () => {
	const { products, customers, orders } = sandbox.shopify.db;
	const of = (type: string, all: Array<{ id: string; metafields: Array<{ id: string }> }>) =>
		all
			.filter((owner) => owner.metafields.length > 0)
			.slice(0, 3)
			.map((owner) => ({
				resource_type: { type, id: numberOf(owner.id) },
				metafield_id: numberOf(owner.metafields[0].id),
			}));
	const all = [of('products', products), of('customers', customers), of('orders', orders)];
	return all.flat().slice(0, 6);
};

/** Every operation with a bulk form, with one item that Shopify refuses. */
const WRITES: Array<[[string, string], string, () => IDataObject[]]> = [
	[
		['product', 'create'],
		'productSet',
		() => six((at) => ({ title: at === 2 ? 'x'.repeat(300) : `Imported ${at}` })),
	],
	[
		['product', 'update'],
		'productUpdate',
		() =>
			six((at) => ({
				product_id: product(at),
				title_update: at === 2 ? 'x'.repeat(300) : `New ${at}`,
			})),
	],
	[
		['productVariant', 'create'],
		'productVariantsBulkCreate',
		() =>
			six((at) => {
				const { id, options } = withOneOption();
				const present = options[0].values[0].name;
				return {
					product_id: numberOf(id),
					option1: at === 2 ? present : `Import ${at}`,
					price: `1${at}.50`,
				};
			}),
	],
	[
		['productVariant', 'update'],
		'productVariantsBulkUpdate',
		() => six((at) => ({ variant_id: variant(at), price: at === 2 ? '-5' : `1${at}.50` })),
	],
	[
		['customer', 'create'],
		'customerCreate',
		() =>
			six((at) => ({
				first_name: 'A',
				email: at === 2 ? 'no address' : `import${at}@example.com`,
			})),
	],
	[
		['customer', 'update'],
		'customerUpdate',
		() =>
			six((at) => ({
				customer_id: customer(at),
				note: `n${at}`,
				...(at === 2 ? { email: 'no' } : {}),
			})),
	],
	[
		['metafield', 'create'],
		'metafieldsSet',
		() =>
			six((at) => ({
				resource_type: owners()[at],
				namespace: 'import',
				key: 'count',
				type_and_value: { number_integer: at === 2 ? 'no number' : String(at) },
			})),
	],
	[
		['metafield', 'update'],
		'metafieldsSet',
		() =>
			metafields().map((metafield, at) => ({
				...metafield,
				type_and_value:
					at === 2 ? { number_integer: 'no number' } : { single_line_text_field: `Import ${at}` },
			})),
	],
	[
		['inventoryLevel', 'set'],
		'inventorySetQuantities',
		() =>
			six((at) => ({ inventory_item_id: item(at), location_id: location(), available: at + 3 })),
	],
	[
		['inventoryLevel', 'adjust'],
		'inventoryAdjustQuantities',
		() =>
			six((at) => ({
				inventory_item_id: item(at),
				location_id: location(),
				available_adjustment: 2,
			})),
	],
];

/** What differs between two runs on a fresh shop: the clock, and in what order new ids are given. */
function timeless(value: unknown): unknown {
	const ids: string[] = [];
	const ordinal = (id: string) => {
		if (!ids.includes(id)) ids.push(id);
		return String(ids.indexOf(id));
	};
	const text = JSON.stringify(value)
		.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time')
		.replace(/\b70200\d{8}\b/g, ordinal);
	return JSON.parse(text) as unknown;
}

const effects = (root: string) =>
	sandbox.control.effects().filter(({ mutation }) => mutation === root);

describe('many writes in bulk', () => {
	it.each(WRITES)('gives what single ones give: %j', async (operation, root, inputs) => {
		expect(inputs()).toHaveLength(6);
		const singly = await run(operation, inputs(), SINGLY, 'continueRegularOutput');
		const refused = records(singly).flatMap(({ error }, index) => (error ? [index] : []));
		expect(refused).toEqual(root.startsWith('inventory') ? [] : [2]);
		expect(rootsSent('bulkOperationRunMutation')).toBe(0);
		const changes = effects(root).length;
		expect(changes).toBeGreaterThan(0);
		sandbox.control.reset();
		sandbox.control.clearJournal();
		const bulk = await run(operation, inputs(), IN_BULK, 'continueRegularOutput');
		expect(rootsSent('bulkOperationRunMutation')).toBe(1);
		expect(rootsSent(root)).toBe(0);
		expect(effects(root)).toHaveLength(changes);
		expect(timeless(records(bulk))).toEqual(timeless(records(singly)));
	});

	it('starts one operation although the answer to its start is lost', async () => {
		sandbox.control.addFault({ kind: 'resetAfter', operation: 'StartImport', times: 1 });
		const inputs = six((at) => ({ first_name: 'A', email: `lost${at}@example.com` }));
		const result = await run(['customer', 'create'], inputs, IN_BULK);
		expect(records(result)).toHaveLength(6);
		expect(effects('bulkOperationRunMutation')).toHaveLength(1);
		expect(effects('customerCreate')).toHaveLength(6);
	});

	it('does not start another one when the first is not found: it could still arrive', async () => {
		sandbox.control.addFault({ kind: 'resetBefore', operation: 'StartImport', times: 1 });
		const inputs = six((at) => ({ first_name: 'A', email: `gone${at}@example.com` }));
		const result = await run(['customer', 'create'], inputs, IN_BULK, 'continueRegularOutput');
		expect(records(result)).toHaveLength(6);
		for (const { error } of records(result)) {
			expect(error).toMatch(/not known whether this was carried out/);
		}
		expect(rootsSent('customerCreate')).toBe(0);
		expect(effects('bulkOperationRunMutation')).toHaveLength(0);
	}, 60_000);

	it('says that an outcome is unknown where the operation broke off, and does not repeat it', async () => {
		sandbox.control.bulk({ failAfter: 4, errorCode: 'INTERNAL_SERVER_ERROR' });
		const inputs = six((at) => ({ first_name: 'A', email: `half${at}@example.com` }));
		const result = await run(['customer', 'create'], inputs, IN_BULK, 'continueRegularOutput');
		const all = records(result);
		expect(all.slice(0, 4).map(({ email }) => email)).toEqual(
			inputs.slice(0, 4).map(({ email }) => email),
		);
		for (const { error } of all.slice(4)) {
			expect(error).toMatch(/not known whether this was carried out/);
		}
		expect(effects('customerCreate')).toHaveLength(4);
		expect(effects('bulkOperationRunMutation')).toHaveLength(1);
	});

	it('sends few items as requests, and one subject in its order', async () => {
		const few = six((at) => ({ customer_id: customer(0), note: `order ${at}` }));
		const result = await run(['customer', 'update'], few, IN_BULK);
		expect(records(result).at(-1)?.note).toBe('order 5');
		expect(effects('bulkOperationRunMutation')).toHaveLength(0);
		expect(sandbox.shopify.db.customers[0].note).toBe('order 5');
	});

	it('reads a result file to its end although the connection breaks', async () => {
		sandbox.control.addFault({ kind: 'cut', path: '/files/bulk/', times: 2 });
		const inputs = six((at) => ({ first_name: 'A', email: `cut${at}@example.com` }));
		expect(records(await run(['customer', 'create'], inputs, IN_BULK))).toHaveLength(6);
		expect(effects('customerCreate')).toHaveLength(6);
	});

	it('cancels the operation when the execution is cancelled', async () => {
		sandbox.control.bulk({ hold: true });
		const stop = new AbortController();
		const inputs = six((at) => ({ first_name: 'A', email: `stop${at}@example.com` }));
		const running = shopify.payload('customer', 'create', '={{ $json }}', {
			items: inputs,
			parameters: { options: IN_BULK },
			cancel: stop.signal,
		});
		await until(() => rootsSent('bulkOperation') > 0);
		stop.abort();
		await running;
		await until(() => effects('bulkOperationCancel').length > 0);
		expect(effects('bulkOperationCancel')).toHaveLength(1);
	});
});

/** Waits for something that another party does. */
async function until(done: () => boolean): Promise<void> {
	for (let look = 0; look < 500 && !done(); look++) {
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	expect(done()).toBe(true);
}
