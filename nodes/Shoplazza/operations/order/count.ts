import { orderFilters, orderQuery } from './filters';
import { operation } from '../kit';
import sample from './count.sample.json';

export const countOrders = operation({
	resource: 'order',
	operation: 'count',
	option: {
		name: 'Count',
		action: 'Count orders',
		description: 'Count the orders that match filters',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_order'],
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: orderFilters,
		},
	],
	answer: {},
	sample,
	async run({ input }, shop) {
		const query = orderQuery(input, shop.modern, true);
		return { count: await shop.count('/orders/count', 'The list of orders', query) };
	},
});
