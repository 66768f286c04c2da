import { idNumber } from '../ids.mts';
import type { Collection } from '../model.mts';
import type { Store } from '../store.mts';
import type { Filters } from './match.mts';

/** Search fields of `collections`. */
export function collectionFilters(store: Store): Filters<Collection> {
	const onlineStore = store.publications[0]?.id ?? '';
	return {
		default: { kind: 'text', get: (collection) => [collection.title, collection.handle] },
		id: { kind: 'id', get: (collection) => [idNumber(collection.id)] },
		collection_type: {
			kind: 'enum',
			values: ['custom', 'smart'],
			get: (collection) => [collection.conditions === null ? 'custom' : 'smart'],
		},
		handle: { kind: 'keyword', get: (collection) => [collection.handle] },
		title: { kind: 'text', get: (collection) => [collection.title] },
		product_id: {
			kind: 'id',
			get: (collection) => collection.members.map((each) => idNumber(each.productId)),
		},
		updated_at: { kind: 'time', get: (collection) => [collection.updatedAt] },
		published_at: {
			kind: 'time',
			get: (collection) => [collection.published.get(onlineStore) ?? null],
		},
		published_status: {
			kind: 'enum',
			values: ['published', 'unpublished', 'visible', 'online_store_channel'],
			get: (collection) => {
				const published = collection.published.has(onlineStore);
				return [
					...(published ? ['published', 'visible'] : ['unpublished']),
					'online_store_channel',
				];
			},
		},
	};
}
