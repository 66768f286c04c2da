import type { INodeProperties } from 'n8n-workflow';

import { timeFilters } from '../times';

const times = timeFilters('products');

/** Filters that counting and listing share, in the order of their labels. */
export const countFilters: INodeProperties[] = [
	{
		displayName: 'Collection ID',
		name: 'collectionId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 9e79ca1f-9ff2-409b-976f-98be343d38a3',
		description: 'Only products of this collection',
	},
	...times.slice(0, 2),
	{
		displayName: 'IDs',
		name: 'ids',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add ID' },
		default: [],
		placeholder: 'e.g. 9fb9f3c6-2300-42c1-8593-d9008d7cfc09',
		description: 'Only these products',
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
		description: 'Only products in this state',
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		placeholder: 'e.g. Travel Bottle',
		description: 'Only products with this title',
	},
	...times.slice(2),
];

/** Filters of a list, in the order of their labels. */
export const productFilters: INodeProperties[] = [
	...countFilters.slice(0, -3),
	{
		displayName: 'SPUs',
		name: 'spus',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add SPU' },
		default: [],
		placeholder: 'e.g. TB',
		description: 'Only products with one of these numbers of a product unit',
	},
	...countFilters.slice(-3),
];
