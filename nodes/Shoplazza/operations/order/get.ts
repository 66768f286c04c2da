import { orderLocator } from '../../lookups/order';
import { ORDER_FIELDS, ORDER_SIMPLIFIED } from '../../payloads/order';
import { operation, segment } from '../kit';
import sample from './get.sample.json';

export const getOrder = operation({
	resource: 'order',
	operation: 'get',
	option: {
		name: 'Get',
		action: 'Get an order',
		description: 'Get one order with its lines, addresses and fulfillments',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_order'],
	properties: [{ ...orderLocator, description: 'The order to get' }],
	answer: { key: 'order', fields: ORDER_FIELDS, simplified: ORDER_SIMPLIFIED },
	sample,
	async run({ input }, shop) {
		const path = `/orders/${segment(input.order_id)}`;
		return { order: await shop.record(path, 'order', 'The order') };
	},
});
