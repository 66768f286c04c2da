import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { allOf, anyOf, period, term } from '../../client/search';
import { collectionLocator } from '../../lookups/collection';

/** Filters that listing and counting products share, in the order of their labels. */
export const productFilters: INodeProperties[] = [
	{
		...collectionLocator,
		required: false,
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
];

/** The filters as search text. */
export const productSearch = (filters: IDataObject) =>
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
