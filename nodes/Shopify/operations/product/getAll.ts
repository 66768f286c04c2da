import type { IDataObject } from 'n8n-workflow';

import { Product, PRODUCT_SIMPLIFIED } from '../../payloads/product';
import { recordLayout, fieldsProperty, queryOperation } from '../kit';
import { productFilters, productSearch } from './filters';
import sample from './getAll.sample.json';

export const getAllProducts = queryOperation({
	resource: 'product',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many products',
		description: 'Get many products, oldest first',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_products'],
	properties: [
		{
			displayName: 'Filters',
			name: 'configuration',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				...productFilters.slice(0, 3),
				{
					displayName: 'Handle',
					name: 'handle',
					type: 'string',
					default: '',
					placeholder: 'e.g. classic-cotton-t-shirt',
				},
				{
					displayName: 'IDs',
					name: 'ids',
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add ID' },
					default: [],
					placeholder: 'e.g. 7890123456789',
					description: 'Only these products',
				},
				...productFilters.slice(3, 7),
				{
					displayName: 'Since ID',
					name: 'sinceId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 7890123456789',
					description: 'Only products with a higher ID than this',
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
					placeholder: 'e.g. Classic Cotton T-Shirt',
				},
				...productFilters.slice(7),
			],
		},
		fieldsProperty(Product),
	],
	answer: { key: 'products', ...recordLayout(Product), simplified: PRODUCT_SIMPLIFIED },
	sample,
	query({ input, fields }) {
		const query = productSearch((input.configuration ?? {}) as IDataObject);
		return { root: 'products', table: Product, fields, query, sortKey: 'ID' };
	},
});
