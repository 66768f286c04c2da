import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../sandbox/index.mts';
import type { InventoryItem, Location } from '../sandbox/shopify/model.mts';

/** What the samples of inventory items, levels and locations need of the shop. */

const number = (gid: string): number => Number(/\/(\d+)/.exec(gid)?.[1]);

const items = ({ shopify }: Sandbox): InventoryItem[] =>
	shopify.db.products.flatMap(({ variants }) => variants.map(({ item }) => item));

const isStocked = (item: InventoryItem, { id }: Location): boolean =>
	item.levels.some(({ isActive, locationId }) => isActive && locationId === id);

/** An item, an active location that stocks it, and one that does not. */
function stocked(sandbox: Sandbox): { item: InventoryItem; here: IDataObject; there: IDataObject } {
	const locations = sandbox.shopify.db.locations.filter(({ isActive }) => isActive);
	for (const item of items(sandbox)) {
		const has = locations.find((location) => isStocked(item, location));
		const lacks = locations.find(({ id }) => !item.levels.some((each) => each.locationId === id));
		if (!has || !lacks) continue;
		const pair = ({ id }: Location) => ({
			inventory_item_id: number(item.id),
			location_id: number(id),
		});
		return { item, here: pair(has), there: pair(lacks) };
	}
	throw new Error('The sandbox has no such inventory item');
}

/** Items of which every documented field has a value. */
function described(sandbox: Sandbox): number[] {
	const some = items(sandbox).slice(0, 2);
	for (const item of some) {
		Object.assign(item, {
			cost: 1599,
			sku: 'PROD-001',
			countryCodeOfOrigin: 'US',
			provinceCodeOfOrigin: 'CA',
			harmonizedSystemCode: '610910',
			countryCodes: [{ countryCode: 'US', harmonizedSystemCode: '6109100000' }],
		});
	}
	return some.map(({ id }) => number(id));
}

type Arrange = (sandbox: Sandbox) => IDataObject | Promise<IDataObject>;

const anItem: Arrange = (sandbox) => ({ inventory_item_id: described(sandbox)[0] });
const aLocation: Arrange = ({ shopify }) => ({ location_id: number(shopify.db.locations[0].id) });

export const INVENTORY_ARRANGEMENTS: Record<string, Arrange> = {
	'inventoryItem.get': anItem,
	'inventoryItem.getAll': (sandbox) => ({ configuration: { ids: described(sandbox) }, limit: 1 }),
	'inventoryItem.update': anItem,
	'inventoryLevel.adjust': (sandbox) => stocked(sandbox).here,
	'inventoryLevel.connect': (sandbox) => stocked(sandbox).there,
	'inventoryLevel.delete': (sandbox) => {
		// The last level of an item stays, so it gets another one.
		const { item, here } = stocked(sandbox);
		item.levels.push({ ...item.levels[0], id: 'gid://shopify/InventoryLevel/1', locationId: '' });
		return here;
	},
	'inventoryLevel.getAll': (sandbox) => {
		const { item } = stocked(sandbox);
		const ids = [number(item.id), number(items(sandbox)[1].id)];
		const locations = sandbox.shopify.db.locations.map(({ id }) => number(id));
		return { configuration: { inventory_item_ids: ids, location_ids: locations }, limit: 1 };
	},
	'inventoryLevel.set': (sandbox) => stocked(sandbox).there,
	'location.get': aLocation,
	'location.getInventoryLevels': aLocation,
};
