import { wrapped } from '../../client/store';
import { productLocator } from '../../lookups/product';
import { variantLocator } from '../../lookups/variant';
import { operation } from '../kit';
import { VARIANT_FIELDS, VARIANT_SIMPLIFIED } from '../records';
import sample from './get.sample.json';

export const getVariant = operation({
	resource: 'productVariant',
	operation: 'get',
	option: { name: 'Get', action: 'Get a product variant', description: 'Get one variant' },
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_products'],
	properties: [
		{ ...variantLocator, description: 'The variant to get' },
		{
			...productLocator,
			required: undefined,
			description: 'The product of the variant; only the list of variants needs it',
		},
	],
	answer: { key: 'variant', fields: VARIANT_FIELDS, simplified: VARIANT_SIMPLIFIED },
	sample,
	async run({ input }, store) {
		const id = String(input.variant_id);
		return wrapped(await store.read(`products/variants/${id}`, `Variant ${id}`), 'variant');
	},
});
