import { productVariantLocator, variantProductLocator } from '../../lookups/productVariant';
import { VARIANT_FIELDS, VARIANT_SIMPLIFIED } from '../../payloads/variant';
import { operation, segment } from '../kit';
import sample from './get.sample.json';

export const getProductVariant = operation({
	resource: 'productVariant',
	operation: 'get',
	option: {
		name: 'Get',
		action: 'Get a product variant',
		description: 'Get one variant by its ID',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_product'],
	properties: [
		{
			...variantProductLocator,
			description: 'The product whose variants to choose from; not needed with the ID of a variant',
		},
		{ ...productVariantLocator, description: 'The variant to get' },
	],
	answer: { key: 'variant', fields: VARIANT_FIELDS, simplified: VARIANT_SIMPLIFIED },
	sample,
	async run({ input }, shop) {
		const path = `/variants/${segment(input.variant_id)}`;
		return { variant: await shop.record(path, 'variant', 'The variant') };
	},
});
