import type { IDataObject } from 'n8n-workflow';

import { PlatformError } from './errors';
import type { Page, PageRequest } from './operation';

/**
 * Follows a list from page to page until the wanted number of records, or its end.
 *
 * Records are collected in one list; a spread of a long list would exceed the stack.
 * A cursor that comes a second time would loop for ever, so it ends the run with an error.
 *
 * @param fetchPage asks for one page
 * @param wanted limit (Infinity for all) and where to start
 * @returns the records, and the cursors before and after them
 */
export async function followPages(
	fetchPage: (page: PageRequest) => Promise<Page>,
	wanted: { limit: number; cursor?: string },
	signal?: AbortSignal,
): Promise<{ records: IDataObject[]; next: string | null; previous: string | null }> {
	const records: IDataObject[] = [];
	const seen = new Set<string>();
	let { cursor } = wanted;
	let previous: string | null = null;
	for (let first = true; ; first = false) {
		signal?.throwIfAborted();
		const page = await fetchPage({ limit: wanted.limit - records.length, cursor });
		if (first) previous = page.previous ?? null;
		for (const record of page.records) {
			if (records.length < wanted.limit) records.push(record);
		}
		if (page.next === null || records.length >= wanted.limit) {
			return { records, next: page.next, previous };
		}
		if (seen.has(page.next)) {
			throw new PlatformError({
				message: 'The list does not come to an end: the same page was announced twice',
				advice: `${records.length} records were read before that. Narrow the list by filters.`,
			});
		}
		seen.add(page.next);
		cursor = page.next;
	}
}
