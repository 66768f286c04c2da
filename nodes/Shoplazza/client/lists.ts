import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../shared/errors';
import type { Page, PageRequest } from '../../shared/operation';

/** The most records of one page, in every version. */
export const MAX_PAGE = 250;

/** How a list is continued. */
export type Paging =
	/** By `cursor`; the page's size has one of two names. */
	| { kind: 'cursor'; size: 'page_size' | 'per_page' }
	/** By the number of the page. */
	| { kind: 'number' }
	/** Not at all: the answer holds the whole list. */
	| { kind: 'whole' };

/** A place in a list without cursors: page, its size, and how many of its records are known. */
interface Place {
	page: number;
	size: number;
	skip: number;
}

function placeOf({ cursor, limit }: PageRequest): Place {
	if (cursor === undefined) return { page: 1, size: Math.min(limit, MAX_PAGE), skip: 0 };
	const found = /^(\d+)[/](\d+)[/](\d+)$/.exec(cursor);
	if (!found) {
		throw new InputError(
			`'Page Cursor' is '${cursor}', which does not belong to this list`,
			'Use next_page of an earlier answer to the same operation in the same API version.',
		);
	}
	const [page, size, skip] = found.slice(1).map(Number);
	return { page, size, skip };
}

/** The page's parameters. Pages by number keep their size, otherwise records would be left out. */
export function pageQuery(paging: Paging, request: PageRequest): IDataObject {
	if (paging.kind === 'whole') return {};
	if (paging.kind === 'number') {
		const { page, size } = placeOf(request);
		return { page, limit: size };
	}
	return {
		[paging.size]: Math.min(request.limit, MAX_PAGE),
		...(request.cursor ? { cursor: request.cursor } : {}),
	};
}

const textOf = (value: unknown): string | null =>
	typeof value === 'string' && value !== '' ? value : null;

/**
 * The records of a page and the way on. A list by cursor ends with an empty page, without a cursor
 * or with `has_more: false`; a list by number ends with a page that is not full.
 */
export function readPage(
	paging: Paging,
	request: PageRequest,
	records: IDataObject[],
	content: IDataObject,
): Page {
	if (paging.kind === 'cursor') {
		const over = records.length === 0 || content.has_more === false;
		return {
			records,
			next: over ? null : textOf(content.cursor),
			previous: textOf(content.pre_cursor),
		};
	}
	const { page, size, skip } =
		paging.kind === 'whole' ? wholePlace(request, records.length) : placeOf(request);
	const taken = records.slice(skip, skip + Math.min(request.limit, records.length));
	const reached = skip + taken.length;
	if (reached < records.length) return { records: taken, next: `${page}/${size}/${reached}` };
	const isFull = paging.kind === 'number' && records.length >= size;
	return { records: taken, next: isFull ? `${page + 1}/${size}/0` : null };
}

const wholePlace = (request: PageRequest, size: number): Place =>
	request.cursor === undefined ? { page: 1, size, skip: 0 } : placeOf(request);
