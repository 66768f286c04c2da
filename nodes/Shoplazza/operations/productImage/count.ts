import { productLocator } from '../../lookups/product';
import { operation, segment } from '../kit';
import sample from './count.sample.json';

export const countProductImages = operation({
	resource: 'productImage',
	operation: 'count',
	option: {
		name: 'Count',
		action: 'Count product images',
		description: 'Count the images of a product',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_product'],
	properties: [{ ...productLocator, description: 'The product whose images to count' }],
	answer: {},
	sample,
	async run({ input }, shop) {
		const path = `/products/${segment(input.product_id)}/images/count`;
		return { count: await shop.count(path, 'The product') };
	},
});
