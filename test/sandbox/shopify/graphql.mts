import { randomUUID } from 'node:crypto';
import {
	type DocumentNode,
	execute,
	GraphQLError,
	type GraphQLSchema,
	Kind,
	type OperationDefinitionNode,
	parse,
	valueFromASTUntyped,
} from 'graphql';
import { isRecord, type Outgoing } from '../http.mts';
import type { Bucket } from './bucket.mts';
import type { Context } from './context.mts';
import { actualCost, type CostInput, requestedCost } from './cost.mts';
import { resolveField, resolveType } from './executor.mts';
import { fragmentsOf, rootFields, unmodelledRoots } from './roots.mts';
import { validateDocument } from './validate.mts';
import { checkVariables } from './variables.mts';

/** The dearest single query Shopify runs, in points, on every plan. */
const MAX_QUERY_COST = 1000;
const MAX_INPUT_SIZE = 250;
const INPUT_LIMITS: Record<string, number> = {
	'productSet.input.variants': 2048,
	'draftOrderCreate.input.lineItems': 499,
	'draftOrderUpdate.input.lineItems': 499,
};

export interface GraphqlRequest {
	query: string;
	variables: Record<string, unknown>;
	operationName: string | null;
}

/** The request in a POST body; undefined when there is no query in it. */
export function graphqlRequest(
	body: Record<string, unknown> | undefined,
): GraphqlRequest | undefined {
	if (typeof body?.query !== 'string') return undefined;
	return {
		query: body.query,
		variables: isRecord(body.variables) ? body.variables : {},
		operationName: typeof body.operationName === 'string' ? body.operationName : null,
	};
}

/** What is known of an operation before it runs; `errors` when it cannot. */
export interface Prepared {
	document: DocumentNode;
	operation: OperationDefinitionNode;
	cost: CostInput;
	requested: number;
}

/**
 * Parses and validates a request in Shopify's order: syntax, operation, document, variables.
 * Out: the prepared operation, or the errors to answer without data and without cost.
 */
export function prepare(
	request: GraphqlRequest,
	context: Context,
): Prepared | { errors: GraphQLError[] } {
	const { schema } = context.api;
	context.entry.document = request.query;
	let document: DocumentNode;
	try {
		document = parse(request.query);
	} catch (error) {
		const { message, locations } = error as GraphQLError;
		const parsed = new GraphQLError(message.replace(/^Syntax Error: /, 'syntax error, '), {
			extensions: { code: 'PARSE_ERROR' },
		});
		return { errors: [Object.assign(parsed, { locations })] };
	}
	const operations = document.definitions.filter((definition) => {
		return definition.kind === Kind.OPERATION_DEFINITION;
	});
	const { operationName } = request;
	if (operationName === null && operations.length > 1) {
		return { errors: [new GraphQLError('An operation name is required')] };
	}
	const operation = operations.find((each) => {
		return operationName === null || each.name?.value === operationName;
	});
	if (operation === undefined) {
		return { errors: [new GraphQLError(`No operation named "${operationName ?? ''}"`)] };
	}
	context.entry.operation = operation.name?.value ?? null;
	const invalid = validated(schema, request.query, document);
	const fragments = fragmentsOf(document);
	const roots = rootFields(operation.selectionSet, invalid.length > 0 ? {} : fragments);
	context.entry.roots = roots.map((node) => node.name.value);
	if (invalid.length > 0) return { errors: invalid };
	const alien = unmodelledRoots(operation, roots, context);
	if (alien.length > 0) return { errors: alien };
	const wrong = checkVariables(schema, operation, request.variables);
	if (wrong.length > 0) return { errors: wrong };
	const cost: CostInput = {
		schema,
		operation,
		fragments,
		variables: withDefaults(operation, request.variables),
	};
	return { document, operation, cost, requested: requestedCost(cost) };
}

const validQueries = new WeakMap<GraphQLSchema, Set<string>>();

/** Documents that were found valid are not validated again: clients repeat them. */
function validated(schema: GraphQLSchema, query: string, document: DocumentNode): GraphQLError[] {
	const valid = validQueries.get(schema) ?? new Set<string>();
	validQueries.set(schema, valid);
	if (valid.has(query)) return [];
	const errors = validateDocument(schema, document);
	if (errors.length === 0 && valid.size < 500) valid.add(query);
	return errors;
}

/**
 * Runs a prepared operation against the bucket: refuses what is too dear or does not fit now,
 * holds the requested cost while it runs and gives the difference to the actual cost back.
 */
export async function run(
	prepared: Prepared,
	request: GraphqlRequest,
	context: Context,
	bucket: Bucket,
): Promise<Outgoing> {
	const { requested } = prepared;
	context.entry.requestedCost = requested;
	if (requested > MAX_QUERY_COST) return failed(context, [tooDear(requested)]);
	if (!bucket.take(requested)) {
		context.entry.throttled = true;
		return failed(context, [throttled()], costOf(requested, null, bucket));
	}
	const oversize = oversizedInput(prepared);
	if (oversize !== undefined) return failed(context, [oversize], costOf(requested, null, bucket));
	const result = await execute({
		schema: context.api.schema,
		document: prepared.document,
		contextValue: context,
		variableValues: request.variables,
		operationName: prepared.operation.name?.value,
		fieldResolver: resolveField as Parameters<typeof execute>[0]['fieldResolver'],
		typeResolver: resolveType,
	});
	if (result.errors !== undefined && result.data === undefined)
		return failed(context, result.errors);
	const actual = Math.min(requested, actualCost(prepared.cost, result.data));
	context.entry.actualCost = actual;
	bucket.giveBack(requested - actual);
	const errors = result.errors?.map((error) => formatted(error, context));
	return {
		status: 200,
		body: {
			data: result.data,
			...(errors === undefined ? {} : { errors }),
			extensions: {
				cost: costOf(requested, actual, bucket),
				...(context.search.length === 0 ? {} : { search: context.search }),
			},
		},
	};
}

/** An answer with top-level errors and nothing else, perhaps with the cost. */
export function failed(
	context: Context,
	errors: readonly GraphQLError[],
	cost?: Record<string, unknown>,
): Outgoing {
	return {
		status: 200,
		body: {
			errors: errors.map((error) => formatted(error, context)),
			...(cost === undefined ? {} : { extensions: { cost } }),
		},
	};
}

/** The documented answer to a bucket that is too low, also used for injected faults. */
export function throttledAnswer(context: Context, requested: number, bucket: Bucket): Outgoing {
	context.entry.throttled = true;
	return failed(context, [throttled()], costOf(requested, null, bucket));
}

function costOf(requested: number, actual: number | null, bucket: Bucket): Record<string, unknown> {
	return {
		requestedQueryCost: requested,
		actualQueryCost: actual,
		throttleStatus: bucket.status(),
	};
}

function formatted(error: GraphQLError, context: Context): Record<string, unknown> {
	const known = typeof error.extensions.code === 'string' || error.originalError === undefined;
	const shown = known ? error : internal(error);
	const { message, locations, path, extensions } = shown;
	context.entry.errors.push(typeof extensions.code === 'string' ? extensions.code : message);
	return {
		message,
		...(locations === undefined ? {} : { locations }),
		...(Object.keys(extensions).length === 0 ? {} : { extensions }),
		...(path === undefined ? {} : { path }),
	};
}

/** A fault in the sandbox itself: shown as Shopify shows its own, and loudly on stderr. */
function internal(error: GraphQLError): GraphQLError {
	process.stderr.write(`sandbox: ${error.originalError?.stack ?? error.message}\n`);
	const requestId = randomUUID();
	return new GraphQLError(
		`Internal error. Looks like something went wrong on our end.\nRequest ID: ${requestId} (include this in support requests).`,
		{
			nodes: error.nodes,
			path: error.path,
			extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
		},
	);
}

function throttled(): GraphQLError {
	return new GraphQLError('Throttled', {
		extensions: {
			code: 'THROTTLED',
			documentation: 'https://shopify.dev/api/usage/rate-limits',
		},
	});
}

function tooDear(cost: number): GraphQLError {
	return new GraphQLError(
		`Query cost is ${cost}, which exceeds the single query max cost limit (${MAX_QUERY_COST}).\n\n` +
			'See https://shopify.dev/concepts/about-apis/rate-limits for more information on how the cost of a query is calculated.\n\n' +
			'See https://shopify.dev/tutorials/perform-bulk-operations-with-admin-api for usage details of bulk operations.\n',
		{
			extensions: {
				code: 'MAX_COST_EXCEEDED',
				cost,
				maxCost: MAX_QUERY_COST,
				documentation: 'https://shopify.dev/api/usage/rate-limits',
			},
		},
	);
}

function oversizedInput({ operation, cost }: Prepared): GraphQLError | undefined {
	for (const node of operation.selectionSet.selections) {
		if (node.kind !== Kind.FIELD) continue;
		for (const argument of node.arguments ?? []) {
			const value = valueFromASTUntyped(argument.value, cost.variables);
			const found = oversized(value, [node.name.value, argument.name.value]);
			if (found === undefined) continue;
			const message = `The input array size of ${found.size} is greater than the maximum allowed of ${found.limit}.`;
			const extensions = { code: 'MAX_INPUT_SIZE_EXCEEDED' };
			return new GraphQLError(message, { nodes: node, path: found.path, extensions });
		}
	}
	return undefined;
}

function oversized(
	value: unknown,
	path: Array<string | number>,
): { size: number; limit: number; path: Array<string | number> } | undefined {
	if (Array.isArray(value)) {
		const entries = value as unknown[];
		const limit = INPUT_LIMITS[path.join('.')] ?? MAX_INPUT_SIZE;
		if (entries.length > limit) return { size: entries.length, limit, path };
		return first(entries.map((entry, index) => oversized(entry, [...path, index])));
	}
	if (!isRecord(value)) return undefined;
	return first(Object.entries(value).map(([name, inner]) => oversized(inner, [...path, name])));
}

function first<T>(found: Array<T | undefined>): T | undefined {
	return found.find((each) => each !== undefined);
}

function withDefaults(
	operation: OperationDefinitionNode,
	variables: Record<string, unknown>,
): Record<string, unknown> {
	const all: Record<string, unknown> = {};
	for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
		if (defaultValue !== undefined) {
			all[variable.name.value] = valueFromASTUntyped(defaultValue);
		}
	}
	return { ...all, ...variables };
}
