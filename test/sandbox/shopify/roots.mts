import {
	type DocumentNode,
	type FieldNode,
	type FragmentDefinitionNode,
	GraphQLError,
	Kind,
	type OperationDefinitionNode,
	type SelectionSetNode,
} from 'graphql';
import type { Context } from './context.mts';
import { isModelledRoot } from './executor.mts';

type Fragments = Record<string, FragmentDefinitionNode | undefined>;

/** The fragments of a document by name. */
export function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
	const found: Record<string, FragmentDefinitionNode> = {};
	for (const definition of document.definitions) {
		if (definition.kind === Kind.FRAGMENT_DEFINITION) found[definition.name.value] = definition;
	}
	return found;
}

/** The fields at the top of an operation, also those inside fragments. */
export function rootFields(selectionSet: SelectionSetNode, fragments: Fragments): FieldNode[] {
	return selectionSet.selections.flatMap((node) => {
		if (node.kind === Kind.FIELD) return [node];
		const inner = node.kind === Kind.INLINE_FRAGMENT ? node : fragments[node.name.value];
		return inner === undefined ? [] : rootFields(inner.selectionSet, fragments);
	});
}

/**
 * Refusals of root fields that the sandbox does not model: loud, and given before anything runs,
 * as Shopify gives them for fields that do not exist. Null would say that there is no such object,
 * and an internal error would leave open whether a mutation was carried out.
 */
export function unmodelledRoots(
	operation: OperationDefinitionNode,
	fields: FieldNode[],
	context: Context,
): GraphQLError[] {
	const typeName = context.api.schema.getRootType(operation.operation)?.name ?? '';
	return fields
		.filter((node) => !isModelledRoot(typeName, node.name.value))
		.map((node) => {
			const fieldName = node.name.value;
			context.entry.notModelled.push(`${typeName}.${fieldName}`);
			process.stderr.write(`sandbox: the Shopify field ${typeName}.${fieldName} is not modelled\n`);
			const message = `The sandbox does not model the field ${typeName}.${fieldName}.`;
			const extensions = { code: 'undefinedField', typeName, fieldName };
			const path = [`${operation.operation} ${operation.name?.value ?? ''}`.trim(), fieldName];
			return new GraphQLError(message, { nodes: node, path, extensions });
		});
}
