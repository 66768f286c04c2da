import { joined, operation } from '../kit';
import sample from './count.sample.json';
import { changedFilters, periodFilters } from './fields';

export const countProducts = operation({
	resource: 'product',
	operation: 'count',
	option: {
		name: 'Count',
		action: 'Count products',
		description: 'Count the products that match filters',
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
			options: [
				...periodFilters,
				{
					displayName: 'Status',
					name: 'status',
					type: 'multiOptions',
					options: [
						{ name: 'Active', value: 'active' },
						{ name: 'Archived', value: 'archived' },
						{ name: 'Draft', value: 'draft' },
					],
					default: [],
					description: 'Only products in one of these states',
				},
				...changedFilters,
			],
		},
	],
	answer: {},
	sample,
	async run({ input }, store) {
		const { status, ...filters } = input;
		const { count } = await store.read('products/count', 'The count of products', {
			...filters,
			status: joined(status),
		});
		return { count: Number(count) };
	},
});
