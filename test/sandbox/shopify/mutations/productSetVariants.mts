import { type UserError, userError } from '../errors.mts';
import type { Product, Variant } from '../model.mts';
import { cents } from '../money.mts';
import { variantTitle } from '../products.mts';
import { makeOptionValue, makeVariant, stock } from '../seed/products.mts';
import type { Store } from '../store.mts';
import { inputMetafieldErrors, type MetafieldInput, putMetafield } from './metafields.mts';
import type { ProductFields } from './products.mts';
import { imageFrom } from './uploads.mts';

export interface FileInput {
	id?: string | null;
	originalSource?: string | null;
	alt?: string | null;
}

interface OptionValueInput {
	optionName?: string | null;
	optionId?: string | null;
	name?: string | null;
	id?: string | null;
}

export interface VariantInput {
	id?: string | null;
	optionValues: OptionValueInput[];
	price?: string | null;
	compareAtPrice?: string | null;
	sku?: string | null;
	barcode?: string | null;
	taxable?: boolean | null;
	position?: number | null;
	inventoryPolicy?: Variant['inventoryPolicy'] | null;
	inventoryItem?: {
		sku?: string | null;
		tracked?: boolean | null;
		requiresShipping?: boolean | null;
		cost?: string | null;
		countryCodeOfOrigin?: string | null;
		harmonizedSystemCode?: string | null;
		measurement?: { weight?: { value: number; unit: string } | null } | null;
	} | null;
	inventoryQuantities?: Array<{ locationId: string; name: string; quantity: number }> | null;
	metafields?: MetafieldInput[] | null;
	file?: FileInput | null;
}

export interface SetInput extends ProductFields {
	productOptions?: Array<{
		id?: string | null;
		name?: string | null;
		values?: Array<{ id?: string | null; name?: string | null }> | null;
	}> | null;
	variants?: VariantInput[] | null;
	files?: FileInput[] | null;
}

/** A user error of productSet, whose type has a code. */
export const setError = (
	field: string[],
	message: string,
	code: string | null = null,
): UserError => {
	return userError(field, message, code, 'ProductSetUserError');
};

/** The names of a variant's values in the order of the options; a missing one is undefined. */
function combination(options: string[], input: VariantInput): Array<string | undefined> {
	return options.map((name) => {
		const found = input.optionValues.find((each) => each.optionName === name);
		return found?.name ?? undefined;
	});
}

function optionNames(input: SetInput, known: Product | undefined): string[] {
	if (input.productOptions) return input.productOptions.map((option) => option.name ?? '');
	return known?.options.map((option) => option.name) ?? ['Title'];
}

/** What is wrong with the variants of the input; checked before anything is changed. */
export function variantErrors(
	store: Store,
	input: SetInput,
	known: Product | undefined,
): UserError[] {
	const errors: UserError[] = [];
	const options = optionNames(input, known);
	const seen = new Set<string>();
	(input.variants ?? []).forEach((variant, index) => {
		const path = ['input', 'variants', String(index)];
		const stranger = variant.optionValues.find((each) => {
			return each.optionName && !options.includes(each.optionName);
		});
		if (stranger !== undefined) {
			errors.push(
				setError([...path, 'optionValues', '0'], 'Option does not exist', 'INVALID_INPUT'),
			);
			return;
		}
		const values = combination(options, variant);
		const missing = options.find((_, i) => values[i] === undefined);
		if (missing !== undefined && variant.optionValues.every((each) => !each.id)) {
			const message = `You need to add option values for ${missing}`;
			errors.push(setError(path, message, 'NEED_TO_ADD_OPTION_VALUES'));
		}
		const title = values.join(' / ');
		if (seen.has(title.toLowerCase())) {
			const message = `The variant '${title}' already exists. Please change at least one option value.`;
			errors.push(setError(path, message));
		}
		seen.add(title.toLowerCase());
		if (typeof variant.price === 'string' && Number(variant.price) < 0) {
			errors.push(
				setError([...path, 'price'], 'must be greater than or equal to 0', 'INVALID_INPUT'),
			);
		}
		for (const [i, quantity] of (variant.inventoryQuantities ?? []).entries()) {
			if (store.location(quantity.locationId) !== undefined) continue;
			const field = [...path, 'inventoryQuantities', String(i), 'locationId'];
			errors.push(setError(field, 'The specified location could not be found.', 'INVALID_INPUT'));
		}
		errors.push(...inputMetafieldErrors(undefined, variant.metafields, [...path, 'metafields']));
	});
	return errors;
}

/** The ids of a variant's option values; a value that is new is made. */
export function valueIdsOf(
	store: Store,
	product: Product,
	input: Pick<VariantInput, 'optionValues'>,
): string[] {
	return product.options.map((option) => {
		const wanted = input.optionValues.find((each) => {
			return each.optionName === option.name || each.optionId === option.id;
		});
		const name = wanted?.name ?? '';
		let value = option.values.find((each) => each.id === wanted?.id || each.name === name);
		if (value === undefined) {
			value = makeOptionValue(store, name);
			option.values.push(value);
		}
		return value.id;
	});
}

/** Makes a product's variants those of the input: matched by id or values, made, deleted. */
export function setVariants(store: Store, product: Product, inputs: VariantInput[]): void {
	const before = product.variants;
	const titles = new Map(before.map((variant) => [variantTitle(product, variant), variant]));
	product.variants = [];
	const now = store.timestamp();
	for (const input of inputs) {
		const valueIds = valueIdsOf(store, product, input);
		const named = combination(
			product.options.map((option) => option.name),
			input,
		);
		const known = before.find((each) => each.id === input.id) ?? titles.get(named.join(' / '));
		const variant = known ?? makeVariant(store, product, valueIds, now);
		variant.valueIds = valueIds;
		variant.position = product.variants.length + 1;
		setVariant(store, product, variant, input);
		product.variants.push(variant);
		store.effect('productSet', variant.id, known === undefined ? 'created' : 'set');
	}
	for (const gone of before.filter((variant) => !product.variants.includes(variant))) {
		store.remove(gone, gone.item, ...gone.item.levels, ...gone.metafields);
		store.effect('productSet', gone.id, 'deleted');
	}
}

/** Puts the input's fields on a variant; what is not given stays. */
export function setVariant(
	store: Store,
	product: Product,
	variant: Variant,
	input: Omit<VariantInput, 'optionValues'>,
): void {
	const { item } = variant;
	const now = store.timestamp();
	variant.updatedAt = now;
	if (typeof input.price === 'string') variant.price = cents(input.price);
	if (input.compareAtPrice !== undefined) {
		variant.compareAtPrice = input.compareAtPrice === null ? null : cents(input.compareAtPrice);
	}
	if (input.barcode !== undefined) variant.barcode = input.barcode;
	if (typeof input.taxable === 'boolean') variant.taxable = input.taxable;
	if (input.inventoryPolicy) variant.inventoryPolicy = input.inventoryPolicy;
	const sku = input.inventoryItem?.sku ?? input.sku;
	if (sku !== undefined) item.sku = sku;
	const wanted = input.inventoryItem;
	if (typeof wanted?.tracked === 'boolean') item.tracked = wanted.tracked;
	if (typeof wanted?.requiresShipping === 'boolean')
		item.requiresShipping = wanted.requiresShipping;
	if (typeof wanted?.cost === 'string') item.cost = cents(wanted.cost);
	if (wanted?.countryCodeOfOrigin) item.countryCodeOfOrigin = wanted.countryCodeOfOrigin;
	if (wanted?.harmonizedSystemCode) {
		item.harmonizedSystemCode = wanted.harmonizedSystemCode.replace(/\W/g, '');
	}
	if (wanted?.measurement?.weight) item.weight = wanted.measurement.weight;
	item.updatedAt = now;
	for (const each of input.inventoryQuantities ?? []) {
		stock(store, item, each.locationId, each.quantity, now);
	}
	if (input.metafields) setMetafields(store, variant, input.metafields);
	if (input.file) {
		const [media] = filesOf(store, product, [input.file]);
		if (!product.media.includes(media)) product.media.push(media);
		variant.mediaIds = [media.id];
	}
}

/** A given list of metafields replaces the present ones. */
export function setMetafields(
	store: Store,
	owner: Product | Variant,
	inputs: MetafieldInput[],
): void {
	const kept = inputs.map((input) => putMetafield(store, owner, input, 'productSet'));
	const gone = owner.metafields.filter((each) => !kept.includes(each));
	store.remove(...gone);
	for (const each of gone) store.effect('productSet', each.id, 'deleted');
	owner.metafields = kept;
}

/** The images of a list of files: known ones by id, new ones from their source. */
export function filesOf(store: Store, product: Product, files: FileInput[]): Product['media'] {
	return files.flatMap((file) => {
		const known = product.media.find((media) => media.id === file.id);
		if (known !== undefined) return [known];
		if (typeof file.originalSource !== 'string') return [];
		const image = imageFrom(store, file.originalSource, file.alt ?? null);
		store.effect('productSet', image.id, `image of ${product.id}`);
		return [image];
	});
}
