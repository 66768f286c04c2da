import { productLocator } from '../../lookups/product';
import { productImageLocator } from '../../lookups/productImage';
import { IMAGE_FIELDS, IMAGE_SIMPLIFIED } from '../../payloads/image';
import { operation, segment } from '../kit';
import sample from './get.sample.json';

export const getProductImage = operation({
	resource: 'productImage',
	operation: 'get',
	option: {
		name: 'Get',
		action: 'Get a product image',
		description: 'Get one image of a product',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_product'],
	properties: [
		{ ...productLocator, description: 'The product that the image belongs to' },
		{ ...productImageLocator, description: 'The image to get' },
	],
	answer: { key: 'image', fields: IMAGE_FIELDS, simplified: IMAGE_SIMPLIFIED },
	sample,
	async run({ input }, shop) {
		const path = `/products/${segment(input.product_id)}/images/${segment(input.image_id)}`;
		return { image: await shop.record(path, 'image', 'The image') };
	},
});
