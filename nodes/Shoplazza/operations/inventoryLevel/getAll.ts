import { INVENTORY_LEVEL_FIELDS, INVENTORY_LEVEL_SIMPLIFIED } from '../../payloads/inventoryLevel';
import { given, listOperation } from '../kit';
import sample from './getAll.sample.json';

export const getAllInventoryLevels = listOperation({
	resource: 'inventoryLevel',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many inventory levels',
		description: 'Get many inventory levels of items at locations',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_inventory'],
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Inventory Item IDs',
					name: 'inventoryItemIds',
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add ID' },
					default: [],
					placeholder: 'e.g. 1003',
					description: 'Only the levels of these items',
				},
				{
					displayName: 'Location IDs',
					name: 'locationIds',
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add ID' },
					default: [],
					placeholder: 'e.g. 3001',
					description: 'Only the levels at these locations',
				},
				{
					displayName: 'Updated After',
					name: 'updatedAtMin',
					type: 'dateTime',
					default: '',
					description: 'Only levels changed at or after this time',
				},
			],
		},
	],
	answer: {
		key: 'inventory_levels',
		fields: INVENTORY_LEVEL_FIELDS,
		simplified: INVENTORY_LEVEL_SIMPLIFIED,
	},
	sample,
	async list({ input }, shop, page) {
		shop.requireModern('Inventory levels');
		return await shop.page('/inventory_levels', 'inventory_levels', {
			paging: { kind: 'cursor', size: 'page_size' },
			page,
			filters: given(input, 'limit'),
			thing: 'The list of inventory levels',
		});
	},
});
