import type { Resource } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { getCollection } from './get';
import { getCollectionProducts } from './getProducts';

export const collection: Resource<Shop> = {
	option: { name: 'Collection', value: 'collection' },
	operations: [getCollection, getCollectionProducts],
};
