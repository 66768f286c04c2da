import type { Node, Payload } from './payload';
import { absent, legacyId, list, nodesOf, parentId, payload } from './payload';

const NO_COLLECTS = 'GraphQL knows which products a collection holds, but no collects';

/** The place of a product in its collection, from 1. */
const placeIn = (collection: Node = {}, product: Node) =>
	nodesOf(collection, 'products').indexOf(product) + 1;

/** The membership of a product in a collection, as far as GraphQL knows it. */
export const Collect: Payload = payload('Product', {
	id: absent(null, NO_COLLECTS),
	collection_id: parentId(),
	product_id: legacyId(),
	featured: absent(false, NO_COLLECTS),
	created_at: absent(null, NO_COLLECTS),
	updated_at: absent(null, NO_COLLECTS),
	position: {
		select: {},
		read: (product, collection) => placeIn(collection, product),
		source: 'its place in Collection.products',
	},
	sort_value: {
		select: {},
		read: (product, collection) => String(placeIn(collection, product)).padStart(4, '0'),
		source: 'the position with four digits',
	},
});

/** The memberships of one collection. */
export const CollectionCollects: Payload = payload('Collection', {
	collects: list('products', Collect, { first: 250 }),
});

export const COLLECT_SIMPLIFIED: readonly string[] = ['collection_id', 'product_id', 'position'];
