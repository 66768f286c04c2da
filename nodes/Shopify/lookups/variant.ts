import type { INodeProperties } from 'n8n-workflow';

import { legacyId } from '../client/ids';
import { listSearch, text, words } from './lookup';

/** A variant of a product, chosen from a list, by ID or by the address of its page in Shopify's admin. */
export const variantLocator: INodeProperties = {
	displayName: 'Variant',
	name: 'variantId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The variant to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a variant...',
			typeOptions: {
				searchListMethod: 'searchVariants',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 39072856',
			extractValue: {
				type: 'regex',
				regex: '(?:gid://shopify/ProductVariant/)?(\\d+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*(?:gid://shopify/ProductVariant/)?\\d+\\s*$',
						errorMessage: 'A variant ID is a number, or starts with gid://shopify/ProductVariant/',
					},
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder:
				'e.g. https://admin.shopify.com/store/my-shop/products/7890123456789/variants/39072856',
			extractValue: {
				type: 'regex',
				regex: 'https://[^/]+/(?:store/[^/]+|admin)/products/\\d+/variants/(\\d+).*',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: 'https://[^/]+/(?:store/[^/]+|admin)/products/\\d+/variants/\\d+.*',
						errorMessage: "This is not the address of a variant in Shopify's admin",
					},
				},
			],
		},
	],
};

export const searchVariants = listSearch({
	root: 'productVariants',
	selection: 'id displayName sku',
	args: 'sortKey: TITLE',
	search: words,
	entry: (node) => ({
		name: [text(node.displayName), text(node.sku)].filter(Boolean).join(' – '),
		value: String(legacyId(node.id)),
	}),
});
