import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { allOf, anyOf, period, term } from '../../client/search';
import { INVENTORY_ITEM_SIMPLIFIED, ListedInventoryItem } from '../../payloads/inventoryItem';
import { collectionShape, idList } from '../ids';
import { recordLayout, queryOperation } from '../kit';
import sample from './getAll.sample.json';

const filters: INodeProperties[] = [
	{
		displayName: 'Created After',
		name: 'createdAtMin',
		type: 'dateTime',
		default: '',
		description: 'Only inventory items created at or after this time',
	},
	{
		displayName: 'Created Before',
		name: 'createdAtMax',
		type: 'dateTime',
		default: '',
		description: 'Only inventory items created at or before this time',
	},
	{
		displayName: 'IDs',
		name: 'ids',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add ID' },
		default: [],
		placeholder: 'e.g. 49148385',
		description: 'Only these inventory items',
	},
	{
		displayName: 'SKU',
		name: 'sku',
		type: 'string',
		default: '',
		placeholder: 'e.g. PROD-001',
		description: 'Only inventory items with exactly this SKU',
	},
	{
		displayName: 'Updated After',
		name: 'updatedAtMin',
		type: 'dateTime',
		default: '',
		description: 'Only inventory items changed at or after this time',
	},
	{
		displayName: 'Updated Before',
		name: 'updatedAtMax',
		type: 'dateTime',
		default: '',
		description: 'Only inventory items changed at or before this time',
	},
];

export const getAllInventoryItems = queryOperation({
	resource: 'inventoryItem',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many inventory items',
		description: 'Get many inventory items, oldest first',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_inventory'],
	properties: [
		{
			displayName: 'Filters',
			name: 'configuration',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: filters,
		},
	],
	shapes: { configuration: collectionShape(filters, { ids: idList }) },
	answer: {
		key: 'inventory_items',
		...recordLayout(ListedInventoryItem),
		simplified: INVENTORY_ITEM_SIMPLIFIED,
	},
	sample,
	query({ input, fields }) {
		const query = inventorySearch((input.configuration ?? {}) as IDataObject);
		return { root: 'inventoryItems', table: ListedInventoryItem, fields, query };
	},
});

const inventorySearch = (given: IDataObject) =>
	allOf(
		anyOf('id', given.ids),
		term('sku', given.sku),
		period('created_at', given.created_at_min, given.created_at_max),
		period('updated_at', given.updated_at_min, given.updated_at_max),
	);
