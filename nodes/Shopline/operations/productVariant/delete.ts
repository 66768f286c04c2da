import { productLocator } from '../../lookups/product';
import { variantLocator } from '../../lookups/variant';
import { operation } from '../kit';
import sample from './delete.sample.json';

export const deleteVariant = operation({
	resource: 'productVariant',
	operation: 'delete',
	option: {
		name: 'Delete',
		action: 'Delete a product variant',
		description: 'Delete a variant of a product',
	},
	hints: { readOnly: false, destructive: true, idempotent: true },
	scopes: ['write_products'],
	properties: [
		{ ...productLocator, description: 'The product that has the variant' },
		{ ...variantLocator, description: 'The variant to delete' },
	],
	answer: {},
	sample,
	async run({ input }, store) {
		const id = String(input.variant_id);
		await store.remove(`products/${String(input.product_id)}/variants/${id}`, `Variant ${id}`);
		return { deleted: true };
	},
});
