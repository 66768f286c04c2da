import {
	GraphQLError,
	type GraphQLInputType,
	type GraphQLSchema,
	isEnumType,
	isInputObjectType,
	isInputType,
	isListType,
	isNonNullType,
	isScalarType,
	type OperationDefinitionNode,
	print,
	typeFromAST,
	type VariableDefinitionNode,
} from 'graphql';
import { isRecord } from '../http.mts';
import { parseGid } from './ids.mts';

interface Problem {
	path: Array<string | number>;
	explanation: string;
	message?: string;
}

/**
 * Checks the variables of an operation against their types and answers Shopify's
 * INVALID_VARIABLE errors, one per variable with all its problems.
 */
export function checkVariables(
	schema: GraphQLSchema,
	operation: OperationDefinitionNode,
	variables: Record<string, unknown>,
): GraphQLError[] {
	const errors: GraphQLError[] = [];
	for (const definition of operation.variableDefinitions ?? []) {
		const type = typeFromAST(schema, definition.type);
		if (type === undefined || !isInputType(type)) continue;
		const name = definition.variable.name.value;
		const given = Object.hasOwn(variables, name);
		if (!given && (definition.defaultValue !== undefined || !isNonNullType(type))) continue;
		const value = given ? variables[name] : null;
		const problems = check(type, value, []);
		if (problems.length > 0) errors.push(invalidVariable(definition, value, problems));
	}
	return errors;
}

function invalidVariable(
	definition: VariableDefinitionNode,
	value: unknown,
	problems: Problem[],
): GraphQLError {
	const details = problems.map(({ path, explanation }) => {
		return path.length === 0 ? '' : `${path.join('.')} (${explanation})`;
	});
	const detail = details.filter((text) => text !== '').join(', ');
	const name = `$${definition.variable.name.value}`;
	const message = `Variable ${name} of type ${print(definition.type)} was provided invalid value`;
	return new GraphQLError(detail === '' ? message : `${message} for ${detail}`, {
		nodes: definition,
		extensions: { code: 'INVALID_VARIABLE', value, problems },
	});
}

function check(type: GraphQLInputType, value: unknown, path: Array<string | number>): Problem[] {
	if (isNonNullType(type)) {
		if (value === null || value === undefined) {
			return [{ path, explanation: 'Expected value to not be null' }];
		}
		return check(type.ofType as GraphQLInputType, value, path);
	}
	if (value === null || value === undefined) return [];
	if (isListType(type)) {
		const inner = type.ofType;
		if (!Array.isArray(value)) return check(inner, value, path);
		return (value as unknown[]).flatMap((entry, index) => check(inner, entry, [...path, index]));
	}
	if (isInputObjectType(type)) {
		if (!isRecord(value)) {
			return [{ path, explanation: `Expected ${JSON.stringify(value)} to be a key-value object.` }];
		}
		const fields = type.getFields();
		const unknown = Object.keys(value)
			.filter((name) => !Object.hasOwn(fields, name))
			.map((name) => {
				const explanation = `Field is not defined on ${type.name}`;
				return { path: [...path, name], explanation };
			});
		const known = Object.values(fields).flatMap((field) => {
			const missing = !Object.hasOwn(value, field.name);
			if (missing && (field.defaultValue !== undefined || !isNonNullType(field.type))) return [];
			return check(field.type, value[field.name] ?? null, [...path, field.name]);
		});
		return [...unknown, ...known];
	}
	if (isEnumType(type)) {
		if (typeof value === 'string' && type.getValue(value) !== undefined) return [];
		const names = type.getValues().map((each) => each.name);
		const explanation = `Expected ${JSON.stringify(value)} to be one of: ${names.join(', ')}`;
		return [{ path, explanation }];
	}
	return isScalarType(type) ? checkScalar(type.name, value, path) : [];
}

const SCALARS: Record<string, (value: unknown) => boolean> = {
	String: (value) => typeof value === 'string',
	Boolean: (value) => typeof value === 'boolean',
	Int: (value) => {
		return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31;
	},
	Float: (value) => typeof value === 'number',
	Money: isDecimal,
	Decimal: isDecimal,
	UnsignedInt64: (value) => /^\d+$/.test(text(value)),
	DateTime: (value) => !Number.isNaN(Date.parse(text(value))),
	Date: (value) => /^\d{4}-\d\d-\d\d$/.test(text(value)),
};

/** The wording of a wrong scalar is that of the GraphQL library Shopify uses; not recorded. */
function checkScalar(name: string, value: unknown, path: Array<string | number>): Problem[] {
	if (name === 'ID') {
		if (typeof value === 'string' && parseGid(value) !== undefined) return [];
		const explanation = `Invalid global id '${text(value)}'`;
		return [{ path, explanation, message: explanation }];
	}
	if (name === 'URL') {
		if (/^[a-z][a-z0-9+.-]*:/i.test(text(value))) return [];
		const explanation = `Invalid url '${text(value)}', missing scheme`;
		return [{ path, explanation, message: explanation }];
	}
	const accepts = SCALARS[name];
	if (accepts === undefined || accepts(value)) return [];
	return [{ path, explanation: `Could not coerce value ${JSON.stringify(value)} to ${name}` }];
}

function isDecimal(value: unknown): boolean {
	return /^-?\d+(\.\d+)?$/.test(text(value));
}

function text(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
