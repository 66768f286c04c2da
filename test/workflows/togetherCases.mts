import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../sandbox/index.mts';
import { at, graphql } from '../sandbox/testClient.mts';
import { numberOf } from './shopify.mts';

/**
 * For each operation whose items can share requests: items of several subjects, some of them twice
 * and some of them wrong, so that every part of a batch can go its own way.
 */
export interface Case {
	operation: string;
	/** Payloads of the items. Made anew for each run, on the shop as it is after a reset. */
	items(sandbox: Sandbox): IDataObject[] | Promise<IDataObject[]>;
	/** Things are made, in another order than alone: their numbers differ. */
	makes?: boolean;
}

const MISSING = 999_999_999_999;

const ids = (objects: Array<{ id: string }>, count: number) =>
	objects.slice(0, count).map(({ id }) => numberOf(id));

/** A read by id: good ones, one twice, and one that does not exist. */
const read = (operation: string, key: string, from: (sandbox: Sandbox) => number[]): Case => ({
	operation,
	items: (sandbox) => {
		const found = from(sandbox);
		return [...found, MISSING, found[0]].map((id) => ({ [key]: id }));
	},
});

/** A change by id, with a value of its own for each, a record twice and one that does not exist. */
const change = (
	operation: string,
	key: string,
	from: (sandbox: Sandbox) => number[] | Promise<number[]>,
	changes: (index: number) => IDataObject = () => ({}),
): Case => ({
	operation,
	items: async (sandbox) => {
		const found = await from(sandbox);
		return [...found, MISSING, found[0]].map((id, index) => ({ [key]: id, ...changes(index) }));
	},
});

const orders = ({ shopify }: Sandbox) => ids(shopify.db.orders, 5);
const customers = ({ shopify }: Sandbox) => ids(shopify.db.customers, 5);
const products = ({ shopify }: Sandbox) => ids(shopify.db.products, 4);
const variants = ({ shopify }: Sandbox) =>
	ids(
		shopify.db.products.slice(0, 4).flatMap((product) => product.variants.slice(0, 2)),
		6,
	);
const inventoryItems = ({ shopify }: Sandbox) =>
	shopify.db.products.slice(0, 5).map(({ variants: [{ item }] }) => numberOf(item.id));
const fulfillments = ({ shopify }: Sandbox) =>
	ids(
		shopify.db.orders.flatMap((order) => order.fulfillments),
		4,
	);

/** Fulfillment orders of which nothing was sent. */
async function fulfillmentOrders(sandbox: Sandbox): Promise<number[]> {
	const whole = sandbox.shopify.db.orders.filter(
		({ fulfillments: sent, cancelledAt }) => sent.length === 0 && cancelledAt === null,
	);
	const found: number[] = [];
	for (const { id } of whole.slice(0, 3)) {
		const { data } = await graphql(
			sandbox,
			'query Of($id: ID!) { order(id: $id) { fulfillmentOrders(first: 1) { nodes { id } } } }',
			{ id },
		);
		found.push(numberOf(String(at(data, 'order', 'fulfillmentOrders', 'nodes', 0, 'id'))));
	}
	return found;
}

/** Draft orders, made as any client would. */
async function drafts(sandbox: Sandbox): Promise<number[]> {
	const made: number[] = [];
	for (const quantity of [1, 2, 3]) {
		const { data } = await graphql(
			sandbox,
			'mutation Draft($input: DraftOrderInput!) { draftOrderCreate(input: $input) { draftOrder { id } } }',
			{
				input: {
					email: 'someone@together.example',
					lineItems: [{ title: 'Thing', originalUnitPrice: '9.99', quantity }],
				},
			},
		);
		made.push(numberOf(String(at(data, 'draftOrderCreate', 'draftOrder', 'id'))));
	}
	return made;
}

/** Active levels of different items. */
const levels = ({ shopify }: Sandbox) =>
	shopify.db.products
		.flatMap(({ variants: all }) => all.map(({ item }) => item.levels.find((one) => one.isActive)))
		.flatMap((level) => (level ? [level] : []))
		.slice(0, 6)
		.map(({ itemId, locationId }) => ({
			inventory_item_id: numberOf(itemId),
			location_id: numberOf(locationId),
		}));

/** An item and an active location that never stocked it. */
const unstocked = ({ shopify }: Sandbox) => {
	const locations = shopify.db.locations.filter(({ isActive }) => isActive);
	const items = shopify.db.products.flatMap(({ variants: all }) => all.map(({ item }) => item));
	for (const item of items) {
		const free = locations.find(({ id }) => !item.levels.some((one) => one.locationId === id));
		if (free) return { inventory_item_id: numberOf(item.id), location_id: numberOf(free.id) };
	}
	throw new Error('The sandbox has no such item');
};

const stock = (operation: string, key: string): Case => ({
	operation: `inventoryLevel.${operation}`,
	items: (sandbox) => {
		const good = levels(sandbox);
		const [first, second] = good;
		return [
			...good.map((pair, index) => ({ ...pair, [key]: index })),
			{ ...first, [key]: 70 },
			{ ...second, inventory_item_id: MISSING, [key]: 1 },
			{ ...second, location_id: MISSING, [key]: 1 },
			{ ...unstocked(sandbox), [key]: 5 },
			{ ...first, [key]: 7 },
			{ ...second, [key]: 2_000_000_000 },
		];
	},
});

const metafield = (id: number, key: string, value: string, type = 'number_integer') => ({
	resource_type: { type: 'products', id },
	namespace: 'together',
	key,
	type_and_value: { [type]: value },
});

/** Metafields of two products, made as any client would. */
async function own(sandbox: Sandbox): Promise<IDataObject[]> {
	const owners = sandbox.shopify.db.products.slice(0, 2);
	const { data } = await graphql(
		sandbox,
		'mutation Make($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) { metafields { id } } }',
		{
			metafields: owners.flatMap(({ id: ownerId }) =>
				['one', 'two'].map((key) => ({
					ownerId,
					namespace: 'present',
					key,
					type: 'single_line_text_field',
					value: 'old',
				})),
			),
		},
	);
	return [0, 1, 2, 3].map((index) => ({
		resource_type: { type: 'products', id: numberOf(owners[Math.floor(index / 2)].id) },
		metafield_id: numberOf(String(at(data, 'metafieldsSet', 'metafields', index, 'id'))),
	}));
}

/** A product with options, and values that no variant of it has. */
const newVariants = ({ shopify }: Sandbox) => {
	const [one, other] = shopify.db.products.filter(({ options }) => options.length === 2);
	const values = (index: number) => ({ option1: `New ${index}`, option2: 'Together' });
	return { one: numberOf(one.id), other: numberOf(other.id), values };
};

export const CASES: Case[] = [
	read('order.get', 'order_id', orders),
	read('customer.get', 'customer_id', customers),
	read('product.get', 'product_id', products),
	read('productVariant.get', 'variant_id', variants),
	read('collection.get', 'collection_id', ({ shopify }) => ids(shopify.db.collections, 2)),
	read('location.get', 'location_id', ({ shopify }) => ids(shopify.db.locations, 3)),
	read('inventoryItem.get', 'inventory_item_id', inventoryItems),
	read('fulfillment.get', 'fulfillment_id', fulfillments),
	{
		operation: 'metafield.get',
		items: async (sandbox) => {
			const good = await own(sandbox);
			const alien = { ...good[0], resource_type: good[3].resource_type };
			return [...good, alien, { ...good[0], metafield_id: MISSING }];
		},
	},
	change('order.update', 'order_id', orders, (index) => ({ note: `Note ${index}` })),
	{
		operation: 'order.update',
		items: (sandbox) =>
			orders(sandbox).map((id, index) => ({
				order_id: id,
				...(index === 1 ? { email: 'no address' } : { tags: [`tag ${index}`] }),
				...(index === 2 ? { shipping_address: { city: 'Springfield' } } : {}),
			})),
	},
	change('order.close', 'order_id', orders),
	change('order.open', 'order_id', orders),
	change('order.delete', 'order_id', orders),
	change('customer.update', 'customer_id', customers, (index) => ({ note: `Note ${index}` })),
	{
		operation: 'customer.update',
		items: (sandbox) =>
			customers(sandbox).map((id, index) => ({
				customer_id: id,
				...(index === 0 ? { email: 'no address' } : { tags: [`tag ${index}`] }),
				...(index === 2 ? { email_marketing_consent: { state: 'unsubscribed' } } : {}),
				...(index === 3
					? { addresses: [{ address1: '1 New St', city: 'Ottawa', country: 'Canada' }] }
					: {}),
			})),
	},
	change('customer.delete', 'customer_id', customers),
	{
		operation: 'customer.create',
		items: () =>
			['a', 'b', 'a', 'no address', 'c'].map((name, index) => ({
				email: name.includes(' ') ? name : `${name}@together.example`,
				first_name: `Name ${index}`,
				...(index === 1
					? { addresses: [{ address1: '1 New St', city: 'Ottawa', country: 'Canada' }] }
					: {}),
			})),
	},
	change('customer.createActivationUrl', 'customer_id', customers),
	change('customer.sendInvite', 'customer_id', customers),
	change('product.delete', 'product_id', products),
	change('product.update', 'product_id', products, (index) => ({
		title_update: `Title ${index}`,
		...(index === 1 ? { add_tags: ['together'] } : {}),
	})),
	change('inventoryItem.update', 'inventory_item_id', inventoryItems, (index) => ({
		cost: index === 1 ? -1 : index,
	})),
	{
		operation: 'fulfillment.create',
		items: async (sandbox) => {
			const open = await fulfillmentOrders(sandbox);
			return [...open, MISSING, open[0]].map((id) => ({
				line_items_by_fulfillment_order: [{ fulfillment_order_id: id }],
			}));
		},
	},
	change('fulfillment.cancel', 'fulfillment_id', fulfillments),
	change('fulfillment.updateTracking', 'fulfillment_id', fulfillments, (index) => ({
		tracking_number: `TRACK${index}`,
	})),
	change('draftOrder.update', 'draft_order_id', drafts, (index) => ({ note: `Note ${index}` })),
	change('draftOrder.sendInvoice', 'draft_order_id', drafts),
	{
		operation: 'draftOrder.create',
		items: () =>
			[1, 2, 0, 3].map((quantity) => ({
				draft_order_line_items: [{ title: `Thing ${quantity}`, price: '9.99', quantity }],
			})),
	},
	stock('set', 'available'),
	stock('adjust', 'available_adjustment'),
	{
		operation: 'inventoryLevel.connect',
		items: (sandbox) => [...levels(sandbox), unstocked(sandbox), unstocked(sandbox)],
	},
	{
		operation: 'inventoryLevel.delete',
		items: (sandbox) => [...levels(sandbox), unstocked(sandbox), unstocked(sandbox)],
	},
	{
		operation: 'metafield.create',
		makes: true,
		items: (sandbox) => {
			const [one, two] = products(sandbox);
			return [
				metafield(one, 'first', '1'),
				metafield(two, 'first', '2'),
				metafield(MISSING, 'first', '3'),
				metafield(one, 'second', 'no number'),
				metafield(one, 'first', '4'),
				metafield(two, 'x', '5'),
				{ ...metafield(one, 'of_shop', '6'), resource_type: { type: 'shop' } },
			];
		},
	},
	{
		operation: 'metafield.update',
		items: async (sandbox) => {
			const good = (await own(sandbox)).map((one) => ({
				...one,
				type_and_value: { single_line_text_field: 'New value' },
			}));
			return [...good, { ...good[0], metafield_id: MISSING }];
		},
	},
	{
		operation: 'metafield.delete',
		items: async (sandbox) => {
			const good = await own(sandbox);
			return [...good, { ...good[0], metafield_id: MISSING }];
		},
	},
	{
		operation: 'productVariant.create',
		makes: true,
		items: (sandbox) => {
			const { one, other, values } = newVariants(sandbox);
			return [
				{ product_id: one, ...values(1) },
				{ product_id: other, ...values(1) },
				{ product_id: one, ...values(2), price: '12.00' },
				{ product_id: one, option1: 'Only one' },
				{ product_id: one, ...values(1) },
				{ product_id: MISSING, ...values(1) },
				{ product_id: one, ...values(3) },
			];
		},
	},
	change('productVariant.update', 'variant_id', variants, (index) => ({
		price: index === 2 ? '-5.00' : `${index}.50`,
	})),
	change('productVariant.delete', 'variant_id', variants),
];
