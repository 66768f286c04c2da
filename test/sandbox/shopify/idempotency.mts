import { getNamedType, type GraphQLResolveInfo, isObjectType, valueFromASTUntyped } from 'graphql';
import { isRecord } from '../http.mts';
import type { Args, Context } from './context.mts';
import { refuse, userError } from './errors.mts';
import type { Store } from './store.mts';

/** Mutations that need `@idempotent(key:)` since API version 2026-04. */
const REQUIRED = new Set([
	'inventoryActivate',
	'inventorySetQuantities',
	'inventoryAdjustQuantities',
	'inventoryMoveQuantities',
	'inventorySetOnHandQuantities',
	'refundCreate',
	'locationActivate',
	'locationDeactivate',
]);

interface Attempt {
	root: string;
	input: string;
	payload: unknown;
}

const attempts = new WeakMap<Store, Map<string, Attempt>>();

/**
 * Runs a mutation under its idempotency key. The first call with a key runs; a repeat with equal
 * arguments answers the first payload again without running; other arguments are refused with
 * IDEMPOTENCY_KEY_PARAMETER_MISMATCH. (The replay of an equal call is not recorded anywhere; this
 * follows the documented purpose of the key.)
 */
export function runIdempotent(
	context: Context,
	info: GraphQLResolveInfo,
	args: Args,
	run: () => unknown,
): unknown {
	const key = keyOf(info);
	if (key === undefined) {
		if (!REQUIRED.has(info.fieldName)) return run();
		throw refuse(
			'BAD_REQUEST',
			'The @idempotent directive is required for this mutation but was not provided.',
		);
	}
	if (key.trim() === '') throw refuse('BAD_REQUEST', "Idempotency key can't be blank");
	const known = attempts.get(context.store) ?? new Map<string, Attempt>();
	attempts.set(context.store, known);
	const root = info.fieldName;
	const input = JSON.stringify(args);
	const earlier = known.get(key);
	if (earlier === undefined) {
		const payload = run();
		// A refused attempt changed nothing, so its key stays free.
		if (!refused(payload)) known.set(key, { root, input, payload });
		return payload;
	}
	if (earlier.root === root && earlier.input === input) return earlier.payload;
	const mismatch = userError(
		null,
		'The same idempotency key cannot be used with different operation parameters.',
		'IDEMPOTENCY_KEY_PARAMETER_MISMATCH',
	);
	const payload = getNamedType(info.returnType);
	const fields = isObjectType(payload) ? Object.keys(payload.getFields()) : [];
	return { ...Object.fromEntries(fields.map((name) => [name, null])), userErrors: [mismatch] };
}

function refused(payload: unknown): boolean {
	if (!isRecord(payload)) return true;
	return Array.isArray(payload.userErrors) && payload.userErrors.length > 0;
}

function keyOf(info: GraphQLResolveInfo): string | undefined {
	const directives = info.fieldNodes[0].directives ?? [];
	const directive = directives.find((each) => each.name.value === 'idempotent');
	const argument = directive?.arguments?.find((each) => each.name.value === 'key');
	if (argument === undefined) return undefined;
	const value = valueFromASTUntyped(argument.value, info.variableValues);
	return typeof value === 'string' ? value : '';
}
