import type { Context, Resolver } from '../context.mts';
import { refuse, resourceNotFound, type UserError, userError } from '../errors.mts';
import { parseGid } from '../ids.mts';
import type { Product } from '../model.mts';
import { freeHandle, handleize, normalTags } from '../products.mts';
import { makeOption, makeVariant } from '../seed/products.mts';
import type { Store } from '../store.mts';
import { inputMetafieldErrors, type MetafieldInput, putMetafield } from './metafields.mts';
import { imageFrom, isImageUrl } from './uploads.mts';

/** The fields that creating, updating and setting a product have in common. */
export interface ProductFields {
	id?: string | null;
	title?: string | null;
	descriptionHtml?: string | null;
	vendor?: string | null;
	productType?: string | null;
	handle?: string | null;
	status?: Product['status'] | null;
	tags?: string[] | null;
	templateSuffix?: string | null;
	seo?: { title?: string | null; description?: string | null } | null;
	giftCard?: boolean | null;
	metafields?: MetafieldInput[] | null;
}

interface CreateFields extends ProductFields {
	productOptions?: Array<{ name?: string | null; values?: Array<{ name?: string | null }> | null }>;
}

interface MediaInput {
	originalSource: string;
	alt?: string | null;
	mediaContentType: string;
}

interface ProductArgs {
	input?: CreateFields | null;
	product?: CreateFields | null;
	media?: MediaInput[] | null;
}

/** What is wrong with a product's fields. `known` is the product that is being changed. */
export function productErrors(store: Store, input: ProductFields, known?: Product): UserError[] {
	const errors: UserError[] = [];
	const blank = typeof input.title === 'string' && input.title.trim() === '';
	if (blank || (known === undefined && typeof input.title !== 'string') || input.title === null) {
		errors.push(userError(['title'], "Title can't be blank"));
	}
	const limited: Array<[string, string, string | null | undefined]> = [
		['title', 'Title', input.title],
		['handle', 'Handle', input.handle],
		['vendor', 'Vendor', input.vendor],
		['productType', 'Product type', input.productType],
	];
	for (const [field, label, value] of limited) {
		if ((value ?? '').length <= 255) continue;
		errors.push(userError([field], `${label} is too long (maximum is 255 characters)`));
	}
	const handle = handleize(input.handle ?? '');
	const taken = store.products.some((each) => each !== known && each.handle === handle);
	if (handle !== '' && taken) {
		const message = `Handle '${handle}' already in use. Please provide a new handle.`;
		errors.push(userError(['input', 'handle'], message));
	}
	if ((input.tags ?? []).some((tag) => tag.length > 255)) {
		errors.push(userError(['tags'], 'Product tags is invalid'));
	}
	errors.push(...inputMetafieldErrors(known, input.metafields, ['metafields']));
	return errors;
}

/** Puts fields that were found right on a product. Out: the names of what changed. */
export function applyProductFields(
	store: Store,
	product: Product,
	input: ProductFields,
	mutation: string,
): string[] {
	const changed: string[] = [];
	const set = <K extends keyof Product>(key: K, value: Product[K]): void => {
		if (JSON.stringify(product[key]) === JSON.stringify(value)) return;
		product[key] = value;
		changed.push(key);
	};
	if (typeof input.title === 'string') set('title', input.title.trim());
	if (input.descriptionHtml !== undefined) set('descriptionHtml', input.descriptionHtml ?? '');
	if (input.vendor !== undefined) set('vendor', input.vendor ?? '');
	if (input.productType !== undefined) set('productType', input.productType ?? '');
	if (input.status) set('status', input.status);
	if (input.tags !== undefined) set('tags', normalTags(input.tags ?? []));
	if (input.templateSuffix !== undefined) set('templateSuffix', input.templateSuffix);
	if (input.seo) set('seo', { ...product.seo, ...input.seo });
	if (typeof input.handle === 'string') {
		const handle = handleize(input.handle);
		// A blank handle is made from the title again.
		const wanted = handle === '' ? freeHandle(store, handleize(product.title), product) : handle;
		set('handle', wanted);
	}
	for (const metafield of input.metafields ?? []) {
		putMetafield(store, product, metafield, mutation);
		changed.push('metafields');
	}
	return changed;
}

/** A product with Shopify's defaults: ACTIVE, the shop's name as vendor, no variant yet. */
export function newProduct(store: Store, title: string): Product {
	const now = store.timestamp();
	const product: Product = {
		__typename: 'Product',
		id: store.ids.next('Product'),
		title,
		descriptionHtml: '',
		vendor: store.shop.name,
		productType: '',
		handle: freeHandle(store, handleize(title)),
		status: 'ACTIVE',
		tags: [],
		templateSuffix: null,
		createdAt: now,
		updatedAt: now,
		published: new Map(),
		options: [],
		variants: [],
		media: [],
		isGiftCard: false,
		seo: { title: null, description: null },
		metafields: [],
	};
	store.products.push(store.add(product));
	store.indexLater(product);
	return product;
}

/** The default option and the one variant of a product without options. */
export function giveDefaultVariant(store: Store, product: Product): void {
	product.options = [makeOption(store, 'Title', ['Default Title'])];
	const valueIds = [product.options[0].values[0].id];
	product.variants = [makeVariant(store, product, valueIds, product.createdAt)];
}

/** The product with this id; refuses ids of another type and the number 0. */
export function productWith(store: Store, id: string): Product | undefined {
	const parsed = parseGid(id);
	if (parsed?.type !== 'Product' || parsed.key === '0') throw resourceNotFound(id);
	return store.product(id);
}

function mediaErrors(media: MediaInput[] | null | undefined): UserError[] {
	return (media ?? []).flatMap((each, index) => {
		if (isImageUrl(each.originalSource)) return [];
		return [userError(['media', String(index), 'originalSource'], 'Image URL is invalid')];
	});
}

function addMedia(store: Store, product: Product, media: MediaInput[] | null | undefined): void {
	for (const each of media ?? []) {
		if (each.mediaContentType !== 'IMAGE') continue;
		const image = imageFrom(store, each.originalSource, each.alt ?? null);
		product.media.push(image);
		store.effect('media', image.id, `image of ${product.id}`);
	}
}

/** Removes a product and all that hangs on it. */
export function removeProduct(store: Store, product: Product, mutation: string): void {
	store.products.splice(store.products.indexOf(product), 1);
	for (const variant of product.variants) {
		store.remove(variant, variant.item, ...variant.item.levels, ...variant.metafields);
	}
	store.remove(product, ...product.media, ...product.metafields);
	store.effect(mutation, product.id, 'deleted');
}

export const productMutations: Record<string, Resolver> = {
	productCreate: (_source: unknown, args: ProductArgs, { store }: Context) => {
		const { shop } = store;
		const input = args.product ?? args.input;
		if (!input) throw refuse('BAD_REQUEST', 'product must be specified on productCreate');
		const userErrors = productErrors(store, input);
		if (typeof input.id === 'string') {
			userErrors.push(userError(['input'], 'id cannot be specified during creation'));
		}
		if ((input.productOptions ?? []).some((option) => option.name?.includes(' / '))) {
			const message = 'Name cannot contain the character sequence " / "';
			userErrors.push(userError(['options'], message));
		}
		userErrors.push(...mediaErrors(args.media));
		if (userErrors.length > 0) return { product: null, shop, userErrors };
		const product = newProduct(store, input.title?.trim() ?? '');
		applyProductFields(store, product, input, 'productCreate');
		product.isGiftCard = input.giftCard === true;
		const options = (input.productOptions ?? []).filter((option) => option.values?.length);
		if (options.length === 0) giveDefaultVariant(store, product);
		else {
			// One variant out of the first values; the others wait.
			product.options = options.map((option) => {
				const names = (option.values ?? []).map((value) => value.name ?? '');
				return makeOption(store, option.name ?? '', names);
			});
			const valueIds = product.options.map((option) => option.values[0].id);
			product.variants = [makeVariant(store, product, valueIds, product.createdAt)];
		}
		addMedia(store, product, args.media);
		store.effect('productCreate', product.id, 'created');
		return { product, shop, userErrors: [] };
	},
	productUpdate: (_source: unknown, args: ProductArgs, { store }: Context) => {
		const input = args.product ?? args.input;
		if (typeof input?.id !== 'string') {
			throw refuse('BAD_REQUEST', 'id must be specified on productUpdate');
		}
		const product = productWith(store, input.id);
		if (product === undefined) {
			return { product: null, userErrors: [userError(['id'], 'Product does not exist')] };
		}
		const userErrors = [...productErrors(store, input, product), ...mediaErrors(args.media)];
		if (userErrors.length > 0) return { product, userErrors };
		const changed = applyProductFields(store, product, input, 'productUpdate');
		addMedia(store, product, args.media);
		if (changed.length > 0 || (args.media ?? []).length > 0) {
			product.updatedAt = store.timestamp();
			store.effect('productUpdate', product.id, changed.join(', ') || 'media');
		}
		return { product, userErrors: [] };
	},
	productDelete: (
		_source: unknown,
		args: { input: { id: string }; synchronous?: boolean | null },
		{ store }: Context,
	) => {
		const { shop } = store;
		const product = productWith(store, args.input.id);
		const answer = { deletedProductId: null, productDeleteOperation: null, shop };
		if (product === undefined) {
			return { ...answer, userErrors: [userError(['id'], 'Product does not exist')] };
		}
		if (args.synchronous !== false) {
			removeProduct(store, product, 'productDelete');
			return { ...answer, deletedProductId: product.id, userErrors: [] };
		}
		const operation = {
			__typename: 'ProductDeleteOperation',
			id: store.ids.next('ProductDeleteOperation'),
			status: 'CREATED',
			deletedProductId: null as string | null,
			userErrors: [],
		};
		store.add(operation);
		store.startJob(() => {
			if (store.product(product.id) === product) removeProduct(store, product, 'productDelete');
			operation.status = 'COMPLETE';
			operation.deletedProductId = product.id;
		});
		return { ...answer, productDeleteOperation: operation, userErrors: [] };
	},
};
