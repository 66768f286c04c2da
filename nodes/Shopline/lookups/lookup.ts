import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import type { ListQuery } from '../client/store';
import { connectStore, MAX_PAGE } from '../client/store';

/** Pages that are read for one look at a list, when the API cannot search for what was typed. */
const PAGES = 4;

/** One searchable list behind a resource locator. */
export interface Lookup {
	list: ListQuery;
	/** A record's entry, or those of the records inside it. */
	entries(record: IDataObject): INodeListSearchItems[];
	/** Filters by which the API searches; without them the entries' labels are searched. */
	search?(typed: string): IDataObject;
}

/** A value as a label. */
export const text = (value: unknown): string => String(value ?? '');

/** Parts of a label, without the empty ones. */
export const labelOf = (...parts: unknown[]): string =>
	parts
		.map((part) => text(part).trim())
		.filter((part) => part !== '')
		.join(' – ');

/** Makes the list-search method of a lookup, continued by its cursor. */
export function listSearch({ list, entries, search }: Lookup) {
	return async function (
		this: ILoadOptionsFunctions,
		filter = '',
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const store = await connectStore(this);
		const typed = filter.trim().toLowerCase();
		const filters = typed && search ? search(filter.trim()) : list.filters;
		const matches = ({ name, value }: INodeListSearchItems) =>
			search !== undefined || name.toLowerCase().includes(typed) || value === typed;
		let cursor = paginationToken;
		for (let count = 1; ; count++) {
			const page = await store.page({ ...list, filters }, { limit: MAX_PAGE, cursor });
			const results = page.records.flatMap(entries).filter(matches);
			if (results.length > 0 || page.next === null || count === PAGES) {
				return { results, paginationToken: page.next ?? undefined };
			}
			cursor = page.next;
		}
	};
}
