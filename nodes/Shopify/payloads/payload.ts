import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/json';
import { legacyId as numberOf } from '../client/ids';
import type { Selection } from '../client/selection';
import { merge, select } from '../client/selection';
import type { ApiVersion } from '../client/versions';

/** An object as GraphQL answers it. */
export type Node = Record<string, unknown>;

/**
 * One field of a documented payload: what to select for it and how to convert the answer.
 */
export interface Field {
	/** What it needs of the GraphQL object; a function when that differs by API version. */
	select: Selection | ((version: ApiVersion) => Selection);
	/** The documented value. */
	read(node: Node, parent?: Node): unknown;
	/** Where the value comes from, for the documentation page. */
	source: string;
	/** Whether GraphQL has no source for it, so that the value is a constant. */
	absent?: boolean;
	/** A nested list that may be longer than its first page. */
	nested?: { connection: string; alias: string; payload: Payload };
	/** A nested object with a payload of its own, which may hold long lists in turn. */
	inner?: { path: string; payload: Payload; list?: boolean };
	/** Keys of its value where that is an object without a payload of its own. */
	keys?: readonly string[];
	/** What it needs of the object that holds its own, such as the id for product_id. */
	ofParent?: Field[];
}

/** A documented payload: catalogue field → source, in the documented order. */
export interface Payload {
	/** The GraphQL type that it is made from. */
	type: string;
	fields: Record<string, Field>;
}

/** How many entries of a nested list come with its parent; the rest is fetched when there is more. */
const NESTED_FIRST = 30;

export const payload = (type: string, fields: Record<string, Field>): Payload => ({ type, fields });

/** The fields of a payload without some. */
export function without(base: Payload, ...names: string[]): Payload {
	const kept = Object.entries(base.fields).filter(([name]) => !names.includes(name));
	return payload(base.type, Object.fromEntries(kept));
}

/** The payload with further fields, or with others in the place of its own. */
export const extend = (base: Payload, fields: Record<string, Field>): Payload =>
	payload(base.type, { ...base.fields, ...fields });

/** Only these fields of a payload; all of them when no fields are named. */
export function only(base: Payload, names?: readonly string[]): Payload {
	const all = Object.keys(base.fields);
	return names ? without(base, ...all.filter((name) => !names.includes(name))) : base;
}

export const isNode = (value: unknown): value is Node => isObject(value);

/** The objects of a plain list; none when there is no list. */
export const nodesIn = (value: unknown): Node[] =>
	Array.isArray(value) ? value.filter(isNode) : [];

/** The value at a path of GraphQL fields, null when anything on the way is absent. */
export function dig(node: Node, path: string): unknown {
	if (!path.includes('.')) return node[path] ?? null;
	let value: unknown = node;
	for (const key of path.split('.')) value = isNode(value) ? value[key] : undefined;
	return value ?? null;
}

/** 'a.b.c' → { a: { b: { c: true } } } */
function pathSelection(path: string): Selection {
	const [first, ...rest] = path.split('.');
	return { [first]: rest.length > 0 ? pathSelection(rest.join('.')) : true };
}

// ── Fields ──────────────────────────────────────────────────────────────────────────────────────

/** The value as it is. */
export const plain = (path: string): Field => ({
	select: pathSelection(path),
	read: (node) => dig(node, path),
	source: path,
});

/** A value that is converted; null stays null. */
export const mapped = (path: string, convert: (value: never) => unknown, rule: string): Field => ({
	select: pathSelection(path),
	read(node) {
		const value = dig(node, path);
		return value === null ? null : convert(value as never);
	},
	source: `${path}, ${rule}`,
});

/** The REST number of the object itself. */
export const legacyId = (): Field => ({
	...mapped('id', numberOf, 'the number in it'),
	select: select('id'),
});

/** The REST number in the global id at a path. */
export const numberIn = (path: string): Field => mapped(path, numberOf, 'the number in it');

/** The same number as text. */
export const numberTextIn = (path: string): Field =>
	mapped(path, (id: string) => String(numberOf(id)), 'the number in it, as text');

/** A number that GraphQL writes as text: an UnsignedInt64 or a Decimal. */
export const numeric = (path: string): Field => mapped(path, Number, 'as a number');

/** The REST number of the object that holds this one. */
export const parentId = (): Field => ({
	select: {},
	read: (_node, parent) => (parent ? numberOf(parent.id) : null),
	source: 'the number in the id of the object that holds it',
	ofParent: [plain('id')],
});

/** An enum in lower case: CUSTOMER → customer. */
export const lower = (path: string): Field =>
	mapped(path, (value: string) => value.toLowerCase(), 'in lower case');

/** A list as one text, as REST writes tags. */
export const commaJoined = (path: string): Field =>
	mapped(path, (values: string[]) => values.join(', '), 'joined by commas');

/** Texts that are never null in REST. */
export const textOr = (path: string, otherwise: string): Field => ({
	...plain(path),
	read: (node) => dig(node, path) ?? otherwise,
	source: `${path}, else "${otherwise}"`,
});

/** A value worked out from several fields. */
export const derived = (
	selection: string,
	read: (node: Node, parent?: Node) => unknown,
	source: string,
): Field => ({ select: select(selection), read, source });

/** A nested object that becomes one value; null stays null. */
export const objectAs = (
	path: string,
	inside: string,
	convert: (value: Node) => unknown,
	rule: string,
): Field => ({ ...mapped(path, convert, rule), select: nest(path, inside) });

/** A value whose source differs by API version. */
export const byVersion = (
	selection: (version: ApiVersion) => string,
	read: (node: Node) => unknown,
	source: string,
): Field => ({ select: (version) => select(selection(version)), read, source });

/** GraphQL has no source for the field: it is always this value. */
export const absent = (value: unknown = null, why = 'no GraphQL source'): Field => ({
	select: {},
	// A copy, so that no workflow changes the constant.
	read: () =>
		Array.isArray(value) ? [...(value as unknown[])] : isNode(value) ? { ...value } : value,
	source: `${value === null ? 'null' : JSON.stringify(value)}: ${why}`,
	absent: true,
});

/**
 * Currencies whose places are not 2, as ISO 4217 lists them. The runtime's own table is no help: it
 * has the places of everyday cash, 0 for HUF, COP, IDR or PKR, which would round real amounts.
 */
const OTHER_PLACES = new Map<string, number>([
	...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
		.split(' ')
		.map((code): [string, number] => [code, 0]),
	...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code): [string, number] => [code, 3]),
	...'CLF UYW'.split(' ').map((code): [string, number] => [code, 4]),
]);

/** Decimal places of a currency, as ISO 4217 has them; 2 for what is no currency. */
export const places = (currency: string): number => OTHER_PLACES.get(currency.toUpperCase()) ?? 2;

/** GraphQL cuts trailing zeros ("30.0"); the payloads have the currency's places ("30.00"). */
export function amountText(amount: unknown, currency: unknown): string {
	const [whole, fraction = ''] = String(amount).split('.');
	const wanted = places(String(currency ?? ''));
	if (wanted === 0) return /^0*$/.test(fraction) ? whole : `${whole}.${fraction}`;
	return `${whole}.${fraction.padEnd(wanted, '0')}`;
}

const money = (value: unknown) =>
	isNode(value) ? amountText(value.amount, value.currencyCode) : null;

/** An amount in the shop's currency, from a MoneyBag. */
export const shopMoney = (path: string): Field => ({
	select: select(`${path} { shopMoney { amount currencyCode } }`),
	read: (node) => money(dig(node, `${path}.shopMoney`)),
	source: `${path}.shopMoney.amount`,
});

/** An amount from a MoneyV2. */
export const moneyV2 = (path: string): Field => ({
	select: nest(path, 'amount currencyCode'),
	read: (node) => money(dig(node, path)),
	source: `${path}.amount`,
});

const moneyObject = (value: unknown) =>
	isNode(value) ? { amount: money(value), currency_code: value.currencyCode } : null;

/** A MoneyV2 with its currency. */
export const moneyWithCurrency = (path: string): Field => ({
	select: nest(path, 'amount currencyCode'),
	read: (node) => moneyObject(dig(node, path)),
	source: path,
	keys: ['amount', 'currency_code'],
});

/** Both amounts of a MoneyBag, as REST's *_set fields. */
export const moneySet = (path: string): Field => ({
	select: select(
		`${path} { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }`,
	),
	read(node) {
		const bag = dig(node, path);
		if (!isNode(bag)) return null;
		return {
			shop_money: moneyObject(bag.shopMoney),
			presentment_money: moneyObject(bag.presentmentMoney),
		};
	},
	source: path,
	keys: [
		'shop_money.amount',
		'shop_money.currency_code',
		'presentment_money.amount',
		'presentment_money.currency_code',
	],
});

/** 'a.b' and 'c d' → { a: { b: { c, d } } } */
const nest = (path: string, inside: string): Selection =>
	path.split('.').reduceRight<Selection>((inner, key) => ({ [key]: inner }), select(inside));

const nestSelection = (path: string, inside: Selection): Selection =>
	path.split('.').reduceRight<Selection>((inner, key) => ({ [key]: inner }), inside);

/** A nested object with its own payload table. */
export const object = (path: string, inner: Payload): Field => ({
	select: (version) => nestSelection(path, selectionOf(inner, version)),
	read(node) {
		const value = dig(node, path);
		return isNode(value) ? convert(inner, value, undefined, node) : null;
	},
	source: `${path} → ${inner.type}`,
	inner: { path, payload: inner },
});

/** A nested object whose fields come from the object itself, as REST's client_details do. */
export const part = (inner: Payload): Field => ({
	select: (version) => selectionOf(inner, version),
	read: (node, parent) => convert(inner, node, undefined, parent),
	source: `${inner.type}, the object itself`,
	keys: Object.keys(inner.fields),
});

/** The fields of a nested object, which has no long lists, as fields of the object that holds it. */
export const through = (path: string, inner: Payload): Record<string, Field> =>
	Object.fromEntries(
		Object.entries(inner.fields).map(([name, field]) => [
			name,
			{
				...field,
				select: (version: ApiVersion) => nestSelection(path, selectionFor(field, version)),
				read(node: Node, parent?: Node) {
					const value = dig(node, path);
					return isNode(value) ? field.read(value, parent) : null;
				},
				source: field.absent ? field.source : `${path}.${field.source}`,
				inner: field.inner && { ...field.inner, path: `${path}.${field.inner.path}` },
			},
		]),
	);

/**
 * A plain list. Lists with a `first` argument are asked for in full: their length is free.
 *
 * @param field the field as it is written, e.g. 'fulfillments(first: 250)'
 */
export const many = (field: string, inner: Payload): Field => {
	const [name] = field.split('(');
	return {
		select: (version) => ({ [field]: selectionOf(inner, version) }),
		read: (node) => nodesIn(dig(node, name)).map((value) => convert(inner, value, undefined, node)),
		source: `${name} → ${inner.type}`,
		inner: { path: name, payload: inner, list: true },
	};
};

/** The entries of a connection; those of other types than the fragment's are empty and left out. */
export function nodesOf(node: Node, connection: string): Node[] {
	const nodes = nodesIn(dig(node, `${connection}.nodes`));
	return nodes.filter((value) => Object.keys(value).length > 0);
}

/**
 * A connection, complete: what its first page leaves out is fetched.
 *
 * @param connection GraphQL name
 * @param options args: further arguments; first: length of the first page; fragment: the type that
 * counts where the connection holds several
 */
export const list = (
	connection: string,
	inner: Payload,
	options: { args?: string; first?: number; fragment?: string } = {},
): Field => {
	const args = options.args ? ` ${options.args}` : '';
	const key = `${connection}(first: ${options.first ?? NESTED_FIRST}${args})`;
	return {
		select(version) {
			const inside = selectionOf(inner, version);
			const nodes = options.fragment ? { [`... on ${options.fragment}`]: inside } : inside;
			return { [key]: { nodes, pageInfo: select('hasNextPage endCursor') } };
		},
		read: (node) =>
			nodesOf(node, connection).map((value) => convert(inner, value, undefined, node)),
		source: `${connection} → ${inner.type}`,
		nested: { connection: key, alias: connection, payload: inner },
	};
};

/**
 * A value worked out from all entries of a connection, which is completed like a list.
 *
 * @param read gets the entries as GraphQL answers them
 */
export const overAll = (
	connection: string,
	inner: Payload,
	read: (nodes: Node[], node: Node) => unknown,
	source: string,
	options: { args?: string; first?: number; fragment?: string } = {},
): Field => ({
	...list(connection, inner, options),
	read: (node) => read(nodesOf(node, connection), node),
	source,
});

// ── Payloads ────────────────────────────────────────────────────────────────────────────────────

function entries(table: Payload, fields?: readonly string[]): Array<[string, Field]> {
	const all = Object.entries(table.fields);
	return fields ? all.filter(([name]) => fields.includes(name)) : all;
}

const selectionFor = (field: Field, version: ApiVersion): Selection =>
	typeof field.select === 'function' ? field.select(version) : field.select;

/** The fields and what the records inside them need of this object. */
const needed = (table: Payload, fields?: readonly string[]): Field[] =>
	entries(table, fields).flatMap(([, field]) => {
		const below = (field.nested ?? field.inner)?.payload.fields ?? {};
		return [field, ...Object.values(below).flatMap(({ ofParent }) => ofParent ?? [])];
	});

/**
 * What to select for the payload, or only for the given fields of it. The id is always there.
 */
export function selectionOf(
	table: Payload,
	version: ApiVersion,
	fields?: readonly string[],
): Selection {
	const parts = needed(table, fields);
	const hasLists = parts.some(({ nested }) => nested !== undefined);
	const selections = parts.map((field) => selectionFor(field, version));
	const merged = merge(...(hasLists ? [select('id')] : []), ...selections);
	return Object.keys(merged).length > 0 ? merged : { __typename: true };
}

/**
 * The documented record of a GraphQL object.
 *
 * @param fields only these fields, in the payload's order
 * @param parent the object that holds it, for fields such as product_id
 */
export function convert(
	table: Payload,
	node: Node,
	fields?: readonly string[],
	parent?: Node,
): IDataObject {
	const record: IDataObject = {};
	for (const [name, field] of entries(table, fields)) {
		record[name] = field.read(node, parent) as IDataObject;
	}
	return record;
}

/**
 * The payload's columns in a table: dot paths to its values. Lists are one column each.
 *
 * @param fields only these fields
 */
export const columnsOf = (table: Payload, fields?: readonly string[]): string[] =>
	entries(table, fields).flatMap(([name, { keys, inner, nested }]) => {
		const below = keys ?? (inner && !inner.list && !nested ? columnsOf(inner.payload) : undefined);
		return below ? below.map((path) => `${name}.${path}`) : [name];
	});

/** The connections of a payload's object itself: the field as it is written, and what it holds. */
export const connectionsOf = (
	table: Payload,
	fields?: readonly string[],
): Array<{ written: string; alias: string; type: string }> =>
	needed(table, fields).flatMap(({ nested }) =>
		nested ? [{ written: nested.connection, alias: nested.alias, type: nested.payload.type }] : [],
	);

/** A nested list that has more pages. */
export interface Remainder {
	parent: Node;
	/** GraphQL type of the parent. */
	type: string;
	/** GraphQL name of the list. */
	alias: string;
	field: Field;
}

/** A field that selects what both select. */
const joined = (one: Field, other: Field): Field => ({
	...one,
	select: (version) => merge(selectionFor(one, version), selectionFor(other, version)),
});

/** The fields that hold records, by whole payloads: every object is looked through for them. */
const holders = new WeakMap<Payload, Field[]>();

function holdersOf(table: Payload, fields?: readonly string[]): Field[] {
	const known = fields ? undefined : holders.get(table);
	const found = known ?? needed(table, fields).filter(({ nested, inner }) => nested ?? inner);
	if (!fields) holders.set(table, found);
	return found;
}

/**
 * The nested lists of an object that have more than their first page, each list once: when several
 * fields read the same list, its field selects what all of them need.
 */
export function remainders(table: Payload, node: Node, fields?: readonly string[]): Remainder[] {
	const found: Remainder[] = [];
	const add = (more: Remainder) => {
		const known = found.find(({ parent, alias }) => parent === more.parent && alias === more.alias);
		if (known) known.field = joined(known.field, more.field);
		else found.push(more);
	};
	for (const field of holdersOf(table, fields)) {
		const { nested, inner } = field;
		const below = inner ? dig(node, inner.path) : dig(node, `${nested?.alias ?? ''}.nodes`);
		const holds = (inner ?? nested)?.payload;
		if (!holds) continue;
		for (const value of Array.isArray(below) ? below : [below]) {
			if (isNode(value)) remainders(holds, value).forEach(add);
		}
		if (nested && dig(node, `${nested.alias}.pageInfo.hasNextPage`) === true) {
			add({ parent: node, type: table.type, alias: nested.alias, field });
		}
	}
	return found;
}
