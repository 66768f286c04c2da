import { orderLocator } from '../../lookups/order';
import { operation } from '../kit';
import { fulfillmentFilters, fulfillmentsOf } from './filters';
import sample from './count.sample.json';

export const countFulfillments = operation({
	resource: 'fulfillment',
	operation: 'count',
	option: {
		name: 'Count',
		action: 'Count fulfillments',
		description: 'Count the fulfillments of an order, cancelled ones included',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_orders'],
	properties: [
		{ ...orderLocator, description: 'The order whose fulfillments count' },
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: fulfillmentFilters,
		},
	],
	answer: {},
	sample,
	async run({ input }, shop) {
		const { order_id: orderId, ...filters } = input;
		const { length: count } = await fulfillmentsOf(shop, orderId, filters);
		return { count };
	},
});
