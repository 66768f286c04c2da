import { MAX_PAGE } from '../../client/cost';
import { gid } from '../../client/ids';
import { productLocator } from '../../lookups/product';
import { variantLocator } from '../../lookups/variant';
import { dig } from '../../payloads/payload';
import { notFound, operation } from '../kit';
import sample from './delete.sample.json';

export const deleteProductVariant = operation({
	resource: 'productVariant',
	operation: 'delete',
	option: {
		name: 'Delete',
		action: 'Delete a product variant',
		description: 'Delete a variant with its stock; the last variant of a product stays',
	},
	hints: { readOnly: false, destructive: true, idempotent: true },
	scopes: ['write_products'],
	properties: [
		{ ...variantLocator, description: 'The variant to delete' },
		{
			...productLocator,
			required: false,
			description: 'The product that has the variant; it is looked up when none is chosen',
		},
	],
	subject: ({ variant_id: id }) => gid('ProductVariant', id),
	together: true,
	answer: {},
	sample,
	async run({ input }, shop) {
		const id = gid('ProductVariant', input.variant_id);
		let productId = input.product_id && gid('Product', input.product_id);
		if (!productId) {
			const productVariant = await shop.nodeById('ProductVariant', id, 'product { id }', {
				first: true,
			});
			if (!productVariant) throw notFound('Variant', input.variant_id);
			productId = String(dig(productVariant, 'product.id'));
		}
		await shop.mutate(
			'mutation DeleteVariant($id: ID!, $variants: [ID!]!) { productVariantsBulkDelete(productId: $id, variantsIds: $variants) { product { id } userErrors { field message code } } }',
			{ id: productId, variants: [id] },
			{
				repeatable: true,
				first: true,
				list: { path: 'variants', most: MAX_PAGE, results: 'none' },
				alreadyDone: /does not belong to the product/i,
				check: 'whether the variant still exists',
			},
		);
		return { success: true };
	},
});
