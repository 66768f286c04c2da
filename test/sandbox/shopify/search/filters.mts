import { idNumber } from '../ids.mts';
import type {
	Customer,
	Entity,
	InventoryItem,
	InventoryLevel,
	Location,
	Order,
	Product,
	Variant,
} from '../model.mts';
import { financialStatus, fulfillmentStatus, totals } from '../orders.mts';
import { availableQuantity, publishedAt, totalInventory, variantTitle } from '../products.mts';
import type { Store } from '../store.mts';
import { amountSpent, displayName, ordersOf } from '../types/customer.mts';
import type { Filter, Filters } from './match.mts';

type Values = Array<string | number | null>;

function keyword<T>(get: (record: T) => Values): Filter<T> {
	return { kind: 'keyword', get };
}

function text<T>(get: (record: T) => Values): Filter<T> {
	return { kind: 'text', get };
}

function numeric<T>(get: (record: T) => Values): Filter<T> {
	return { kind: 'number', get };
}

function time<T>(get: (record: T) => Values): Filter<T> {
	return { kind: 'time', get };
}

function oneOf<T>(values: readonly string[], get: (record: T) => Values): Filter<T> {
	return { kind: 'enum', values, get };
}

const ID: Filter<Entity> = { kind: 'id', get: (record) => [idNumber(record.id)] };

interface Tagged {
	tags: string[];
}

const TAGS = {
	tag: keyword<Tagged>((record) => record.tags),
	tag_not: { kind: 'not_keyword', get: (record) => record.tags } satisfies Filter<Tagged>,
};

const FINANCIAL = [
	'paid',
	'pending',
	'authorized',
	'partially_paid',
	'partially_refunded',
	'refunded',
	'voided',
	'expired',
];
const FULFILLMENT = [
	'unshipped',
	'shipped',
	'fulfilled',
	'partial',
	'scheduled',
	'on_hold',
	'unfulfilled',
	'request_declined',
];

/** Words of `fulfillment_status:` that a state answers to. */
const FULFILLMENT_WORDS: Record<string, string[]> = {
	UNFULFILLED: ['unshipped', 'unfulfilled'],
	PARTIALLY_FULFILLED: ['partial', 'unfulfilled'],
	FULFILLED: ['shipped', 'fulfilled'],
};

function orderStates(order: Order): string[] {
	const closed = order.closedAt !== null;
	const states = closed ? ['closed'] : ['not_closed'];
	if (order.cancelledAt !== null) states.push('cancelled');
	else if (!closed) states.push('open');
	return states;
}

/** Search fields of `orders` and `ordersCount`. */
export function orderFilters(store: Store): Filters<Order> {
	const number = (id: string | null): Values => (id === null ? [] : [idNumber(id)]);
	return {
		...TAGS,
		default: text((order) => {
			const customer = store.customer(order.customerId);
			const name = customer === undefined ? null : displayName(customer);
			return [order.name, order.email, order.note, name];
		}),
		id: ID,
		name: keyword((order) => [order.name, order.name.replace('#', '')]),
		created_at: time((order) => [order.createdAt]),
		updated_at: time((order) => [order.updatedAt]),
		processed_at: time((order) => [order.processedAt]),
		status: oneOf(['open', 'closed', 'cancelled', 'not_closed'], orderStates),
		financial_status: oneOf(FINANCIAL, (order) => [financialStatus(order)]),
		fulfillment_status: oneOf(FULFILLMENT, (order) => FULFILLMENT_WORDS[fulfillmentStatus(order)]),
		return_status: oneOf(['no_return', 'in_progress', 'return_requested'], () => ['no_return']),
		risk_level: oneOf(['low', 'medium', 'high', 'none', 'pending'], () => ['low']),
		customer_id: { kind: 'id', get: (order) => number(order.customerId) },
		location_id: { kind: 'id', get: (order) => number(order.retailLocationId) },
		fulfillment_location_id: {
			kind: 'id',
			get: (order) => order.fulfillments.map((each) => idNumber(each.locationId)),
		},
		email: keyword((order) => [order.email]),
		sku: keyword((order) => order.lineItems.map((line) => line.sku)),
		po_number: keyword((order) => [order.poNumber]),
		discount_code: keyword((order) => order.discountCodes),
		gateway: keyword((order) => order.transactions.map((each) => each.gateway)),
		source_name: keyword((order) => [order.sourceName]),
		sales_channel: keyword((order) => [order.app?.name ?? null]),
		channel: keyword((order) => [order.sourceName]),
		channel_id: { kind: 'id', get: () => [] },
		delivery_method: keyword(() => ['shipping']),
		cart_token: keyword((order) => [order.cartToken]),
		checkout_token: keyword((order) => [order.checkoutToken]),
		current_total_price: numeric((order) => [totals(order).currentTotal / 100]),
		test: keyword((order) => [String(order.test)]),
	};
}

/** Search fields of `products` and `productsCount`. */
export function productFilters(store: Store): Filters<Product> {
	const each = <T,>(product: Product, pick: (variant: Variant) => T): T[] => {
		return product.variants.map(pick);
	};
	const filters: Filters<Product> = {
		...TAGS,
		default: text((product) => [
			product.title,
			product.vendor,
			product.productType,
			...product.tags,
			...each(product, (variant) => variant.item.sku),
		]),
		id: ID,
		title: text((product) => [product.title]),
		handle: keyword((product) => [product.handle]),
		vendor: keyword((product) => [product.vendor]),
		product_type: keyword((product) => [product.productType]),
		status: oneOf(['active', 'archived', 'draft'], (product) => [product.status.toLowerCase()]),
		created_at: time((product) => [product.createdAt]),
		updated_at: time((product) => [product.updatedAt]),
		published_at: time((product) => [publishedAt(product, store)]),
		published_status: oneOf(
			['published', 'unpublished', 'any', 'visible', 'hidden', 'unset', 'approved', 'rejected'],
			(product) => {
				const published = publishedAt(product, store) !== null;
				const states = [published ? 'published' : 'unpublished', 'any'];
				const visible = published && product.status === 'ACTIVE';
				return [...states, visible ? 'visible' : 'hidden'];
			},
		),
		inventory_total: numeric((product) => [totalInventory(product)]),
		price: numeric((product) => each(product, (variant) => variant.price / 100)),
		sku: keyword((product) => each(product, (variant) => variant.item.sku)),
		barcode: keyword((product) => each(product, (variant) => variant.barcode)),
		variant_id: {
			kind: 'id',
			get: (product) => each(product, (variant) => idNumber(variant.id)),
		},
		variant_title: text((product) => each(product, (variant) => variantTitle(product, variant))),
		collection_id: {
			kind: 'id',
			get: (product) => {
				return store.collections
					.filter(({ members }) => members.some((each) => each.productId === product.id))
					.map((collection) => idNumber(collection.id));
			},
		},
		gift_card: keyword((product) => [String(product.isGiftCard)]),
	};
	// metafields.namespace.key:value; the parser takes the whole dotted name as the field.
	for (const product of store.products) {
		for (const { namespace, key } of product.metafields) {
			filters[`metafields.${namespace}.${key}`] ??= keyword((record) => {
				return record.metafields
					.filter((metafield) => metafield.namespace === namespace && metafield.key === key)
					.map((metafield) => metafield.value);
			});
		}
	}
	return filters;
}

/** Search fields of `productVariants`. */
export function variantFilters(store: Store): Filters<Variant> {
	const product = (variant: Variant): Product | undefined => store.product(variant.productId);
	return {
		default: text((variant) => [product(variant)?.title ?? null, variant.item.sku]),
		id: ID,
		sku: keyword((variant) => [variant.item.sku]),
		barcode: keyword((variant) => [variant.barcode]),
		product_id: { kind: 'id', get: (variant) => [idNumber(variant.productId)] },
		product_type: keyword((variant) => [product(variant)?.productType ?? null]),
		product_status: keyword((variant) => [product(variant)?.status.toLowerCase() ?? null]),
		vendor: keyword((variant) => [product(variant)?.vendor ?? null]),
		title: text((variant) => [product(variant)?.title ?? null]),
		tag: keyword((variant) => product(variant)?.tags ?? []),
		inventory_quantity: numeric((variant) => [availableQuantity(variant)]),
		taxable: keyword((variant) => [String(variant.taxable)]),
		updated_at: time((variant) => [variant.updatedAt]),
	};
}

/** Search fields of `customers`. */
export function customerFilters(store: Store): Filters<Customer> {
	return {
		...TAGS,
		default: text((customer) => [
			displayName(customer),
			customer.email,
			customer.phone,
			customer.note,
			...customer.addresses.flatMap((each) => [each.city, each.country, each.company]),
		]),
		id: ID,
		first_name: text((customer) => [customer.firstName]),
		last_name: text((customer) => [customer.lastName]),
		email: keyword((customer) => [customer.email]),
		phone: keyword((customer) => [customer.phone]),
		country: text((customer) => {
			return customer.addresses.flatMap((each) => [each.country, each.countryCode]);
		}),
		state: oneOf(['enabled', 'invited', 'disabled', 'declined'], (customer) => {
			return [customer.state.toLowerCase()];
		}),
		accepts_marketing: keyword((customer) => [
			String(customer.emailMarketing.state === 'SUBSCRIBED'),
		]),
		orders_count: numeric((customer) => [ordersOf(customer, store).length]),
		total_spent: numeric((customer) => [amountSpent(customer, store) / 100]),
		customer_date: time((customer) => [customer.createdAt]),
		created_at: time((customer) => [customer.createdAt]),
		updated_at: time((customer) => [customer.updatedAt]),
		order_date: time((customer) => ordersOf(customer, store).map((each) => each.processedAt)),
		last_abandoned_order_date: time(() => []),
	};
}

/** `customersCount` knows these only; anything else is ignored with a warning. */
export const CUSTOMER_COUNT_FILTERS: Filters<Customer> = {
	id: ID,
	created_at: time((customer) => [customer.createdAt]),
	updated_at: time((customer) => [customer.updatedAt]),
};

/** Search fields of `inventoryItems`; `tracked` is not one of them. */
export const INVENTORY_ITEM_FILTERS: Filters<InventoryItem> = {
	default: keyword((item) => [item.sku]),
	id: ID,
	sku: keyword((item) => [item.sku]),
	created_at: time((item) => [item.createdAt]),
	updated_at: time((item) => [item.updatedAt]),
};

/** Search fields of an item's or a location's `inventoryLevels`; `location_id` is not one of them. */
export const INVENTORY_LEVEL_FILTERS: Filters<InventoryLevel> = {
	inventory_item_id: { kind: 'id', get: (level) => [idNumber(level.itemId)] },
	created_at: time((level) => [level.createdAt]),
	updated_at: time((level) => [level.updatedAt]),
};

/** Search fields of `locations` and `locationsCount`. */
export function locationFilters(): Filters<Location> {
	return {
		default: text((location) => [location.name, location.address.city]),
		id: ID,
		name: text((location) => [location.name]),
		active: keyword((location) => [String(location.isActive)]),
		legacy: keyword(() => ['false']),
		address1: text((location) => [location.address.address1]),
		address2: text((location) => [location.address.address2]),
		city: text((location) => [location.address.city]),
		country: keyword((location) => [location.address.country, location.address.countryCode]),
		province: keyword((location) => [location.address.province]),
		zip: keyword((location) => [location.address.zip]),
		created_at: time((location) => [location.createdAt]),
	};
}
