import type { IDataObject } from 'n8n-workflow';

import { allOf, anyOf, period, term } from '../../client/search';
import { Product, PRODUCT_SIMPLIFIED } from '../../payloads/product';
import { fieldNames, fieldsProperty, listOperation } from '../kit';
import sample from './getAll.sample.json';

export const getAllProducts = listOperation({
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
				{
					displayName: 'Collection ID',
					name: 'collectionId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 841564295',
					description: 'Only products in this collection',
				},
				{
					displayName: 'Created After',
					name: 'createdAtMin',
					type: 'dateTime',
					default: '',
					description: 'Only products created at or after this time',
				},
				{
					displayName: 'Created Before',
					name: 'createdAtMax',
					type: 'dateTime',
					default: '',
					description: 'Only products created at or before this time',
				},
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
				{
					displayName: 'Product Type',
					name: 'productType',
					type: 'string',
					default: '',
					placeholder: 'e.g. Shoes',
				},
				{
					displayName: 'Published After',
					name: 'publishedAtMin',
					type: 'dateTime',
					default: '',
					description: 'Only products published at or after this time',
				},
				{
					displayName: 'Published Before',
					name: 'publishedAtMax',
					type: 'dateTime',
					default: '',
					description: 'Only products published at or before this time',
				},
				{
					displayName: 'Published Status',
					name: 'publishedStatus',
					type: 'options',
					options: [
						{ name: 'Any', value: 'any' },
						{ name: 'Published', value: 'published' },
						{ name: 'Unpublished', value: 'unpublished' },
					],
					default: 'any',
					description: 'Whether the product is visible in the Online Store',
				},
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
				{
					displayName: 'Updated After',
					name: 'updatedAtMin',
					type: 'dateTime',
					default: '',
					description: 'Only products changed at or after this time',
				},
				{
					displayName: 'Updated Before',
					name: 'updatedAtMax',
					type: 'dateTime',
					default: '',
					description: 'Only products changed at or before this time',
				},
				{
					displayName: 'Vendor',
					name: 'vendor',
					type: 'string',
					default: '',
					placeholder: 'e.g. Nike',
				},
			],
		},
		fieldsProperty(Product),
	],
	answer: { key: 'products', fields: fieldNames(Product), simplified: PRODUCT_SIMPLIFIED },
	sample,
	async list({ input, fields }, shop, page) {
		const query = productSearch((input.configuration ?? {}) as IDataObject);
		return await shop.page(
			{ root: 'products', table: Product, fields, query, sortKey: 'ID' },
			page,
		);
	},
});

const productSearch = (filters: IDataObject) =>
	allOf(
		term('published_status', filters.published_status === 'any' ? null : filters.published_status),
		term('vendor', filters.vendor),
		term('product_type', filters.product_type),
		term('collection_id', filters.collection_id),
		term('handle', filters.handle),
		term('title', filters.title),
		term('status', filters.status),
		anyOf('id', filters.ids),
		term('id', filters.since_id, '>'),
		period('created_at', filters.created_at_min, filters.created_at_max),
		period('updated_at', filters.updated_at_min, filters.updated_at_max),
		period('published_at', filters.published_at_min, filters.published_at_max),
	);
