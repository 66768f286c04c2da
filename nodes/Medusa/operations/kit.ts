import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ListOperation, SingleOperation } from '../../shared/operation';
import type { Server } from '../client/server';

/** Operations of the Medusa node. These say nothing but which type is meant. */
export const operation = (it: SingleOperation<Server>) => it;
export const listOperation = (it: ListOperation<Server>) => it;

/** Medusa has no access scopes: whoever logs in may do what their user may do. */
export const NO_SCOPES: readonly string[] = [];

/** What to do with the file of an export. */
export const resultProperties: INodeProperties[] = [
	{
		displayName: 'Result',
		name: 'result',
		type: 'options',
		options: [
			{
				name: 'Details Only',
				value: 'details',
				description: 'What the file is and where it lies, without fetching it',
			},
			{ name: 'File', value: 'file', description: 'The file as binary data' },
			{ name: 'Items', value: 'items', description: 'One item for each line of the file' },
		],
		default: 'file',
		description: 'What to hand on of the file that the server makes',
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryProperty',
		type: 'string',
		displayOptions: { show: { result: ['file'] } },
		default: 'data',
		hint: 'The name of the output binary field to put the file in',
		description: 'The binary field of the output item',
	},
];

/** Keys of the input that say what becomes of the file. */
export const withoutResult = (input: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(input).filter(([key]) => key !== 'result' && key !== 'binary_property'),
	);

/** A value as a list of texts: one ID, or none. */
export const listOf = (value: unknown): string[] =>
	value === undefined || value === null || value === ''
		? []
		: (Array.isArray(value) ? value : [value]).map(String);

/** Without keys that hold nothing. */
export const filled = (values: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(values).filter(
			([, value]) =>
				value !== undefined &&
				value !== null &&
				value !== '' &&
				!(Array.isArray(value) && value.length === 0),
		),
	);
