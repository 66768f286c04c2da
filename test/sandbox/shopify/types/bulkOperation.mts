import { type BulkOperation, bulkOf } from '../bulk/operations.mts';
import { connection, type PageArgs } from '../connections.mts';
import type { Context, Resolvers } from '../context.mts';
import { resourceNotFound } from '../errors.mts';
import { idNumber, parseGid } from '../ids.mts';
import { cursorTime } from './shared.mts';

/** Terms of the search that are modelled; others let everything through. */
const TERMS: Record<string, (operation: BulkOperation) => string> = {
	status: ({ status }) => status,
	operation_type: ({ type }) => type,
	id: ({ id }) => String(idNumber(id)),
};

function matches(operation: BulkOperation, query: string): boolean {
	return [...query.matchAll(/(\w+):'?([\w-]+)'?/g)].every(
		([, name, value]) => TERMS[name]?.(operation).toLowerCase() === value.toLowerCase(),
	);
}

export const bulkOperationTypes: Resolvers = {
	QueryRoot: {
		bulkOperation: (_source: unknown, { id }: { id: string }, { store }: Context) => {
			if (parseGid(id)?.type !== 'BulkOperation') throw resourceNotFound(id);
			return store.get('BulkOperation', id) ?? null;
		},
		currentBulkOperation: (
			_source: unknown,
			{ type }: { type: string },
			{ store, token }: Context,
		) => {
			const own = bulkOf(store).all.filter(
				(each) => each.app === token.value && each.type === type,
			);
			return own.at(-1) ?? null;
		},
		/** Newest first: `reverse` turns that around. */
		bulkOperations: (
			_source: unknown,
			args: PageArgs & { query?: string | null; sortKey?: string | null },
			{ store, token }: Context,
		) => {
			const own = bulkOf(store).all.filter(({ app }) => app === token.value);
			const found = own.filter((each) => matches(each, args.query ?? ''));
			const time = args.sortKey === 'COMPLETED_AT' ? 'completedAt' : 'createdAt';
			return connection(
				found,
				{ ...args, reverse: args.reverse !== true },
				{ id: (each) => idNumber(each.id), value: (each) => cursorTime(each[time]) },
			);
		},
	},
};
