import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import type { ListQuery } from '../client/server';
import { connectServer, PAGE_SIZE } from '../client/server';

/** Pages that are read for one look at a list; what was typed is searched in the labels. */
const PAGES = 5;

/** A value as a label. */
export const text = (value: unknown): string => String(value ?? '');

/** Parts of a label, without the empty ones. */
export const labelOf = (...parts: unknown[]): string =>
	parts
		.map((part) => text(part).trim())
		.filter((part) => part !== '')
		.join(' – ');

/** Makes the list-search method of a list, continued by its cursor. */
export function listSearch(list: ListQuery, entry: (record: IDataObject) => INodeListSearchItems) {
	return async function (
		this: ILoadOptionsFunctions,
		filter = '',
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const server = await connectServer(this);
		const typed = filter.trim().toLowerCase();
		const matches = ({ name, value }: INodeListSearchItems) =>
			name.toLowerCase().includes(typed) || text(value).toLowerCase() === typed;
		let cursor = paginationToken;
		for (let count = 1; ; count++) {
			const page = await server.page(list, { limit: PAGE_SIZE, cursor });
			const results = page.records.map(entry).filter(matches);
			if (results.length > 0 || page.next === null || count === PAGES) {
				return { results, paginationToken: page.next ?? undefined };
			}
			cursor = page.next;
		}
	};
}
