import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';

import { chosen, matching, text } from './lookup';
import { connectShop } from '../client/shop';

/** An image of the chosen product, from a list or by ID. */
export const productImageLocator: INodeProperties = {
	displayName: 'Image',
	name: 'imageId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'One of the images of the product',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an image...',
			typeOptions: {
				searchListMethod: 'searchProductImages',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 91d032e7-bbc8-47e4-8668-9ba6fe714de6',
			extractValue: {
				type: 'regex',
				regex: '([\\w-]+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*[\\w-]+\\s*$',
						errorMessage: 'An image ID has letters, digits and hyphens only',
					},
				},
			],
		},
	],
};

/** The images of the chosen product, which are not paged. */
export async function searchProductImages(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const product = chosen(this, 'productId');
	if (product === undefined) return { results: [] };
	const shop = await connectShop(this);
	const { images } = await shop.read(`/products/${product}/images`, 'The product');
	const results = ((images ?? []) as Array<Record<string, unknown>>).map((image, index) => ({
		name: [`#${index + 1}`, text(image.alt) || fileName(image.src)].join(' – '),
		value: text(image.id),
	}));
	return { results: matching(results, filter) };
}

/** '//cdn…/shirt.jpg?v=1' → 'shirt.jpg' */
const fileName = (url: unknown) => text(url).replace(/\?.*$/, '').split('/').pop() ?? '';
