import { productLocator } from '../../lookups/product';
import { operation } from '../kit';
import sample from './delete.sample.json';

export const deleteProduct = operation({
	resource: 'product',
	operation: 'delete',
	option: {
		name: 'Delete',
		action: 'Delete a product',
		description: 'Delete a product with its variants and images',
	},
	hints: { readOnly: false, destructive: true, idempotent: true },
	scopes: ['write_products'],
	properties: [{ ...productLocator, description: 'The product to delete' }],
	answer: {},
	sample,
	async run({ input }, store) {
		const id = String(input.product_id);
		await store.remove(`products/${id}`, `Product ${id}`);
		return { deleted: true };
	},
});
