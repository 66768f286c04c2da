import { gid } from '../../client/ids';
import { locationLocator } from '../../lookups/location';
import { INVENTORY_LEVEL_SIMPLIFIED, InventoryLevel } from '../../payloads/inventoryLevel';
import { recordLayout, queryOperation } from '../kit';
import sample from './getInventoryLevels.sample.json';

export const getLocationInventoryLevels = queryOperation({
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
		...recordLayout(InventoryLevel),
		simplified: INVENTORY_LEVEL_SIMPLIFIED,
	},
	sample,
	query({ input, fields }) {
		const id = gid('Location', input.location_id);
		return {
			root: 'inventoryLevels',
			of: { id, type: 'Location' },
			inBulk: {
				root: 'inventoryItems',
				field: `inventoryLevel(locationId: ${JSON.stringify(id)})`,
			},
			table: InventoryLevel,
			fields,
		};
	},
});
