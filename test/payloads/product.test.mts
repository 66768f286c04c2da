import type { IDataObject } from 'n8n-workflow';
import { Collection } from '../../nodes/Shopify/payloads/collection.ts';
import { CollectionCollects } from '../../nodes/Shopify/payloads/collect.ts';
import { ImageLookup, imageOfMedia, mediaOfImage } from '../../nodes/Shopify/payloads/image.ts';
import { InventoryItem, ListedInventoryItem } from '../../nodes/Shopify/payloads/inventoryItem.ts';
import { InventoryLevel } from '../../nodes/Shopify/payloads/inventoryLevel.ts';
import { Metafield } from '../../nodes/Shopify/payloads/metafield.ts';
import type { Node } from '../../nodes/Shopify/payloads/payload.ts';
import { Product, productImages } from '../../nodes/Shopify/payloads/product.ts';
import { ProductVariant } from '../../nodes/Shopify/payloads/variant.ts';
import { record } from './answer.mts';
import * as shapes from './shapes.mts';

const { connection, product, variant } = shapes;

describe('product', () => {
	test('has the documented types and forms', () => {
		expect(record(Product, product)).toMatchObject({
			id: 301,
			body_html: '<p>Linen.</p>',
			status: 'active',
			published_scope: 'web',
			published_at: null,
			tags: 'kitchen, linen',
			options: [{ id: 1, product_id: 301, name: 'Color', position: 1, values: ['Blue', 'Red'] }],
			variants: [
				{ id: 401, image_id: 902 },
				{ id: 402, image_id: null },
			],
			image: { id: 901, position: 1 },
		});
	});

	test('a variant inside is the documented one', () => {
		const [inside] = record(Product, product).variants as IDataObject[];
		expect(inside).toEqual({
			id: 401,
			product_id: 301,
			title: 'Blue / Large',
			price: '10.00',
			sku: 'TT-BLUE',
			position: 1,
			inventory_policy: 'deny',
			compare_at_price: null,
			fulfillment_service: 'manual',
			inventory_management: 'shopify',
			option1: 'Blue',
			option2: 'Large',
			option3: null,
			created_at: '2026-04-20T10:00:00Z',
			updated_at: '2026-04-20T10:00:00Z',
			taxable: true,
			barcode: null,
			grams: 680,
			image_id: 902,
			weight: 1.5,
			weight_unit: 'lb',
			inventory_item_id: 601,
			inventory_quantity: 12,
			old_inventory_quantity: 12,
			requires_shipping: true,
			admin_graphql_api_id: 'gid://shopify/ProductVariant/401',
		});
	});

	test('images have the catalogue’s numbers, the times of their files and their variants', () => {
		expect(record(Product, product).images).toEqual([
			{
				id: 901,
				product_id: 301,
				position: 1,
				created_at: '2026-04-20T10:00:01Z',
				updated_at: '2026-04-20T11:00:01Z',
				alt: null,
				width: 1000,
				height: 800,
				src: 'https://cdn.example/front.jpg?v=1',
				variant_ids: [],
				admin_graphql_api_id: 'gid://shopify/ProductImage/901',
			},
			expect.objectContaining({
				id: 902,
				position: 2,
				created_at: '2026-04-20T10:00:02Z',
				variant_ids: [401],
			}),
		]);
	});

	test('only some fields of the images ask for less', () => {
		const table = productImages(['id', 'position']);
		expect(record(table, { ...product, media: null, variants: null }).images).toEqual([
			{ id: 901, position: 1 },
			{ id: 902, position: 2 },
		]);
		const lookup = productImages(Object.keys(ImageLookup.fields));
		expect(record(lookup, product).images).not.toContainEqual(
			expect.objectContaining({ admin_graphql_api_id: expect.anything() as unknown }),
		);
	});

	test('image numbers and media lead to each other', () => {
		const file = 'gid://shopify/MediaImage/2';
		expect(imageOfMedia(product, file)).toMatchObject({ id: 'gid://shopify/ProductImage/902' });
		expect(imageOfMedia(product, 'gid://shopify/MediaImage/3')).toBeUndefined();
		expect(mediaOfImage(product, '902')).toBe(file);
		expect(mediaOfImage(product, 7)).toBeUndefined();
	});

	test('a product without images, and one whose file is not known', () => {
		const bare = { ...product, images: connection([]), media: connection([]) };
		expect(record(Product, bare)).toMatchObject({ image: null, images: [] });
		const unknown = { ...product, media: connection([]) };
		expect(record(Product, unknown)).toMatchObject({ image: { id: 901, created_at: null } });
	});
});

describe('variant', () => {
	const of = (change: Node = {}) => record(ProductVariant, variant(change));

	test('on its own it names its product, and its image as text', () => {
		expect(of()).toMatchObject({ id: 401, product_id: 301, image_id: '902' });
		expect(of({ image: null })).toMatchObject({ image_id: null });
	});

	test.each([
		['GRAMS', 300, 'g', 300],
		['KILOGRAMS', 0.2, 'kg', 200],
		['OUNCES', 1, 'oz', 28],
		['POUNDS', 2, 'lb', 907],
	])('a weight in %s', (unit, value, short, grams) => {
		const inventoryItem = {
			...(variant().inventoryItem as Node),
			tracked: false,
			measurement: { weight: { value, unit } },
		};
		expect(of({ inventoryItem })).toMatchObject({
			weight: value,
			weight_unit: short,
			grams,
			inventory_management: null,
		});
	});
});

test('inventory item: cost with the currency’s places, codes as each operation documents them', () => {
	expect(record(InventoryItem, shapes.inventoryItem)).toMatchObject({
		id: 601,
		sku: null,
		cost: '15.90',
		harmonized_system_code: 630260,
		country_harmonized_system_codes: [{ country_code: 'CA', harmonized_system_code: '6302600000' }],
	});
	expect(record(ListedInventoryItem, shapes.inventoryItem)).toMatchObject({
		harmonized_system_code: '630260',
		country_harmonized_system_codes: ['6302600000'],
	});
	const bare = { ...shapes.inventoryItem, harmonizedSystemCode: '090121', unitCost: null };
	expect(record(InventoryItem, bare)).toMatchObject({
		harmonized_system_code: '090121',
		cost: null,
	});
});

test('inventory level', () => {
	expect(record(InventoryLevel, shapes.inventoryLevel)).toEqual({
		inventory_item_id: 601,
		location_id: 21,
		available: 0,
		updated_at: '2026-04-20T10:00:00Z',
		admin_graphql_api_id: 'gid://shopify/InventoryLevel/99?inventory_item_id=601',
	});
});

describe('collection', () => {
	const of = (change: Node = {}) => record(Collection, { ...shapes.collection, ...change });

	test('has the documented types and forms', () => {
		expect(of()).toMatchObject({
			id: 201,
			sort_order: 'best-selling',
			products_count: 2,
			collection_type: 'smart',
			published_at: '2026-04-20T10:00:00Z',
			published_scope: 'web',
		});
		expect(of({ sources: [], resourcePublicationsV2: connection([]) })).toMatchObject({
			collection_type: 'custom',
			published_at: null,
		});
	});

	test('its collects have positions but no numbers', () => {
		const rest = { featured: false, created_at: null, updated_at: null };
		expect(record(CollectionCollects, shapes.collection).collects).toEqual([
			{ id: null, collection_id: 201, product_id: 301, ...rest, position: 1, sort_value: '0001' },
			{ id: null, collection_id: 201, product_id: 302, ...rest, position: 2, sort_value: '0002' },
		]);
	});
});

test('metafield: a key that was asked for by keys, owner names as the catalogue has them', () => {
	expect(record(Metafield, shapes.metafield)).toMatchObject({
		id: 31,
		namespace: 'custom',
		key: 'material',
		description: 'What it is made of',
		owner_id: 401,
		owner_resource: 'variant',
		type: 'single_line_text_field',
	});
	expect(record(Metafield, { ...shapes.metafield, key: 'material' })).toHaveProperty(
		'key',
		'material',
	);
});
