import { gid } from '../../client/ids';
import { fulfillmentLocator } from '../../lookups/fulfillment';
import { orderLocator } from '../../lookups/order';
import { Fulfillment, FULFILLMENT_SIMPLIFIED } from '../../payloads/fulfillment';
import { fieldNames, fieldsProperty, notFound, operation } from '../kit';
import sample from './get.sample.json';

export const getFulfillment = operation({
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
	together: true,
	async run({ input, fields }, shop) {
		const { fulfillment_id: id, order_id: asked } = input;
		const found = await shop.byId(Fulfillment, gid('Fulfillment', id), withOrder(fields), {
			first: true,
		});
		if (!found) throw notFound('Fulfillment', id);
		const { order_id: orderId, ...others } = found;
		// A fulfillment of another order is, seen from this order, none.
		if (asked && Number(asked) !== orderId) {
			throw notFound('Fulfillment', id, `It is not one of order ${String(asked)}.`);
		}
		return { fulfillment: fields && !fields.includes('order_id') ? others : found };
	},
});

/** The asked fields and the order's id. */
const withOrder = (fields: string[] | undefined): string[] | undefined =>
	fields && [...new Set([...fields, 'order_id'])];
