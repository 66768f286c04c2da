import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';

/** The strategies that Medusa 1 comes with. */
const TYPES = [
	{ name: 'Order Export', value: 'order-export' },
	{ name: 'Price List Import', value: 'price-list-import' },
	{ name: 'Product Export', value: 'product-export' },
	{ name: 'Product Import', value: 'product-import' },
];

/** What a batch job does: one of Medusa's own strategies, or that of a plugin by its name. */
export const batchJobTypeLocator: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'What the batch job does: the batchType of a batch job strategy of the server',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a type...',
			typeOptions: {
				searchListMethod: 'searchBatchJobTypes',
				searchable: true,
			},
		},
		{
			displayName: 'By Name',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. product-export',
			extractValue: {
				type: 'regex',
				regex: '(\\S+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*\\S+\\s*$',
						errorMessage: 'A type has no spaces',
					},
				},
			],
		},
	],
};

export async function searchBatchJobTypes(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const typed = filter.trim().toLowerCase();
	const results = TYPES.filter(({ name, value }) =>
		`${name} ${value}`.toLowerCase().includes(typed),
	);
	return await Promise.resolve({ results });
}
