import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../shared/errors';
import type { Call } from '../../shared/operation';
import type { Shape } from '../../shared/shapes';
import { ObjectShape } from '../../shared/shapes';
import { metafieldType } from './metafieldTypes';

const metafieldValue: INodeProperties = {
	displayName: 'Value',
	name: 'value',
	type: 'string',
	default: '',
	placeholder: 'e.g. Wool',
	required: true,
	description: 'Lists and objects are given as JSON',
};

/** Rows of metafields in a form: documented as {namespace, key, type_and_value: {type: value}, description}. */
export const metafieldsProperty: INodeProperties = {
	displayName: 'Metafields',
	name: 'metafields',
	type: 'fixedCollection',
	typeOptions: {
		multipleValues: true,
	},
	placeholder: 'Add Metafield',
	default: {},
	description: 'Custom data of the record',
	options: [
		{
			displayName: 'Metafield',
			name: 'metafield',
			values: [
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					description:
						'Shopify keeps descriptions in metafield definitions only, so this is not stored',
				},
				{
					displayName: 'Key',
					name: 'key',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. gift_message',
				},
				{
					displayName: 'Namespace',
					name: 'namespace',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. custom',
				},
				metafieldType,
				metafieldValue,
			],
		},
	],
};

const METAFIELD_TYPE = /^(list\.)?[a-z][a-z_]*(<[\w$:/.-]+>)?$/;

/** {single_line_text_field: "…"}: one key, which is the metafield's type. */
export const typeAndValue: Shape = {
	fromForm: (value) => value,
	check(value, at) {
		const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
		const [entry] = entries;
		if (entries.length !== 1 || !METAFIELD_TYPE.test(entry[0]) || entry[1] === null) {
			throw new InputError(
				`'${at}' must have one entry, the metafield's type with its value`,
				'Give it like this: {"single_line_text_field": "Happy Birthday!"}',
			);
		}
		return value;
	},
};

/** One metafield's type and value in a form: documented as {type: value}. */
export const typeAndValueProperty: INodeProperties = {
	displayName: 'Type and Value',
	name: 'typeAndValue',
	type: 'fixedCollection',
	placeholder: 'Add Type and Value',
	default: {},
	required: true,
	options: [
		{ displayName: 'Metafield', name: 'metafield', values: [metafieldType, metafieldValue] },
	],
};

/** The shape of that property. */
export const typeAndValueField: Shape = {
	fromForm(value) {
		const row = (value as { metafield?: IDataObject } | undefined)?.metafield;
		return row ? { [String(row.type)]: row.value } : undefined;
	},
	check: (value, at) => typeAndValue.check(value, at),
};

const text = (name: string, required = false): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	required,
});

const documented = new ObjectShape(
	[text('namespace', true), text('key', true), text('typeAndValue', true), text('description')],
	{ type_and_value: typeAndValue },
);

/** The list of metafields: rows of the form become the documented entries. */
export const metafieldList: Shape = {
	fromForm(value) {
		const rows = (value as { metafield?: IDataObject[] } | undefined)?.metafield;
		return rows?.map(({ type, value: content, description, ...names }) => ({
			...names,
			type_and_value: { [String(type)]: content },
			...(description ? { description } : {}),
		}));
	},
	check(value, at) {
		if (!Array.isArray(value)) throw new InputError(`'${at}' must be a list`);
		return value.map((entry, index) => documented.check(entry, `${at}[${index}]`));
	},
};

/** GraphQL takes every value as text. */
const valueText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** {number_integer: 100} → type and value as the API takes them. */
export function typedValue(typed: unknown): { type: string; value: string } {
	const [[type, value]] = Object.entries(typed as IDataObject);
	return { type, value: valueText(value) };
}

/**
 * The documented metafields as MetafieldInput. A description has no place in the API; a hint says so.
 *
 * @returns undefined when none are given
 */
export function metafieldInputs(given: unknown, call: Call): IDataObject[] | undefined {
	if (!Array.isArray(given)) return undefined;
	return (given as IDataObject[]).map(({ namespace, key, type_and_value: typed, description }) => {
		if (description) {
			call.hint(
				"Shopify keeps a metafield's description in its definition only: 'description' was not stored.",
			);
		}
		return { namespace, key, ...typedValue(typed) };
	});
}
