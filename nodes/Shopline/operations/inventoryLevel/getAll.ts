import type { IDataObject } from 'n8n-workflow';

import { partOf } from '../../../shared/paging';
import { recordsOf } from '../../client/store';
import { joined, listOperation } from '../kit';
import { LEVEL_FIELDS } from '../records';
import sample from './getAll.sample.json';

/** The list documents no pages and no most IDs; this many keep its address short. */
const ITEMS_AT_ONCE = 50;

export const getAllInventoryLevels = listOperation({
	resource: 'inventoryLevel',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many inventory levels',
		description: 'Get how many of many inventory items are available at each location',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_inventory'],
	properties: [
		{
			displayName: 'Inventory Item IDs',
			name: 'inventoryItemIds',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add ID' },
			default: [],
			required: true,
			placeholder: 'e.g. 5703943240925324252',
			description: 'The inventory items whose levels to get; each variant has one',
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Location IDs',
					name: 'locationIds',
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add ID' },
					default: [],
					placeholder: 'e.g. 5421704248135526901',
					description: 'Only the levels at these locations',
				},
			],
		},
	],
	answer: { key: 'inventory_levels', fields: LEVEL_FIELDS, simplified: LEVEL_FIELDS },
	sample,
	async list({ input }, store, page) {
		const items = (input.inventory_item_ids ?? []) as string[];
		const records: IDataObject[] = [];
		const end = Number(page.cursor ?? 0) + page.limit;
		for (let start = 0; start < items.length && records.length <= end; start += ITEMS_AT_ONCE) {
			const body = await store.read('inventory_levels', 'The list of inventory levels', {
				inventory_item_ids: joined(items.slice(start, start + ITEMS_AT_ONCE)),
				location_ids: joined(input.location_ids),
			});
			for (const level of recordsOf(body, 'inventory_levels')) records.push(level);
		}
		return partOf(records, page);
	},
});
