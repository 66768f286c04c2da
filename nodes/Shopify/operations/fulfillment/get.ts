import type { Call } from '../../../shared/operation';
import { fulfillmentLocator } from '../../lookups/fulfillment';
import { orderLocator } from '../../lookups/order';
import { Fulfillment, FULFILLMENT_SIMPLIFIED } from '../../payloads/fulfillment';
import type { Node } from '../../payloads/payload';
import { batchOperation, fieldNames, fieldsProperty, notFound, readByIds } from '../kit';
import sample from './get.sample.json';

const byId = readByIds(Fulfillment, {
	key: 'fulfillment_id',
	wrapper: 'fulfillment',
	thing: 'Fulfillment',
});

export const getFulfillment = batchOperation({
	resource: 'fulfillment',
	operation: 'get',
	option: {
		name: 'Get',
		action: 'Get a fulfillment',
		description: 'Get one fulfillment with its lines and tracking information',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_orders', 'read_products', 'read_inventory'],
	properties: [
		{
			...orderLocator,
			required: false,
			description: 'The order that the fulfillment must belong to; any order when none is chosen',
		},
		{ ...fulfillmentLocator, description: 'The fulfillment to get' },
		fieldsProperty(Fulfillment),
	],
	answer: {
		key: 'fulfillment',
		fields: fieldNames(Fulfillment),
		simplified: FULFILLMENT_SIMPLIFIED,
	},
	sample,
	batchSize: byId.batchSize,
	async runBatch(calls, shop) {
		const asked = calls.map((call) => ({ ...call, fields: withOrder(call) }));
		const results = await byId.runBatch(asked, shop);
		return results.map((result, index) => {
			if (result instanceof Error) return result;
			const { fields, input } = calls[index];
			const { order_id: orderId, ...others } = result.fulfillment as Node;
			// A fulfillment of another order is, seen from this order, none.
			if (input.order_id && Number(input.order_id) !== orderId) {
				return notFound(
					'Fulfillment',
					input.fulfillment_id,
					`It is not one of order ${String(input.order_id)}.`,
				);
			}
			return fields && !fields.includes('order_id') ? { fulfillment: others as never } : result;
		});
	},
});

/** The asked fields and the order's id, in the payload's order. */
const withOrder = ({ fields }: Call): string[] | undefined =>
	fields && [...new Set([...fields, 'order_id'])];
