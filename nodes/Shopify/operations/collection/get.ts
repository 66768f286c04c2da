import { collectionLocator } from '../../lookups/collection';
import { Collection, COLLECTION_SIMPLIFIED } from '../../payloads/collection';
import { fieldNames, operation, readById } from '../kit';
import sample from './get.sample.json';

export const getCollection = operation({
	resource: 'collection',
	operation: 'get',
	option: {
		name: 'Get',
		action: 'Get a collection',
		description: 'Get one collection, whether its products are chosen by hand or by rules',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_products', 'read_publications'],
	properties: [{ ...collectionLocator, description: 'The collection to get' }],
	answer: {
		key: 'collection',
		fields: fieldNames(Collection),
		simplified: COLLECTION_SIMPLIFIED,
	},
	sample,
	...readById(Collection, { key: 'collection_id', wrapper: 'collection', thing: 'Collection' }),
});
