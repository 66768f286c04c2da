import { InputError, PlatformError } from '../../../shared/errors';
import type { Call, Page, PageRequest } from '../../../shared/operation';
import { MAX_PAGE } from '../../client/cost';
import type { Shop } from '../../client/shop';
import { Customer } from '../../payloads/customer';
import type { Node } from '../../payloads/payload';
import { dig } from '../../payloads/payload';

/** Shopify's lists end after this many objects. */
const MOST = 25_000;

const numberAt = (path: string) => (node: Node) => Number(dig(node, path) ?? 0);

/** Orders that Shopify does not know: what each needs, and the value that counts. */
export const OWN_SORTS: Record<string, { select: string; value(node: Node): number | undefined }> =
	{
		last_order_date: {
			select: 'lastOrder { createdAt }',
			value(node) {
				const time = dig(node, 'lastOrder.createdAt');
				return time === null ? undefined : Date.parse(String(time));
			},
		},
		orders_count: { select: 'numberOfOrders', value: numberAt('numberOfOrders') },
		total_spent: { select: 'amountSpent { amount }', value: numberAt('amountSpent.amount') },
	};

interface Sort {
	query?: string;
	by: string;
	descending: boolean;
}

const orders = new WeakMap<Call, Promise<string[]>>();

/**
 * One page of customers in an order that Shopify does not know.
 *
 * Sorting one page only would give wrong first customers, so all that match are read, with
 * nothing but the value that counts, and sorted here; then the page's customers are read whole.
 */
export async function sortedPage(
	call: Call,
	shop: Shop,
	{ limit, cursor }: PageRequest,
	sort: Sort,
): Promise<Page> {
	const known = orders.get(call) ?? readOrder(call, shop, sort);
	orders.set(call, known);
	const ids = await known;
	const from = start(cursor);
	const size = Math.min(limit, MAX_PAGE);
	const found = await shop.byIds(Customer, ids.slice(from, from + size), call.fields);
	return {
		records: found.filter((record) => record !== null),
		next: from + size < ids.length ? `sorted:${from + size}` : null,
		previous: from > 0 ? `sorted:${Math.max(0, from - size)}` : null,
	};
}

function start(cursor: string | undefined): number {
	const [, place] = /^sorted:(\d+)$/.exec(cursor ?? 'sorted:0') ?? [];
	if (place === undefined) throw new InputError("'Page Cursor' is not one of this list");
	return Number(place);
}

/** The ids of all customers that match, in order. */
async function readOrder(call: Call, shop: Shop, { query, by, descending }: Sort) {
	const { select, value } = OWN_SORTS[by];
	const text = `query SortCustomers($first: Int!, $cursor: String, $query: String) { customers(first: $first, after: $cursor, query: $query, sortKey: ID) { nodes { id ${select} } pageInfo { hasNextPage endCursor } } }`;
	const rows: Array<{ id: string; value: number | undefined }> = [];
	for (let cursor: unknown = null; ;) {
		const data = await shop.query(text, {
			first: MAX_PAGE,
			cursor: cursor as string | null,
			query: query ?? null,
		});
		const { nodes, pageInfo } = data.customers as { nodes: Node[]; pageInfo: Node };
		for (const node of nodes) rows.push({ id: String(node.id), value: value(node) });
		if (pageInfo.hasNextPage !== true) break;
		if (rows.length >= MOST) {
			throw new PlatformError({
				message: `More than ${MOST.toLocaleString('en')} customers match, too many to sort by '${by}'`,
				advice: "Narrow the query, or choose another 'Sort By' that Shopify knows.",
			});
		}
		cursor = pageInfo.endCursor;
	}
	call.hint(
		`Shopify cannot sort customers by '${by}': all ${rows.length} that match were read and sorted here. A customer without a value comes last.`,
	);
	return rows.sort((a, b) => compare(a.value, b.value, descending)).map(({ id }) => id);
}

/** Sorting keeps the order of equal ones, which is that of the ids. */
function compare(a: number | undefined, b: number | undefined, descending: boolean): number {
	if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
	return descending ? b - a : a - b;
}
