import type { INodeProperties } from 'n8n-workflow';

import { labelOf, listSearch, text } from './lookup';

/** A type of products. */
export const typeLocator: INodeProperties = {
	displayName: 'Product Type',
	name: 'typeId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'Only products of this type',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a product type...',
			typeOptions: {
				searchListMethod: 'searchProductTypes',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. ptyp_01H8JKQ3S4T5V6W7X8Y9Z0ABCD',
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

export const searchProductTypes = listSearch(
	{ path: '/admin/product-types', key: 'product_types', thing: 'The list of product types' },
	(record) => ({ name: labelOf(record.value) || text(record.id), value: text(record.id) }),
);
