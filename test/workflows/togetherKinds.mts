import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../sandbox/index.mts';
import { draftOrders } from '../sandbox/shopify/draftOrders.mts';
import { variantTitle } from '../sandbox/shopify/products.mts';
import { numberOf } from './shopify.mts';

/**
 * What random runs are made of: operations that share requests in each of the possible ways, and
 * items of a few subjects, so that many of them meet.
 */

/** How an item is wrong, if it is. */
export const TWISTS = [
	/** The subject does not exist. */
	'missing',
	/** The input is refused before any request. */
	'malformed',
	/** Shopify refuses it with a userError. */
	'refused',
	/** Shopify refuses the whole document that has it. */
	'fatal',
] as const;

/** An item as it is drawn. */
export interface Draw {
	/** One of a few subjects. */
	subject: number;
	value: number;
	twist: (typeof TWISTS)[number] | null;
}

export interface Kind {
	operation: string;
	/** Global ids of the subjects, on the shop as it is after a reset. */
	subjects(sandbox: Sandbox): string[];
	item(draw: Draw, subjects: string[]): IDataObject;
	/** What the operation changes of the shop, as far as it shall be equal in the end. */
	state(sandbox: Sandbox): unknown;
	/** It must not be sent twice: a lost answer leaves the outcome unknown. */
	once?: boolean;
	/** After a lost answer, Shopify's refusal to do it again means that it was done. */
	ends?: boolean;
	/** A request that is sent twice, as it may be, leaves two marks. */
	leavesMarks?: boolean;
	/** Marks beside the one that each item leaves. */
	beside?: RegExp;
	/** Ids of what is made are drawn in the order of requests. */
	makes?: boolean;
}

export const SUBJECTS = 4;
const MISSING = 999_999_999_999;
/** GraphQL's Int ends before. */
const BEYOND_INT = 3_000_000_000;
/** Recorded: quantities have to be below. */
const TOO_HIGH = 1_000_000_000;

const first = (objects: Array<{ id: string }>) => objects.slice(0, SUBJECTS).map(({ id }) => id);

const idOf = ({ subject, twist }: Draw, subjects: string[]): number | string => {
	if (twist === 'missing') return MISSING;
	return twist === 'malformed' ? 'no ID' : numberOf(subjects[subject]);
};

const orders = ({ shopify }: Sandbox) => first(shopify.db.orders);

/** Some products of one option have one variant, and take any number of new ones. */
const products = ({ shopify }: Sandbox) =>
	first(shopify.db.products.filter(({ options }) => options.length === 1));

const variants = ({ shopify }: Sandbox) =>
	first(shopify.db.products.filter(({ variants: all }) => all.length > 4)[0].variants);

const sorted = (texts: unknown[]) => texts.map((one) => JSON.stringify(one)).sort();

const allVariants = ({ shopify }: Sandbox) =>
	sorted(
		shopify.db.products.map((product) => [
			product.id,
			...sorted(product.variants.map((one) => [variantTitle(product, one), one.price])),
		]),
	);

/** Levels of different items at one location. */
const levels = ({ shopify }: Sandbox) => {
	const all = shopify.db.products.flatMap(({ variants: some }) =>
		some.flatMap(({ item }) => item.levels.filter(({ isActive }) => isActive)),
	);
	return all.filter(({ locationId }) => locationId === all[0].locationId);
};

const stock = (operation: string, key: string, more: Partial<Kind>): Kind => ({
	operation: `inventoryLevel.${operation}`,
	subjects: (sandbox) => levels(sandbox).map(({ itemId, locationId }) => `${itemId} ${locationId}`),
	item: (draw, subjects) => {
		const [item, location] = subjects[draw.subject].split(' ');
		const value = new Map<Draw['twist'], number>([
			['refused', TOO_HIGH * 2],
			['fatal', BEYOND_INT],
		]).get(draw.twist);
		return {
			inventory_item_id: idOf(draw, [item, item, item, item]),
			location_id: numberOf(location),
			[key]: value ?? draw.value + 1,
		};
	},
	state: (sandbox) => levels(sandbox).map(({ itemId, quantities }) => [itemId, quantities]),
	...more,
});

export const KINDS: Kind[] = [
	{
		operation: 'order.get',
		subjects: orders,
		item: (draw, subjects) => ({ order_id: idOf(draw, subjects), fields: ['id', 'name', 'note'] }),
		state: () => null,
	},
	{
		operation: 'order.close',
		subjects: orders,
		item: (draw, subjects) => ({ order_id: idOf(draw, subjects) }),
		state: ({ shopify }) => shopify.db.orders.map(({ closedAt }) => closedAt === null),
	},
	{
		operation: 'order.update',
		subjects: orders,
		item: (draw, subjects) => ({
			order_id: idOf(draw, subjects),
			note: `Note ${draw.value}`,
			...(draw.twist === 'refused' ? { phone: 'no phone' } : {}),
		}),
		state: ({ shopify }) => shopify.db.orders.map(({ note }) => note),
	},
	{
		operation: 'order.delete',
		subjects: orders,
		item: (draw, subjects) => ({ order_id: idOf(draw, subjects) }),
		state: ({ shopify }) => shopify.db.orders.map(({ id }) => id),
		ends: true,
	},
	stock('set', 'available', { beside: /inventoryActivate/ }),
	stock('adjust', 'available_adjustment', {}),
	{
		operation: 'metafield.create',
		subjects: products,
		item: (draw, subjects) => ({
			resource_type: { type: 'products', id: idOf(draw, subjects) },
			namespace: 'random',
			key: `key_${draw.value % 2}`,
			type_and_value: {
				number_integer: draw.twist === 'refused' ? 'no number' : String(draw.value),
			},
		}),
		state: ({ shopify }) =>
			shopify.db.products.map(({ metafields }) =>
				sorted(metafields.map(({ namespace, key, value }) => [namespace, key, value])),
			),
		makes: true,
	},
	{
		operation: 'productVariant.create',
		subjects: products,
		item: (draw, subjects) => ({
			product_id: idOf(draw, subjects),
			option1: `Value ${draw.value}`,
			...(draw.twist === 'refused' ? { price: '-1.00' } : {}),
		}),
		state: allVariants,
		once: true,
		// The nameless variant of a product without options makes room.
		beside: /deleted$/,
		makes: true,
	},
	{
		operation: 'productVariant.update',
		subjects: variants,
		item: (draw, subjects) => ({
			variant_id: idOf(draw, subjects),
			price: draw.twist === 'refused' ? '-5.00' : `${draw.value}.50`,
		}),
		state: allVariants,
		leavesMarks: true,
	},
	{
		operation: 'productVariant.delete',
		subjects: variants,
		item: (draw, subjects) => ({ variant_id: idOf(draw, subjects) }),
		state: allVariants,
		ends: true,
	},
	{
		operation: 'draftOrder.create',
		subjects: () => [],
		item: ({ value, twist }) => ({
			draft_order_line_items:
				twist === 'malformed'
					? 'no list'
					: [
							{
								title: `Thing ${value}`,
								price: '9.99',
								quantity: twist === 'refused' ? 0 : twist === 'fatal' ? BEYOND_INT : value + 1,
							},
						],
		}),
		state: ({ shopify }) =>
			sorted(
				draftOrders(shopify.db).map(({ lines }) =>
					lines.map(({ title, quantity }) => [title, quantity]),
				),
			),
		once: true,
		makes: true,
	},
];
