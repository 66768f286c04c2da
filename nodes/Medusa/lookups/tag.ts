import type { INodeProperties } from 'n8n-workflow';

import { labelOf, listSearch, text } from './lookup';

/** A tag of products. */
export const tagLocator: INodeProperties = {
	displayName: 'Tag',
	name: 'tagId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'Only products with this tag',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a tag...',
			typeOptions: {
				searchListMethod: 'searchTags',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. ptag_01H8JKQ3S4T5V6W7X8Y9Z0ABCD',
			extractValue: {
				type: 'regex',
				regex: '([\\w-][\\w.-]*)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*[\\w-][\\w.-]*\\s*$',
						errorMessage: 'An ID has letters, digits, _ and - only',
					},
				},
			],
		},
	],
};

export const searchTags = listSearch(
	{ path: '/admin/product-tags', key: 'product_tags', thing: 'The list of tags' },
	(record) => ({ name: labelOf(record.value) || text(record.id), value: text(record.id) }),
);
