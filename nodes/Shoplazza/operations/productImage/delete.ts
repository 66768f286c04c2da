import { productLocator } from '../../lookups/product';
import { productImageLocator } from '../../lookups/productImage';
import { operation, segment } from '../kit';
import sample from './delete.sample.json';

export const deleteProductImage = operation({
	resource: 'productImage',
	operation: 'delete',
	option: {
		name: 'Delete',
		action: 'Delete a product image',
		description: 'Remove an image from a product; it cannot be brought back',
	},
	hints: { readOnly: false, destructive: true, idempotent: true },
	scopes: ['write_product'],
	properties: [
		{ ...productLocator, description: 'The product that the image belongs to' },
		{ ...productImageLocator, description: 'The image to delete' },
	],
	answer: {},
	sample,
	async run({ input }, shop) {
		const path = `/products/${segment(input.product_id)}/images/${segment(input.image_id)}`;
		await shop.remove(path, 'The image', 'whether the image still exists');
		return { success: true };
	},
});
