import { changedProduct } from '../../client/bodies';
import { productLocator } from '../../lookups/product';
import { PRODUCT_FIELDS, PRODUCT_SIMPLIFIED } from '../../payloads/product';
import { productShapes, updateFields } from './fields';
import { changes, operation, segment } from '../kit';
import sample from './update.sample.json';

export const updateProduct = operation({
	resource: 'product',
	operation: 'update',
	option: {
		name: 'Update',
		action: 'Update a product',
		description: 'Change a product; its variants and images have operations of their own',
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: ['write_product'],
	properties: [
		{ ...productLocator, description: 'The product to change' },
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: updateFields,
		},
	],
	shapes: productShapes,
	answer: { key: 'product', fields: PRODUCT_FIELDS, simplified: PRODUCT_SIMPLIFIED },
	sample,
	async run({ input }, shop) {
		const path = `/products/${segment(input.product_id)}`;
		const product = changedProduct(changes(input, 'product_id'), shop.modern);
		// 2022-01 wants the title with every change: the present one is sent where none is given.
		if (!shop.modern && product.title === undefined) {
			product.title = (await shop.record(path, 'product', 'The product')).title;
		}
		return {
			product: await shop.write('PUT', path, { product }, 'product', {
				thing: 'The product',
				repeatable: true,
				check: 'the product',
			}),
		};
	},
});
