import { productLocator } from '../../lookups/product';
import { PRODUCT_FIELDS, PRODUCT_SIMPLIFIED } from '../../payloads/product';
import { operation, segment } from '../kit';
import sample from './get.sample.json';

export const getProduct = operation({
	resource: 'product',
	operation: 'get',
	option: {
		name: 'Get',
		action: 'Get a product',
		description: 'Get one product with its variants, options and images',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_product'],
	properties: [{ ...productLocator, description: 'The product to get' }],
	answer: { key: 'product', fields: PRODUCT_FIELDS, simplified: PRODUCT_SIMPLIFIED },
	sample,
	async run({ input }, shop) {
		const path = `/products/${segment(input.product_id)}`;
		return { product: await shop.record(path, 'product', 'The product') };
	},
});
