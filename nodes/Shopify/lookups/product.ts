import type { INodeProperties } from 'n8n-workflow';

import { legacyId } from '../client/ids';
import { listSearch, text, words } from './lookup';

/** A product, chosen from a list, by ID or by the address of its page in Shopify's admin. */
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
			placeholder: 'e.g. 7890123456789',
			extractValue: {
				type: 'regex',
				regex: '(?:gid://shopify/Product/)?(\\d+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*(?:gid://shopify/Product/)?\\d+\\s*$',
						errorMessage: 'A product ID is a number, or starts with gid://shopify/Product/',
					},
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://admin.shopify.com/store/my-shop/products/7890123456789',
			extractValue: {
				type: 'regex',
				regex: 'https://[^/]+/(?:store/[^/]+|admin)/products/(\\d+).*',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: 'https://[^/]+/(?:store/[^/]+|admin)/products/\\d+.*',
						errorMessage: "This is not the address of a product in Shopify's admin",
					},
				},
			],
		},
	],
};

export const searchProducts = listSearch({
	root: 'products',
	selection: 'id title',
	args: 'sortKey: TITLE',
	search: words,
	entry: (node) => ({ name: text(node.title), value: String(legacyId(node.id)) }),
});
