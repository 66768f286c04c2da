import type { INodeProperties } from 'n8n-workflow';

import { listSearch, text } from './lookup';

/** A product, chosen from a list, by ID or by the address of its page in Shoplazza's admin. */
export const productLocator: INodeProperties = {
	displayName: 'Product',
	name: 'productId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The product to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a product...',
			typeOptions: {
				searchListMethod: 'searchProducts',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 9fb9f3c6-2300-42c1-8593-d9008d7cfc09',
			extractValue: {
				type: 'regex',
				regex: '([\\w-]+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*[\\w-]+\\s*$',
						errorMessage: 'A product ID has letters, digits and hyphens only',
					},
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder:
				'e.g. https://my-shop.myshoplaza.com/admin/products/9fb9f3c6-2300-42c1-8593-d9008d7cfc09',
			extractValue: {
				type: 'regex',
				// The address of a page in the admin is not documented: any way to the ID is taken.
				regex: 'https://[^/]+/admin/(?:[^?#]*/)?products/([\\w-]+).*',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: 'https://[^/]+/admin/(?:[^?#]*/)?products/[\\w-]+.*',
						errorMessage: "This is not the address of a page under products in Shoplazza's admin",
					},
				},
			],
		},
	],
};

export const searchProducts = listSearch({
	path: '/products',
	key: 'products',
	paging: () => ({ kind: 'cursor', size: 'per_page' }),
	query: (typed) => ({ title: typed }),
	entry: (record) => ({ name: text(record.title), value: text(record.id) }),
});
