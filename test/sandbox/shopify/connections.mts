import { refuse } from './errors.mts';

export interface PageArgs {
	first?: number | null;
	last?: number | null;
	after?: string | null;
	before?: string | null;
	reverse?: boolean | null;
}

/** How a list is ordered and how its cursors are made. */
export interface Ordering<T> {
	/** The number in the cursor's `last_id`; breaks ties. */
	id(item: T): number;
	/** The sort value in the cursor's `last_value`. */
	value(item: T): string | number;
}

export interface Connection<T> {
	nodes: T[];
	edges: Array<{ cursor: string; node: T }>;
	pageInfo: {
		hasNextPage: boolean;
		hasPreviousPage: boolean;
		startCursor: string | null;
		endCursor: string | null;
	};
	totalCount: number;
}

/** The greatest page Shopify gives. */
const MAX_PAGE = 250;

/**
 * One page of a list, with cursors that stay right when objects come and go between two pages.
 *
 * Exactly one of `first` and `last` is needed; cursors are base64 of `{"last_id":n,"last_value":v}`
 * and the page begins behind that pair in the order, whether the object still exists or not.
 * Throws Shopify's BAD_REQUEST refusals.
 */
export function connection<T>(items: T[], args: PageArgs, ordering: Ordering<T>): Connection<T> {
	const size = pageSize(args);
	const direction = args.reverse === true ? -1 : 1;
	const keyed = items.map((item) => ({ item, key: keyOf(item, ordering) }));
	keyed.sort((a, b) => direction * compare(a.key, b.key));
	const after = typeof args.after === 'string' ? decodeCursor(args.after) : undefined;
	const before = typeof args.before === 'string' ? decodeCursor(args.before) : undefined;
	const window = keyed.filter(({ key }) => {
		return (
			(after === undefined || direction * compare(key, after) > 0) &&
			(before === undefined || direction * compare(key, before) < 0)
		);
	});
	const backwards = !wholeLists && typeof args.last === 'number';
	const page = backwards ? window.slice(Math.max(0, window.length - size)) : window.slice(0, size);
	const edges = page.map(({ item, key }) => ({ cursor: encodeCursor(key), node: item }));
	const firstIndex = page.length === 0 ? -1 : keyed.indexOf(page[0]);
	return {
		nodes: edges.map((edge) => edge.node),
		edges,
		pageInfo: {
			// An empty page has both flags false and no cursors.
			hasNextPage: page.length > 0 && firstIndex + page.length < keyed.length,
			hasPreviousPage: firstIndex > 0,
			startCursor: edges[0]?.cursor ?? null,
			endCursor: edges.at(-1)?.cursor ?? null,
		},
		totalCount: items.length,
	};
}

/** A connection in the list's own order (positions, line items): the cursor holds the place. */
export function listConnection<T extends { id: string }>(
	items: T[],
	args: PageArgs,
	number: (id: string) => number,
): Connection<T> {
	const place = new Map(items.map((item, index) => [item, index + 1]));
	return connection(items, args, {
		id: (item) => number(item.id),
		value: (item) => place.get(item) ?? 0,
	});
}

/** The first so many entries of a plain list field with a `first` argument. */
export function head<T>(items: T[], first: number | null | undefined): T[] {
	return typeof first === 'number' ? items.slice(0, Math.max(0, first)) : items;
}

let wholeLists = false;

/** Runs something in which lists are not cut into pages, as in bulk operations. */
export function withWholeLists<T>(run: () => T): T {
	wholeLists = true;
	try {
		return run();
	} finally {
		wholeLists = false;
	}
}

function pageSize({ first, last }: PageArgs): number {
	if (wholeLists) return Infinity;
	const hasFirst = typeof first === 'number';
	const hasLast = typeof last === 'number';
	if (hasFirst && hasLast) {
		throw refuse('BAD_REQUEST', 'providing both first and last is not supported');
	}
	const size = hasFirst ? first : last;
	if (typeof size !== 'number') {
		throw refuse('BAD_REQUEST', 'you must provide one of first or last');
	}
	// Neither refusal is recorded; the wording follows the documented limit.
	if (size < 0) throw refuse('BAD_REQUEST', 'page size must not be negative');
	if (size > MAX_PAGE) throw refuse('BAD_REQUEST', `page size must not exceed ${MAX_PAGE}`);
	return size;
}

interface Key {
	id: number;
	value: string | number;
}

function keyOf<T>(item: T, ordering: Ordering<T>): Key {
	return { id: ordering.id(item), value: ordering.value(item) };
}

function compare(a: Key, b: Key): number {
	if (typeof a.value === 'number' && typeof b.value === 'number') {
		return a.value - b.value || a.id - b.id;
	}
	const [left, right] = [String(a.value), String(b.value)];
	return left < right ? -1 : left > right ? 1 : a.id - b.id;
}

function encodeCursor(key: Key): string {
	const text = JSON.stringify({ last_id: key.id, last_value: key.value });
	return Buffer.from(text).toString('base64');
}

function decodeCursor(cursor: string): Key {
	try {
		const parsed = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8')) as {
			last_id?: unknown;
			last_value?: unknown;
		};
		const { last_id: id, last_value: value } = parsed;
		if (typeof id === 'number' && (typeof value === 'string' || typeof value === 'number')) {
			return { id, value };
		}
	} catch {
		// Falls through to the refusal.
	}
	throw refuse('BAD_REQUEST', 'Malformed cursor');
}
