import { PlatformError } from '../../shared/errors';
import type { Node } from '../payloads/payload';
import { bulkPlan } from './bulkQuery';
import { documentCost, MAX_PAGE, pageSize } from './cost';
import type { ListQuery, Shop } from './shop';

/** Shopify's lists end after this many objects, however they are paged. */
export const MOST_BY_PAGES = 25_000;

/** How many objects a list has, by its root field. Variants have an inventory item each. */
const COUNTS = new Map([
	['orders', 'ordersCount'],
	['products', 'productsCount'],
	['customers', 'customersCount'],
	['abandonedCheckouts', 'abandonedCheckoutsCount'],
	['inventoryItems', 'productVariantsCount'],
]);

/** Counts that take other search words than the list, so that only the whole is counted. */
const COUNT_WHOLE = ['inventoryItems', 'customers'];

/** A bucket is filled in so many seconds on every plan (2,000 points at 100 a second). */
const FILL_S = 20;

/** What bulk operations take, in seconds: until one runs, and for each object (recorded: 1,459 in a second). */
const BULK_START_S = 5;
const BULK_OBJECT_S = 1 / 1000;

/** Entries that a nested list is taken to have. */
const USUAL_NESTED = 3;

/** Seconds that one page takes besides its points. */
const PAGE_S = 0.3;

/**
 * Whether a list is read sooner in bulk than page by page, by its count and the points that its
 * pages cost. Beyond 25,000 objects there is no choice: pages end there.
 */
export async function bulkChoice(
	shop: Shop,
	list: ListQuery,
): Promise<'pages' | 'bulk' | 'onlyBulk'> {
	const filtered = list.query !== undefined;
	const countsAll = COUNT_WHOLE.includes(list.root);
	const count = await countOf(shop, countsAll ? { ...list, query: undefined } : list);
	if (count === undefined) return 'pages';
	// Also where nothing but the whole can be counted: pages might end too early.
	if (count > MOST_BY_PAGES) return 'onlyBulk';
	if (countsAll && filtered) return 'pages';
	const restore = shop.capacity / FILL_S;
	const plan = bulkPlan(list, shop.version);
	const inside = shop.selection(list.table, list.fields, list.keep?.select);
	const page = `query List($first: Int!) { ${list.root}(first: $first) { nodes { ${inside} } } }`;
	const size = pageSize(page, {}, MAX_PAGE);
	const pages = Math.ceil(count / size);
	const points = pages * documentCost(page, { first: size });
	const later = plan.later
		? documentCost(`query Later { nodes { ... on ${list.table.type} { ${plan.later} } } }`, {})
		: 0;
	const laterPoints = Math.ceil(count / MAX_PAGE) * later;
	const wait = (all: number) => Math.max(0, all - shop.capacity / 2) / restore;
	const objects = count * (1 + USUAL_NESTED * plan.nested.size);
	const byPages = Math.max(wait(points), pages * PAGE_S);
	const inBulk = BULK_START_S + objects * BULK_OBJECT_S + wait(laterPoints);
	return inBulk < byPages ? 'bulk' : 'pages';
}

async function countOf(shop: Shop, list: ListQuery): Promise<number | undefined> {
	const root = COUNTS.get(list.inBulk?.root ?? list.root);
	if (root === undefined) return undefined;
	try {
		const data = await shop.alone(
			`query CountList($query: String) { count: ${root}(query: $query, limit: null) { count } }`,
			{ query: list.query ?? null },
		);
		return Number((data.count as Node).count);
	} catch (error) {
		// Not to know the count is no reason to fail.
		if (error instanceof PlatformError) return undefined;
		throw error instanceof Error ? error : new PlatformError({ message: String(error) });
	}
}
