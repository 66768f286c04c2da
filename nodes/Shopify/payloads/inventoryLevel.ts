import type { Payload } from './payload';
import { derived, nodesIn, numberIn, payload, plain } from './payload';

/** What an inventory item has at a location. */
export const InventoryLevel: Payload = payload('InventoryLevel', {
	inventory_item_id: numberIn('item.id'),
	location_id: numberIn('location.id'),
	available: derived(
		'quantities(names: ["available"]) { quantity }',
		({ quantities }) => nodesIn(quantities)[0]?.quantity ?? null,
		'quantities, the available one',
	),
	updated_at: plain('updatedAt'),
	admin_graphql_api_id: plain('id'),
});

export const INVENTORY_LEVEL_SIMPLIFIED: readonly string[] = [
	'inventory_item_id',
	'location_id',
	'available',
	'updated_at',
];
