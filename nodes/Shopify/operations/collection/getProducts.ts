import { gid } from '../../client/ids';
import { collectionLocator } from '../../lookups/collection';
import { CollectionProduct, COLLECTION_PRODUCT_SIMPLIFIED } from '../../payloads/product';
import { recordLayout, listOperation } from '../kit';
import sample from './getProducts.sample.json';

export const getCollectionProducts = listOperation({
	resource: 'collection',
	operation: 'getProducts',
	option: {
		name: 'Get Products',
		action: 'Get the products of a collection',
		description:
			"Get the products of a collection without their variants, in the collection's order",
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_products'],
	properties: [{ ...collectionLocator, description: 'The collection whose products to get' }],
	answer: {
		key: 'products',
		...recordLayout(CollectionProduct),
		simplified: COLLECTION_PRODUCT_SIMPLIFIED,
	},
	sample,
	async list({ input, fields }, shop, page) {
		return await shop.page(
			{
				root: 'products',
				of: { id: gid('Collection', input.collection_id), type: 'Collection' },
				table: CollectionProduct,
				fields,
			},
			page,
		);
	},
});
