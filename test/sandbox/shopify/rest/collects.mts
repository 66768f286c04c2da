import type { Incoming, Outgoing } from '../../http.mts';
import { idNumber } from '../ids.mts';
import { zoned } from '../search/time.mts';
import type { Store } from '../store.mts';

interface PageInfo {
	after?: number;
	before?: number;
	filters: string;
}

const FILTERS = ['since_id', 'collection_id', 'product_id'];

/** All collects, in the order of their ids: a custom collection has one for each of its products. */
function collectsOf(store: Store) {
	const { timeZone } = store.shop;
	return store.collections
		.filter((collection) => collection.conditions === null)
		.flatMap((collection) =>
			collection.members.map((member, index) => ({
				id: member.collectNumber,
				collection_id: idNumber(collection.id),
				product_id: idNumber(member.productId),
				created_at: zoned(Date.parse(member.createdAt), timeZone),
				updated_at: zoned(Date.parse(member.updatedAt), timeZone),
				position: index + 1,
				sort_value: String(index + 1).padStart(10, '0'),
			})),
		)
		.sort((a, b) => a.id - b.id);
}

/**
 * GET collects.json: one page. Beside `page_info` only limit and fields are allowed; the filters
 * travel inside it.
 *
 * @param url the address of the list, for the links to its other pages
 */
export function collectsAnswer(store: Store, request: Incoming, url: string): Outgoing {
	const { query } = request;
	const text = query.get('page_info');
	const state: PageInfo | undefined =
		text === null
			? undefined
			: (JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as PageInfo);
	if (state !== undefined && FILTERS.some((name) => query.has(name))) {
		const errors = { page_info: 'Invalid value.' };
		return { status: 400, body: { errors } };
	}
	const filters = new URLSearchParams(state?.filters);
	for (const name of FILTERS) {
		const value = query.get(name);
		if (value !== null) filters.set(name, value);
	}
	const wanted = (name: string): number | null => {
		const value = filters.get(name);
		return value === null ? null : Number(value);
	};
	const found = collectsOf(store).filter((collect) => {
		return (
			collect.id > (wanted('since_id') ?? 0) &&
			collect.collection_id === (wanted('collection_id') ?? collect.collection_id) &&
			collect.product_id === (wanted('product_id') ?? collect.product_id)
		);
	});
	const limit = Math.min(250, Math.max(1, Number(query.get('limit') ?? 50) || 50));
	const before = found.filter(({ id }) => state?.before === undefined || id < state.before);
	const window = before.filter(({ id }) => state?.after === undefined || id > state.after);
	const page = state?.before === undefined ? window.slice(0, limit) : window.slice(-limit);
	const link = (rel: string, place: Omit<PageInfo, 'filters'>): string => {
		const info = Buffer.from(JSON.stringify({ ...place, filters: filters.toString() }));
		return `<${url}?limit=${limit}&page_info=${info.toString('base64url')}>; rel="${rel}"`;
	};
	const first = page.at(0)?.id;
	const last = page.at(-1)?.id;
	// Shopify names the previous page first.
	const links = [
		...(first !== undefined && first !== found[0].id ? [link('previous', { before: first })] : []),
		...(last !== undefined && last !== found.at(-1)?.id ? [link('next', { after: last })] : []),
	];
	const fields = query.get('fields')?.split(',');
	return {
		status: 200,
		headers: links.length === 0 ? {} : { link: links.join(', ') },
		body: {
			collects: page.map((collect) => {
				const chosen = Object.entries(collect).filter(([name]) => fields?.includes(name) ?? true);
				return Object.fromEntries(chosen);
			}),
		},
	};
}
