import { connection, listConnection, type PageArgs } from '../connections.mts';
import type { Args, Context, Resolvers } from '../context.mts';
import { gid, idNumber } from '../ids.mts';
import type { Collection, Product } from '../model.mts';
import { collectionFilters } from '../search/collections.mts';
import type { Store } from '../store.mts';
import {
	byId,
	counted,
	legacyResourceId,
	metafieldFields,
	none,
	nothing,
	searched,
} from './shared.mts';

/** The products of a collection, those put in first coming first. */
function membersOf(collection: Collection, store: Store): Product[] {
	return collection.members.flatMap((each) => store.product(each.productId) ?? []);
}

/** Ways to sort a collection; sales are not kept here, so best-selling is the order of joining. */
const SORTS: Record<string, (product: Product) => string | number> = {
	ALPHA_ASC: (product) => product.title.toLowerCase(),
	TITLE: (product) => product.title.toLowerCase(),
	CREATED: (product) => product.createdAt,
	ID: (product) => idNumber(product.id),
	PRICE: (product) => Math.min(...product.variants.map((variant) => variant.price)),
	PRICE_ASC: (product) => Math.min(...product.variants.map((variant) => variant.price)),
};

function publicationsOf(collection: Collection, store: Store) {
	return store.publications.flatMap((publication) => {
		const publishDate = collection.published.get(publication.id);
		return publishDate === undefined ? [] : [{ id: publication.id, publication, publishDate }];
	});
}

export const collectionTypes: Resolvers = {
	Collection: {
		...metafieldFields,
		legacyResourceId,
		description: (collection: Collection) => collection.descriptionHtml.replace(/<[^>]*>/g, ''),
		image: nothing,
		feedback: nothing,
		translations: none,
		seo: () => ({ title: null, description: null }),
		hasProduct: (collection: Collection, args: { id: string }) => {
			return collection.members.some((each) => each.productId === args.id);
		},
		products: (
			collection: Collection,
			args: PageArgs & { sortKey?: string | null },
			{ store }: Context,
		) => {
			const products = membersOf(collection, store);
			const { sortKey } = args;
			const key = sortKey && sortKey !== 'COLLECTION_DEFAULT' ? sortKey : collection.sortOrder;
			const value = SORTS[key];
			if (value === undefined) return listConnection(products, args, idNumber);
			return connection(products, args, { id: (product) => idNumber(product.id), value });
		},
		productsCount: (collection: Collection, _args: Args, { store }: Context) => {
			return counted(membersOf(collection, store).length, null);
		},
		/** Conditions make a collection smart. */
		sources: (collection: Collection) => {
			if (collection.conditions === null) return [];
			return [
				{
					__typename: 'CollectionConditionsSource',
					id: gid('CollectionConditionsSource', idNumber(collection.id)),
					title: collection.conditions,
				},
			];
		},
		ruleSet: (collection: Collection) => {
			if (collection.conditions === null) return null;
			return { appliedDisjunctively: false, rules: [] };
		},
		resourcePublicationsV2: (
			collection: Collection,
			args: PageArgs & { onlyPublished?: boolean | null },
			{ store }: Context,
		) => {
			const found = publicationsOf(collection, store).map((each) => ({
				...each,
				__typename: 'ResourcePublicationV2',
				isPublished: Date.parse(each.publishDate) <= store.now(),
				publishable: collection,
			}));
			const only = args.onlyPublished !== false;
			return byId(only ? found.filter((each) => each.isPublished) : found, args);
		},
	},
	Product: {
		collections: (product: Product, args: PageArgs & Args, context: Context, info) => {
			const { store } = context;
			const holding = store.collections.filter((collection) => {
				return collection.members.some((each) => each.productId === product.id);
			});
			return byId(searched(holding, args, collectionFilters(store), context, info), args);
		},
	},
};
