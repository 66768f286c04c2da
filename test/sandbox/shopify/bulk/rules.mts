import {
	type DocumentNode,
	type FieldNode,
	type GraphQLNamedType,
	type GraphQLSchema,
	getNamedType,
	getNullableType,
	GraphQLError,
	isInterfaceType,
	isListType,
	isObjectType,
	Kind,
	type OperationDefinitionNode,
	OperationTypeNode,
	parse,
	type SelectionSetNode,
} from 'graphql';
import { fragmentsOf, rootFields } from '../roots.mts';
import { validateDocument } from '../validate.mts';

const MAX_BYTES = 65_535;
const MAX_CONNECTIONS = 5;
const MAX_DEPTH = 2;

/** Whether a type is a connection, by Shopify's naming. */
const isConnection = (type: GraphQLNamedType | undefined): boolean =>
	type?.name.endsWith('Connection') === true;

interface Found {
	name: string;
	depth: number;
	inList: boolean;
	withoutEdges: boolean;
	/** The node above it, by the name of its connection, when that does not select its id. */
	parentWithoutId?: string;
	nodeType?: GraphQLNamedType;
}

/** A query that may run in bulk, or the sentence that refuses it (recorded, but where said). */
export function bulkQuery(schema: GraphQLSchema, text: string): DocumentNode | { refusal: string } {
	const bytes = Buffer.byteLength(text);
	if (bytes > MAX_BYTES) {
		return { refusal: `Query is too large (${bytes} bytes; maximum is ${MAX_BYTES} bytes)` };
	}
	let document: DocumentNode;
	try {
		document = parse(text);
	} catch (error) {
		const { message } = error as GraphQLError;
		const end = message
			.replace(/^Syntax Error: /, 'syntax error, ')
			.replace('<EOF>', 'end of file');
		return { refusal: `Invalid bulk query: ${end.replace('Unexpected', 'unexpected')}` };
	}
	const [invalid] = validateDocument(schema, document);
	if (invalid !== undefined) return { refusal: `Invalid bulk query: ${invalid.message}` };
	const refusal = broken(schema, document);
	return refusal === undefined ? document : { refusal };
}

function broken(schema: GraphQLSchema, document: DocumentNode): string | undefined {
	const operation = document.definitions.find(
		(each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION,
	);
	const root = schema.getQueryType();
	if (operation?.operation !== OperationTypeNode.QUERY || !root)
		return 'Invalid bulk query: no query';
	const roots = rootFields(operation.selectionSet, fragmentsOf(document));
	for (const { name } of roots) {
		if (name.value === 'node' || name.value === 'nodes') {
			return `Bulk queries cannot contain a top level \`${name.value}\` field.`;
		}
	}
	const found: Found[] = [];
	collect(schema, document, operation.selectionSet, root, {}, found);
	if (found.length === 0) return 'Bulk queries must contain at least one connection.';
	if (found.length > MAX_CONNECTIONS) {
		return `Bulk queries cannot contain more than ${MAX_CONNECTIONS} connections.`;
	}
	if (found.some(({ depth }) => depth > MAX_DEPTH)) {
		return `Bulk queries cannot contain connections with a nesting depth greater than ${MAX_DEPTH}.`;
	}
	if (found.some(({ inList }) => inList)) {
		return 'Queries that contain a connection field within a list field are not currently supported.';
	}
	const names = (some: Found[]) => some.map(({ name }) => `'${name}'`).join(', ');
	const flat = found.filter(({ withoutEdges }) => withoutEdges);
	if (flat.length > 0) {
		return `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: 'products { edges { node {'. Invalid connection fields: ${names(flat)}.`;
	}
	const parents = [...new Set(found.flatMap(({ parentWithoutId: name }) => name ?? []))];
	if (parents.length > 0) {
		return `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${parents.join(', ')}.`;
	}
	// Documented in words only; the sentence is ours.
	const others = found.filter(({ nodeType }) => !isNodeType(nodeType));
	return others.length > 0
		? `Connections in a bulk query must implement the Node interface: ${names(others)}.`
		: undefined;
}

const isNodeType = (type: GraphQLNamedType | undefined): boolean =>
	(isObjectType(type) || isInterfaceType(type)) &&
	type.getInterfaces().some(({ name }) => name === 'Node');

interface Place {
	depth?: number;
	inList?: boolean;
	/** The connection whose node is being read, and whether that node selects its id. */
	above?: { name: string; hasId: boolean };
}

function collect(
	schema: GraphQLSchema,
	document: DocumentNode,
	set: SelectionSetNode,
	type: GraphQLNamedType,
	place: Place,
	found: Found[],
): void {
	const fragments = fragmentsOf(document);
	for (const selection of set.selections) {
		if (selection.kind !== Kind.FIELD) {
			const inner =
				selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
			const on = inner.typeCondition?.name.value;
			const target = on === undefined ? type : (schema.getType(on) ?? type);
			collect(schema, document, inner.selectionSet, target, place, found);
			continue;
		}
		const field = fieldOf(type, selection);
		if (selection.selectionSet === undefined || field === undefined) continue;
		const named = getNamedType(field);
		if (!isConnection(named)) {
			const inList = place.inList === true || isListType(getNullableType(field));
			collect(schema, document, selection.selectionSet, named, { ...place, inList }, found);
			continue;
		}
		const name = selection.name.value;
		const depth = place.above === undefined ? 0 : (place.depth ?? 0) + 1;
		const direct = selection.selectionSet.selections.filter((each) => each.kind === Kind.FIELD);
		const edges = direct.find((each) => each.name.value === 'edges');
		const node = edges?.selectionSet?.selections.find(
			(each): each is FieldNode => each.kind === Kind.FIELD && each.name.value === 'node',
		);
		const edgeType = fieldOf(named, edges);
		const nodeType = edgeType && getNamedType(fieldOf(getNamedType(edgeType), node) ?? edgeType);
		found.push({
			name,
			depth,
			inList: place.inList === true,
			withoutEdges: node === undefined || direct.some((each) => each.name.value === 'nodes'),
			parentWithoutId: place.above?.hasId === false ? place.above.name : undefined,
			nodeType,
		});
		if (node?.selectionSet === undefined || nodeType === undefined) continue;
		const hasId = node.selectionSet.selections.some(
			(each) => each.kind === Kind.FIELD && each.name.value === 'id' && each.alias === undefined,
		);
		collect(
			schema,
			document,
			node.selectionSet,
			nodeType,
			{ depth, inList: place.inList, above: { name, hasId } },
			found,
		);
	}
}

const fieldOf = (type: GraphQLNamedType | undefined, node: FieldNode | undefined) =>
	node && (isObjectType(type) || isInterfaceType(type))
		? type.getFields()[node.name.value]?.type
		: undefined;
