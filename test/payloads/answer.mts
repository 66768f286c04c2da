import type { IDataObject } from 'n8n-workflow';
import type { Selection } from '../../nodes/Shopify/client/selection.ts';
import { PINNED_VERSION, type ApiVersion } from '../../nodes/Shopify/client/versions.ts';
import {
	convert,
	isNode,
	selectionOf,
	type Node,
	type Payload,
} from '../../nodes/Shopify/payloads/payload.ts';

/** 'nodes: items(first: 5)' → what the answer calls it. */
export const answerKey = (key: string) => /^\w+/.exec(key)?.[0] ?? key;

/**
 * What Shopify answers when only the selection is asked for.
 *
 * @param whole everything that is known of the object
 * @throws when the selection asks for something that the object does not tell
 */
export function answer(selection: Selection, whole: unknown, path = ''): unknown {
	if (Array.isArray(whole)) return whole.map((entry) => answer(selection, entry, path));
	if (!isNode(whole)) return whole;
	const result: Node = {};
	for (const [key, below] of Object.entries(selection)) {
		if (key.startsWith('...')) {
			if (below === true) throw new Error(`${path}: a fragment without fields`);
			const type = key.slice('... on '.length);
			if (type === 'Node' || type === whole.__typename)
				Object.assign(result, answer(below, whole, path));
			continue;
		}
		const name = answerKey(key);
		if (!(name in whole) && name !== '__typename')
			throw new Error(`The test object has no ${path}${name}`);
		result[name] = below === true ? whole[name] : answer(below, whole[name], `${path}${name}.`);
	}
	return result;
}

/** The documented record, made of nothing but what the payload selects. */
export function record(
	table: Payload,
	whole: Node,
	fields?: string[],
	version: ApiVersion = PINNED_VERSION,
): IDataObject {
	const node = answer(selectionOf(table, version, fields), whole) as Node;
	return convert(table, node, fields);
}

/** Every field of the payload, each asked for alone. */
export const fieldByField = (table: Payload, whole: Node, version?: ApiVersion): IDataObject =>
	Object.assign(
		{},
		...Object.keys(table.fields).map((field) => record(table, whole, [field], version)),
	) as IDataObject;
