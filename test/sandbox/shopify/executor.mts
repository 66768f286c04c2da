import { defaultTypeResolver, getNamedType, type GraphQLResolveInfo, isNonNullType } from 'graphql';
import { isRecord } from '../http.mts';
import type { ScopeRule } from '../schema.mts';
import type { Args, Context, Resolvers } from './context.mts';
import { refuse } from './errors.mts';
import { runIdempotent } from './idempotency.mts';
import { resolvers } from './resolvers.mts';
import { allows } from './tokens.mts';

type Callable = (
	source: unknown,
	args: Args,
	context: Context,
	info: GraphQLResolveInfo,
) => unknown;

/**
 * Resolves any field of the official schema: by the resolver for its type, else from the parent
 * object. What neither knows is not modelled: null where the schema allows it, otherwise a loud
 * error, never an invented value.
 */
export function resolveField(
	source: unknown,
	args: Args,
	context: Context,
	info: GraphQLResolveInfo,
): unknown {
	checkAccess(context, info);
	const resolver = find(resolvers, info.parentType.name, info.fieldName);
	if (resolver !== undefined) {
		if (info.parentType === info.schema.getMutationType()) {
			return runIdempotent(context, info, args, () => resolver(source, args, context, info));
		}
		return resolver(source, args, context, info);
	}
	const value = isRecord(source) ? source[info.fieldName] : undefined;
	if (value !== undefined && typeof value !== 'function') return value;
	return notModelled(context, info);
}

/** The concrete type of an object behind an interface or union. */
export const resolveType: typeof defaultTypeResolver = (value, context, info, abstractType) => {
	if (isRecord(value) && typeof value.__typename === 'string') return value.__typename;
	return defaultTypeResolver(value, context, info, abstractType);
};

function find(all: Resolvers, type: string, field: string): Callable | undefined {
	const ofType = Object.hasOwn(all, type) ? all[type] : undefined;
	if (ofType === undefined || !Object.hasOwn(ofType, field)) return undefined;
	return ofType[field] as Callable;
}

/** Whether a root field (the name of its type and its own) can be answered at all. */
export function isModelledRoot(type: string, field: string): boolean {
	return field.startsWith('__') || find(resolvers, type, field) !== undefined;
}

function notModelled(context: Context, info: GraphQLResolveInfo): null {
	const name = `${info.parentType.name}.${info.fieldName}`;
	if (!context.entry.notModelled.includes(name)) context.entry.notModelled.push(name);
	if (!isNonNullType(info.returnType)) return null;
	process.stderr.write(`sandbox: the Shopify field ${name} is not modelled\n`);
	throw refuse('INTERNAL_SERVER_ERROR', `The sandbox does not model the field ${name}.`);
}

/** Write scopes of mutations for which the documentation data names none. */
const WRITES: Array<[RegExp, string]> = [
	[/^(order|refund|transactionVoid)/, 'write_orders'],
	[/^product/, 'write_products'],
	[/^customer/, 'write_customers'],
	[/^inventory/, 'write_inventory'],
];

/** Refuses a field whose own rule, or whose type's rule, the token does not satisfy. */
function checkAccess(context: Context, info: GraphQLResolveInfo): void {
	const rule = accessRule(context, info);
	if (rule === undefined || allows(context.token, rule.scopes)) return;
	const required = rule.requiredAccess;
	throw refuse(
		'ACCESS_DENIED',
		`Access denied for ${info.fieldName} field. Required access: ${required}`,
		{ documentation: 'https://shopify.dev/api/usage/access-scopes', requiredAccess: required },
	);
}

function accessRule(context: Context, info: GraphQLResolveInfo): ScopeRule | undefined {
	const { scopes } = context.api;
	const own = scopes.get(`${info.parentType.name}.${info.fieldName}`);
	if (own !== undefined) return own;
	if (info.parentType === info.schema.getMutationType()) {
		const scope = WRITES.find(([pattern]) => pattern.test(info.fieldName))?.[1];
		if (scope === undefined) return undefined;
		return { scopes: [scope], requiredAccess: `\`${scope}\` access scope.` };
	}
	// The type's rule is reported where the object is asked for, through a connection as well.
	const type = getNamedType(info.returnType).name;
	return scopes.get(type.replace(/Connection$/, ''));
}
