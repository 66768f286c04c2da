import { gid } from '../../client/ids';
import { productLocator } from '../../lookups/product';
import { operation } from '../kit';
import sample from './delete.sample.json';

export const deleteProduct = operation({
	resource: 'product',
	operation: 'delete',
	option: {
		name: 'Delete',
		action: 'Delete a product',
		description: 'Delete a product with its variants, stock and images; it cannot be brought back',
	},
	hints: { readOnly: false, destructive: true, idempotent: true },
	scopes: ['write_products'],
	properties: [{ ...productLocator, description: 'The product to delete' }],
	answer: {},
	sample,
	together: true,
	async run({ input }, shop) {
		await shop.mutate(
			'mutation DeleteProduct($input: ProductDeleteInput!) { productDelete(input: $input) { deletedProductId userErrors { field message } } }',
			{ input: { id: gid('Product', input.product_id) } },
			{
				repeatable: true,
				first: true,
				alreadyDone: /does not exist/i,
				check: 'whether the product still exists',
			},
		);
		return { success: true };
	},
});
