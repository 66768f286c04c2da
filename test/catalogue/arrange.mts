import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../sandbox/index.mts';
import type { Order } from '../sandbox/shopify/model.mts';
import { CUSTOMER_ARRANGEMENTS } from './arrangeCustomers.mts';
import { FULFILLMENT_ARRANGEMENTS } from './arrangeFulfillment.mts';
import { INVENTORY_ARRANGEMENTS } from './arrangeInventory.mts';
import { PRODUCT_ARRANGEMENTS } from './arrangeProducts.mts';

/** What a documented sample needs of the shop so that it can be executed: only ids are exchanged. */
export type Arrange = (sandbox: Sandbox) => IDataObject | Promise<IDataObject>;

export const number = (gid: string | undefined): number => Number(/\/(\d+)/.exec(gid ?? '')?.[1]);

function first<T>(values: T[], fits: (value: T) => boolean, what: string): T {
	const found = values.find(fits);
	if (found === undefined) throw new Error(`The sandbox has no ${what}`);
	return found;
}

const anOrder = (
	{ shopify }: Sandbox,
	fits: (order: Order) => boolean,
	what: string,
): IDataObject => ({
	order_id: number(first(shopify.db.orders, fits, what).id),
});

/** An order of which every documented field has a value, as far as one order can have them. */
const rich = (order: Order) =>
	order.customerId !== null &&
	order.shippingAddress !== null &&
	order.billingAddress !== null &&
	order.shippingLines.length > 0 &&
	order.lineItems.length > 0 &&
	order.cancelledAt === null;

/** Everything of it was sent. */
const fulfilled = (order: Order) =>
	rich(order) &&
	order.fulfillments.length > 0 &&
	order.lineItems.every(({ removed }) => removed === 0);

const paid = (order: Order) =>
	order.transactions.some(({ kind, status }) => kind !== 'AUTHORIZATION' && status === 'SUCCESS');

/** By `resource.operation`; operations without an entry run their sample as it stands. */
export const ARRANGEMENTS: Record<string, Arrange> = {
	...CUSTOMER_ARRANGEMENTS,
	...FULFILLMENT_ARRANGEMENTS,
	...INVENTORY_ARRANGEMENTS,
	...PRODUCT_ARRANGEMENTS,
	'order.get': (sandbox) => anOrder(sandbox, fulfilled, 'fulfilled order'),
	'order.update': (sandbox) => anOrder(sandbox, rich, 'rich order'),
	'order.close': (sandbox) =>
		anOrder(
			sandbox,
			(order) => fulfilled(order) && order.closedAt === null && order.phone !== null,
			'open order',
		),
	'order.open': (sandbox) =>
		anOrder(sandbox, (order) => rich(order) && order.closedAt !== null, 'closed order'),
	'order.cancel': (sandbox) => {
		const order = first(
			sandbox.shopify.db.orders,
			(one) => rich(one) && paid(one) && one.fulfillments.length === 0 && one.closedAt === null,
			'paid order without fulfillments',
		);
		// The sample refunds 150.00, which not every order of the shop holds.
		return { order_id: number(order.id), amount: '20.00' };
	},
	'product.get': ({ shopify }) => ({
		product_id: number(
			first(
				shopify.db.products,
				({ options, variants }) =>
					options.length === 2 && variants.some(({ mediaIds }) => mediaIds.length > 0),
				'product',
			).id,
		),
	}),
	'order.getAll': () => ({ configuration: { status: 'any' } }),
	'product.getAll': ({ shopify }) => ({
		configuration: { vendor: shopify.db.products[0].vendor },
	}),
	'customer.getAll': () => ({ configuration: {} }),
	'graphql.request': () => ({}),
};
