import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';

import { chosen, matching, text } from './lookup';
import { connectShop } from '../client/shop';
import { productLocator } from './product';

/** The product whose variants the list shows, where the variant's ID alone would do. */
export const variantProductLocator: INodeProperties = { ...productLocator, required: false };

/** A variant of the chosen product, from a list or by ID. */
export const productVariantLocator: INodeProperties = {
	displayName: 'Variant',
	name: 'variantId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'One of the variants of the product',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a variant...',
			typeOptions: {
				searchListMethod: 'searchProductVariants',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 91d50761-949f-4917-a5d3-2c4b586708e7',
			extractValue: {
				type: 'regex',
				regex: '([\\w-]+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*[\\w-]+\\s*$',
						errorMessage: 'A variant ID has letters, digits and hyphens only',
					},
				},
			],
		},
	],
};

/** The variants of the chosen product, which are not paged. */
export async function searchProductVariants(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const product = chosen(this, 'productId');
	if (product === undefined) return { results: [] };
	const shop = await connectShop(this);
	const { variants } = await shop.read(`/products/${product}/variants`, 'The product');
	const results = ((variants ?? []) as Array<Record<string, unknown>>).map((variant) => ({
		name: [text(variant.title) || 'Default', text(variant.sku)].filter(Boolean).join(' – '),
		value: text(variant.id),
	}));
	return { results: matching(results, filter) };
}
