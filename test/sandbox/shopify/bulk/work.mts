import {
	type DocumentNode,
	Kind,
	OperationTypeNode,
	executeSync,
	GraphQLError,
	type GraphQLFieldResolver,
	parse,
} from 'graphql';
import { isRecord } from '../../http.mts';
import type { Connection } from '../connections.mts';
import { withWholeLists } from '../connections.mts';
import type { Context } from '../context.mts';
import { resolveField, resolveType } from '../executor.mts';
import { validateDocument } from '../validate.mts';
import type { Step } from './operations.mts';

/** Root objects that are worked out at once. */
const WINDOW = 100;

type Resolve = GraphQLFieldResolver<unknown, Context>;

const resolve = resolveField as Resolve;

/** JSON as Shopify writes it in result files: with escaped slashes. */
const line = (value: unknown): string => `${JSON.stringify(value).replace(/\//g, '\\/')}\n`;

function run(document: DocumentNode, context: Context, fieldResolver: Resolve): unknown {
	return withWholeLists(() => {
		const { data, errors } = executeSync({
			schema: context.api.schema,
			document,
			contextValue: context,
			fieldResolver,
			typeResolver: resolveType,
		});
		if (errors !== undefined) throw errors[0];
		return data;
	});
}

const isRoot = ({ path }: { path: { prev: unknown } }) => path.prev === undefined;

/**
 * The result of a bulk query, window by window: each connection whole, each of its nodes a line,
 * nested ones with `__parentId`. Grouped, children stand below their parent; otherwise somewhere
 * behind it.
 */
export function* queryWork(
	document: DocumentNode,
	context: Context,
	grouped: boolean,
): Generator<Step> {
	const roots = new Map<string, unknown[]>();
	// First which root objects there are; asked for whole, they would fill the memory.
	run(document, context, (source, args, also, info) => {
		const value = resolve(source, args, also, info);
		if (!isRoot(info) || !isRecord(value) || !Array.isArray(value.edges)) return value;
		roots.set(
			String(info.path.key),
			(value as unknown as Connection<unknown>).edges.map(({ node }) => node),
		);
		return { edges: [] };
	});
	const longest = Math.max(0, ...[...roots.values()].map(({ length }) => length));
	for (let from = 0; from < longest; from += WINDOW) {
		const data = run(document, context, (source, args, also, info) => {
			const all = isRoot(info) ? roots.get(String(info.path.key)) : undefined;
			return all === undefined
				? resolve(source, args, also, info)
				: { edges: all.slice(from, from + WINDOW).map((node) => ({ node })) };
		});
		const parents: string[] = [];
		const children: string[] = [];
		for (const value of Object.values(data as Record<string, unknown>)) {
			for (const node of nodesOf(value)) {
				const [own, ...below] = linesOf(node);
				parents.push(own, ...(grouped ? below : []));
				if (!grouped) children.push(...below);
			}
		}
		const count = [...roots.values()].map((all) => all.slice(from, from + WINDOW).length);
		yield { lines: [...parents, ...children], roots: count.reduce((sum, one) => sum + one, 0) };
	}
}

const nodesOf = (value: unknown): Array<Record<string, unknown>> =>
	isRecord(value) && Array.isArray(value.edges)
		? (value.edges as Array<{ node: Record<string, unknown> }>).map(({ node }) => node)
		: [];

function linesOf(node: Record<string, unknown>, parentId?: string): string[] {
	const below: Array<Record<string, unknown>> = [];
	const own = withoutConnections(node, below);
	return [
		line({ ...own, ...(parentId === undefined ? {} : { __parentId: parentId }) }),
		...below.flatMap((child) => linesOf(child, String(node.id))),
	];
}

function withoutConnections(
	value: Record<string, unknown>,
	below: Array<Record<string, unknown>>,
): Record<string, unknown> {
	const kept: Record<string, unknown> = {};
	for (const [key, inner] of Object.entries(value)) {
		if (isRecord(inner) && Array.isArray(inner.edges)) below.push(...nodesOf(inner));
		else kept[key] = isRecord(inner) ? withoutConnections(inner, below) : inner;
	}
	return kept;
}

/** A mutation that may run in bulk, or the sentence that refuses it. */
export function bulkMutation(context: Context, text: string): DocumentNode | { refusal: string } {
	let document: DocumentNode;
	try {
		document = parse(text);
	} catch (error) {
		return { refusal: (error as GraphQLError).message };
	}
	const [operation] = document.definitions;
	if (
		operation.kind !== Kind.OPERATION_DEFINITION ||
		operation.operation !== OperationTypeNode.MUTATION
	) {
		return { refusal: 'You must use an allowed mutation name.' };
	}
	if (operation.selectionSet.selections.length !== 1) {
		return { refusal: 'You must specify a single top level mutation.' };
	}
	const [invalid] = validateDocument(context.api.schema, document);
	if (invalid !== undefined) return { refusal: invalid.message };
	const connections = (text.match(/\b(?:nodes|edges)\s*{/g) ?? []).length;
	return connections > 1
		? { refusal: 'Bulk mutations cannot contain more than 1 connection.' }
		: document;
}

/** Runs the mutation once for each line of variables. A line that fails does not stop the others. */
export function* mutationWork(
	document: DocumentNode,
	context: Context,
	file: string,
): Generator<Step> {
	const lines = file.split('\n').filter((text) => text.trim() !== '');
	for (const [index, text] of lines.entries()) {
		const { data, errors } = executeSync({
			schema: context.api.schema,
			document,
			contextValue: context,
			variableValues: JSON.parse(text) as Record<string, unknown>,
			fieldResolver: resolve,
			typeResolver: resolveType,
		});
		// The place of top-level errors in a line is not recorded; the envelope's name is taken.
		const result = {
			...(data === undefined ? {} : { data }),
			...(errors === undefined
				? {}
				: {
						errors: errors.map(({ message, path, extensions }) => ({ message, path, extensions })),
					}),
			__lineNumber: index,
		};
		yield { lines: [line(result)], roots: 1 };
	}
}
