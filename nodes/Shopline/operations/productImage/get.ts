import type { IDataObject } from 'n8n-workflow';

import { wrapped } from '../../client/store';
import { imageLocator } from '../../lookups/image';
import { productLocator } from '../../lookups/product';
import { operation } from '../kit';
import { IMAGE_FIELDS } from '../records';
import { rightWidth } from './fields';
import sample from './get.sample.json';

export const getImage = operation({
	resource: 'productImage',
	operation: 'get',
	option: { name: 'Get', action: 'Get a product image', description: 'Get one image' },
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_products'],
	properties: [
		{ ...productLocator, description: 'The product that has the image' },
		{ ...imageLocator, description: 'The image to get' },
	],
	answer: { key: 'image', fields: IMAGE_FIELDS, simplified: IMAGE_FIELDS },
	sample,
	async run({ input }, store) {
		const id = String(input.image_id);
		// The order of the documents; SHOPLINE's SDK has the two IDs the other way round, by mistake.
		const endpoint = `products/${String(input.product_id)}/images/${id}`;
		const { image } = wrapped(await store.read(endpoint, `Image ${id}`), 'image');
		return { image: rightWidth(image as IDataObject) };
	},
});
