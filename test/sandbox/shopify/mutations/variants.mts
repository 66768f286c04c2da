import type { Context, Resolver } from '../context.mts';
import { type UserError, userError } from '../errors.mts';
import type { MediaImage, Product, Variant } from '../model.mts';
import { mediaStatus, onlyDefaultVariant, selectedOptions } from '../products.mts';
import { makeVariant } from '../seed/products.mts';
import type { Store } from '../store.mts';
import { productWith } from './products.mts';
import { setVariant, valueIdsOf, type VariantInput } from './productSetVariants.mts';

interface BulkInput extends Omit<VariantInput, 'optionValues' | 'file'> {
	optionValues?: VariantInput['optionValues'] | null;
	mediaId?: string | null;
}

interface BulkArgs {
	productId: string;
	variants: BulkInput[];
	strategy?: 'DEFAULT' | 'PRESERVE_STANDALONE_VARIANT' | 'REMOVE_STANDALONE_VARIANT' | null;
	allowPartialUpdates?: boolean | null;
}

const NO_PRODUCT = userError(
	['productId'],
	'Product does not exist',
	'PRODUCT_DOES_NOT_EXIST',
	'ProductVariantsBulkUpdateUserError',
);

/** What is wrong with the option values of one entry. Creating needs a value for each option. */
function optionErrors(product: Product, input: BulkInput, path: string[], code: string) {
	const given = input.optionValues ?? [];
	const names = given.map(({ optionName, optionId }) => {
		return optionName ?? product.options.find(({ id }) => id === optionId)?.name ?? '';
	});
	const unknown = names.findIndex((name) => !product.options.some((each) => each.name === name));
	if (unknown >= 0) {
		const field = [...path, 'optionValues', String(unknown)];
		return [userError(field, 'Option does not exist', code)];
	}
	const twice = names.find((name, index) => names.indexOf(name) < index);
	if (twice !== undefined) {
		const message = `Duplicated option name '${twice}'`;
		return [userError([...path, 'optionValues'], message, 'INVALID_INPUT')];
	}
	const missing = product.options.find(({ name }) => !names.includes(name));
	if (missing === undefined) return [];
	const message = `You need to add option values for ${missing.name}`;
	return [userError(path, message, 'NEED_TO_ADD_OPTION_VALUES')];
}

/** Prices and images; the text for images is that of productVariantAppendMedia. */
function fieldErrors(store: Store, input: BulkInput, path: string[]): UserError[] {
	const errors: UserError[] = [];
	if (input.price === null) errors.push(userError([...path, 'price'], "Price can't be blank"));
	if (Number(input.price ?? 0) < 0) {
		const message = 'Price must be greater than or equal to 0';
		errors.push(userError([...path, 'price'], message, 'GREATER_THAN_OR_EQUAL_TO'));
	}
	if (typeof input.mediaId === 'string') {
		const media = store.get<MediaImage>('MediaImage', input.mediaId);
		if (media === undefined || mediaStatus(media, store) !== 'READY') {
			const message = 'Non-ready media cannot be attached to variants.';
			errors.push(userError([...path, 'mediaId'], message, 'INVALID_INPUT'));
		}
	}
	return errors;
}

const titleOf = (product: Product, variant: Variant): string => {
	return selectedOptions(product, variant)
		.map((each) => each.value)
		.join(' / ');
};

/** The values that an entry asks for, in the order of the options, as a variant's title. */
function wantedTitle(product: Product, input: BulkInput, present?: Variant): string {
	const chosen = present === undefined ? [] : selectedOptions(product, present);
	return product.options
		.map((option, index) => {
			const given = (input.optionValues ?? []).find((each) => {
				return each.optionName === option.name || each.optionId === option.id;
			});
			const named = option.values.find((value) => value.id === given?.id)?.name;
			return given?.name ?? named ?? chosen[index]?.value ?? '';
		})
		.join(' / ');
}

/** Equal combinations are refused; the text is recorded for productSet only. */
function duplicateErrors(titles: Array<[string, string[]]>, taken: string[]): UserError[] {
	const seen = new Set(taken.map((title) => title.toLowerCase()));
	return titles.flatMap(([title, path]) => {
		if (!seen.has(title.toLowerCase())) {
			seen.add(title.toLowerCase());
			return [];
		}
		const message = `The variant '${title}' already exists. Please change at least one option value.`;
		return [userError(path, message, 'VARIANT_ALREADY_EXISTS')];
	});
}

function applyFields(store: Store, product: Product, variant: Variant, input: BulkInput): void {
	const { mediaId, optionValues, ...fields } = input;
	if (optionValues) variant.valueIds = valueIdsOf(store, product, { optionValues });
	setVariant(store, product, variant, fields);
	if (typeof mediaId === 'string') variant.mediaIds = [mediaId];
}

/** Takes variants away: positions close up, and values that nothing has any more go with them. */
function removeVariants(store: Store, product: Product, gone: Variant[], mutation: string): void {
	const lost = new Set(gone.flatMap((variant) => variant.valueIds));
	product.variants = product.variants.filter((variant) => !gone.includes(variant));
	product.variants.forEach((variant, index) => {
		variant.position = index + 1;
		for (const id of variant.valueIds) lost.delete(id);
	});
	for (const option of product.options) {
		option.values = option.values.filter((value) => !lost.has(value.id));
	}
	for (const variant of gone) {
		store.remove(variant, variant.item, ...variant.item.levels, ...variant.metafields);
		store.effect(mutation, variant.id, 'deleted');
	}
}

/** The variant that a creation replaces, by the strategy. */
function standalone(product: Product, strategy: BulkArgs['strategy']): Variant[] {
	if (product.variants.length !== 1 || strategy === 'PRESERVE_STANDALONE_VARIANT') return [];
	const [only] = product.variants;
	const isDefault = onlyDefaultVariant(product) && titleOf(product, only) === 'Default Title';
	return isDefault || strategy === 'REMOVE_STANDALONE_VARIANT' ? [only] : [];
}

export const variantMutations: Record<string, Resolver> = {
	productVariantsBulkCreate: (_source: unknown, args: BulkArgs, { store }: Context) => {
		const refused = { product: null, productVariants: [] };
		const product = productWith(store, args.productId);
		if (product === undefined) return { ...refused, userErrors: [NO_PRODUCT] };
		const path = (index: number): string[] => ['variants', String(index)];
		const replaced = standalone(product, args.strategy);
		const kept = product.variants.filter((variant) => !replaced.includes(variant));
		let userErrors = args.variants.flatMap((input, index) => [
			...optionErrors(product, input, path(index), 'INVALID_INPUT'),
			...fieldErrors(store, input, path(index)),
		]);
		if (userErrors.length === 0) {
			userErrors = duplicateErrors(
				args.variants.map((input, index) => [wantedTitle(product, input), path(index)]),
				kept.map((variant) => titleOf(product, variant)),
			);
		}
		if (userErrors.length > 0) return { ...refused, userErrors };
		if (args.variants.length === 0) return { product, productVariants: [], userErrors };
		const productVariants = args.variants.map((input) => {
			const valueIds = valueIdsOf(store, product, { optionValues: input.optionValues ?? [] });
			const variant = makeVariant(store, product, valueIds, store.timestamp());
			product.variants.push(variant);
			applyFields(store, product, variant, { ...input, optionValues: null });
			store.effect('productVariantsBulkCreate', variant.id, 'created');
			return variant;
		});
		removeVariants(store, product, replaced, 'productVariantsBulkCreate');
		product.updatedAt = store.timestamp();
		return { product, productVariants, userErrors };
	},
	productVariantsBulkUpdate: (_source: unknown, args: BulkArgs, { store }: Context) => {
		const product = productWith(store, args.productId);
		if (product === undefined) {
			return { product: null, productVariants: null, userErrors: [NO_PRODUCT] };
		}
		const path = (index: number): string[] => ['variants', String(index)];
		const found = args.variants.map(({ id }) => product.variants.find((each) => each.id === id));
		let userErrors = args.variants.flatMap((input, index) => {
			const id = [...path(index), 'id'];
			if (!input.id) {
				const message = 'Product variant is missing ID attribute';
				return [userError(id, message, 'PRODUCT_VARIANT_ID_MISSING')];
			}
			if (found[index] === undefined) {
				const message = 'Product variant does not exist';
				return [userError(id, message, 'PRODUCT_VARIANT_DOES_NOT_EXIST')];
			}
			if (input.inventoryQuantities) {
				const message =
					'Inventory quantities can only be provided during create. To update inventory for existing variants, use inventoryAdjustQuantities.';
				const code = 'NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE';
				return [userError([...path(index), 'inventoryQuantities'], message, code)];
			}
			const options = input.optionValues
				? optionErrors(product, input, path(index), 'OPTION_DOES_NOT_EXIST')
				: [];
			return [...options, ...fieldErrors(store, input, path(index))];
		});
		if (userErrors.length === 0) {
			userErrors = duplicateErrors(
				args.variants.flatMap((input, index): Array<[string, string[]]> => {
					if (!input.optionValues) return [];
					return [[wantedTitle(product, input, found[index]), path(index)]];
				}),
				product.variants
					.filter((each) => !args.variants.some((one) => one.id === each.id && one.optionValues))
					.map((variant) => titleOf(product, variant)),
			);
		}
		if (userErrors.length > 0) return { product, productVariants: null, userErrors };
		const productVariants = found.flatMap((variant, index) => {
			if (variant === undefined) return [];
			applyFields(store, product, variant, args.variants[index]);
			store.effect('productVariantsBulkUpdate', variant.id, 'set');
			return [variant];
		});
		product.updatedAt = store.timestamp();
		return { product, productVariants, userErrors };
	},
	productVariantsBulkDelete: (
		_source: unknown,
		args: { productId: string; variantsIds: string[] },
		{ store }: Context,
	) => {
		const product = productWith(store, args.productId);
		if (product === undefined) return { product: null, userErrors: [NO_PRODUCT] };
		const gone = product.variants.filter(({ id }) => args.variantsIds.includes(id));
		const userErrors = args.variantsIds.flatMap((id, index) => {
			if (gone.some((variant) => variant.id === id)) return [];
			const message = 'At least one variant does not belong to the product';
			const code = 'AT_LEAST_ONE_VARIANT_DOES_NOT_BELONG_TO_THE_PRODUCT';
			return [userError(['variantsIds', String(index)], message, code)];
		});
		if (userErrors.length === 0 && gone.length > 0 && gone.length === product.variants.length) {
			// The text is that of the code in the schema; the answer is not recorded.
			const error = userError(null, 'Cannot delete default variant.', 'CANNOT_DELETE_LAST_VARIANT');
			return { product: null, userErrors: [error] };
		}
		if (userErrors.length > 0) return { product: null, userErrors };
		removeVariants(store, product, gone, 'productVariantsBulkDelete');
		if (gone.length > 0) product.updatedAt = store.timestamp();
		return { product, userErrors };
	},
};
