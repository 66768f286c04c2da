import { Product, PRODUCT_SIMPLIFIED } from '../../payloads/product';
import { fieldNames, fieldsProperty, operation, readById } from '../kit';
import { productLocator } from '../../lookups/product';
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
	scopes: ['read_products'],
	properties: [{ ...productLocator, description: 'The product to get' }, fieldsProperty(Product)],
	answer: { key: 'product', fields: fieldNames(Product), simplified: PRODUCT_SIMPLIFIED },
	sample,
	...readById(Product, { key: 'product_id', wrapper: 'product', thing: 'Product' }),
});
