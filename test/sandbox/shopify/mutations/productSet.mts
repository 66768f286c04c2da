import type { Context, Resolver } from '../context.mts';
import type { UserError } from '../errors.mts';
import { parseGid } from '../ids.mts';
import type { Product, ProductOption } from '../model.mts';
import { handleize } from '../products.mts';
import { makeOption, makeOptionValue } from '../seed/products.mts';
import type { Store } from '../store.mts';
import {
	applyProductFields,
	giveDefaultVariant,
	newProduct,
	productErrors,
	productWith,
} from './products.mts';
import {
	filesOf,
	setError,
	type SetInput,
	setMetafields,
	setVariants,
	variantErrors,
} from './productSetVariants.mts';
import { isImageUrl } from './uploads.mts';

interface SetArgs {
	input: SetInput;
	identifier?: { id?: string | null; handle?: string | null } | null;
	synchronous?: boolean | null;
}

/** Everything that can be wrong, before anything is changed: the mutation is atomic. */
function setErrors(store: Store, input: SetInput, known: Product | undefined): UserError[] {
	// Paths stand below the input here, and texts go without the field's name.
	const errors = productErrors(store, input, known).map((error) => {
		const field = error.field?.filter((part) => part !== 'input') ?? [];
		const message = error.message.replace(/^(Title|Vendor|Product type) /, '');
		return setError(['input', ...field], message, error.code);
	});
	if (input.productOptions && !input.variants) {
		const message = 'Variants input is required when updating product options';
		errors.push(setError(['input', 'variants'], message));
	}
	(input.productOptions ?? []).forEach((option, index) => {
		if (!option.name?.includes(' / ')) return;
		const message = "The name contains unsupported sequence ' / '";
		const path = ['input', 'productOptions', String(index), 'name'];
		errors.push(setError(path, message, 'INVALID_INPUT'));
	});
	(input.files ?? []).forEach((file, index) => {
		if (typeof file.originalSource !== 'string' || isImageUrl(file.originalSource)) return;
		const path = ['input', 'files', String(index), 'originalSource'];
		errors.push(setError(path, 'Image URL is invalid', 'INVALID_INPUT'));
	});
	return errors.length > 0 ? errors : variantErrors(store, input, known);
}

function setOptions(store: Store, product: Product, input: SetInput): void {
	if (!input.productOptions) return;
	product.options = input.productOptions.map((wanted): ProductOption => {
		const known = product.options.find((each) => {
			return wanted.id ? each.id === wanted.id : each.name === wanted.name;
		});
		const option = known ?? makeOption(store, wanted.name ?? '', []);
		option.name = wanted.name ?? option.name;
		option.values = (wanted.values ?? []).map((value) => {
			const name = value.name ?? '';
			const same = option.values.find((each) => {
				return value.id ? each.id === value.id : each.name === name;
			});
			return same ?? makeOptionValue(store, name);
		});
		return option;
	});
}

function apply(store: Store, input: SetInput, known: Product | undefined): Product {
	const product = known ?? newProduct(store, input.title?.trim() ?? '');
	const { metafields, ...fields } = input;
	applyProductFields(store, product, fields, 'productSet');
	// Files first, so that a variant's file finds them.
	if (input.files) {
		const files = filesOf(store, product, input.files);
		store.remove(...product.media.filter((each) => !files.includes(each)));
		product.media = files;
	}
	setOptions(store, product, input);
	if (input.variants) {
		if (product.options.length === 0) giveDefaultVariant(store, product);
		setVariants(store, product, input.variants);
	} else if (product.variants.length === 0) giveDefaultVariant(store, product);
	if (metafields) setMetafields(store, product, metafields);
	product.updatedAt = store.timestamp();
	store.effect('productSet', product.id, known === undefined ? 'created' : 'set');
	return product;
}

/** The product that the arguments name; undefined when one is to be made. */
function target(store: Store, args: SetArgs): Product | { error: UserError } | undefined {
	const { input, identifier } = args;
	if (input.id && identifier) {
		const message = 'The id field is not allowed if identifier is provided.';
		return { error: setError(['input'], message, 'ID_NOT_ALLOWED') };
	}
	const id = input.id ?? identifier?.id;
	if (typeof id === 'string') {
		const known = parseGid(id)?.type === 'Product' ? productWith(store, id) : undefined;
		const error = setError(['input', 'id'], 'Product does not exist', 'PRODUCT_DOES_NOT_EXIST');
		return known ?? { error };
	}
	if (typeof identifier?.handle !== 'string') return undefined;
	const handle = handleize(identifier.handle);
	return store.products.find((product) => product.handle === handle);
}

export const productSetMutations: Record<string, Resolver> = {
	productSet: (_source: unknown, args: SetArgs, { store }: Context) => {
		const known = target(store, args);
		const answer = { product: null, productSetOperation: null };
		if (known !== undefined && 'error' in known) return { ...answer, userErrors: [known.error] };
		const input = { ...args.input };
		if (known === undefined && args.identifier?.handle) input.handle ??= args.identifier.handle;
		const userErrors = setErrors(store, input, known);
		if (userErrors.length > 0) return { ...answer, userErrors };
		if (args.synchronous !== false) {
			return { ...answer, product: apply(store, input, known), userErrors: [] };
		}
		const operation = {
			__typename: 'ProductSetOperation',
			id: store.ids.next('ProductSetOperation'),
			status: 'CREATED',
			product: known ?? null,
			userErrors: [] as UserError[],
		};
		store.add(operation);
		store.startJob(() => {
			operation.product = apply(store, input, known);
			operation.status = 'COMPLETE';
		});
		return { ...answer, productSetOperation: operation, userErrors: [] };
	},
};
