import { productLocator } from '../../lookups/product';
import { fieldsProperty, listOperation } from '../kit';
import { VARIANT_FIELDS, VARIANT_SIMPLIFIED } from '../records';
import sample from './getAll.sample.json';

export const getAllVariants = listOperation({
	resource: 'productVariant',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many product variants',
		description: 'Get many variants of a product',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_products'],
	properties: [
		{ ...productLocator, description: 'The product whose variants to get' },
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Since ID',
					name: 'sinceId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 18057039439794751459380282',
					description: 'Only variants from this ID on',
				},
			],
		},
		fieldsProperty(VARIANT_FIELDS),
	],
	answer: { key: 'variants', fields: VARIANT_FIELDS, simplified: VARIANT_SIMPLIFIED },
	sample,
	async list({ input, fields }, store, page) {
		const id = String(input.product_id);
		return await store.page(
			{
				endpoint: `products/${id}/variants`,
				key: 'variants',
				thing: `Product ${id}`,
				filters: { since_id: input.since_id },
				fields,
			},
			page,
		);
	},
});
