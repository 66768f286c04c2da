import { wrapped } from '../../client/store';
import { productLocator } from '../../lookups/product';
import { fieldsProperty, operation } from '../kit';
import { PRODUCT_FIELDS, PRODUCT_SIMPLIFIED } from '../records';
import sample from './get.sample.json';

export const getProduct = operation({
	resource: 'product',
	operation: 'get',
	option: {
		name: 'Get',
		action: 'Get a product',
		description: 'Get one product with its options, variants and images',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_products'],
	properties: [
		{ ...productLocator, description: 'The product to get' },
		fieldsProperty(PRODUCT_FIELDS),
	],
	answer: { key: 'product', fields: PRODUCT_FIELDS, simplified: PRODUCT_SIMPLIFIED },
	sample,
	async run({ input, fields }, store) {
		const id = String(input.product_id);
		const body = await store.read(`products/${id}`, `Product ${id}`, {
			fields: fields?.join(','),
		});
		return wrapped(body, 'product');
	},
});
