import type { INodeProperties } from 'n8n-workflow';

import { labelOf, listSearch, text } from './lookup';

/*
 * The address of its page in the admin is inferred: any page under /admin whose path names it.
 */

/** A product, chosen from a list, by ID or by the address of its page in the admin. */
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
			placeholder: 'e.g. 16050375155238626683133099',
			extractValue: {
				type: 'regex',
				regex: '(\\d+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*\\d+\\s*$',
						errorMessage: 'A product ID is a number',
					},
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://open001.myshopline.com/admin/products/16050375155238626683133099',
			extractValue: {
				type: 'regex',
				regex: 'https://[^/]+/admin/(?:[^?]*/)?products?/(?:[^?]*/)?(\\d+)(?:[/?#].*)?',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: 'https://[^/]+/admin/(?:[^?]*/)?products?/(?:[^?]*/)?\\d+(?:[/?#].*)?',
						errorMessage: "This is not the address of a product in SHOPLINE's admin",
					},
				},
			],
		},
	],
};

export const searchProducts = listSearch({
	list: {
		endpoint: 'products/products',
		key: 'products',
		thing: 'The list of products',
		fields: ['id', 'title', 'spu'],
	},
	entries: ({ id, title, spu }) => [{ name: labelOf(title, spu), value: text(id) }],
});
