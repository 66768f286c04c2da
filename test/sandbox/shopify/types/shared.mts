import { createHash } from 'node:crypto';
import { connection, type Connection, type PageArgs } from '../connections.mts';
import type { Args, Context, Resolver } from '../context.mts';
import { idNumber } from '../ids.mts';
import type { Entity, Metafield, MetafieldOwner } from '../model.mts';
import { compileSearch, type Filters } from '../search/match.mts';
import type { GraphQLResolveInfo } from 'graphql';

/** The number of a global id, as the UnsignedInt64 that `legacyResourceId` is: a string. */
export const legacyResourceId = (entity: Entity): string => String(idNumber(entity.id));

/** For fields that are known to be empty in this shop. */
export const nothing = (): null => null;
export const no = (): boolean => false;
export const none = (): never[] => [];
export const emptyConnection = (_source: unknown, args: PageArgs): Connection<Entity> => {
	return connection<Entity>([], args, { id: () => 0, value: () => 0 });
};

/** Fields of everything that owns metafields. */
export const metafieldFields: Record<string, Resolver> = {
	metafield: (owner: MetafieldOwner, args: { namespace?: string | null; key: string }) => {
		const [namespace, key] = splitKey(args.key, args.namespace);
		return (
			owner.metafields.find((each) => each.namespace === namespace && each.key === key) ?? null
		);
	},
	metafields: (
		owner: MetafieldOwner,
		args: PageArgs & { namespace?: string | null; keys?: string[] | null },
	) => {
		const { namespace, keys } = args;
		let found = owner.metafields;
		if (typeof namespace === 'string') found = found.filter((each) => each.namespace === namespace);
		if (!Array.isArray(keys)) return byId(found, args);
		// Asked by keys, they come in that order and with the qualified key; a bare key finds nothing.
		const qualified = keys.flatMap((key) => {
			const metafield = found.find((each) => `${each.namespace}.${each.key}` === key);
			return metafield === undefined ? [] : [{ ...metafield, key }];
		});
		const place = new Map(qualified.map((metafield, index) => [metafield, index]));
		return connection(qualified, args, {
			id: (metafield) => idNumber(metafield.id),
			value: (metafield) => place.get(metafield) ?? 0,
		});
	},
};

function splitKey(key: string, namespace: string | null | undefined): [string, string] {
	if (typeof namespace === 'string') return [namespace, key];
	const dot = key.indexOf('.');
	return dot < 0 ? ['app--sandbox', key] : [key.slice(0, dot), key.slice(dot + 1)];
}

/** A connection in the order of ids. */
export function byId<T extends Entity>(items: T[], args: PageArgs): Connection<T> {
	return connection(items, args, {
		id: (item) => idNumber(item.id),
		value: (item) => idNumber(item.id),
	});
}

/** What a metafield's `compareDigest` is made of: it changes with the value and nothing else. */
export function compareDigest(metafield: Metafield): string {
	return createHash('sha256').update(`${metafield.type}\n${metafield.value}`).digest('hex');
}

/** A time as Shopify writes it in cursors. */
export function cursorTime(iso: string | null): string {
	return iso === null ? '' : iso.replace('T', ' ').replace('Z', '.000000');
}

/** Those records that a `query` argument lets through; oddities go to `extensions.search`. */
export function searched<T>(
	records: T[],
	args: Args,
	filters: Filters<T>,
	context: Context,
	info: GraphQLResolveInfo,
): T[] {
	if (typeof args.query !== 'string' || args.query.trim() === '') return records;
	const clock = { timeZone: context.store.shop.timeZone, now: context.store.now() };
	const { matches, note } = compileSearch(args.query, filters, clock);
	if (note !== undefined) context.search.push({ path: responsePath(info), ...note });
	return records.filter(matches);
}

/** A Count: exact, or "at least" once the limit is reached. */
export function counted(found: number, limit: unknown): Record<string, unknown> {
	const capped = typeof limit === 'number' && found > limit;
	return {
		__typename: 'Count',
		count: capped ? limit : found,
		precision: capped ? 'AT_LEAST' : 'EXACT',
	};
}

function responsePath(info: GraphQLResolveInfo): string[] {
	const path: string[] = [];
	for (let at: GraphQLResolveInfo['path'] | undefined = info.path; at !== undefined; at = at.prev) {
		path.unshift(String(at.key));
	}
	return path;
}
