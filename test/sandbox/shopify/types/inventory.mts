import { connection, type PageArgs } from '../connections.mts';
import type { Args, Context, Resolvers } from '../context.mts';
import { gid, idNumber } from '../ids.mts';
import type { InventoryItem, InventoryLevel, Variant } from '../model.mts';
import { moneyV2 } from '../money.mts';
import type { Store } from '../store.mts';
import { INVENTORY_LEVEL_FILTERS } from '../search/filters.mts';
import { byId, counted, legacyResourceId, nothing, searched } from './shared.mts';

interface LevelArgs extends PageArgs {
	includeInactive?: boolean | null;
}

/** The levels of an item that a reader sees: inactive ones only when asked for. */
export function levelsOf(item: InventoryItem, args: LevelArgs): InventoryLevel[] {
	return item.levels.filter((level) => level.isActive || args.includeInactive === true);
}

/** The quantity of a name at a level; on_hand is the sum of what lies there. */
export function quantityOf(level: InventoryLevel, name: string): number {
	const has = (each: string): number => level.quantities[each] ?? 0;
	if (name !== 'on_hand') return has(name);
	const here = ['available', 'committed', 'damaged', 'quality_control', 'reserved', 'safety_stock'];
	return here.map(has).reduce((a, b) => a + b, 0);
}

function variantOf(item: InventoryItem, store: Store): Variant | undefined {
	return store.variant(item.variantId);
}

export const inventoryTypes: Resolvers = {
	InventoryItem: {
		legacyResourceId,
		measurement: (item: InventoryItem) => ({
			id: gid('InventoryItemMeasurement', idNumber(item.id)),
			weight: item.weight,
		}),
		unitCost: (item: InventoryItem, _args: Args, { store }: Context) => {
			return item.cost === null ? null : moneyV2(item.cost, store.shop.currency);
		},
		variant: (item: InventoryItem, _args: Args, { store }: Context) => variantOf(item, store),
		variants: (item: InventoryItem, args: PageArgs, { store }: Context) => {
			const variant = variantOf(item, store);
			return byId(variant === undefined ? [] : [variant], args);
		},
		locationsCount: (item: InventoryItem) => counted(levelsOf(item, {}).length, null),
		duplicateSkuCount: (item: InventoryItem, _args: Args, { store }: Context) => {
			const all = store.products.flatMap((product) => product.variants);
			const same = all.filter((variant) => variant.item.sku === item.sku);
			return item.sku === null ? 0 : same.length - 1;
		},
		trackedEditable: () => ({ locked: false, reason: null }),
		countryHarmonizedSystemCodes: (item: InventoryItem, args: PageArgs) => {
			const codes = item.countryCodes ?? [];
			return connection(codes, args, { id: (code) => codes.indexOf(code), value: () => 0 });
		},
		inventoryHistoryUrl: nothing,
		inventoryLevel: (item: InventoryItem, args: LevelArgs & { locationId: string }) => {
			return levelsOf(item, args).find((level) => level.locationId === args.locationId) ?? null;
		},
		inventoryLevels: (item: InventoryItem, args: LevelArgs & Args, context: Context, info) => {
			const levels = levelsOf(item, args);
			return byId(searched(levels, args, INVENTORY_LEVEL_FILTERS, context, info), args);
		},
	},
	InventoryLevel: {
		item: (level: InventoryLevel, _args: Args, { store }: Context) => {
			return store.get<InventoryItem>('InventoryItem', level.itemId);
		},
		location: (level: InventoryLevel, _args: Args, { store }: Context) => {
			return store.location(level.locationId);
		},
		canDeactivate: (level: InventoryLevel, _args: Args, { store }: Context) => {
			const item = store.get<InventoryItem>('InventoryItem', level.itemId);
			return (item?.levels.filter((each) => each.isActive).length ?? 0) > 1;
		},
		deactivationAlert: nothing,
		quantities: (level: InventoryLevel, args: { names: string[] }) => {
			return args.names.map((name) => ({
				id: gid('InventoryQuantity', `${idNumber(level.id)}?name=${name}`),
				name,
				quantity: quantityOf(level, name),
				updatedAt: level.updatedAt,
			}));
		},
	},
};
