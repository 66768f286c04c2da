import {
	type Change,
	filled,
	isChanged,
	isGone,
	isNew,
	lifeCycle,
	type Seen,
	type Topic,
	turned,
} from '../../webhooks/changes.mts';
import { draftOrders } from '../draftOrders.mts';
import { idNumber } from '../ids.mts';
import type { InventoryLevel } from '../model.mts';
import { financialStatus, fulfillmentStatus } from '../orders.mts';
import type { Store } from '../store.mts';

const connected = ({ before, after }: Change): boolean =>
	after?.isActive === true && before?.isActive !== true;

const disconnected = ({ before, after }: Change): boolean =>
	before?.isActive === true && after?.isActive !== true;

const levelChanged = (change: Change): boolean =>
	change.before?.isActive === true && change.after?.isActive === true;

const levelGone = ({ before }: Change): Record<string, unknown> => ({
	inventory_item_id: before?.itemNumber,
	location_id: before?.locationNumber,
});

/** Topics of what the sandbox models, and the changes that they stand for in Shopify's words. */
export const TOPICS: readonly Topic[] = [
	...lifeCycle('order', {
		created: 'orders/create',
		changed: 'orders/updated',
		gone: 'orders/delete',
	}),
	{ topic: 'orders/paid', kind: 'order', when: turned('financial', 'PAID') },
	{ topic: 'orders/cancelled', kind: 'order', when: filled('cancelledAt') },
	{ topic: 'orders/fulfilled', kind: 'order', when: turned('fulfillment', 'FULFILLED') },
	{
		topic: 'orders/partially_fulfilled',
		kind: 'order',
		when: turned('fulfillment', 'PARTIALLY_FULFILLED'),
	},
	{ topic: 'fulfillments/create', kind: 'fulfillment', when: isNew },
	{ topic: 'fulfillments/update', kind: 'fulfillment', when: isChanged },
	{ topic: 'refunds/create', kind: 'refund', when: isNew },
	{ topic: 'order_transactions/create', kind: 'transaction', when: isNew },
	...lifeCycle('draftOrder', {
		created: 'draft_orders/create',
		changed: 'draft_orders/update',
		gone: 'draft_orders/delete',
	}),
	...lifeCycle('product', {
		created: 'products/create',
		changed: 'products/update',
		gone: 'products/delete',
	}),
	...lifeCycle('customer', {
		created: 'customers/create',
		changed: 'customers/update',
		gone: 'customers/delete',
	}),
	{ topic: 'customers/enable', kind: 'customer', when: turned('state', 'ENABLED') },
	{ topic: 'customers/disable', kind: 'customer', when: turned('state', 'DISABLED') },
	...lifeCycle('collection', {
		created: 'collections/create',
		changed: 'collections/update',
		gone: 'collections/delete',
	}),
	...lifeCycle('inventoryItem', {
		created: 'inventory_items/create',
		changed: 'inventory_items/update',
		gone: 'inventory_items/delete',
	}),
	{ topic: 'inventory_levels/connect', kind: 'inventoryLevel', when: connected },
	{ topic: 'inventory_levels/update', kind: 'inventoryLevel', when: levelChanged },
	{
		topic: 'inventory_levels/disconnect',
		kind: 'inventoryLevel',
		when: (change) => disconnected(change) || (isGone(change) && change.before?.isActive === true),
		body: levelGone,
	},
	...lifeCycle('location', { created: 'locations/create', changed: 'locations/update' }),
	{ topic: 'shop/update', kind: 'shop', when: isChanged },
];

const plain = <T extends { id: string }>(objects: T[]): Seen[] =>
	objects.map((content) => ({ id: content.id, content, state: {} }));

const items = (store: Store) =>
	store.products.flatMap(({ variants }) => variants.map(({ item }) => item));

/** All objects of a kind, out of the stored data. */
const SHOWN: Record<string, (store: Store) => Seen[]> = {
	order: ({ orders }) =>
		orders.map((order) => ({
			id: order.id,
			// Marking a cancellation as begun changes nothing that a delivery shows.
			content: { ...order, cancelling: null },
			state: {
				financial: financialStatus(order),
				fulfillment: fulfillmentStatus(order),
				cancelledAt: order.cancelledAt,
			},
		})),
	fulfillment: ({ orders }) => plain(orders.flatMap(({ fulfillments }) => fulfillments)),
	refund: ({ orders }) => plain(orders.flatMap(({ refunds }) => refunds)),
	transaction: ({ orders }) => plain(orders.flatMap(({ transactions }) => transactions)),
	draftOrder: (store) => plain(draftOrders(store)),
	product: ({ products }) =>
		products.map((product) => ({
			id: product.id,
			content: { ...product, published: [...product.published] },
			state: {},
		})),
	customer: ({ customers }) =>
		customers.map((customer) => ({
			id: customer.id,
			content: customer,
			state: { state: customer.state },
		})),
	collection: ({ collections }) =>
		collections.map((collection) => ({
			id: collection.id,
			content: { ...collection, published: [...collection.published] },
			state: {},
		})),
	inventoryItem: (store) =>
		items(store).map((item) => ({ id: item.id, content: { ...item, levels: null }, state: {} })),
	inventoryLevel: (store) =>
		items(store)
			.flatMap(({ levels }) => levels)
			.map((level: InventoryLevel) => ({
				id: level.id,
				content: level.quantities,
				state: {
					isActive: level.isActive,
					itemNumber: idNumber(level.itemId),
					locationNumber: idNumber(level.locationId),
				},
			})),
	location: ({ locations }) => plain(locations),
	shop: ({ shop }) => plain([shop]),
};

export function shown(store: Store, kind: string): Seen[] {
	return SHOWN[kind](store);
}
