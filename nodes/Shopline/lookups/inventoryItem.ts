import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { labelOf, listSearch, text } from './lookup';

/** An inventory item: each variant has one. */
export const inventoryItemLocator: INodeProperties = {
	displayName: 'Inventory Item',
	name: 'inventoryItemId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The inventory item to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an inventory item...',
			typeOptions: {
				searchListMethod: 'searchInventoryItems',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 5703943240925324252',
			extractValue: {
				type: 'regex',
				regex: '(\\d+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*\\d+\\s*$',
						errorMessage: 'An inventory item ID is a number',
					},
				},
			],
		},
	],
};

export const searchInventoryItems = listSearch({
	list: {
		endpoint: 'products/products',
		key: 'products',
		thing: 'The list of products',
		fields: ['id', 'title', 'variants'],
	},
	entries: ({ title, variants }) =>
		((variants ?? []) as IDataObject[]).map((one) => ({
			name: labelOf(title, one.title, one.sku),
			value: text(one.inventory_item_id),
		})),
});
