import { head, type PageArgs } from '../connections.mts';
import type { Args, Context, Resolvers } from '../context.mts';
import type { Fulfillment } from '../model.mts';
import { sum } from '../orders.mts';
import { ofOrder, type OfOrder, orderOf } from './orderLink.mts';
import { byId, legacyResourceId, nothing } from './shared.mts';

export const fulfillmentTypes: Resolvers = {
	Fulfillment: {
		legacyResourceId,
		order: (fulfillment: Fulfillment, _args: Args, { store }: Context) =>
			orderOf(fulfillment, store),
		location: (fulfillment: Fulfillment, _args: Args, { store }: Context) => {
			return store.location(fulfillment.locationId) ?? null;
		},
		trackingInfo: (fulfillment: Fulfillment, args: { first?: number }) => {
			return head(fulfillment.tracking, args.first);
		},
		totalQuantity: (fulfillment: Fulfillment) => {
			return sum(fulfillment.lines.map((line) => line.quantity));
		},
		requiresShipping: () => true,
		fulfillmentLineItems: (fulfillment: Fulfillment, args: PageArgs) => {
			const lines = fulfillment.lines.map((line) => ({
				__typename: 'FulfillmentLineItem',
				...line,
				orderId: fulfillment.orderId,
			}));
			return byId(lines, args);
		},
		deliveredAt: nothing,
		estimatedDeliveryAt: nothing,
		inTransitAt: nothing,
		originAddress: ({ originAddress }: Fulfillment) =>
			originAddress
				? { address1: null, address2: null, city: null, zip: null, ...originAddress }
				: null,
		service: nothing,
	},
	FulfillmentLineItem: {
		lineItem: (line: OfOrder & { lineItemId: string }, _args: Args, { store }: Context) => {
			const order = orderOf(line, store);
			return ofOrder(order, order.lineItems).find((each) => each.id === line.lineItemId);
		},
	},
};
