/** Fields of an inventory level: those of 2026-01. */
export const INVENTORY_LEVEL_FIELDS = [
	'inventory_item_id',
	'location_id',
	'stock',
	'updated_at',
] as const;

export const INVENTORY_LEVEL_SIMPLIFIED = [
	'inventory_item_id',
	'location_id',
	'stock',
	'updated_at',
] as const;
