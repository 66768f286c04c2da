import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { bulkOf } from '../sandbox/shopify/bulk/operations.mts';
import type {
	Customer,
	Entity,
	LineItem,
	MediaImage,
	Metafield,
	Order,
	Product,
	Variant,
} from '../sandbox/shopify/model.mts';
import { records, ShopifyUnderTest } from '../workflows/shopify.mts';

/**
 * Records whose nested lists are longer than the page that comes with their parent, or empty, or
 * full of signs that a careless reader breaks: by either strategy they are the same, and whole.
 */

/** Texts that a line of JSON, a CSV cell or a cut of bytes may break. */
const TEXTS = [
	'Zażółć gęślą jaźń',
	'日本語のタイトル',
	'👩‍👩‍👧‍👦 family \u2028 line \u2029 paragraph',
	'"quoted", \\back\\slash, /slash/',
	'tab\tand\nnewline',
	'مرحبا \u202Eright to left',
];

const MANY = {
	lines: 45,
	metafields: 70,
	shippingLines: 9,
	refundLines: 20,
	refundTransactions: 11,
	variants: 65,
	images: 43,
	addresses: 40,
	codes: 9,
	checkoutLines: 31,
};

let sandbox: Sandbox;
let shopify: ShopifyUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox({
		bucket: { maximum: 2_000_000, restoreRate: 100_000 },
		jobDelayMs: 20,
		mediaDelayMs: 0,
		amounts: { products: 6, customers: 5, orders: 14 },
	});
	shopify = new ShopifyUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.control.reset();
	sandbox.control.clearJournal();
	sandbox.control.bulk({ delayMs: 20 });
});

const db = () => sandbox.shopify.db;
const text = (index: number) => `${TEXTS[index % TEXTS.length]} ${index}`;

/** Copies of an object, each with an id of its own. */
function copies<T extends Entity>(of: T, count: number, change: (index: number) => Partial<T>) {
	return Array.from({ length: count }, (_, index) =>
		db().add({ ...of, id: db().ids.next(of.__typename), ...change(index) }),
	);
}

const metafieldsOf = (ownerId: string): Metafield[] =>
	copies<Metafield>(
		{
			__typename: 'Metafield',
			id: '',
			namespace: 'custom',
			key: '',
			type: 'single_line_text_field',
			value: '',
			ownerId,
			createdAt: '2026-01-01T00:00:00Z',
			updatedAt: '2026-01-01T00:00:00Z',
		},
		MANY.metafields,
		(index) => ({ key: `field_${index}`, value: text(index) }),
	);

function lengthen(order: Order): void {
	const [line] = order.lineItems;
	order.lineItems = copies<LineItem>(line, MANY.lines, (index) => ({
		title: text(index),
		variantId: index % 3 === 0 ? null : line.variantId,
		productId: index % 3 === 0 ? null : line.productId,
		customAttributes: index % 2 === 0 ? [] : [{ key: text(index), value: null }],
	}));
	order.metafields = metafieldsOf(order.id);
	const [shipping] = db().orders.flatMap(({ shippingLines }) => shippingLines);
	order.shippingLines = copies(shipping, MANY.shippingLines, (index) => ({
		title: text(index),
	}));
	for (const refund of order.refunds) {
		refund.lines = copies(refund.lines[0], MANY.refundLines, (index) => ({
			// What tells whether anything went back to the shelf stands behind the first page.
			restockType: index === MANY.refundLines - 1 ? 'RETURN' : 'NO_RESTOCK',
			lineItemId: order.lineItems[index].id,
		}));
		refund.transactions = copies(refund.transactions[0], MANY.refundTransactions, () => ({}));
	}
}

function empty(order: Order): void {
	Object.assign(order, {
		lineItems: [],
		metafields: [],
		shippingLines: [],
		refunds: [],
		fulfillments: [],
		transactions: [],
		customerId: null,
		billingAddress: null,
		shippingAddress: null,
		email: null,
		phone: null,
		note: text(4),
	});
}

function lengthenProduct(product: Product): void {
	const [variant] = product.variants;
	const [media] = product.media;
	product.media = copies<MediaImage>(media, MANY.images, (index) => ({
		alt: text(index),
		url: media.url.replace(/[^/]*$/, `picture-${index}.png`),
		imageNumber: 9_000_000 + index,
	}));
	product.variants = copies<Variant>(variant, MANY.variants, (index) => ({
		position: index + 1,
		barcode: index % 2 === 0 ? null : text(index),
		mediaIds: index % 4 === 0 ? [product.media[MANY.images - 1].id] : [],
		item: db().add({
			...variant.item,
			id: db().ids.next('InventoryItem'),
			countryCodes: Array.from({ length: index === 0 ? MANY.codes : 0 }, (_none, code) => ({
				countryCode: ['CA', 'US', 'DE', 'FR', 'PL', 'JP', 'IT', 'ES', 'SE'][code],
				harmonizedSystemCode: `010${code}`,
			})),
		}),
	}));
	for (const one of product.variants) one.item.variantId = one.id;
}

/** The shop with long lists, empty lists and strange texts. */
async function arrange(): Promise<void> {
	const { orders, products, customers } = db();
	for (const order of orders.filter(({ refunds }) => refunds.length > 0)) lengthen(order);
	empty(orders[0]);
	const [shown, other] = products.toSorted((a, b) => b.media.length - a.media.length);
	lengthenProduct(shown);
	Object.assign(other, { media: [], title: text(3), templateSuffix: null });
	const [many, none] = customers as [Customer, Customer];
	many.addresses = copies(many.addresses[0], MANY.addresses, (index) => ({
		address1: text(index),
		company: null,
	}));
	many.defaultAddressId = many.addresses[MANY.addresses - 1].id;
	Object.assign(none, { addresses: [], defaultAddressId: null, note: text(5), tags: [] });
	// The sandbox makes its checkouts when they are first asked for.
	const [{ id }] = await read('abandonedCheckout', 'pages', { filters: { status: 'any' } });
	const checkout = db().find(`gid://shopify/AbandonedCheckout/${id as number}`) as Entity & {
		lines: Array<Entity & { title: string; quantity: number }>;
	};
	checkout.lines = copies(checkout.lines[0], MANY.checkoutLines, (index) => ({
		title: text(index),
		quantity: index + 1,
	}));
	sandbox.control.clearJournal();
}

async function read(
	resource: string,
	strategy: string,
	more: INodeParameters = {},
	operation = 'getAll',
): Promise<IDataObject[]> {
	const result = await shopify.run({
		resource,
		operation,
		returnAll: true,
		...more,
		options: { strategy, ...(more.options as INodeParameters) },
	});
	expect(result.hints).toEqual([]);
	return records(result);
}

const effects = (root: string) =>
	sandbox.control.effects().filter(({ mutation }) => mutation === root).length;

/** Lengths of a record's list, in the order of the records. */
const lengths = (all: IDataObject[], key: string) =>
	all.map((record) => (record[key] as unknown[]).length);

const most = (all: IDataObject[], key: string) => Math.max(...lengths(all, key));

type Check = (all: IDataObject[]) => void;

const LISTS: Array<[string, string, INodeParameters, Check]> = [
	[
		'order',
		'getAll',
		{ configuration: { status: 'any' } },
		(all) => {
			expect([most(all, 'line_items'), most(all, 'metafields')]).toEqual([
				MANY.lines,
				MANY.metafields,
			]);
			expect(most(all, 'shipping_lines')).toBe(MANY.shippingLines);
			expect(lengths(all, 'line_items')).toContain(0);
			const refunds = all.flatMap((order) => order.refunds as IDataObject[]);
			expect(refunds.length).toBeGreaterThan(1);
			expect(new Set(lengths(refunds, 'transactions'))).toEqual(new Set([MANY.refundTransactions]));
			expect(refunds.every(({ restock }) => restock === true)).toBe(true);
		},
	],
	[
		'order',
		'getAll',
		{ configuration: { status: 'any' }, fields: ['line_items', 'metafields', 'refunds'] },
		(all) => expect(most(all, 'metafields')).toBe(MANY.metafields),
	],
	[
		'product',
		'getAll',
		{},
		(all) => {
			expect([most(all, 'variants'), most(all, 'images')]).toEqual([MANY.variants, MANY.images]);
			expect(lengths(all, 'images')).toContain(0);
			const images = all.flatMap((product) => product.images as IDataObject[]);
			expect(most(images, 'variant_ids')).toBe(Math.ceil(MANY.variants / 4));
		},
	],
	[
		'customer',
		'getAll',
		{},
		(all) => {
			expect(most(all, 'addresses')).toBe(MANY.addresses);
			expect(lengths(all, 'addresses')).toContain(0);
		},
	],
	[
		'customer',
		'search',
		{ configuration: { sortBy: 'name', sortOrder: 'ASC' } },
		(all) => expect(most(all, 'addresses')).toBe(MANY.addresses),
	],
	[
		'inventoryItem',
		'getAll',
		{},
		(all) => expect(most(all, 'country_harmonized_system_codes')).toBe(MANY.codes),
	],
	[
		'abandonedCheckout',
		'getAll',
		{ filters: { status: 'any' } },
		(all) => expect(most(all, 'line_items')).toBe(MANY.checkoutLines),
	],
	['lookup', 'customers', {}, (all) => expect(most(all, 'addresses')).toBe(MANY.addresses)],
];

it.each(LISTS)(
	'long, empty and strange nested lists are the same in bulk and by pages: %s %s %#',
	async (resource, operation, given, check) => {
		await arrange();
		const pages = await read(resource, 'pages', given, operation);
		expect(effects('bulkOperationRunQuery')).toBe(0);
		check(pages);
		const bulk = await read(resource, 'bulk', given, operation);
		expect(effects('bulkOperationRunQuery')).toBe(1);
		expect(bulk).toEqual(pages);
	},
);

it('a file in bulk and a file by pages have the same lines, and strange texts come back', async () => {
	await arrange();
	const written = async (strategy: string) => {
		const result = await shopify.run({
			resource: 'order',
			operation: 'getAll',
			returnAll: true,
			configuration: { status: 'any' },
			output: 'file',
			options: { strategy },
		});
		const [{ json, binary }] = result.items;
		expect(json.record_count).toBe(db().orders.length);
		return Buffer.from(binary?.data.data ?? '', 'base64').toString('utf8');
	};
	const pages = await written('pages');
	expect(await written('bulk')).toBe(pages);
	const lines = pages.trimEnd().split('\n');
	expect(lines).toHaveLength(db().orders.length);
	const titles = lines.flatMap((line) =>
		(JSON.parse(line) as { line_items: Array<{ title: string }> }).line_items.map(
			({ title }) => title,
		),
	);
	expect(titles).toEqual(
		expect.arrayContaining(Array.from({ length: MANY.lines }, (_, n) => text(n))),
	);
});

/** Waits for something that another party does. */
async function until(done: () => boolean): Promise<void> {
	for (let look = 0; look < 2000 && !done(); look++) {
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	expect(done()).toBe(true);
}

function remove(order: Order): void {
	db().orders.splice(db().orders.indexOf(order), 1);
	db().remove(order, ...order.refunds, ...order.fulfillments);
}

const stillThere = ({ id }: IDataObject) =>
	db().orders.some((order) => order.id.endsWith(`/${id as number}`));

describe('a record that is deleted while its list is read', () => {
	const whole = { configuration: { status: 'any' } };

	it('is left out when it is gone before the rest of it is read', async () => {
		await arrange();
		const before = await read('order', 'pages', whole);
		sandbox.control.bulk({ hold: true });
		const running = read('order', 'bulk', whole);
		// The file is written; the operation is only kept from ending.
		await until(() => bulkOf(db()).all.at(-1)?.rootObjectCount === String(before.length));
		for (const order of [db().orders[3], db().orders[5]]) remove(order);
		sandbox.control.bulk({ hold: false });
		const bulk = await running;
		expect(bulk).toHaveLength(before.length - 2);
		expect(bulk).toEqual(before.filter(stillThere));
	});

	it.each(['pages', 'bulk'])(
		'is an error where only a part of it is gone, which would make it look whole: %s',
		async (strategy) => {
			await arrange();
			sandbox.control.addFault({ kind: 'resetBefore', operation: '^Rest$', times: 50 });
			const running = shopify.run({
				resource: 'order',
				operation: 'getAll',
				returnAll: true,
				...whole,
				options: { strategy },
			});
			const requests = () => sandbox.control.requests();
			await until(() => requests().some(({ fault }) => fault === 'resetBefore'));
			const [{ refunds }] = db().orders.filter((order) => order.refunds.length > 0);
			db().remove(refunds[0]);
			sandbox.control.clearFaults();
			expect((await running).error?.message).toBe(
				'A part of an object was deleted while its lists were read (Order)',
			);
		},
	);

	it.each(['pages', 'bulk'])(
		'is left out when it is gone before a long list of it is whole: %s',
		async (strategy) => {
			await arrange();
			const before = await read('order', 'pages', whole);
			// All that ask for the rest of a list come a second time.
			sandbox.control.addFault({ kind: 'resetBefore', operation: '^Rest$', times: 50 });
			const running = read('order', strategy, whole);
			const requests = () => sandbox.control.requests();
			await until(() => requests().some(({ fault }) => fault === 'resetBefore'));
			const [order] = db().orders.filter(({ refunds }) => refunds.length > 0);
			remove(order);
			sandbox.control.clearFaults();
			const after = await running;
			expect(after).toHaveLength(before.length - 1);
			expect(after).toEqual(before.filter(stillThere));
		},
	);
});
