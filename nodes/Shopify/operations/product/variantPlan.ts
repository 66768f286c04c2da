import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../../shared/errors';
import type { Call } from '../../../shared/operation';
import type { Payload } from '../../payloads/payload';
import { derived, dig, list, nodesIn, payload, plain } from '../../payloads/payload';
import type { Option, Weight } from './variantInput';
import { OPTION_KEYS, textOf, variantInput } from './variantInput';

/** What a product has before it is changed: {id, options, variants}. */
export const Present: Payload = payload('Product', {
	id: plain('id'),
	options: derived(
		'options { id name optionValues { name } }',
		({ options }) =>
			nodesIn(options).map(({ id, name, optionValues }) => ({
				id,
				name,
				values: nodesIn(optionValues).map((value) => value.name),
			})),
		'options',
	),
	variants: list(
		'variants',
		payload('ProductVariant', {
			id: plain('id'),
			chosen: derived(
				'selectedOptions { name value }',
				({ selectedOptions }) =>
					Object.fromEntries(nodesIn(selectedOptions).map(({ name, value }) => [name, value])),
				'selectedOptions',
			),
			weight: derived(
				'inventoryItem { measurement { weight { value unit } } }',
				(variant) => dig(variant, 'inventoryItem.measurement.weight') ?? undefined,
				'inventoryItem.measurement.weight',
			),
		}),
		{ first: 100 },
	),
});

export interface PresentProduct {
	id: string;
	options: Array<Option & { id: string }>;
	variants: Array<{ id: string; chosen: Record<string, string>; weight?: Weight }>;
}

/** What there is to do, so that the product has what was named and keeps everything else. */
export interface Plan {
	newOptions: Option[];
	newValues: Array<{ option: string; values: string[] }>;
	updates: IDataObject[];
	creations: IDataObject[];
}

/** The most options of a product. */
const MOST_OPTIONS = 3;

const DEFAULT_VALUE = 'Default Title';

/** Shopify takes names that differ in case only as equal. */
const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

const keyOf = (values: string[]) => JSON.stringify(values.map((value) => value.toLowerCase()));

/** Whether a product has only the variant that Shopify makes for products without options. */
const onlyPlaceholder = ({ options, variants }: PresentProduct) =>
	options.length === 1 &&
	options[0].name === 'Title' &&
	variants.length === 1 &&
	variants[0].chosen.Title === DEFAULT_VALUE;

/**
 * Compares what is named with what is there: options by name, their values, variants by their
 * option values. Named variants are changed or made; nothing is removed, renamed or reordered.
 *
 * A product without options has one nameless variant. It is not kept beside the named ones: it
 * takes the place of the first of them that is new.
 *
 * @throws InputError when a variant's values do not fit the options
 */
export function planVariants(
	present: PresentProduct,
	options: Option[],
	rows: IDataObject[],
	call: Call,
): Plan {
	refuseTwice(
		options.map(({ name }) => name),
		(name) => `'options' names '${name}' twice`,
	);
	const placeholder = onlyPlaceholder(present) ? present.variants[0] : undefined;
	// The placeholder's option goes away as soon as there are others.
	const replaced = placeholder && options.some(({ name }) => !same(name, 'Title'));
	const kept = replaced ? [] : present.options;
	const added = options.filter(({ name }) => !kept.some((one) => same(one.name, name)));
	const names = optionNames(kept, options, added, call);
	const wanted = rows.map((row, index) =>
		valuesOf(
			row,
			index,
			names,
			placeholder !== undefined && rows.length === 1 && options.length === 0,
		),
	);
	refuseTwice(
		wanted.map((values) => values.join(' / ')),
		(title) => `'variants' names '${title}' twice`,
	);

	const newOptions = added.map(({ name, values }) => {
		const used = wanted.map((one) => one[names.indexOf(name)]);
		const all = unique([...values, ...used]);
		if (all.length === 0) throw new InputError(`The option '${name}' needs at least one value`);
		return { name, values: all };
	});
	const newValues = kept.flatMap(({ name, id, values: known }) => {
		const named = options.find((option) => same(option.name, name))?.values ?? [];
		const values = unique(named).filter((value) => !known.some((one) => same(one, value)));
		return values.length > 0 ? [{ option: id, values }] : [];
	});

	/** Variants that are there take the first value of each new option. */
	const valueAfter = (chosen: Record<string, string>, name: string) =>
		chosen[name] ?? newOptions.find((option) => option.name === name)?.values[0] ?? '';
	const found = new Map(
		present.variants.map((variant) => [
			keyOf(names.map((name) => valueAfter(variant.chosen, name))),
			variant,
		]),
	);
	let spare = wanted.some((values) => found.get(keyOf(values)) === placeholder)
		? undefined
		: placeholder;
	const plan: Plan = { newOptions, newValues, updates: [], creations: [] };
	rows.forEach((row, index) => {
		const optionValues = names.map((optionName, at) => ({ optionName, name: wanted[index][at] }));
		const known = found.get(keyOf(wanted[index]));
		if (known) {
			plan.updates.push({ id: known.id, ...variantInput(row, call, known.weight) });
		} else if (spare) {
			plan.updates.push({ id: spare.id, optionValues, ...variantInput(row, call, spare.weight) });
			spare = undefined;
		} else {
			plan.creations.push({ optionValues, ...variantInput(row, call) });
		}
	});
	return plan;
}

/**
 * The options in the order in which variants give their values: as they are named, when all are,
 * else as the product has them, new ones last.
 */
function optionNames(kept: Option[], named: Option[], added: Option[], call: Call): string[] {
	const present = kept.map(({ name }) => name);
	if (present.length + added.length > MOST_OPTIONS) {
		throw new InputError(
			`The product would have ${present.length + added.length} options, and Shopify allows ${MOST_OPTIONS}`,
			`It has: ${present.join(', ')}. Options are added to these, unless they have the same name.`,
		);
	}
	const spelled = named.map(({ name }) => present.find((one) => same(one, name)) ?? name);
	if (!present.every((name) => spelled.includes(name))) {
		return [...present, ...added.map(({ name }) => name)];
	}
	const order = [...present, ...added.map(({ name }) => name)];
	if (order.some((name, index) => name !== spelled[index])) {
		call.hint(`The product's options keep their order: ${order.join(', ')}.`);
	}
	return spelled;
}

/** The option values of a documented variant, one per option. */
function valuesOf(row: IDataObject, index: number, names: string[], lone: boolean): string[] {
	const extra = OPTION_KEYS.slice(names.length).find((key) => textOf(row[key]) !== undefined);
	if (extra) {
		throw new InputError(
			`'variants[${index}].${extra}' has no option to belong to`,
			`The product has these options: ${names.join(', ')}. Add it to 'options'.`,
		);
	}
	return names.map((name, at) => {
		const value = textOf(row[OPTION_KEYS[at]]) ?? (lone ? DEFAULT_VALUE : undefined);
		if (value !== undefined) return value;
		throw new InputError(
			`'variants[${index}].${OPTION_KEYS[at]}' is required: it is the value of the option '${name}'`,
		);
	});
}

function unique(values: string[]): string[] {
	return values.filter((value, index) => values.findIndex((one) => same(one, value)) === index);
}

function refuseTwice(names: string[], text: (name: string) => string): void {
	const twice = names.find((name, index) => names.findIndex((one) => same(one, name)) < index);
	if (twice !== undefined) throw new InputError(text(twice));
}
