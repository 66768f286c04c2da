import { countFilters } from './filters';
import { operation } from '../kit';
import sample from './count.sample.json';

export const countProducts = operation({
	resource: 'product',
	operation: 'count',
	option: {
		name: 'Count',
		action: 'Count products',
		description: 'Count the products that match filters',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_product'],
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: countFilters,
		},
	],
	answer: {},
	sample,
	async run({ input }, shop) {
		return { count: await shop.count('/products/count', 'The collection', input) };
	},
});
