import { PRODUCT_FIELDS, PRODUCT_SIMPLIFIED } from '../../payloads/product';
import { productFilters } from './filters';
import { given, listOperation } from '../kit';
import sample from './getAll.sample.json';

export const getAllProducts = listOperation({
	resource: 'product',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many products',
		description: 'Get many products, newest first',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_product'],
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: productFilters,
		},
	],
	answer: { key: 'products', fields: PRODUCT_FIELDS, simplified: PRODUCT_SIMPLIFIED },
	sample,
	async list({ input, fields }, shop, page) {
		return await shop.page('/products', 'products', {
			paging: { kind: 'cursor', size: 'per_page' },
			page,
			// A narrower answer, when the output needs only some of the fields.
			filters: { ...given(input, 'limit'), ...(fields ? { fields } : {}) },
			thing: 'The collection',
		});
	},
});
