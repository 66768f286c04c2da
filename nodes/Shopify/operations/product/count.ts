import { operation } from '../kit';
import sample from './count.sample.json';
import { productFilters, productSearch } from './filters';

export const countProducts = operation({
	resource: 'product',
	operation: 'count',
	option: {
		name: 'Count',
		action: 'Count products',
		description: 'Count the products that match filters, exactly',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_products'],
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: productFilters,
		},
	],
	answer: {},
	sample,
	async run({ input }, shop) {
		// Without a limit of null the count stops at 10,000.
		const data = await shop.strictQuery(
			'query CountProducts($query: String) { productsCount(query: $query, limit: null) { count precision } }',
			{ query: productSearch(input) ?? null },
		);
		const { count } = data.productsCount as { count: number };
		return { count };
	},
});
