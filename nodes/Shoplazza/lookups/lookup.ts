import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import type { Paging } from '../client/lists';
import { connectShop } from '../client/shop';
import { segment } from '../operations/kit';

/** Entries of one page of a list in the editor. */
const ENTRIES = 50;

/** One searchable list behind a resource locator. */
export interface Lookup {
	path: string;
	/** The list's key in the answer. */
	key: string;
	paging(modern: boolean): Paging;
	/** The query for what the user typed; without one, what was read is filtered. */
	query?(typed: string, modern: boolean): IDataObject | undefined;
	entry(record: IDataObject): INodeListSearchItems;
}

/** How orders and customers are paged. */
export const pagingOf = (modern: boolean): Paging =>
	modern ? { kind: 'cursor', size: 'page_size' } : { kind: 'number' };

/** A value as a label. */
export const text = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** The entries whose names hold what was typed. */
export const matching = (entries: INodeListSearchItems[], typed = ''): INodeListSearchItems[] =>
	entries.filter(({ name }) => name.toLowerCase().includes(typed.trim().toLowerCase()));

/** The ID that is chosen in another locator, as a part of a path; undefined when there is none. */
export function chosen(context: ILoadOptionsFunctions, name: string): string | undefined {
	const value = text(context.getCurrentNodeParameter(name, { extractValue: true }));
	return value === '' ? undefined : segment(value);
}

/** Makes the list-search method of a lookup: one page per call, continued by its cursor. */
export function listSearch({ path, key, paging, query, entry }: Lookup) {
	return async function (
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const shop = await connectShop(this);
		const typed = filter?.trim() ?? '';
		const filters = typed === '' ? undefined : query?.(typed, shop.modern);
		const { records, next } = await shop.page(path, key, {
			paging: paging(shop.modern),
			page: { limit: ENTRIES, cursor: paginationToken },
			filters,
			thing: 'The list',
		});
		const entries = records.map(entry);
		return {
			results: filters === undefined ? matching(entries, typed) : entries,
			paginationToken: next ?? undefined,
		};
	};
}
