import type { Collection, Product } from '../model.mts';
import { handleize } from '../products.mts';
import type { Store } from '../store.mts';
import { daysAgo } from './shop.mts';

/** A collection of these products; with a rule it is a smart one. */
function makeCollection(
	store: Store,
	title: string,
	products: Product[],
	more: Partial<Collection>,
): void {
	const createdAt = daysAgo(store, 300 - store.collections.length * 20);
	const collection: Collection = {
		__typename: 'Collection',
		id: store.ids.next('Collection'),
		title,
		handle: handleize(title),
		descriptionHtml: `<p>${title} for people who like to be outdoors.</p>`,
		sortOrder: 'MANUAL',
		templateSuffix: null,
		updatedAt: daysAgo(store, 10 + store.collections.length),
		conditions: null,
		published: new Map(),
		members: products.map((product) => ({
			collectNumber: store.ids.number('Collect'),
			productId: product.id,
			createdAt,
			updatedAt: createdAt,
		})),
		metafields: [],
		...more,
	};
	const [online] = store.publications;
	if (more.published === undefined) collection.published.set(online.id, createdAt);
	store.collections.push(store.add(collection));
}

/** Custom collections, one of them empty and unpublished, and a smart one. */
export function seedCollections(store: Store): void {
	const { products } = store;
	const every = (step: number): Product[] => products.filter((_, index) => index % step === 0);
	makeCollection(store, 'Home page', products.slice(0, 6), { handle: 'frontpage' });
	makeCollection(store, 'Winter Gear', every(3), { templateSuffix: 'landing' });
	makeCollection(store, 'Gifts', every(7), { sortOrder: 'ALPHA_ASC' });
	makeCollection(store, 'Clearance', [], { published: new Map() });
	const type = products[0]?.productType ?? '';
	makeCollection(
		store,
		`All ${type}`,
		products.filter((product) => product.productType === type),
		{ sortOrder: 'BEST_SELLING', conditions: `type equals ${type}` },
	);
}
