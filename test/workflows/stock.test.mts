import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { numberOf, ShopifyUnderTest } from './shopify.mts';

let sandbox: Sandbox;
let shopify: ShopifyUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox({ bucket: { maximum: 20_000, restoreRate: 1000 } });
	shopify = new ShopifyUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.control.reset());

const items = () => sandbox.shopify.db.products.flatMap(({ variants }) => variants);
const active = () => sandbox.shopify.db.locations.filter(({ isActive }) => isActive);

/** An item, a location that stocks it, and one that never did. */
function aPair() {
	for (const { item } of items()) {
		const free = active().find(({ id }) => !item.levels.some((each) => each.locationId === id));
		const [level] = item.levels;
		if (free === undefined || item.levels.length !== 1 || !level.isActive) continue;
		return {
			level,
			here: { inventory_item_id: numberOf(item.id), location_id: numberOf(level.locationId) },
			there: { inventory_item_id: numberOf(item.id), location_id: numberOf(free.id) },
		};
	}
	throw new Error('The sandbox has no such item');
}

/** Runs an operation; each run is an execution of its own. */
let executions = 0;
async function payload(operation: string, input: IDataObject, parameters: IDataObject = {}) {
	executions += 1;
	const { items: output, error } = await shopify.payload('inventoryLevel', operation, input, {
		executionId: `stock-${executions}`,
		parameters: parameters as never,
	});
	return { record: output[0]?.json, error };
}

const effects = () => sandbox.control.effects().map(({ mutation }) => mutation);

describe('adjusting', () => {
	it('changes the stock once although the answer was lost', async () => {
		const { here, level } = aPair();
		const before = level.quantities.available;
		sandbox.control.addFault({ kind: 'resetAfter', operation: '^AdjustInventory', times: 2 });
		const { record } = await payload('adjust', { ...here, available_adjustment: 10 });
		expect(record.available).toBe(before + 10);
		expect(effects()).toEqual(['inventoryAdjustQuantities']);
	});

	it('answers the level when nothing changes', async () => {
		const { here, level } = aPair();
		const { record } = await payload('adjust', { ...here, available_adjustment: 0 });
		expect(record.available).toBe(level.quantities.available);
	});

	it('changes nothing where the item is not stocked', async () => {
		const { error } = await payload('adjust', { ...aPair().there, available_adjustment: 1 });
		expect(error?.message).toContain('is not stocked at location');
		expect(effects()).toEqual([]);
	});
});

describe('setting', () => {
	it('stocks the item first where it never was', async () => {
		const { record } = await payload('set', { ...aPair().there, available: 7 });
		expect(record.available).toBe(7);
		expect(effects()).toEqual(['inventoryActivate']);
	});

	it('does not bring an old quantity back', async () => {
		const { there } = aPair();
		await payload('set', { ...there, available: 7 });
		await payload('delete', there);
		const { record } = await payload('set', { ...there, available: 3 });
		expect(record.available).toBe(3);
	});

	it('says that the item is connected when the quantity could not be set', async () => {
		const { there } = aPair();
		await payload('set', { ...there, available: 7 });
		await payload('delete', there);
		const { error } = await payload('set', { ...there, available: 2_000_000_000 });
		expect(error?.message).toContain("can't be higher than");
		expect(error?.description).toContain('The item was connected to the location');
	});

	it('accepts the present quantity', async () => {
		const { here, level } = aPair();
		const { available } = level.quantities;
		const { record } = await payload('set', { ...here, available });
		expect(record.available).toBe(available);
		expect(effects()).toEqual([]);
	});
});

it('keeps the last location of an item', async () => {
	const { error } = await payload('delete', aPair().here);
	expect(error?.message).toContain('stocked at a minimum of 1 location');
});

it.each([
	['locations', 100],
	['items', 33],
])('lists all levels by %s, in pages of %i', async (by, limit) => {
	const configuration =
		by === 'items'
			? { inventory_item_ids: items().map(({ item }) => numberOf(item.id)) }
			: { location_ids: active().map(({ id }) => numberOf(id)) };
	const seen = new Set<string>();
	let count = 0;
	let cursor: unknown = '';
	do {
		const parameters = { output: 'fullPayload', options: cursor ? { pageCursor: cursor } : {} };
		const { record } = await payload('getAll', { configuration, limit }, parameters as IDataObject);
		const levels = record.inventory_levels as IDataObject[];
		for (const level of levels) seen.add(level.admin_graphql_api_id as string);
		count += levels.length;
		cursor = record.next_page;
	} while (cursor !== null);
	const stocked = items().flatMap(({ item }) => item.levels.filter(({ isActive }) => isActive));
	expect(seen.size).toBe(stocked.length);
	expect(count).toBe(stocked.length);
});
