import type { IDataObject } from 'n8n-workflow';

import { PlatformError } from '../../../shared/errors';
import type { Call } from '../../../shared/operation';
import { MAX_PAGE } from '../../client/cost';
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
export const levelSubject = (input: IDataObject) => {
	const { inventoryItemId, locationId } = pair(input);
	return `${inventoryItemId}@${locationId}`;
};

const ITEMS = { path: 'ids', most: MAX_PAGE, results: 'nodes' };

/** Reads an item's level at a location, those of many items at one location in one request. */
async function ofPair(
	input: IDataObject,
	shop: Shop,
	{ selection, ...more }: { selection: string; inactive?: boolean; first?: boolean },
): Promise<{ inventoryItem: Node | null; location: unknown }> {
	const { inventoryItemId, locationId } = pair(input);
	const which = more.inactive ? ', includeInactive: true' : '';
	const { nodes, location } = await shop.query(
		`query InventoryLevelOf($ids: [ID!]!, $locationId: ID!) { location(id: $locationId) { id } nodes(ids: $ids) { ... on InventoryItem { id inventoryLevel(locationId: $locationId${which}) { ${selection} } } } }`,
		{ ids: [inventoryItemId], locationId },
		{ list: ITEMS, first: more.first },
	);
	const [item] = nodes as Array<Node | null>;
	return { inventoryItem: item?.id ? item : null, location };
}

/**
 * The level of an item at a location, inactive ones included; null when there is none.
 *
 * @throws PlatformError when there is no such item or location
 */
export async function findLevel(
	{ input }: Call,
	shop: Shop,
): Promise<{ id: string; isActive: boolean } | null> {
	const { inventoryItem, location } = await ofPair(input, shop, {
		selection: 'id isActive',
		inactive: true,
		first: true,
	});
	if (!inventoryItem) throw notFound('Inventory item', input.inventory_item_id);
	if (!location) throw notFound('Location', input.location_id);
	return inventoryItem.inventoryLevel as { id: string; isActive: boolean } | null;
}

/**
 * The level as it is now. The answers to changes of quantities do not hold it: where nothing
 * changed they are empty.
 */
export async function readLevel({ input, fields }: Call, shop: Shop): Promise<IDataObject> {
	const selection = shop.selection(InventoryLevel, fields);
	const { inventoryItem } = await ofPair(input, shop, { selection });
	const level = inventoryItem?.inventoryLevel;
	if (!level) throw notStocked(input);
	return await shop.record(InventoryLevel, level, fields);
}

/**
 * A list of quantities of several levels in one mutation. When some are refused none is changed;
 * that is inferred, so the answer has to show it: then it holds no group of changes.
 */
export const quantities = (path: string) => ({
	path,
	most: MAX_PAGE,
	results: 'inventoryAdjustmentGroup',
	untouched: ({ inventoryAdjustmentGroup: group }: Node) => group === null,
});

export const notStocked = ({ inventory_item_id: item, location_id: location }: IDataObject) =>
	new PlatformError({
		message: `Inventory item ${String(item)} is not stocked at location ${String(location)}`,
		advice: "Use 'Connect' or 'Set' to stock it there.",
		code: '404',
	});
