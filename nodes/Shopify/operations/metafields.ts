import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../shared/errors';
import type { Call } from '../../shared/operation';
import type { Shape } from '../../shared/shapes';
import { ObjectShape } from '../../shared/shapes';

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
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					allowArbitraryValues: true,
					default: 'single_line_text_field',
					options: [
						{ name: 'Article Reference', value: 'article_reference' },
						{ name: 'Boolean', value: 'boolean' },
						{ name: 'Collection Reference', value: 'collection_reference' },
						{ name: 'Color', value: 'color' },
						{ name: 'Company Reference', value: 'company_reference' },
						{ name: 'Customer Reference', value: 'customer_reference' },
						{ name: 'Date', value: 'date' },
						{ name: 'Date and Time', value: 'date_time' },
						{ name: 'Dimension', value: 'dimension' },
						{ name: 'File Reference', value: 'file_reference' },
						{ name: 'ID', value: 'id' },
						{ name: 'Integer', value: 'number_integer' },
						{ name: 'JSON', value: 'json' },
						{ name: 'Link', value: 'link' },
						{ name: 'List of Colors', value: 'list.color' },
						{ name: 'List of Dates', value: 'list.date' },
						{ name: 'List of Decimals', value: 'list.number_decimal' },
						{ name: 'List of Integers', value: 'list.number_integer' },
						{ name: 'List of Product References', value: 'list.product_reference' },
						{ name: 'List of Texts', value: 'list.single_line_text_field' },
						{ name: 'List of URLs', value: 'list.url' },
						{ name: 'List of Variant References', value: 'list.variant_reference' },
						{ name: 'Metaobject Reference', value: 'metaobject_reference' },
						{ name: 'Mixed Reference', value: 'mixed_reference' },
						{ name: 'Money', value: 'money' },
						{ name: 'Number (Decimal)', value: 'number_decimal' },
						{ name: 'Page Reference', value: 'page_reference' },
						{ name: 'Product Reference', value: 'product_reference' },
						{ name: 'Rating', value: 'rating' },
						{ name: 'Rich Text', value: 'rich_text_field' },
						{ name: 'Text, Multi Line', value: 'multi_line_text_field' },
						{ name: 'Text, Single Line', value: 'single_line_text_field' },
						{ name: 'URL', value: 'url' },
						{ name: 'Variant Reference', value: 'variant_reference' },
						{ name: 'Volume', value: 'volume' },
						{ name: 'Weight', value: 'weight' },
					],
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					required: true,
					description: 'Lists and objects are given as JSON',
				},
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
		const [[type, value]] = Object.entries(typed as IDataObject);
		return { namespace, key, type, value: valueText(value) };
	});
}
