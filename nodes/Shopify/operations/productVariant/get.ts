import { variantLocator } from '../../lookups/variant';
import { PRODUCT_VARIANT_SIMPLIFIED, ProductVariant } from '../../payloads/variant';
import { fieldNames, fieldsProperty, operation, readById } from '../kit';
import sample from './get.sample.json';

export const getProductVariant = operation({
	resource: 'productVariant',
	operation: 'get',
	option: {
		name: 'Get',
		action: 'Get a product variant',
		description: 'Get one variant of a product with its price, stock and options',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_products'],
	properties: [
		{ ...variantLocator, description: 'The variant to get' },
		fieldsProperty(ProductVariant),
	],
	answer: {
		key: 'variant',
		fields: fieldNames(ProductVariant),
		simplified: PRODUCT_VARIANT_SIMPLIFIED,
	},
	sample,
	...readById(ProductVariant, { key: 'variant_id', wrapper: 'variant', thing: 'Variant' }),
});
