import type { IDataObject } from 'n8n-workflow';

import { PlatformError } from '../../../shared/errors';
import type { Call } from '../../../shared/operation';
import { gid } from '../../client/ids';
import type { Shop } from '../../client/shop';
import { InventoryLevel } from '../../payloads/inventoryLevel';
import type { Node } from '../../payloads/payload';
import { notFound } from '../kit';

/** Global ids of the pair that makes a level. */
export const pair = ({ inventory_item_id: item, location_id: location }: IDataObject) => ({
	inventoryItemId: gid('InventoryItem', item),
	locationId: gid('Location', location),
});

/** Stock of one item at one location is changed in the order of the items of a run. */
export const levelSubject = ({ inventory_item_id: item, location_id: location }: IDataObject) =>
	`${String(item)}@${String(location)}`;

const ofPair = (selection: string, inactive: boolean) =>
	`query InventoryLevelOf($inventoryItemId: ID!, $locationId: ID!) { location(id: $locationId) { id } inventoryItem(id: $inventoryItemId) { id inventoryLevel(locationId: $locationId${inactive ? ', includeInactive: true' : ''}) { ${selection} } } }`;

/**
 * The level of an item at a location, inactive ones included; null when there is none.
 *
 * @throws PlatformError when there is no such item or location
 */
export async function findLevel(
	{ input }: Call,
	shop: Shop,
): Promise<{ id: string; isActive: boolean } | null> {
	const { inventoryItem, location } = await shop.query(ofPair('id isActive', true), pair(input));
	if (!inventoryItem) throw notFound('Inventory item', input.inventory_item_id);
	if (!location) throw notFound('Location', input.location_id);
	return (inventoryItem as Node).inventoryLevel as { id: string; isActive: boolean } | null;
}

/**
 * The level as it is now. The answers to changes of quantities do not hold it: where nothing
 * changed they are empty.
 */
export async function readLevel({ input, fields }: Call, shop: Shop): Promise<IDataObject> {
	const data = await shop.query(ofPair(shop.selection(InventoryLevel, fields), false), pair(input));
	const level = (data.inventoryItem as Node | null)?.inventoryLevel;
	if (!level) throw notStocked(input);
	return await shop.record(InventoryLevel, level, fields);
}

export const notStocked = ({ inventory_item_id: item, location_id: location }: IDataObject) =>
	new PlatformError({
		message: `Inventory item ${String(item)} is not stocked at location ${String(location)}`,
		advice: "Use 'Connect' or 'Set' to stock it there.",
		code: '404',
	});
