import type { Outgoing } from '../http.mts';
import { ok, Refusal, refused } from './answers.mts';
import type { Row } from './store.mts';

/** A list request: where it was asked, and what with. */
export interface ListRequest {
	/** Full address of the list, without query. */
	url: string;
	query: URLSearchParams;
}

interface Cursor {
	/** Id that the page lies behind (next) or before (previous). */
	sinceId: string;
	direction: 'next' | 'prev';
	/** The filters of the first request: the pages behind it inherit them. */
	filters: string;
}

const encode = (cursor: Cursor) => Buffer.from(JSON.stringify(cursor)).toString('base64url');

function decode(text: string): Cursor {
	try {
		return JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Cursor;
	} catch {
		throw new Refusal(refused(400, 'page_info is invalid'));
	}
}

/** Whole number of `limit`, 50 by default. More than the endpoint's most is refused. */
function limitOf(query: URLSearchParams, most: number): number {
	const limit = Number(query.get('limit') ?? 50);
	if (!Number.isInteger(limit) || limit < 1 || limit > most) {
		throw new Refusal(refused(400, `limit must be between 1 and ${most}`));
	}
	return limit;
}

/** Only the asked top-level fields, when `fields` names some. */
export function narrowed(row: Row, query: URLSearchParams): Record<string, unknown> {
	const fields = query.get('fields');
	if (!fields) return row;
	const names = fields.split(',').map((name) => name.trim());
	return Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name)));
}

/** Query parameters that are not filters. */
const NO_FILTER = ['limit', 'fields', 'page_info'];

/**
 * A page by SHOPLINE's paging mechanism: `since_id` or `page_info`, `limit`, `fields`, and a `link`
 * header with the addresses of the pages beside it, next first; none when there are none.
 *
 * @param rows gives the list that the filters leave
 */
export function page(
	{ url, query }: ListRequest,
	key: string,
	most: number,
	rows: (filters: URLSearchParams) => Row[],
): Outgoing {
	const given = query.get('page_info');
	const cursor = given ? decode(given) : undefined;
	const own = new URLSearchParams([...query].filter(([name]) => !NO_FILTER.includes(name)));
	const filters = cursor ? new URLSearchParams(cursor.filters) : own;
	const limit = limitOf(query, most);
	const all = rows(filters);
	const since = filters.get('since_id');
	const list = since ? all.filter(({ id }) => BigInt(id) > BigInt(since)) : all;
	const at = cursor ? list.findIndex(({ id }) => id === cursor.sinceId) : -1;
	const start = cursor?.direction === 'prev' ? Math.max(0, at - limit) : at + 1;
	const end = cursor?.direction === 'prev' ? at : start + limit;
	const shown = list.slice(start, end);
	const link = (rel: string, direction: Cursor['direction'], id: string) => {
		const info = encode({ sinceId: id, direction, filters: filters.toString() });
		return `<${url}?limit=${limit}&page_info=${info}>; rel="${rel}"`;
	};
	const links = [
		...(shown.length > 0 && end < list.length
			? [link('next', 'next', shown[shown.length - 1].id)]
			: []),
		...(shown.length > 0 && start > 0 ? [link('previous', 'prev', shown[0].id)] : []),
	];
	const headers = links.length > 0 ? { link: links.join(', ') } : undefined;
	return ok({ [key]: shown.map((row) => narrowed(row, query)) }, headers);
}

/** Whether a row lies in the asked periods of creation and change. */
export function inPeriods(row: Row, filters: URLSearchParams): boolean {
	return (['created_at', 'updated_at'] as const).every((name) => {
		const at = Date.parse(String(row[name]));
		const least = filters.get(`${name}_min`);
		const most = filters.get(`${name}_max`);
		return (!least || at >= Date.parse(least)) && (!most || at <= Date.parse(most));
	});
}

/** The ids of a comma-separated filter; undefined when it is not there. */
export const idList = (filters: URLSearchParams, name: string): string[] | undefined =>
	filters
		.get(name)
		?.split(',')
		.map((id) => id.trim());
