import { operation } from '../kit';
import { orderFilters, orderSearch } from './filters';
import sample from './count.sample.json';

export const countOrders = operation({
	resource: 'order',
	operation: 'count',
	option: {
		name: 'Count',
		action: 'Count orders',
		description: 'Count the orders that match filters, exactly',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_orders'],
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
		// Without a limit of null the count stops at 10,000.
		const data = await shop.strictQuery(
			'query CountOrders($query: String) { ordersCount(query: $query, limit: null) { count precision } }',
			{ query: orderSearch(input) ?? null },
		);
		const { count } = data.ordersCount as { count: number };
		return { count };
	},
});
