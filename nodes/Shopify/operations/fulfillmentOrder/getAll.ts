import type { IDataObject } from 'n8n-workflow';

import { gid, legacyId } from '../../client/ids';
import type { Shop } from '../../client/shop';
import { orderLocator } from '../../lookups/order';
import {
	FulfillmentOrder,
	FULFILLMENT_ORDER_SIMPLIFIED,
	inShop,
} from '../../payloads/fulfillmentOrder';
import type { Node } from '../../payloads/payload';
import { list, only, payload } from '../../payloads/payload';
import { batchOperation, fieldNames, groupBy, notFound } from '../kit';
import sample from './getAll.sample.json';

export const getAllFulfillmentOrders = batchOperation({
	resource: 'fulfillmentOrder',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many fulfillment orders',
		description: 'Get many fulfillment orders of an order: what is to be sent from which location',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_merchant_managed_fulfillment_orders', 'read_orders'],
	properties: [{ ...orderLocator, description: 'The order whose fulfillment orders to get' }],
	answer: {
		key: 'fulfillment_orders',
		fields: fieldNames(FulfillmentOrder),
		simplified: FULFILLMENT_ORDER_SIMPLIFIED,
	},
	sample,
	// An order's answer is large: several hundred lines where an order has many locations.
	batchSize: 25,
	async runBatch(calls, shop) {
		const results = new Map<unknown, IDataObject | Error>();
		for (const group of groupBy(calls, ({ fields }) => JSON.stringify(fields ?? null))) {
			const ids = [...new Set(group.map(({ input }) => gid('Order', input.order_id)))];
			const records = await fulfillmentOrders(shop, ids, group[0].fields);
			for (const call of group) {
				const found = records[ids.indexOf(gid('Order', call.input.order_id))];
				results.set(call, found ?? notFound('Order', call.input.order_id));
			}
		}
		return calls.map((call) => results.get(call) as IDataObject | Error);
	},
});

/** The documented answer for each order, null where there is no such order. */
async function fulfillmentOrders(
	shop: Shop,
	ids: string[],
	fields?: string[],
): Promise<Array<IDataObject | null>> {
	const table = payload('Order', {
		fulfillment_orders: list('fulfillmentOrders', only(FulfillmentOrder, fields), { first: 7 }),
	});
	const data = await shop.query(
		`query FulfillmentOrders($ids: [ID!]!) { shop { id } nodes(ids: $ids) { ... on Order { __typename ${shop.selection(table)} } } }`,
		{ ids },
	);
	const shopId = legacyId((data.shop as Node).id);
	return await Promise.all(
		(data.nodes as Array<Node | null>).map(async (node) => {
			if (node?.__typename !== 'Order') return null;
			const record = await shop.record(table, node);
			const orders = record.fulfillment_orders as IDataObject[];
			return { fulfillment_orders: orders.map((one) => inShop(one, shopId)) };
		}),
	);
}
