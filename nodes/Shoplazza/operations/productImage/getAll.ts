import { productLocator } from '../../lookups/product';
import { IMAGE_FIELDS, IMAGE_SIMPLIFIED } from '../../payloads/image';
import { listOperation, segment } from '../kit';
import sample from './getAll.sample.json';

export const getAllProductImages = listOperation({
	resource: 'productImage',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many product images',
		description: 'Get many images of a product, in the order of its gallery',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_product'],
	properties: [{ ...productLocator, description: 'The product whose images to get' }],
	answer: { key: 'images', fields: IMAGE_FIELDS, simplified: IMAGE_SIMPLIFIED },
	sample,
	async list({ input }, shop, page) {
		return await shop.page(`/products/${segment(input.product_id)}/images`, 'images', {
			paging: { kind: 'whole' },
			page,
			thing: 'The product',
		});
	},
});
