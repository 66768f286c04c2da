import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';

import { gid, legacyId } from '../client/ids';
import { connectShop } from '../client/shop';
import type { Node } from '../payloads/payload';
import { nodesOf } from '../payloads/payload';
import { text } from './lookup';

/** An image of the chosen product or variant's product, from a list or by ID. */
export const productImageLocator: INodeProperties = {
	displayName: 'Image',
	name: 'imageId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
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
			placeholder: 'e.g. 31234567890',
			extractValue: {
				type: 'regex',
				regex: '(?:gid://shopify/ProductImage/)?(\\d+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*(?:gid://shopify/ProductImage/)?\\d+\\s*$',
						errorMessage: 'An image ID is a number, or starts with gid://shopify/ProductImage/',
					},
				},
			],
		},
	],
};

const IMAGES = 'images(first: 250) { nodes { id altText url } }';

/** The images of the product that is chosen, or whose variant is chosen: all of them are read. */
export async function searchProductImages(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	// Extracting the value of a parameter that the operation does not have would throw.
	const chosen = (name: string) =>
		this.getCurrentNodeParameter(name) === undefined
			? null
			: legacyId(`/${text(this.getCurrentNodeParameter(name, { extractValue: true }))}`);
	const product = chosen('productId');
	const variant = product === null ? chosen('variantId') : null;
	if (product === null && variant === null) return { results: [] };
	const shop = await connectShop(this);
	const data = await shop.query(
		`query ImagesOf($id: ID!) { node(id: $id) { ... on Product { ${IMAGES} } ... on ProductVariant { product { ${IMAGES} } } } }`,
		{ id: product === null ? gid('ProductVariant', variant) : gid('Product', product) },
	);
	const node = (data.node ?? {}) as Node;
	const results = nodesOf((node.product ?? node) as Node, 'images').map((image, index) => ({
		name: [`#${index + 1}`, text(image.altText) || fileName(image.url)].join(' – '),
		value: String(legacyId(image.id)),
		url: text(image.url),
	}));
	return {
		results: results.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase())),
	};
}

/** 'https://cdn…/files/shirt.jpg?v=1' → 'shirt.jpg' */
const fileName = (url: unknown) => text(url).replace(/\?.*$/, '').split('/').pop();
