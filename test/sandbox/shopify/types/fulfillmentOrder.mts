import type { PageArgs } from '../connections.mts';
import type { Args, Context, Resolvers } from '../context.mts';
import {
	type FulfillmentOrder,
	type FulfillmentOrderLine,
	fulfillmentOrdersOf,
	fulfillmentOrderStatus,
} from '../fulfillmentOrders.mts';
import type { LineItem, Order } from '../model.mts';
import { ofOrder, orderOf, type OfOrder } from './orderLink.mts';
import { byGid } from './query.mts';
import { byId, emptyConnection, none, nothing } from './shared.mts';

type Line = FulfillmentOrderLine & OfOrder;

function lineItem(line: Line, { store }: Context): LineItem & OfOrder {
	const order = orderOf(line, store);
	const found = ofOrder(order, order.lineItems).find((each) => each.id === line.lineItemId);
	if (found === undefined) throw new Error(`No line ${line.lineItemId} in the sandbox.`);
	return found;
}

export const fulfillmentOrderTypes: Resolvers = {
	QueryRoot: {
		fulfillmentOrder: byGid('FulfillmentOrder'),
	},
	Order: {
		fulfillmentOrders: (order: Order, args: PageArgs, { store }: Context) => {
			return byId(fulfillmentOrdersOf(order, store), args);
		},
	},
	FulfillmentOrder: {
		order: (each: FulfillmentOrder, _args: Args, { store }: Context) => orderOf(each, store),
		orderName: (each: FulfillmentOrder, _args: Args, { store }: Context) =>
			orderOf(each, store).name,
		orderProcessedAt: (each: FulfillmentOrder, _args: Args, { store }: Context) =>
			orderOf(each, store).processedAt,
		channelId: nothing,
		status: (each: FulfillmentOrder, _args: Args, { store }: Context) =>
			fulfillmentOrderStatus(each, store),
		requestStatus: () => 'UNSUBMITTED',
		supportedActions: (each: FulfillmentOrder, _args: Args, { store }: Context) => {
			if (fulfillmentOrderStatus(each, store) === 'CLOSED') return [];
			return ['CREATE_FULFILLMENT', 'MOVE', 'HOLD', 'SPLIT'].map((action) => ({
				action,
				externalUrl: null,
			}));
		},
		destination: (each: FulfillmentOrder, _args: Args, { store }: Context) => {
			const order = orderOf(each, store);
			if (order.shippingAddress === null) return null;
			const id = each.id.replace('/FulfillmentOrder/', '/FulfillmentOrderDestination/');
			return { ...order.shippingAddress, id, __typename: 'FulfillmentOrderDestination' };
		},
		assignedLocation: (each: FulfillmentOrder, _args: Args, { store }: Context) => {
			const location = store.location(each.locationId);
			return { ...location?.address, name: location?.name, location };
		},
		lineItems: (each: FulfillmentOrder, args: PageArgs) => {
			return byId(
				each.lines.map((line) => ({ ...line, orderId: each.orderId })),
				args,
			);
		},
		// On the full hour after the order.
		fulfillAt: (each: FulfillmentOrder) => each.createdAt.replace(/:\d\d:\d\dZ$/, ':00:00Z'),
		fulfillBy: nothing,
		internationalDuties: nothing,
		fulfillmentHolds: none,
		deliveryMethod: (each: FulfillmentOrder) => ({
			__typename: 'DeliveryMethod',
			id: each.id.replace('/FulfillmentOrder/', '/DeliveryMethod/'),
			methodType: 'SHIPPING',
		}),
		merchantRequests: emptyConnection,
	},
	FulfillmentOrderLineItem: {
		lineItem: (line: Line, _args: Args, context: Context) => lineItem(line, context),
		totalQuantity: (line: Line) => line.total,
		remainingQuantity: (line: Line) => line.remaining,
		inventoryItemId: (line: Line, _args: Args, context: Context) => {
			return context.store.variant(lineItem(line, context).variantId)?.item.id ?? null;
		},
		variant: (line: Line, _args: Args, context: Context) => {
			return context.store.variant(lineItem(line, context).variantId) ?? null;
		},
		productTitle: (line: Line, _args: Args, context: Context) => lineItem(line, context).title,
		variantTitle: (line: Line, _args: Args, context: Context) =>
			lineItem(line, context).variantTitle,
		sku: (line: Line, _args: Args, context: Context) => lineItem(line, context).sku,
		vendor: (line: Line, _args: Args, context: Context) => lineItem(line, context).vendor,
		requiresShipping: (line: Line, _args: Args, context: Context) =>
			lineItem(line, context).requiresShipping,
	},
};
