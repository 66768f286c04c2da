import {
	type ASTNode,
	type DocumentNode,
	getNamedType,
	GraphQLError,
	GraphQLID,
	type GraphQLSchema,
	isInputObjectType,
	isInputType,
	Kind,
	print,
	TypeInfo,
	validate,
	visit,
	visitWithTypeInfo,
} from 'graphql';
import { parseGid } from './ids.mts';

interface Translation {
	message: string;
	code: string;
	details?: Record<string, string>;
}

/** graphql-js's sentence, and what Shopify says and encodes for it. */
const TRANSLATIONS: Array<[RegExp, (m: string[]) => Translation]> = [
	[
		/^Cannot query field "(.+?)" on type "(.+?)"/,
		([, fieldName, typeName]) => ({
			message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
			code: 'undefinedField',
			details: { typeName, fieldName },
		}),
	],
	[
		/^Unknown argument "(.+?)" on field "(?:.+?)\.(.+?)"/,
		([, argumentName, name]) => ({
			message: `Field '${name}' doesn't accept argument '${argumentName}'`,
			code: 'argumentNotAccepted',
			details: { name, typeName: 'Field', argumentName },
		}),
	],
	[
		/^Unknown argument "(.+?)" on directive "@(.+?)"/,
		([, argumentName, name]) => ({
			message: `Directive '${name}' doesn't accept argument '${argumentName}'`,
			code: 'argumentNotAccepted',
			details: { name, typeName: 'Directive', argumentName },
		}),
	],
	[
		/^(?:Field|Argument) "(.+?)" argument "(.+?)" of type .* is required/,
		([, name, missing]) => required('Field', name, missing),
	],
	[
		/^Directive "@(.+?)" argument "(.+?)" of type .* is required/,
		([, name, missing]) => required('Directive', name, missing),
	],
	[
		/^Unknown directive "@(.+?)"/,
		([, directiveName]) => ({
			message: `Directive @${directiveName} is not defined`,
			code: 'undefinedDirective',
			details: { directiveName },
		}),
	],
	[
		/^Variable "\$(.+?)" is never used(?: in operation "(.+?)")?/,
		([, variableName, operation]) => ({
			message: `Variable $${variableName} is declared by ${operation ?? 'anonymous query'} but not used`,
			code: 'variableNotUsed',
			details: { variableName },
		}),
	],
	[
		/^Variable "\$(.+?)" is not defined(?: by operation "(.+?)")?/,
		([, variableName, operation]) => ({
			message: `Variable $${variableName} is used by ${operation ?? 'anonymous query'} but not declared`,
			code: 'variableNotDefined',
			details: { variableName },
		}),
	],
	[
		/^Variable "\$(.+?)" of type "(.+?)" used in position expecting type "(.+?)"/,
		([, variableName, typeName, expected]) => ({
			message: `Type mismatch on variable $${variableName} (${typeName} / ${expected})`,
			code: 'variableMismatch',
			details: { variableName, typeName },
		}),
	],
	[
		/^Field "(.+?)" of type "(.+?)" must have a selection of subfields/,
		([, nodeName, typeName]) => ({
			message: `Field must have selections (field '${nodeName}' returns ${typeName.replace(/[[\]!]/g, '')} but has no selections. Did you mean '${nodeName} { ... }'?)`,
			code: 'selectionMismatch',
			details: { nodeName: `field '${nodeName}'`, typeName: typeName.replace(/[[\]!]/g, '') },
		}),
	],
	[
		/^Field "(.+?)" must not have a selection since type "(.+?)" has no subfields/,
		([, nodeName, typeName]) => ({
			message: `Selections can't be made on scalars (field '${nodeName}' returns ${typeName.replace(/[[\]!]/g, '')} but has selections)`,
			code: 'selectionMismatch',
			details: { nodeName: `field '${nodeName}'`, typeName: typeName.replace(/[[\]!]/g, '') },
		}),
	],
	[
		/^Unknown type "(.+?)"/,
		([, typeName]) => ({
			message: `No such type ${typeName}, so it can't be a fragment condition`,
			code: 'undefinedType',
			details: { typeName },
		}),
	],
	[
		/^Unknown fragment "(.+?)"/,
		([, fragmentName]) => ({
			message: `Fragment ${fragmentName} was used, but not defined`,
			code: 'useAndDefineFragment',
			details: { fragmentName },
		}),
	],
	[
		/^Fragment "(.+?)" is never used/,
		([, fragmentName]) => ({
			message: `Fragment ${fragmentName} was defined, but not used`,
			code: 'useAndDefineFragment',
			details: { fragmentName },
		}),
	],
	[
		/^Field "(?:.+?)\.?([^."]+)" of required type "(.+?)" was not provided/,
		([whole, argumentName, argumentType]) => ({
			message: `Argument '${argumentName}' on InputObject '${inputType(whole)}' is required. Expected type ${argumentType}`,
			code: 'missingRequiredInputObjectAttribute',
			details: { argumentName, argumentType, inputObjectType: inputType(whole) },
		}),
	],
	[
		/^Field "(.+?)" is not defined by type "(.+?)"/,
		([, argumentName, name]) => ({
			message: `InputObject '${name}' doesn't accept argument '${argumentName}'`,
			code: 'argumentNotAccepted',
			details: { name, typeName: 'InputObject', argumentName },
		}),
	],
];

function required(className: string, name: string, missing: string): Translation {
	return {
		message: `${className} '${name}' is missing required arguments: ${missing}`,
		code: 'missingRequiredArguments',
		details: { className, name, arguments: missing },
	};
}

function inputType(message: string): string {
	return /^Field "(.+?)\./.exec(message)?.[1] ?? '';
}

/**
 * Validates a document against the schema. Out: errors with Shopify's wording, `path`
 * ("mutation Name", field, argument …) and `extensions.code`; none when the document is valid.
 */
export function validateDocument(schema: GraphQLSchema, document: DocumentNode): GraphQLError[] {
	const errors = validate(schema, document, undefined, { maxErrors: 20 });
	return [
		...errors.map((error) => translate(schema, document, error)),
		...badLiteralIds(schema, document),
	];
}

function translate(
	schema: GraphQLSchema,
	document: DocumentNode,
	error: GraphQLError,
): GraphQLError {
	const node = error.nodes?.[0];
	const path = node === undefined ? undefined : nodePath(document, node);
	const known = TRANSLATIONS.flatMap(([pattern, make]) => {
		const match = pattern.exec(error.message);
		return match === null ? [] : [make(match)];
	})[0];
	const { message, code, details } = known ?? literal(schema, document, error);
	// A missing attribute has no node of its own.
	if (code === 'missingRequiredInputObjectAttribute') path?.push(details?.argumentName ?? '');
	return new GraphQLError(message, {
		nodes: error.nodes,
		path,
		extensions: { code, ...details },
	});
}

/** A literal of the wrong type: Shopify names the argument and what it belongs to. */
function literal(schema: GraphQLSchema, document: DocumentNode, error: GraphQLError): Translation {
	const node = error.nodes?.[0];
	const place = node === undefined ? undefined : placeOf(schema, document, node);
	if (node === undefined || place === undefined || !/^Expected value|^Value /.test(error.message)) {
		return { message: error.message, code: 'invalid' };
	}
	const names = nodePath(document, node).filter((part) => typeof part === 'string');
	const argumentName = names.at(-1) ?? '';
	const { typeName, owner, expected } = place;
	return {
		message: `Argument '${argumentName}' on ${typeName} '${owner}' has an invalid value (${print(node)}). Expected type '${expected}'.`,
		code: 'argumentLiteralsIncompatible',
		details: { typeName, argumentName },
	};
}

/** What the argument at a literal belongs to (a field or an input object) and its type. */
function placeOf(
	schema: GraphQLSchema,
	document: DocumentNode,
	target: ASTNode,
): { typeName: string; owner: string; expected: string } | undefined {
	const types = new TypeInfo(schema);
	let found: { typeName: string; owner: string; expected: string } | undefined;
	visit(
		document,
		visitWithTypeInfo(types, {
			enter(node) {
				if (node !== target) return;
				const expected = String(types.getInputType());
				const parent = getNamedType(types.getParentInputType());
				found = isInputObjectType(parent)
					? { typeName: 'InputObject', owner: parent.name, expected }
					: { typeName: 'Field', owner: types.getFieldDef()?.name ?? '', expected };
			},
		}),
	);
	return found;
}

/** String literals where an ID is expected must be global ids. */
function badLiteralIds(schema: GraphQLSchema, document: DocumentNode): GraphQLError[] {
	const errors: GraphQLError[] = [];
	const types = new TypeInfo(schema);
	visit(
		document,
		visitWithTypeInfo(types, {
			StringValue(node) {
				const type = types.getInputType();
				if (!isInputType(type) || getNamedType(type) !== GraphQLID) return;
				if (parseGid(node.value) !== undefined) return;
				errors.push(
					new GraphQLError(`Invalid global id '${node.value}'`, {
						nodes: node,
						path: nodePath(document, node),
						extensions: { code: 'argumentLiteralsIncompatible', typeName: 'CoercionError' },
					}),
				);
			},
		}),
	);
	return errors;
}

/** Where a node stands: ["mutation Name", "field", "argument", …]. */
function nodePath(document: DocumentNode, target: ASTNode): Array<string | number> {
	let found: Array<string | number> = [];
	visit(document, {
		enter(node, key, parent, _path, ancestors) {
			if (node !== target) return;
			const above = [...ancestors, parent].filter((each): each is ASTNode => {
				return each !== undefined && !Array.isArray(each);
			});
			found = [...above, node].flatMap(pathPart);
			const inList = typeof key === 'number' && 'value' in node && node.kind !== Kind.ARGUMENT;
			if (inList && node.kind !== Kind.OBJECT_FIELD) found.push(key);
		},
	});
	return found;
}

function pathPart(node: ASTNode): string[] {
	switch (node.kind) {
		case Kind.OPERATION_DEFINITION:
			return [node.name === undefined ? node.operation : `${node.operation} ${node.name.value}`];
		case Kind.FRAGMENT_DEFINITION:
			return [`fragment ${node.name.value}`];
		case Kind.INLINE_FRAGMENT:
			return [node.typeCondition === undefined ? '...' : `... on ${node.typeCondition.name.value}`];
		case Kind.FIELD:
		case Kind.ARGUMENT:
		case Kind.OBJECT_FIELD:
			return [node.kind === Kind.FIELD ? (node.alias?.value ?? node.name.value) : node.name.value];
		default:
			return [];
	}
}
