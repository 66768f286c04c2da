import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { InventoryLevel } from '../../payloads/inventoryLevel';
import { pair } from './level';

/**
 * Stocks an item at a location.
 *
 * @param available only where the item has never been stocked: an inactive level comes back with
 * its old quantities, and an active one refuses a quantity
 * @param relocate leave the locations that cannot keep the item at the same time
 */
export async function activate(
	call: Call,
	shop: Shop,
	{ available, relocate }: { available?: unknown; relocate: boolean },
): Promise<IDataObject> {
	const { inventoryLevel } = await shop.mutate(
		`mutation ConnectInventory($inventoryItemId: ID!, $locationId: ID!, $available: Int, $relocate: Boolean, $key: String!) { inventoryActivate(inventoryItemId: $inventoryItemId, locationId: $locationId, available: $available, stockAtLegacyLocation: $relocate) @idempotent(key: $key) { inventoryLevel { ${shop.selection(InventoryLevel, call.fields)} } userErrors { field message } } }`,
		{
			...pair(call.input),
			...(available === undefined ? {} : { available }),
			relocate,
			key: call.idempotencyKey('activate'),
		},
		{ repeatable: true, first: true, check: 'whether the item is stocked at the location' },
	);
	return await shop.record(InventoryLevel, inventoryLevel, call.fields);
}
