import { ITEM_NULLS, LEVEL_NULLS } from './moreNulls.mts';
import { documentedInput, json, listOf, must, recordOf } from '../step.mts';
import { sameId, type Outcome, type Step, text, type World } from '../step.mts';

const itemOf = ({ variant }: World) => (variant?.inventory_item_id ?? null) as number | null;

const pair = (world: World) => ({
	inventory_item_id: itemOf(world),
	location_id: (world.otherLocation?.id ?? null) as number | null,
});

/** The level is that of the item at the location, with so much on it. */
const level = (outcome: Outcome, world: World, available?: number): string[] => {
	const found = recordOf(outcome, 'inventory_level');
	return [
		...must(sameId(found.inventory_item_id, itemOf(world)), 'it is of another item'),
		...must(sameId(found.location_id, world.otherLocation?.id), 'it is at another location'),
		...must(
			available === undefined || found.available === available,
			`${text(found.available)} available instead of ${available}`,
		),
	];
};

/** Stocks the variant at a further location, counts, and takes it away from there. */
export const INVENTORY_STEPS: Step[] = [
	{
		resource: 'inventoryItem',
		operation: 'get',
		needs: ['variant'],
		parameters: (world) => json({ inventory_item_id: itemOf(world) }),
		nulls: ITEM_NULLS,
		check: (outcome, world) =>
			must(sameId(recordOf(outcome, 'inventory_item').id, itemOf(world)), 'another item came'),
	},
	{
		resource: 'inventoryItem',
		operation: 'update',
		needs: ['variant'],
		parameters: (world) =>
			json({
				...documentedInput('inventoryItem', 'update'),
				inventory_item_id: itemOf(world),
				sku: `PROD-${world.mark}`,
				country_code_of_origin: 'US',
				province_code_of_origin: 'CA',
				harmonized_system_code: '610910',
			}),
		nulls: ITEM_NULLS,
		check: (outcome, { mark }) => {
			const item = recordOf(outcome, 'inventory_item');
			return [
				...must(item.sku === `PROD-${mark}`, `its SKU is ${text(item.sku)}`),
				...must(item.cost === '15.99', `it costs ${text(item.cost)}`),
				...must(item.tracked === true, 'its stock is not counted'),
				...must(item.country_code_of_origin === 'US', 'the country of origin is another'),
			];
		},
	},
	{
		resource: 'inventoryItem',
		operation: 'getAll',
		needs: ['variant'],
		patience: 40_000,
		parameters: (world) => json({ configuration: { ids: [itemOf(world)] }, limit: 50 }),
		nulls: ITEM_NULLS,
		check: (outcome, world) => {
			const items = listOf(outcome, 'inventory_items');
			return must(
				items.length === 1 && sameId(items[0].id, itemOf(world)),
				`${items.length} items instead of the one`,
			);
		},
	},
	{
		resource: 'inventoryLevel',
		operation: 'connect',
		needs: ['variant', 'location'],
		parameters: (world) => json({ ...pair(world), relocate_if_necessary: true }),
		nulls: LEVEL_NULLS,
		check: (outcome, world) => level(outcome, world),
	},
	{
		resource: 'inventoryLevel',
		operation: 'set',
		needs: ['variant', 'location'],
		parameters: (world) => json({ ...documentedInput('inventoryLevel', 'set'), ...pair(world) }),
		nulls: LEVEL_NULLS,
		check: (outcome, world) => level(outcome, world, 100),
	},
	{
		resource: 'inventoryLevel',
		operation: 'set',
		about: 'the same again',
		needs: ['variant', 'location'],
		parameters: (world) => json({ ...documentedInput('inventoryLevel', 'set'), ...pair(world) }),
		nulls: LEVEL_NULLS,
		check: (outcome, world) => level(outcome, world, 100),
	},
	{
		resource: 'inventoryLevel',
		operation: 'adjust',
		needs: ['variant', 'location'],
		parameters: (world) => json({ ...documentedInput('inventoryLevel', 'adjust'), ...pair(world) }),
		nulls: LEVEL_NULLS,
		check: (outcome, world) => level(outcome, world, 110),
	},
	{
		resource: 'inventoryLevel',
		operation: 'getAll',
		needs: ['variant', 'location'],
		parameters: (world) => {
			const { inventory_item_id: item, location_id: location } = pair(world);
			const configuration = { location_ids: [location], inventory_item_ids: [item] };
			return json({ configuration, limit: 50 });
		},
		nulls: LEVEL_NULLS,
		check: (outcome) => {
			const levels = listOf(outcome, 'inventory_levels');
			return must(
				levels.length === 1 && levels[0].available === 110,
				`${levels.length} levels instead of the one with 110`,
			);
		},
	},
	{
		resource: 'inventoryLevel',
		operation: 'delete',
		needs: ['variant', 'location'],
		parameters: (world) => json(pair(world)),
		nulls: [],
		// Everything is stocked somewhere: a shop with one location keeps it there.
		mayRefuse: ({ location, otherLocation }) =>
			location === otherLocation ? /at a minimum of 1 location/ : undefined,
		check: ({ payload }) => must(payload.deleted === true, 'no deleted: true'),
	},
];
