import type { GraphQLResolveInfo } from 'graphql';
import type { JournalEntry } from '../journal.mts';
import type { AdminApi } from '../schema.mts';
import type { SearchNote } from './search/match.mts';
import type { Store } from './store.mts';
import type { AccessToken } from './tokens.mts';

/** What every resolver of one request sees. */
export interface Context {
	store: Store;
	api: AdminApi;
	token: AccessToken;
	/** Entries of `extensions.search`, added by list roots. */
	search: SearchNote[];
	entry: JournalEntry;
}

/** Coerced arguments of a field. */
export type Args = Record<string, unknown>;

/**
 * A field's resolver. The parameters are `never` so that each resolver may name the types it
 * works on; the executor hands it the parent object and the arguments that the schema promises.
 */
export type Resolver = (
	source: never,
	args: never,
	context: Context,
	info: GraphQLResolveInfo,
) => unknown;

/** Resolvers by type and field. A field without one is read from the parent object. */
export type Resolvers = Record<string, Record<string, Resolver>>;
