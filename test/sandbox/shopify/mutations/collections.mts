import type { Context, Resolver } from '../context.mts';
import { refuse, type UserError, userError } from '../errors.mts';
import { countedHandle, handleize } from '../products.mts';
import type { Collection } from '../model.mts';
import type { Store } from '../store.mts';
import { inputMetafieldErrors, type MetafieldInput, putMetafield } from './metafields.mts';

interface CollectionInput {
	id?: string | null;
	title?: string | null;
	handle?: string | null;
	descriptionHtml?: string | null;
	sortOrder?: string | null;
	templateSuffix?: string | null;
	products?: string[] | null;
	metafields?: MetafieldInput[] | null;
	ruleSet?: { rules?: unknown[] | null } | null;
	sources?: unknown[] | null;
}

function refusals(store: Store, input: CollectionInput): UserError[] {
	const title = input.title?.trim() ?? '';
	if (input.id) return [userError(['id'], 'id cannot be specified on collection creation')];
	if (title === '') return [userError(['title'], "Title can't be blank")];
	if (title.length > 255) {
		return [userError(['title'], 'Title is too long (maximum is 255 characters)')];
	}
	const unknown = (input.products ?? []).findIndex((id) => store.product(id) === undefined);
	if (unknown >= 0) return [userError(['products', `${unknown}`], 'Product does not exist')];
	return inputMetafieldErrors(undefined, input.metafields, ['metafields']);
}

/** A collection by hand, unpublished: the products in their given order. */
function make(store: Store, input: CollectionInput): Collection {
	const now = store.timestamp();
	const title = input.title?.trim() ?? '';
	const wanted = handleize(input.handle ?? '') || handleize(title) || 'collection';
	const collection: Collection = store.add({
		__typename: 'Collection',
		id: store.ids.next('Collection'),
		title,
		handle: countedHandle(wanted, (handle) =>
			store.collections.some((each) => each.handle === handle),
		),
		descriptionHtml: input.descriptionHtml ?? '',
		sortOrder: input.sortOrder ?? 'BEST_SELLING',
		templateSuffix: input.templateSuffix ?? null,
		updatedAt: now,
		conditions: null,
		published: new Map(),
		members: (input.products ?? []).map((productId) => ({
			collectNumber: store.ids.number('Collect'),
			productId,
			createdAt: now,
			updatedAt: now,
		})),
		metafields: [],
	});
	store.collections.push(collection);
	store.indexLater(collection);
	store.effect('collectionCreate', collection.id, 'created');
	for (const each of input.metafields ?? []) {
		putMetafield(store, collection, each, 'collectionCreate');
	}
	return collection;
}

export const collectionMutations: Record<string, Resolver> = {
	collectionCreate: (
		_source: unknown,
		args: { input?: CollectionInput | null; collection?: CollectionInput | null },
		{ store }: Context,
	) => {
		const input = args.collection ?? args.input ?? {};
		if ((input.ruleSet?.rules ?? []).length > 0 || (input.sources ?? []).length > 0) {
			const message = 'The sandbox does not model making collections by rules or sources.';
			throw refuse('INVALID_FIELD_ARGUMENTS', message);
		}
		const userErrors = refusals(store, input);
		if (userErrors.length > 0) return { collection: null, userErrors };
		return { collection: make(store, input), userErrors: [] };
	},
	collectionDelete: (
		_source: unknown,
		{ input: { id } }: { input: { id: string } },
		{ store }: Context,
	) => {
		const collection = store.get<Collection>('Collection', id);
		if (collection === undefined) {
			const userErrors = [userError(['id'], 'Collection does not exist')];
			return { deletedCollectionId: null, shop: store.shop, userErrors };
		}
		store.collections.splice(store.collections.indexOf(collection), 1);
		store.remove(collection, ...collection.metafields);
		store.effect('collectionDelete', id, 'deleted');
		return { deletedCollectionId: id, shop: store.shop, userErrors: [] };
	},
};
