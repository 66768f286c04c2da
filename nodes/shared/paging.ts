import type { IDataObject } from 'n8n-workflow';

import { InputError, PlatformError } from './errors';
import type { Page, PageRequest } from './operation';

/**
 * The pages of a list, one after the other, until the wanted number of records or its end.
 *
 * A cursor that comes a second time would loop for ever, so it ends the run with an error.
 *
 * @param fetchPage asks for one page
 * @param wanted limit (Infinity for all) and where to start
 */
export async function* eachPage(
	fetchPage: (page: PageRequest) => Promise<Page>,
	wanted: { limit: number; cursor?: string },
	signal?: AbortSignal,
): AsyncGenerator<Page, void> {
	const seen = new Set<string>();
	let { cursor } = wanted;
	for (let read = 0; ;) {
		signal?.throwIfAborted();
		const page = await fetchPage({ limit: wanted.limit - read, cursor });
		const records = page.records.slice(0, wanted.limit - read);
		read += records.length;
		yield { ...page, records };
		if (page.next === null || read >= wanted.limit) return;
		if (seen.has(page.next)) {
			throw new PlatformError({
				message: 'The list does not come to an end: the same page was announced twice',
				advice: `${read} records were read before that. Narrow the list by filters.`,
			});
		}
		seen.add(page.next);
		cursor = page.next;
	}
}

/**
 * A part of a list that a platform gives as a whole. The cursor is the number of records before it.
 *
 * @throws InputError for a cursor of another list
 */
export function partOf(records: IDataObject[], { limit, cursor = '0' }: PageRequest): Page {
	if (!/^\d+$/.test(cursor)) {
		throw new InputError(
			`'Page Cursor' is '${cursor}', which does not belong to this list`,
			'Use next_page of an earlier answer to the same operation.',
		);
	}
	const from = Number(cursor);
	const end = from + limit;
	return { records: records.slice(from, end), next: end < records.length ? String(end) : null };
}

/**
 * Follows a list and collects its records in one list; a spread of a long list would exceed the
 * stack.
 *
 * @returns the records, and the cursors before and after them
 */
export async function followPages(
	fetchPage: (page: PageRequest) => Promise<Page>,
	wanted: { limit: number; cursor?: string },
	signal?: AbortSignal,
): Promise<{ records: IDataObject[]; next: string | null; previous: string | null }> {
	const records: IDataObject[] = [];
	let next: string | null = null;
	let previous: string | null | undefined;
	for await (const page of eachPage(fetchPage, wanted, signal)) {
		if (previous === undefined) previous = page.previous ?? null;
		for (const record of page.records) records.push(record);
		({ next } = page);
	}
	return { records, next, previous: previous ?? null };
}
