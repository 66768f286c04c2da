import { fieldsProperty, listOperation, without } from '../kit';
import { PRODUCT_FIELDS, PRODUCT_SIMPLIFIED } from '../records';
import { changedFilters, periodFilters, productFilters } from './fields';
import sample from './getAll.sample.json';

export const getAllProducts = listOperation({
	resource: 'product',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many products',
		description: 'Get many products with their options, variants and images',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_products'],
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				...periodFilters,
				{
					displayName: 'Handle',
					name: 'handle',
					type: 'string',
					default: '',
					placeholder: 'e.g. cotton-t-shirt',
				},
				{
					displayName: 'IDs',
					name: 'ids',
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add ID' },
					default: [],
					placeholder: 'e.g. 16057850264845250791280282',
					description: 'Only these products',
				},
				{
					displayName: 'Order By',
					name: 'orderBy',
					type: 'options',
					options: [
						{ name: 'Newest First', value: 'created_at_desc' },
						{ name: 'Oldest First', value: 'created_at_asc' },
					],
					default: 'created_at_asc',
				},
				{
					displayName: 'Product Category',
					name: 'productCategory',
					type: 'string',
					default: '',
					placeholder: 'e.g. Shoes',
				},
				{
					displayName: 'Since ID',
					name: 'sinceId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 16057850264845250791280282',
					description: 'Only products from this ID on',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: [
						{ name: 'Active', value: 'active' },
						{ name: 'Archived', value: 'archived' },
						{ name: 'Draft', value: 'draft' },
					],
					default: 'active',
				},
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					default: '',
					placeholder: 'e.g. Cotton T-Shirt',
				},
				...changedFilters,
				{
					displayName: 'Vendor',
					name: 'vendor',
					type: 'string',
					default: '',
					placeholder: 'e.g. Nike',
				},
			],
		},
		fieldsProperty(PRODUCT_FIELDS),
	],
	answer: { key: 'products', fields: PRODUCT_FIELDS, simplified: PRODUCT_SIMPLIFIED },
	sample,
	async list({ input, fields }, store, page) {
		return await store.page(
			{
				endpoint: 'products/products',
				key: 'products',
				thing: 'The list of products',
				filters: productFilters(without(input, 'limit', 'fields')),
				fields,
			},
			page,
		);
	},
});
