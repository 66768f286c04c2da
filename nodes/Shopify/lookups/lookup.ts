import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { print, select } from '../client/selection';
import { connectShop } from '../client/shop';
import type { Node } from '../payloads/payload';

/** Entries of one page of a list in the editor. */
const ENTRIES = 50;

/** One searchable list behind a resource locator. */
export interface Lookup {
	/** Root connection. */
	root: string;
	/** What an entry needs. */
	selection: string;
	/** A node's entry, or those of the objects inside it. */
	entry(node: Node): INodeListSearchItems | INodeListSearchItems[];
	/** The search text for what the user typed; undefined lists everything. */
	search?(typed: string): string | undefined;
	/** Further arguments, e.g. the sort key. */
	args?: string;
}

/** What a user types, as a phrase that matches the beginning of words. */
export const words = (typed: string): string => `${typed.replace(/[\\'":()]/g, ' ').trim()}*`;

/** A value as a label. */
export const text = (value: unknown): string => String(value ?? '');

/**
 * Makes the list-search method of a lookup: one page per call, continued by its cursor.
 */
export function listSearch(lookup: Lookup) {
	const selection = print(select(lookup.selection));
	return async function (
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const shop = await connectShop(this);
		const query = filter?.trim() ? lookup.search?.(filter.trim()) : undefined;
		const lookupQuery = `query Lookup($first: Int!, $after: String, $query: String) { ${lookup.root}(first: $first, after: $after, query: $query${lookup.args ? `, ${lookup.args}` : ''}) { nodes { ${selection} } pageInfo { hasNextPage endCursor } } }`;
		const data = await shop.query(lookupQuery, {
			first: ENTRIES,
			after: paginationToken ?? null,
			query: query ?? null,
		});
		const { nodes, pageInfo } = data[lookup.root] as { nodes: Node[]; pageInfo: Node };
		return {
			results: nodes.flatMap((node) => lookup.entry(node)),
			paginationToken: pageInfo.hasNextPage === true ? String(pageInfo.endCursor) : undefined,
		};
	};
}
