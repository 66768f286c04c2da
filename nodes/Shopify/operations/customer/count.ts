import { allOf, period } from '../../client/search';
import { operation } from '../kit';
import { createdAfter, createdBefore, updatedAfter, updatedBefore } from './periods';
import sample from './count.sample.json';

export const countCustomers = operation({
	resource: 'customer',
	operation: 'count',
	option: {
		name: 'Count',
		action: 'Count customers',
		description: 'Count the customers that match filters, exactly',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_customers'],
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [createdAfter, createdBefore, updatedAfter, updatedBefore],
		},
	],
	answer: {},
	sample,
	async run({ input }, shop) {
		// Without a limit of null the count stops at 10,000.
		const data = await shop.strictQuery(
			'query CountCustomers($query: String) { customersCount(query: $query, limit: null) { count } }',
			{
				query:
					allOf(
						period('created_at', input.created_at_min, input.created_at_max),
						period('updated_at', input.updated_at_min, input.updated_at_max),
					) ?? null,
			},
		);
		const { count } = data.customersCount as { count: number };
		return { count };
	},
});
