import { gid } from '../../client/ids';
import { locationLocator } from '../../lookups/location';
import { INVENTORY_LEVEL_SIMPLIFIED, InventoryLevel } from '../../payloads/inventoryLevel';
import { fieldNames, listOperation } from '../kit';
import sample from './getInventoryLevels.sample.json';

export const getLocationInventoryLevels = listOperation({
	resource: 'location',
	operation: 'getInventoryLevels',
	option: {
		name: 'Get Inventory Levels',
		action: 'Get the inventory levels of a location',
		description: 'Get what is available of each inventory item at one location',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_locations', 'read_inventory'],
	properties: [{ ...locationLocator, description: 'The location whose stock to get' }],
	answer: {
		key: 'inventory_levels',
		fields: fieldNames(InventoryLevel),
		simplified: INVENTORY_LEVEL_SIMPLIFIED,
	},
	sample,
	async list({ input, fields }, shop, page) {
		return await shop.page(
			{
				root: 'inventoryLevels',
				of: { id: gid('Location', input.location_id), type: 'Location' },
				table: InventoryLevel,
				fields,
			},
			page,
		);
	},
});
