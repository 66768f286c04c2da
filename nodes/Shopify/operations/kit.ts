import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { PlatformError } from '../../shared/errors';
import { label } from '../../shared/labels';
import type {
	BatchOperation,
	Call,
	ListOperation,
	Operation,
	SingleOperation,
} from '../../shared/operation';
import { gid } from '../client/ids';
import { MAX_PAGE } from '../client/cost';
import type { Shop } from '../client/shop';
import type { Payload } from '../payloads/payload';

/** Operations of the Shopify Admin node. These say nothing but which type is meant. */
export const operation = (it: SingleOperation<Shop>) => it;
export const batchOperation = (it: BatchOperation<Shop>) => it;
export const listOperation = (it: ListOperation<Shop>) => it;

export type ShopOperation = Operation<Shop>;

/** The names of a payload's fields. */
export const fieldNames = (table: Payload): string[] => Object.keys(table.fields);

const fieldOptions = (table: Payload): INodePropertyOptions[] =>
	fieldNames(table)
		.map((name) => ({ name: label(name), value: name }))
		.sort((a, b) => a.name.localeCompare(b.name));

/** The documented `fields` input: which fields to ask for. A narrow query is a cheap query. */
export const fieldsProperty = (table: Payload): INodeProperties => ({
	displayName: 'Fields',
	name: 'fields',
	type: 'multiOptions',
	options: fieldOptions(table),
	default: [],
	description:
		'The fields to ask for; all when none is chosen. Fewer fields make the query cheaper.',
});

export const notFound = (thing: string, id: unknown, advice = ''): PlatformError =>
	new PlatformError({
		message: `${thing} ${String(id)} was not found`,
		advice:
			`Check the ID, and that the credential belongs to the shop that has it. ${advice}`.trim(),
		code: '404',
	});

/** Tells the user that a documented input has no place in the API, once for each key that was given. */
export function notStored(call: Call, key: string, why: string): void {
	const given = call.input[key];
	if (given === undefined || given === null) return;
	call.hint(`'${key}' was not stored: ${why}.`);
}

/**
 * Reads objects by id, many items in one request.
 *
 * @param what key: the input's id; wrapper: the answer's key; thing: its name in texts
 */
export function readByIds(
	table: Payload,
	what: { key: string; wrapper: string; thing: string; advice?: string },
): Pick<BatchOperation<Shop>, 'batchSize' | 'runBatch'> {
	return {
		batchSize: MAX_PAGE,
		async runBatch(calls: Call[], shop: Shop) {
			const results: Array<IDataObject | Error> = new Array(calls.length);
			for (const group of groupBy(calls, ({ fields }) => JSON.stringify(fields ?? null))) {
				const ids = [...new Set(group.map(({ input }) => gid(table.type, input[what.key])))];
				const records = await shop.byIds(table, ids, group[0].fields);
				for (const call of group) {
					const record = records[ids.indexOf(gid(table.type, call.input[what.key]))];
					results[calls.indexOf(call)] = record
						? { [what.wrapper]: record }
						: notFound(what.thing, call.input[what.key], what.advice);
				}
			}
			return results;
		},
	};
}

/** Groups values by a key, in the order of the groups' first values. */
export function groupBy<T>(values: T[], keyOf: (value: T) => string): T[][] {
	const groups = new Map<string, T[]>();
	for (const value of values) {
		const key = keyOf(value);
		const group = groups.get(key);
		if (group) group.push(value);
		else groups.set(key, [value]);
	}
	return [...groups.values()];
}
