import { inForm } from '../../client/bodies';
import { productLocator } from '../../lookups/product';
import { VARIANT_FIELDS, VARIANT_SIMPLIFIED } from '../../payloads/variant';
import { variantOptions } from './fields';
import { given, operation, segment } from '../kit';
import sample from './create.sample.json';

export const createProductVariant = operation({
	resource: 'productVariant',
	operation: 'create',
	option: {
		name: 'Create',
		action: 'Create a product variant',
		description: 'Add a variant to a product',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: ['write_product'],
	properties: [
		{ ...productLocator, description: 'The product to add a variant to' },
		{
			displayName: 'Price',
			name: 'price',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 0,
			required: true,
			description: "In the store's currency; 0 for none",
		},
		{
			displayName: 'Position',
			name: 'position',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: 1,
			required: true,
			description: 'Place among the variants of the product, from 1',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: variantOptions,
		},
	],
	answer: { key: 'variant', fields: VARIANT_FIELDS, simplified: VARIANT_SIMPLIFIED },
	sample,
	async run({ input }, shop) {
		const variant = await shop.write(
			'POST',
			`/products/${segment(input.product_id)}/variants`,
			{ variant: inForm(given(input, 'product_id'), shop.modern) },
			'variant',
			{ thing: 'The product', repeatable: false, check: 'whether the product has the variant' },
		);
		return { variant };
	},
});
