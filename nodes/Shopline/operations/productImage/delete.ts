import { imageLocator } from '../../lookups/image';
import { productLocator } from '../../lookups/product';
import { operation } from '../kit';
import sample from './delete.sample.json';

export const deleteImage = operation({
	resource: 'productImage',
	operation: 'delete',
	option: {
		name: 'Delete',
		action: 'Delete a product image',
		description: 'Take an image out of a product',
	},
	hints: { readOnly: false, destructive: true, idempotent: true },
	scopes: ['write_products'],
	properties: [
		{ ...productLocator, description: 'The product that has the image' },
		{ ...imageLocator, description: 'The image to delete' },
	],
	answer: {},
	sample,
	async run({ input }, store) {
		const id = String(input.image_id);
		await store.remove(`products/${String(input.product_id)}/images/${id}`, `Image ${id}`);
		return { deleted: true };
	},
});
