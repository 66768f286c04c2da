import { operation } from '../kit';
import sample from './count.sample.json';

export const countCustomers = operation({
	resource: 'customer',
	operation: 'count',
	option: {
		name: 'Count',
		action: 'Count customers',
		description: 'Count the customers of the store',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_customer'],
	properties: [],
	answer: {},
	sample,
	async run(_call, shop) {
		return { count: await shop.count('/customers/count', 'The list of customers') };
	},
});
