import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { PlatformError } from '../../shared/errors';
import { label } from '../../shared/labels';
import type {
	BatchOperation,
	Call,
	ListOperation,
	Operation,
	SingleOperation,
} from '../../shared/operation';
import { MOST_BY_PAGES } from '../client/bulkChoice';
import { gid } from '../client/ids';
import type { ListQuery, Shop } from '../client/shop';
import type { Payload } from '../payloads/payload';
import { columnsOf } from '../payloads/payload';

/** Operations of the Shopify Admin node. These say nothing but which type is meant. */
export const operation = (it: SingleOperation<Shop>) => it;
export const batchOperation = (it: BatchOperation<Shop>) => it;
export const listOperation = (it: ListOperation<Shop>): ListOperation<Shop> => ({
	pagesEndAt: MOST_BY_PAGES,
	...it,
});

/** A list that is described by a query alone: it can be read page by page and in bulk. */
export const queryOperation = ({
	query,
	...it
}: Omit<ListOperation<Shop>, 'list' | 'bulk'> & { query(call: Call): ListQuery }) =>
	listOperation({
		...it,
		list: async (call, shop, page) => await shop.page(query(call), page),
		bulk: async (call, shop, wish) => await shop.bulk(query(call), wish, call.hint),
	});

export type ShopOperation = Operation<Shop>;

/** What the editor and a file know of a payload's records. */
export const recordLayout = (table: Payload): { fields: string[]; columns: string[] } => ({
	fields: fieldNames(table),
	columns: columnsOf(table),
});

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
 * Reads an object by id, many items in one request.
 *
 * @param what key: the input's id; wrapper: the answer's key; thing: its name in texts
 */
export function readById(
	table: Payload,
	what: { key: string; wrapper: string; thing: string; advice?: string },
): Pick<SingleOperation<Shop>, 'run' | 'together'> {
	return {
		together: true,
		async run({ input, fields }: Call, shop: Shop) {
			const id = input[what.key];
			const record = await shop.byId(table, gid(table.type, id), fields, { first: true });
			if (!record) throw notFound(what.thing, id, what.advice);
			return { [what.wrapper]: record };
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
