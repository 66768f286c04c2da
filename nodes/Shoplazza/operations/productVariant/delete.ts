import { productLocator } from '../../lookups/product';
import { productVariantLocator } from '../../lookups/productVariant';
import { operation, segment } from '../kit';
import sample from './delete.sample.json';

export const deleteProductVariant = operation({
	resource: 'productVariant',
	operation: 'delete',
	option: {
		name: 'Delete',
		action: 'Delete a product variant',
		description: 'Remove a variant from its product; it cannot be brought back',
	},
	hints: { readOnly: false, destructive: true, idempotent: true },
	scopes: ['write_product'],
	properties: [
		{ ...productLocator, description: 'The product that the variant belongs to' },
		{ ...productVariantLocator, description: 'The variant to delete' },
	],
	answer: {},
	sample,
	async run({ input }, shop) {
		const path = `/products/${segment(input.product_id)}/variants/${segment(input.variant_id)}`;
		await shop.remove(path, 'The variant', 'whether the variant still exists');
		return { success: true };
	},
});
