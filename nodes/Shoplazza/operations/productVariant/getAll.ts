import { productLocator } from '../../lookups/product';
import { VARIANT_FIELDS, VARIANT_SIMPLIFIED } from '../../payloads/variant';
import { listOperation, segment } from '../kit';
import sample from './getAll.sample.json';

export const getAllProductVariants = listOperation({
	resource: 'productVariant',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many product variants',
		description: 'Get many variants of a product',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_product'],
	properties: [{ ...productLocator, description: 'The product whose variants to get' }],
	answer: { key: 'variants', fields: VARIANT_FIELDS, simplified: VARIANT_SIMPLIFIED },
	sample,
	async list({ input }, shop, page) {
		return await shop.page(`/products/${segment(input.product_id)}/variants`, 'variants', {
			paging: { kind: 'whole' },
			page,
			thing: 'The product',
		});
	},
});
