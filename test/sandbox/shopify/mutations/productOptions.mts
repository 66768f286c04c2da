import type { Context, Resolver } from '../context.mts';
import { type UserError, userError } from '../errors.mts';
import type { Product } from '../model.mts';
import { onlyDefaultVariant } from '../products.mts';
import { makeOption, makeOptionValue } from '../seed/products.mts';
import type { Store } from '../store.mts';
import { productWith } from './products.mts';

interface ValueInput {
	name?: string | null;
}

interface CreateArgs {
	productId: string;
	options: Array<{ name?: string | null; values?: ValueInput[] | null }>;
	variantStrategy?: 'CREATE' | 'LEAVE_AS_IS' | null;
}

interface UpdateArgs {
	productId: string;
	option: { id: string; name?: string | null };
	optionValuesToAdd?: ValueInput[] | null;
	optionValuesToUpdate?: Array<{ id: string; name?: string | null }> | null;
}

const NO_PRODUCT = userError(['productId'], 'Product does not exist', 'PRODUCT_DOES_NOT_EXIST');

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

function createErrors(product: Product, options: CreateArgs['options']): UserError[] {
	const kept = onlyDefaultVariant(product) ? [] : product.options;
	if (kept.length + options.length > 3) {
		return [
			userError(['options'], 'Can only specify a maximum of 3 options', 'OPTIONS_OVER_LIMIT'),
		];
	}
	return options.flatMap((option, index) => {
		const path = ['options', String(index)];
		const name = option.name ?? '';
		if (name.includes(' / ')) {
			const message = "The name contains unsupported sequence ' / '";
			return [userError([...path, 'name'], message, 'INVALID_NAME')];
		}
		if (name.length > 255) {
			return [userError(path, 'Option name is too long.', 'OPTION_NAME_TOO_LONG')];
		}
		if (kept.some((each) => same(each.name, name))) {
			return [userError(path, `Option '${name}' already exists.`, 'OPTION_ALREADY_EXISTS')];
		}
		if (options.slice(0, index).some((each) => same(each.name ?? '', name))) {
			return [userError(path, 'Duplicated option name.', 'DUPLICATED_OPTION_NAME')];
		}
		if ((option.values ?? []).length === 0) {
			const message = `Option '${name}' must specify at least one option value.`;
			return [userError(path, message, 'OPTION_VALUES_MISSING')];
		}
		return [];
	});
}

/** Adds options; the variants that are there take the first value of each. Others are not made. */
function addOptions(store: Store, product: Product, options: CreateArgs['options']): void {
	const placeholder = onlyDefaultVariant(product);
	if (placeholder) product.options = [];
	for (const { name, values } of options) {
		const option = makeOption(
			store,
			name ?? '',
			(values ?? []).map((value) => value.name ?? ''),
		);
		product.options.push(option);
	}
	const first = product.options.slice(-options.length).map((option) => option.values[0].id);
	for (const variant of product.variants) {
		variant.valueIds = placeholder ? first : [...variant.valueIds, ...first];
	}
	product.updatedAt = store.timestamp();
	store.effect('productOptionsCreate', product.id, options.map(({ name }) => name).join(', '));
}

function updateErrors(product: Product, args: UpdateArgs): UserError[] {
	const option = product.options.find((each) => each.id === args.option.id);
	if (option === undefined) {
		return [userError(['option'], 'Option does not exist.', 'OPTION_DOES_NOT_EXIST')];
	}
	if (args.option.name?.includes(' / ')) {
		const message = "The name contains unsupported sequence ' / '";
		return [userError(['option', 'name'], message, 'INVALID_NAME')];
	}
	return (args.optionValuesToAdd ?? []).flatMap((value, index) => {
		if (!option.values.some((each) => same(each.name, value.name ?? ''))) return [];
		// The text is that of the code in the schema; the answer is not recorded.
		const field = ['optionValuesToAdd', String(index)];
		return [userError(field, 'Option value already exists.', 'OPTION_VALUE_ALREADY_EXISTS')];
	});
}

/** Options of a product. The strategies CREATE and MANAGE and deleting values are not modelled. */
export const productOptionMutations: Record<string, Resolver> = {
	productOptionsCreate: (_source: unknown, args: CreateArgs, { store }: Context) => {
		const product = productWith(store, args.productId);
		if (product === undefined) return { product: null, userErrors: [NO_PRODUCT] };
		const userErrors = createErrors(product, args.options);
		if (userErrors.length === 0) addOptions(store, product, args.options);
		return { product, userErrors };
	},
	productOptionUpdate: (_source: unknown, args: UpdateArgs, { store }: Context) => {
		const product = productWith(store, args.productId);
		if (product === undefined) return { product: null, userErrors: [NO_PRODUCT] };
		const userErrors = updateErrors(product, args);
		const option = product.options.find((each) => each.id === args.option.id);
		if (userErrors.length > 0 || option === undefined) return { product, userErrors };
		if (args.option.name) option.name = args.option.name;
		for (const { id, name } of args.optionValuesToUpdate ?? []) {
			const value = option.values.find((each) => each.id === id);
			if (value !== undefined && name) value.name = name;
		}
		for (const { name } of args.optionValuesToAdd ?? []) {
			option.values.push(makeOptionValue(store, name ?? ''));
		}
		product.updatedAt = store.timestamp();
		store.effect(
			'productOptionUpdate',
			option.id,
			option.values.map((each) => each.name).join(', '),
		);
		return { product, userErrors };
	},
};
