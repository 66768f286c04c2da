import type {
	IDataObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodePropertyOptions,
} from 'n8n-workflow';

import { label } from './labels';
import type { AnswerLayout, Resource } from './operation';
import { findOperation } from './operation';

/** What the node hands on: see the Output parameter. */
export type OutputMode = 'records' | 'simplified' | 'selectedFields' | 'fullPayload' | 'file';

export interface OutputChoice {
	mode: OutputMode;
	/** Field names or dot paths, for Selected Fields and for a file. */
	selected: string[];
}

/** The fields that Selected Fields offers for the chosen operation. */
export function outputFieldOptions<Client>(
	context: ILoadOptionsFunctions,
	resources: ReadonlyArray<Resource<Client>>,
): INodePropertyOptions[] {
	const chosen = (name: string) => context.getCurrentNodeParameter(name) as string;
	const { answer } = findOperation(resources, chosen('resource'), chosen('operation'));
	return (answer.fields ?? [])
		.map((name) => ({ name: label(name), value: name }))
		.sort((a, b) => a.name.localeCompare(b.name));
}

/** Reads the Output parameters, which are the same for all items. */
export function readOutput(context: IExecuteFunctions): OutputChoice {
	const mode = context.getNodeParameter('output', 0, 'records') as OutputMode;
	const given = context.getNodeParameter('outputFields', 0, []) as string[] | string;
	const selected = Array.isArray(given) ? given : given.split(',').map((name) => name.trim());
	return { mode, selected: selected.filter((name) => name !== '') };
}

const root = (path: string) => path.split('.')[0];

/**
 * The top-level fields that the output needs, so that an operation can ask for less.
 *
 * @param asked the documented `fields` input, if any
 * @returns undefined when everything is needed
 */
export function neededFields(
	layout: AnswerLayout,
	{ mode, selected }: OutputChoice,
	asked: unknown,
): string[] | undefined {
	if (Array.isArray(asked) && asked.length > 0) return asked as string[];
	const choosing = mode === 'selectedFields' || mode === 'file';
	const paths = mode === 'simplified' ? layout.simplified : choosing ? selected : undefined;
	if (!paths || paths.length === 0) return undefined;
	const known = paths.map(root).filter((name) => layout.fields?.includes(name) ?? true);
	return [...new Set(known)];
}

/** The value at a dot path; a list on the way gives the first entry's value. */
function at(record: IDataObject, path: string): unknown {
	let value: unknown = record;
	for (const key of path.split('.')) {
		if (Array.isArray(value)) [value] = value as unknown[];
		value = (value as IDataObject | null | undefined)?.[key];
	}
	return value;
}

/** A flat record of the given paths; 'customer.email' becomes customer_email. */
function simplify(record: IDataObject, paths: readonly string[]): IDataObject {
	const flat: IDataObject = {};
	for (const path of paths) {
		const value = at(record, path);
		const shown = Array.isArray(value) || (typeof value === 'object' && value !== null);
		flat[path.replace(/\./g, '_')] = shown ? JSON.stringify(value) : ((value ?? null) as string);
	}
	return flat;
}

/** The chosen fields of a record; the record itself when none is chosen. */
export function chosen(record: IDataObject, names: readonly string[]): IDataObject {
	if (names.length === 0) return record;
	const picked: IDataObject = {};
	for (const name of names) picked[name] = (at(record, name) ?? null) as IDataObject;
	return picked;
}

/**
 * The items' JSON that a documented payload becomes.
 *
 * @param payload the documented output, with its wrapper key
 */
export function shapeOutput(
	payload: IDataObject,
	layout: AnswerLayout,
	{ mode, selected }: OutputChoice,
): IDataObject[] {
	if (mode === 'fullPayload' && !layout.bare) return [payload];
	const inner = layout.key === undefined ? payload : payload[layout.key];
	const rows = layout.rows === undefined ? undefined : (inner as IDataObject)?.[layout.rows];
	const list = Array.isArray(rows) ? rows : inner;
	const records = (Array.isArray(list) ? list : [list ?? {}]) as IDataObject[];
	const { simplified } = layout;
	if (mode === 'simplified' && simplified) {
		return records.map((record) => simplify(record, simplified));
	}
	return mode === 'selectedFields' ? records.map((record) => chosen(record, selected)) : records;
}
