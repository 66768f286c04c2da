import { productLocator } from '../../lookups/product';
import { operation, segment } from '../kit';
import sample from './delete.sample.json';

export const deleteProduct = operation({
	resource: 'product',
	operation: 'delete',
	option: {
		name: 'Delete',
		action: 'Delete a product',
		description: 'Delete a product with its variants and images; it cannot be brought back',
	},
	hints: { readOnly: false, destructive: true, idempotent: true },
	scopes: ['write_product'],
	properties: [{ ...productLocator, description: 'The product to delete' }],
	answer: {},
	sample,
	async run({ input }, shop) {
		const path = `/products/${segment(input.product_id)}`;
		await shop.remove(path, 'The product', 'whether the product still exists');
		return { success: true };
	},
});
