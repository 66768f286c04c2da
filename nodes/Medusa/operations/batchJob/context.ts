import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../shared/errors';
import type { Shape } from '../../../shared/shapes';
import { parseJson, shapeOf, snake } from '../../../shared/shapes';
import { isObject } from '../../../shared/json';

/** What a batch job works on. A strategy takes what it knows, so JSON takes any keys. */
export const contextProperty: INodeProperties = {
	displayName: 'Context',
	name: 'context',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	description: 'What the batch job works on',
	options: [
		{
			displayName: 'Batch Size',
			name: 'batchSize',
			type: 'number',
			typeOptions: {
				minValue: 1,
				numberPrecision: 0,
			},
			default: 50,
			description: 'The most records that an export holds',
		},
		{
			displayName: 'File Key',
			name: 'fileKey',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1795295663648-import.csv',
			description: 'The key of the uploaded file that an import reads',
		},
		{
			displayName: 'Filters',
			name: 'filterableFields',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. { "status": ["published"] }',
			description: 'Which records to export: filterable_fields',
		},
		{
			displayName: 'List Config',
			name: 'listConfig',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. { "skip": 0, "take": 50 }',
			description: 'Documented, but servers make their own for exports. Use Filters and Order.',
		},
		{
			displayName: 'More (JSON)',
			name: 'more',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. { "price_list_id": "pl_01" }',
			description: 'Further keys of the context',
		},
		{
			displayName: 'Order',
			name: 'order',
			type: 'string',
			default: '',
			placeholder: 'e.g. title',
			description: 'The field by which an export is sorted',
		},
		{
			displayName: 'Shape',
			name: 'shape',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. { "dynamicImageColumnCount": 4 }',
			description: 'Documented, but servers make their own for exports',
		},
	],
};

/** Medusa documents this one key in camelCase. */
const keyOf = (name: string) => (name === 'fileKey' ? name : snake(name));

const isEmpty = (value: unknown) =>
	value === undefined || value === '' || (isObject(value) && Object.keys(value).length === 0);

/** The context from its form, or any object as it is documented. */
export const contextShape: Shape = {
	fromForm(value, at) {
		if (!isObject(value)) return value;
		const { more, ...fields } = value;
		const entries = Object.entries(fields).flatMap(([name, given]): Array<[string, unknown]> => {
			const property = (contextProperty.options as INodeProperties[]).find(
				(one) => one.name === name,
			);
			if (!property) return [];
			const shape = shapeOf(property);
			const path = `${at}.${keyOf(name)}`;
			const converted = shape.fromForm(given, path);
			return isEmpty(converted) ? [] : [[keyOf(name), shape.check(converted, path)]];
		});
		const others = typeof more === 'string' && more.trim() !== '' ? parseJson(more, at) : more;
		return { ...(isObject(others) ? others : {}), ...Object.fromEntries(entries) };
	},
	check(value, at) {
		if (isObject(value)) return value;
		throw new InputError(`'${at}' must be an object`, 'An export without filters takes {}.');
	},
};

/** What is said when a context holds keys that the server is known to replace. */
export function ignoredKeys(type: string, context: IDataObject): string | undefined {
	if (type !== 'product-export' && type !== 'order-export') return undefined;
	const given = ['list_config', 'shape'].filter((key) => key in context);
	if (given.length === 0) return undefined;
	return `The context holds ${given.join(' and ')}, which Medusa documents but replaces by its own in exports (seen in 1.20). Use filterable_fields, order and batch_size.`;
}
