import { inventoryItemLocator } from '../../lookups/inventoryItem';
import { INVENTORY_ITEM_SIMPLIFIED, InventoryItem } from '../../payloads/inventoryItem';
import { fieldNames, operation, readById } from '../kit';
import sample from './get.sample.json';

export const getInventoryItem = operation({
	resource: 'inventoryItem',
	operation: 'get',
	option: {
		name: 'Get',
		action: 'Get an inventory item',
		description: 'Get one inventory item with its SKU, cost and customs data',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_inventory'],
	properties: [{ ...inventoryItemLocator, description: 'The inventory item to get' }],
	answer: {
		key: 'inventory_item',
		fields: fieldNames(InventoryItem),
		simplified: INVENTORY_ITEM_SIMPLIFIED,
	},
	sample,
	...readById(InventoryItem, {
		key: 'inventory_item_id',
		wrapper: 'inventory_item',
		thing: 'Inventory item',
	}),
});
