import type { IDataObject } from 'n8n-workflow';
import {
	COLLECTION_DELETE,
	CUSTOMER_DELETE,
	DRAFT_DELETE,
	MADE_HERE,
	ORDER_DELETE,
	PRODUCT_DELETE,
} from './steps/documents.mts';
import { byId, graphql, idOf, must, type Outcome, type Step, type World, text } from './step.mts';

/** Global ids of what is to be removed, in the order in which it can be. */
export interface Leftovers {
	orders: Set<string>;
	draftOrders: Set<string>;
	customers: Set<string>;
	collections: Set<string>;
	products: Set<string>;
}

type Kind = keyof Leftovers;

const isGlobal = (id: unknown): id is string => typeof id === 'string' && id.startsWith('gid:');

/** What the steps have told of, without what they have removed. */
export function knownLeftovers(world: World): Leftovers {
	const ids = (type: string, ...records: Array<IDataObject | undefined>) =>
		new Set(
			records
				.map((record) =>
					idOf(record) === null ? null : `gid://shopify/${type}/${text(record?.id)}`,
				)
				.filter((id): id is string => id !== null && !world.removed.has(id)),
		);
	return {
		orders: ids('Order', world.order, world.draftedOrder),
		draftOrders: ids('DraftOrder', world.draft, world.spareDraft),
		customers: ids('Customer', world.customer),
		collections: ids('Collection', world.collection),
		products: ids('Product', world.product),
	};
}

interface Found extends IDataObject {
	id: string;
	tags?: string[];
	title?: string;
	customer?: { id?: string } | null;
}

/** Adds what carries the run's mark, or belongs to its customer, and is still there. */
function addFound(left: Leftovers, { items }: Outcome, { mark, customer, removed }: World): void {
	const customerId = customer?.admin_graphql_api_id;
	for (const kind of Object.keys(left) as Kind[]) {
		const { nodes } = (items[0]?.[kind] ?? { nodes: [] }) as unknown as { nodes: Found[] };
		for (const { id, tags, title, customer: owner } of nodes) {
			const marked = tags?.includes(mark) === true || title?.includes(mark) === true;
			const ours = marked || (isGlobal(customerId) && owner?.id === customerId);
			if (ours && !removed.has(id)) left[kind].add(id);
		}
	}
}

/** Looks for what this run has made: a step may have failed after it had made something. */
export const search = (left: Leftovers): Step => ({
	resource: 'graphql',
	operation: 'request',
	about: 'what this run has left',
	parameters: ({ mark, customer }) => {
		const number = text(customer?.id ?? 0);
		return graphql(MADE_HERE, {
			tagged: `tag:'${mark}'`,
			titled: `title:'${mark}'`,
			orders: `tag:'${mark}' OR customer_id:${number}`,
			drafts: `customer_id:${number}`,
		});
	},
	keep: (outcome, world) => addFound(left, outcome, world),
});

const DELETIONS: Record<Kind, { query: string; about: string; flat?: boolean }> = {
	orders: { query: ORDER_DELETE, about: 'orderDelete', flat: true },
	draftOrders: { query: DRAFT_DELETE, about: 'draftOrderDelete' },
	customers: { query: CUSTOMER_DELETE, about: 'customerDelete' },
	collections: { query: COLLECTION_DELETE, about: 'collectionDelete' },
	products: { query: PRODUCT_DELETE, about: 'productDelete' },
};

/** Removes these, and nothing else. */
export const removals = (left: Leftovers): Step[] =>
	(Object.keys(left) as Kind[]).flatMap((kind) =>
		[...left[kind]].map((id): Step => {
			const { query, about, flat } = DELETIONS[kind];
			return {
				resource: 'graphql',
				operation: 'request',
				about,
				parameters: () => graphql(query, flat ? { orderId: id } : { input: { id } }),
				// A search that lags behind finds what is gone already.
				mayRefuse: () => /not exist|can.t be found/i,
			};
		}),
	);

const gone = (resource: 'customer' | 'order' | 'product'): Step => ({
	resource,
	operation: 'get',
	about: 'after the deletion',
	needs: [resource],
	keepsErrors: true,
	parameters: (world) => ({ [`${resource}Id`]: byId(world[resource]), output: 'fullPayload' }),
	check: ({ items }) =>
		must(/not found/.test(text(items[0]?.error)), 'it is still there after its deletion'),
});

export const AFTERWARDS: Step[] = [gone('order'), gone('customer'), gone('product')];
