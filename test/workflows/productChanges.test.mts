import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { productOfThreeOptions } from '../catalogue/arrangeProducts.mts';
import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import type { Product } from '../sandbox/shopify/model.mts';
import { variantTitle } from '../sandbox/shopify/products.mts';
import { byId, numberOf, records, ShopifyUnderTest } from './shopify.mts';

let sandbox: Sandbox;
let shopify: ShopifyUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox({ bucket: { maximum: 20_000, restoreRate: 1000 } });
	shopify = new ShopifyUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.control.reset());

function aProduct(fits: (product: Product) => boolean): Product {
	const found = sandbox.shopify.db.products.find(fits);
	if (!found) throw new Error('The sandbox has no such product');
	return found;
}

const ofTwoOptions = () =>
	aProduct(
		({ options, variants, metafields, tags }) =>
			options.length === 2 && variants.length > 3 && metafields.length > 0 && tags.length > 0,
	);
const withoutOptions = () => aProduct(({ options }) => options[0].name === 'Title');

const titles = (product: Product) => product.variants.map((one) => variantTitle(product, one));
const effects = () => sandbox.control.effects();
const mutations = () => effects().map(({ mutation }) => mutation);

const update = async (product: Product, input: IDataObject) =>
	await shopify.payload('product', 'update', { product_id: numberOf(product.id), ...input });

describe('updating a product', () => {
	it('changes the named variant, adds the new one and keeps all the rest', async () => {
		const product = ofTwoOptions();
		const before = structuredClone(product);
		const [colour, size] = titles(product)[0].split(' / ');
		const [updated] = records(
			await update(product, {
				variants: [
					{ option1: colour, option2: size.toLowerCase(), price: '11.00' },
					{ option1: 'Ultramarine', option2: size, price: 12, sku: 'NEW-1' },
				],
				add_tags: ['fresh'],
				metafields: [
					{ namespace: 'custom', key: 'origin', type_and_value: { single_line_text_field: 'CA' } },
				],
			}),
		);
		expect(updated.variants).toHaveLength(before.variants.length + 1);
		expect(titles(product)).toEqual([...titles(before), `Ultramarine / ${size}`]);
		const [first, ...others] = product.variants;
		expect(first.price).toBe(1100);
		expect(first.item.sku).toBe(before.variants[0].item.sku);
		expect(others.slice(0, -1)).toEqual(before.variants.slice(1));
		expect(product.tags).toEqual(expect.arrayContaining([...before.tags, 'fresh']));
		expect(product.metafields.map(({ key }) => key)).toEqual([
			...before.metafields.map(({ key }) => key),
			'origin',
		]);
		expect(product.media).toEqual(before.media);
		expect(effects().filter(({ change }) => change === 'deleted')).toEqual([]);
	});

	it('adds values to options, without making variants of them', async () => {
		const product = ofTwoOptions();
		const before = titles(product);
		const [{ name, values }] = product.options;
		const known = values.map((value) => value.name);
		records(
			await update(product, {
				options: [{ name: name.toUpperCase(), values: [known[0], 'Puce'] }],
			}),
		);
		expect(product.options[0].values.map((value) => value.name)).toEqual([...known, 'Puce']);
		expect(product.options[0].name).toBe(name);
		expect(titles(product)).toEqual(before);
	});

	it('gives the present variants the first value of an option that is added', async () => {
		const product = ofTwoOptions();
		const before = titles(product);
		records(await update(product, { options: [{ name: 'Material', values: ['Wool', 'Silk'] }] }));
		expect(titles(product)).toEqual(before.map((title) => `${title} / Wool`));
	});

	it('makes the nameless variant the first of those that are named', async () => {
		const product = withoutOptions();
		const [{ id, item }] = product.variants;
		const [updated] = records(
			await update(product, {
				options: [{ name: 'Size', values: ['S', 'M', 'L'] }],
				variants: [
					{ option1: 'M', price: '5.00' },
					{ option1: 'L', price: '6.00' },
				],
			}),
		);
		expect(updated.variants).toMatchObject([
			{ id: numberOf(id), option1: 'M', price: '5.00', inventory_item_id: numberOf(item.id) },
			{ option1: 'L', price: '6.00' },
		]);
		expect(product.options[0].values.map(({ name }) => name)).toEqual(['S', 'M', 'L']);
		expect(effects().filter(({ change }) => change === 'deleted')).toEqual([]);
	});

	it('changes the variant of a product without options by a row without values', async () => {
		const product = withoutOptions();
		records(await update(product, { variants: [{ price: '7.50', weight: 2, weight_unit: 'lb' }] }));
		expect(product.variants).toHaveLength(1);
		expect(product.variants[0]).toMatchObject({
			price: 750,
			item: { weight: { value: 2, unit: 'POUNDS' } },
		});
	});

	it('changes only what was added in a row of the form', async () => {
		const product = ofTwoOptions();
		const before = structuredClone(product.variants[0]);
		const [option1, option2] = titles(product)[0].split(' / ');
		records(
			await shopify.run({
				resource: 'product',
				operation: 'update',
				productId: byId(numberOf(product.id)),
				updateFields: {
					variants: { variant: [{ option1, option2, updateFields: { barcode: '123' } }] },
				},
			} as INodeParameters),
		);
		const { updatedAt, item, ...now } = product.variants[0];
		expect(updatedAt).not.toBe('');
		expect(now).toEqual({ ...now, ...{ price: before.price, taxable: before.taxable } });
		expect(now.barcode).toBe('123');
		expect(item.weight).toEqual(before.item.weight);
	});

	it('publishes from a time on, and takes back', async () => {
		const product = aProduct(({ published }) => published.size === 0);
		const at = '2026-06-15T10:00:00Z';
		const [visible] = records(await update(product, { published_at: at }));
		expect(visible.published_at).toBe(at);
		const [hidden] = records(await update(product, { published: false }));
		expect(hidden.published_at).toBeNull();
	});

	it('tells what was done when a later change is refused', async () => {
		const product = ofTwoOptions();
		const { error } = await update(product, {
			title_update: 'Renamed',
			metafields: [
				{ namespace: 'custom', key: 'weeks', type_and_value: { number_integer: 'many' } },
			],
			add_tags: ['never'],
		});
		expect(error?.message).toContain('Value must be an integer.');
		expect(error?.description).toContain('Changed: fields. Not changed: metafields, tags.');
		expect(product.title).toBe('Renamed');
		expect(product.tags).not.toContain('never');
	});

	it('adds variants once although the answers were lost', async () => {
		const product = ofTwoOptions();
		const count = product.variants.length;
		const [, size] = titles(product)[0].split(' / ');
		sandbox.control.addFault({ kind: 'resetAfter', operation: '^Add', times: 2 });
		records(
			await update(product, {
				options: [{ name: product.options[0].name, values: ['Puce'] }],
				variants: [{ option1: 'Puce', option2: size }],
			}),
		);
		expect(product.variants).toHaveLength(count + 1);
		expect(mutations().filter((name) => name === 'productVariantsBulkCreate')).toHaveLength(1);
	});

	it.each([
		['nothing', {}, 'There is nothing to update'],
		['a contradiction', { published: false, published_at: '2026-01-01T00:00:00Z' }, 'published_at'],
		['a variant without a value', { variants: [{ option1: 'Red' }] }, "'variants[0].option2' is"],
		['a value too many', { variants: [{ option1: 'a', option2: 'b', option3: 'c' }] }, 'option3'],
		[
			'the same variant twice',
			{
				variants: [
					{ option1: 'a', option2: 'b' },
					{ option1: 'A', option2: 'B' },
				],
			},
			"'variants' names 'A / B' twice",
		],
		[
			'too many options',
			{
				title_update: 'Never',
				options: [
					{ name: 'Material', values: ['Wool'] },
					{ name: 'Finish', values: ['Matte'] },
				],
			},
			'The product would have 4 options',
		],
		['an option without values', { options: [{ name: 'Material', values: [] }] }, 'at least one'],
	])('refuses %s before anything is changed', async (_what, input, text) => {
		const { error } = await update(ofTwoOptions(), input as IDataObject);
		expect(error?.message).toContain(text);
		expect(effects()).toEqual([]);
	});

	it('names a product that does not exist', async () => {
		const unknown = { id: 'gid://shopify/Product/404' } as Product;
		expect((await update(unknown, { variants: [{ price: 1 }] })).error?.message).toContain(
			'Product 404 was not found',
		);
		expect((await update(unknown, { title_update: 'x' })).error?.message).toContain(
			'Product does not exist',
		);
	});
});

describe('counting products', () => {
	it('uses the filters', async () => {
		const { products, collections } = sandbox.shopify.db;
		const { vendor } = products[0];
		const [{ count }] = records(await shopify.payload('product', 'count', { vendor }));
		expect(count).toBe(products.filter((one) => one.vendor === vendor).length);
		const [collection] = collections;
		const [inside] = records(
			await shopify.payload('product', 'count', { collection_id: numberOf(collection.id) }),
		);
		expect(inside.count).toBe(collection.members.length);
	});
});

describe('deleting a product', () => {
	it('succeeds when the first answer was lost', async () => {
		const { id } = withoutOptions();
		sandbox.control.addFault({ kind: 'resetAfter', operation: '^DeleteProduct', times: 1 });
		const [answer] = records(
			await shopify.payload('product', 'delete', { product_id: numberOf(id) }),
		);
		expect(answer).toEqual({ success: true });
		expect(sandbox.shopify.db.product(id)).toBeUndefined();
	});

	it('names a product that does not exist', async () => {
		const { error } = await shopify.payload('product', 'delete', { product_id: 404 });
		expect(error?.message).toContain('Product does not exist');
	});
});

describe('a variant', () => {
	const variant = async (operation: string, input: IDataObject) =>
		await shopify.payload('productVariant', operation, input);

	it('is changed in one option, keeping the others and its unit of weight', async () => {
		const product = productOfThreeOptions(sandbox);
		const [one] = product.variants;
		one.item.weight = { value: 500, unit: 'GRAMS' };
		const [updated] = records(
			await variant('update', {
				variant_id: numberOf(one.id),
				option2: 'Large',
				weight: 700,
				barcode: '',
				compare_at_price: '20.00',
			}),
		);
		expect(updated).toMatchObject({
			option1: 'Red',
			option2: 'Large',
			option3: 'Wool',
			weight: 700,
			weight_unit: 'g',
			grams: 700,
			barcode: null,
			compare_at_price: '20.00',
		});
	});

	it('shows the image that has the documented number', async () => {
		const { media, variants } = productOfThreeOptions(sandbox);
		const [updated] = records(
			await variant('update', {
				variant_id: numberOf(variants[0].id),
				image_id: media[0].imageNumber,
			}),
		);
		expect(updated.image_id).toBe(String(media[0].imageNumber));
		expect(variants[0].mediaIds).toEqual([media[0].id]);
	});

	it('refuses an image of another product before anything is changed', async () => {
		const { variants } = productOfThreeOptions(sandbox);
		const { error } = await variant('update', {
			variant_id: numberOf(variants[0].id),
			price: 1,
			image_id: 12345,
		});
		expect(error?.message).toContain("'image_id' is not an image of the product: 12345");
		expect(effects()).toEqual([]);
	});

	it('takes the place of the nameless one, and the user is told', async () => {
		const product = withoutOptions();
		const { hints, items } = await variant('create', {
			product_id: numberOf(product.id),
			option1: 'Blue',
			price: 5,
		});
		expect(items[0].json).toMatchObject({ title: 'Blue', price: '5.00' });
		expect(titles(product)).toEqual(['Blue']);
		expect(hints.map(({ message }) => message).join()).toContain('Default Title');
	});

	it.each([
		['update', { option1: 'x', option2: 'y' }, "'option2' has no option to belong to"],
		['update', {}, 'There is nothing to update'],
		['create', { option1: 'x', option2: 'y' }, "'option2' has no option to belong to"],
	])('%s refuses what does not fit', async (operation, input, text) => {
		const { id, variants } = withoutOptions();
		const ids = operation === 'create' ? { product_id: id } : { variant_id: variants[0].id };
		const { error } = await variant(operation, { ...ids, ...input } as IDataObject);
		expect(error?.message).toContain(text);
		expect(effects()).toEqual([]);
	});

	it('cannot be made twice', async () => {
		const { id } = productOfThreeOptions(sandbox);
		const same = { product_id: id, option1: 'Red', option2: 'Small', option3: 'Wool' };
		const { error } = await variant('create', same);
		expect(error?.message).toContain("The variant 'Red / Small / Wool' already exists");
	});

	it('is deleted without naming its product, but not the last one', async () => {
		const product = productOfThreeOptions(sandbox);
		const [one, two] = product.variants.map(({ id }) => numberOf(id));
		expect(records(await variant('delete', { variant_id: one }))).toEqual([{ success: true }]);
		expect(titles(product)).toEqual(['Green / Small / Wool']);
		const { error } = await variant('delete', { variant_id: two });
		expect(error?.message).toContain('Cannot delete default variant.');
	});
});

describe('collections', () => {
	it('tell by hand-made from smart ones', async () => {
		const result = await shopify.run(
			{ resource: 'collection', operation: 'get', collectionId: byId('={{ $json.id }}') },
			{ items: sandbox.shopify.db.collections.map(({ id }) => ({ id: numberOf(id) })) },
		);
		const kinds = records(result).map((one) => one.collection_type);
		expect(kinds).toEqual(['custom', 'custom', 'custom', 'custom', 'smart']);
		expect(sandbox.control.requests()).toHaveLength(1);
	});

	it('name one that does not exist', async () => {
		const { error } = await shopify.payload('collection', 'getProducts', { collection_id: 404 });
		expect(error?.message).toContain('Collection 404 was not found');
	});
});

describe('collects', () => {
	const collects = async (input: IDataObject, parameters: INodeParameters = {}) =>
		await shopify.payload('collect', 'getAll', input, { parameters });
	const pairs = (all: IDataObject[]) =>
		all.map((one) => `${one.collection_id as number}/${one.product_id as number}`);
	const stored = () =>
		sandbox.shopify.db.collections
			.filter(({ conditions }) => conditions === null)
			.flatMap(({ id, members }) =>
				members.map(({ productId }) => `${numberOf(id)}/${numberOf(productId)}`),
			);

	it('are read over REST, page by page', async () => {
		sandbox.control.grow({ products: 300 });
		const [, gear] = sandbox.shopify.db.collections;
		const [template] = gear.members;
		gear.members = sandbox.shopify.db.products.map(({ id }, index) => ({
			...template,
			productId: id,
			collectNumber: template.collectNumber + index * 32768,
		}));
		sandbox.shopify.db.collections.splice(2, 1);
		const all = records(await collects({}, { returnAll: true }));
		expect(pairs(all).sort()).toEqual(stored().sort());
		expect(all.every(({ id }) => Number(id) > 0)).toBe(true);
	});

	it('are put together from the collections where REST is not served', async () => {
		sandbox.control.addFault({ kind: 'http404', path: 'collects\\.json$' });
		const result = await collects({ configuration: { since_id: 1 } }, { returnAll: true });
		expect(pairs(records(result)).sort()).toEqual(stored().sort());
		expect(records(result)[1]).toMatchObject({
			id: null,
			featured: false,
			position: 2,
			sort_value: '0002',
		});
		expect(result.hints.map(({ message }) => message).join(' ')).toMatch(
			/put together from the collections.*'since_id' was not used/,
		);
		const [page] = records(await collects({ limit: 7 }, { output: 'fullPayload' }));
		const [next] = records(
			await collects(
				{ limit: 1000 },
				{ output: 'fullPayload', options: { pageCursor: page.next_page as string } },
			),
		);
		const both = pairs([...(page.collects as []), ...(next.collects as [])]);
		expect(both).toEqual(pairs(records(result)));
	});

	it('can be those of a collection or a product', async () => {
		const { collections } = sandbox.shopify.db;
		const [collection] = collections;
		const productId = numberOf(collection.members[0].productId);
		const wanted = { configuration: { product_id: productId }, fields: ['product_id'] };
		const overRest = records(await collects(wanted));
		sandbox.control.addFault({ kind: 'http404', path: 'collects\\.json$' });
		expect(records(await collects(wanted))).toEqual(overRest);
		expect(overRest.length).toBeGreaterThan(0);
		const ofOne = { configuration: { collection_id: numberOf(collection.id) } };
		expect(records(await collects(ofOne))).toHaveLength(collection.members.length);
	});
});
