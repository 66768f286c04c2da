import type { IDataObject } from 'n8n-workflow';
import { DRAFT_DELETE, MADE_HERE, ORDER_DELETE, PRODUCT_DELETE } from './documents.mts';
import { byId, graphql, must, type Outcome, type Step, type World, text } from './step.mts';

interface Found {
	nodes: IDataObject[];
}

/** Global ids of the kind that carry the run's tag, and the one that is known without a search. */
function idsOf({ items }: Outcome, kind: 'orders' | 'products', mark: string, known?: unknown) {
	const { nodes } = (items[0]?.[kind] ?? { nodes: [] }) as unknown as Found;
	const tagged = nodes.filter(({ tags }) => ((tags ?? []) as string[]).includes(mark));
	const ids = tagged.map(({ id }) => text(id));
	return [...new Set([...(known ? [text(known)] : []), ...ids])];
}

/** Looks for what carries the run's tag: a step may have failed after it had made something. */
export function search(found: { orders: string[]; products: string[] }): Step {
	return {
		resource: 'graphql',
		operation: 'request',
		about: 'what this run has made',
		parameters: ({ mark }) => graphql(MADE_HERE, { query: `tag:'${mark}'` }),
		keep: (outcome, { mark, order, product }) => {
			const orderId = order && `gid://shopify/Order/${text(order.id)}`;
			found.orders = idsOf(outcome, 'orders', mark, orderId);
			found.products = idsOf(outcome, 'products', mark, product?.admin_graphql_api_id);
		},
	};
}

const deletion = (about: string, query: string, variables: IDataObject): Step => ({
	resource: 'graphql',
	operation: 'request',
	about,
	parameters: () => graphql(query, variables),
});

/** Removes these, and nothing else. */
export const removals = (
	{ orders, products }: { orders: string[]; products: string[] },
	{ draft }: World,
): Step[] => [
	...orders.map((orderId) => deletion('orderDelete', ORDER_DELETE, { orderId })),
	...(draft ? [deletion('draftOrderDelete', DRAFT_DELETE, { input: { id: draft } })] : []),
	...products.map((id) => deletion('productDelete', PRODUCT_DELETE, { input: { id } })),
];

const gone = (resource: 'order' | 'product'): Step => ({
	resource,
	operation: 'get',
	about: 'after the deletion',
	needs: resource,
	keepsErrors: true,
	parameters: (world) => ({ [`${resource}Id`]: byId(world[resource]), output: 'fullPayload' }),
	check: ({ items }) =>
		must(/not found/.test(text(items[0]?.error)), 'it is still there after its deletion'),
});

export const AFTERWARDS: Step[] = [gone('order'), gone('product')];
