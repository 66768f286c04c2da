import type { Payload } from '../payloads/payload';
import { connectionsOf, selectionOf } from '../payloads/payload';
import type { ListQuery } from './shop';
import type { Selection } from './selection';
import { merge, print, select } from './selection';
import type { ApiVersion } from './versions';

/** Connections of one bulk query, that of the list itself included. */
const MAX_CONNECTIONS = 5;

/** Types that do not implement Shopify's Node interface: their connections have no place in bulk. */
const NOT_NODES = ['ShippingLine', 'Image', 'CountryHarmonizedSystemCode', 'MediaImage'];

/** A list as a bulk query, and what has to be read afterwards. */
export interface BulkPlan {
	/** The query, without its name. */
	query: string;
	/** Selection for what bulk cannot give, to be read by the ids; undefined when it gives all. */
	later?: string;
	/** GraphQL type of a nested entry → the field of the parent that lists it. */
	nested: Map<string, string>;
	/** The field of each line that holds the object, when that is not the line itself. */
	inside?: string;
}

const isConnection = (below: Selection | true): below is Selection =>
	below !== true && below.nodes !== undefined;

const holdsConnection = (below: Selection | true): boolean =>
	below !== true &&
	Object.values(below).some((inner) => isConnection(inner) || holdsConnection(inner));

const holdsFragment = (below: Selection): boolean =>
	Object.keys(below).some((key) => key.startsWith('...'));

/** 'metafields(first: 30, namespace: "x")' → 'metafields(namespace: "x")' */
const unpaged = (written: string): string =>
	written.replace(/first: \d+,? ?/, '').replace('()', '');

/**
 * Turns a list into a bulk query by Shopify's rules: at most five connections, entries through
 * edges and node, no connection inside a list, every connection of nodes.
 *
 * What cannot be expressed is left for later, a whole field of the object at a time: it is read by
 * the ids of the objects, 250 in a request.
 */
export function bulkPlan(list: ListQuery, version: ApiVersion): BulkPlan {
	const { table, fields, keep } = list;
	const whole = merge(selectionOf(table, version, fields), select(keep?.select ?? ''));
	if (list.inBulk) {
		const { root, field } = list.inBulk;
		const query = `{ ${root} { edges { node { id ${field} { ${print(whole)} } } } } }`;
		return { query, nested: new Map(), inside: field.replace(/\(.*$/s, '') };
	}
	const types = typesOfConnections(table, fields);
	const now: Selection = { id: true };
	const later: Selection = {};
	const nested = new Map<string, string>();
	for (const [written, below] of Object.entries(whole)) {
		const type = types.get(written);
		if (!isConnection(below)) {
			(holdsConnection(below) ? later : now)[written] = below;
			continue;
		}
		const inside = below.nodes as Selection;
		const fits =
			type !== undefined &&
			!nested.has(type) &&
			!NOT_NODES.includes(type) &&
			nested.size + 1 < MAX_CONNECTIONS &&
			!holdsConnection(inside) &&
			!holdsFragment(inside);
		if (!fits) {
			later[written] = below;
			continue;
		}
		nested.set(type, written.replace(/\(.*$/s, ''));
		now[unpaged(written)] = { edges: { node: merge(select('__typename id'), inside) } };
	}
	const args = [
		list.query ? `query: ${JSON.stringify(list.query)}` : '',
		list.sortKey ? `sortKey: ${list.sortKey}` : '',
		list.reverse ? 'reverse: true' : '',
		list.args ?? '',
	].filter((part) => part !== '');
	const root = `${list.root}${args.length > 0 ? `(${args.join(', ')})` : ''}`;
	return {
		query: `{ ${root} { edges { node { ${print(now)} } } } }`,
		...(Object.keys(later).length > 0 ? { later: print(later) } : {}),
		nested,
	};
}

function typesOfConnections(table: Payload, fields?: readonly string[]): Map<string, string> {
	return new Map(connectionsOf(table, fields).map(({ written, type }) => [written, type]));
}
