import { isRecord } from '../http.mts';
import type { Ask } from './answers.mts';
import { bad } from './answers.mts';
import type { Row } from './forms.mts';

const MOST = 250;

const encode = (place: string) => Buffer.from(place).toString('base64url');

/** The values of a list filter: repeated keys from 2025-06 on, joined by commas before. */
export function values({ query, modern }: Ask, name: string): string[] {
	const given = query.getAll(name);
	return (modern ? given : given.flatMap((one) => one.split(','))).filter((one) => one !== '');
}

/** Whether a record passes the filters that all lists share. */
export function passes(ask: Ask, row: Row): boolean {
	const ids = values(ask, 'ids');
	if (ids.length > 0 && !ids.includes(String(row.id))) return false;
	for (const key of ['created_at', 'updated_at', 'published_at', 'placed_at']) {
		const at = Date.parse(String(row[key]));
		const least = ask.query.get(`${key}_min`);
		const most = ask.query.get(`${key}_max`);
		if (least && !(at >= Date.parse(least))) return false;
		if (most && !(at <= Date.parse(most))) return false;
	}
	return true;
}

function sizeOf(ask: Ask, name: string, usual: number): number {
	const given = ask.query.get(name);
	if (given === null) return usual;
	const size = Number(given);
	if (!Number.isInteger(size) || size < 1 || size > MOST) throw bad();
	return size;
}

/**
 * A page by cursor. The cursor names the last record, so that new records do not move it.
 *
 * @param loose products of every version: no has_more, and a cursor even on the last page, as the
 * documented example has it
 */
export function cursorPage(
	ask: Ask,
	key: string,
	rows: Row[],
	serialize: (row: Row) => unknown,
	{
		size,
		loose = false,
		idOf = (row: Row) => String(row.id),
	}: {
		size: string;
		loose?: boolean;
		idOf?: (row: Row) => string;
	},
): Record<string, unknown> {
	const limit = sizeOf(ask, size, 10);
	const cursor = ask.query.get('cursor');
	let start = 0;
	if (cursor) {
		const last = Buffer.from(cursor, 'base64url').toString();
		start = rows.findIndex((row) => idOf(row) === last) + 1;
		if (start === 0) throw bad();
	}
	const page = rows.slice(start, start + limit);
	const more = start + limit < rows.length;
	const next = page.length > 0 && (more || loose) ? encode(idOf(page[page.length - 1])) : '';
	const previous = page.length > 0 ? encode(idOf(page[0])) : '';
	return loose
		? { cursor: next, pre_cursor: previous, [key]: page.map(serialize) }
		: { [key]: page.map(serialize), cursor: next, has_more: more };
}

/** A page by number, as most lists of 2022-01 have it. */
export function numberedPage(
	ask: Ask,
	key: string,
	rows: Row[],
	serialize: (row: Row) => unknown,
	usual: number,
): Record<string, unknown> {
	const limit = sizeOf(ask, 'limit', usual);
	const page = Number(ask.query.get('page') ?? 1);
	if (!Number.isInteger(page) || page < 1) throw bad();
	return { [key]: rows.slice((page - 1) * limit, page * limit).map(serialize) };
}

/** The object under a key of the body. */
export function partOf(ask: Ask, key: string): Row {
	const part = ask.body[key];
	if (!isRecord(part)) throw bad();
	return part;
}
