import { randomUUID } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { PlatformError } from '../../shared/errors';
import type { Node } from '../payloads/payload';
import { convert, isNode } from '../payloads/payload';
import type { BulkPatience } from './bulkOperation';
import { runBulk } from './bulkOperation';
import { linesOf } from './bulkFile';
import type { BulkPlan } from './bulkQuery';
import { bulkPlan } from './bulkQuery';
import type { ListQuery, Shop } from './shop';

/** Objects that are completed and converted at a time: the most ids of one request. */
const PORTION = 250;

/** Lines that are held at a time, unless a single object has more: nested lists have no end. */
const PORTION_LINES = 5000;

/** Portions whose missing parts are asked for at a time, so that each need not wait for the last. */
const ABREAST = 4;

/** Records that are handed on at a time: so few that they are gone from memory soon. */
const SLICE = 50;

const START =
	'mutation StartBulk($query: String!, $group: Boolean!) { started: bulkOperationRunQuery(query: $query, groupObjects: $group) { bulkOperation { id } userErrors { field message code } } }';

/** Failures of Shopify's own that pass; the query is run once more. */
const PASSING = 'INTERNAL_SERVER_ERROR';

/**
 * A whole list through a bulk operation: the same records as page by page, in portions.
 */
export async function* exportList(
	shop: Shop,
	list: ListQuery,
	patience: BulkPatience,
): AsyncGenerator<IDataObject[], void> {
	const plan = bulkPlan(list, shop.version);
	const result = await runQuery(shop, plan, patience);
	const { url, size, objects } = result;
	if (url === null) {
		if (objects > 0) throw withoutFile(objects);
		return;
	}
	const lines = linesOf(async (from) => await shop.download(url, from), size, shop.signal);
	const { table, fields } = list;
	const found = { any: false };
	const work = async (portion: Node[]) => await completed(shop, list, plan, portion, found);
	const width = plan.later === undefined ? 1 : ABREAST;
	for await (const nodes of abreast(portionsOf(lines, plan), work, width)) {
		for (let from = 0; from < nodes.length; from += SLICE) {
			yield nodes.slice(from, from + SLICE).map((node) => convert(table, node, fields));
		}
	}
}

/** Works on several portions at a time and hands them on in their order. */
async function* abreast(
	portions: AsyncIterable<Node[]>,
	work: (portion: Node[]) => Promise<Node[]>,
	width: number,
): AsyncGenerator<Node[], void> {
	const started: Array<Promise<Node[]>> = [];
	for await (const portion of portions) {
		const result = work(portion);
		// A failure is told when it is its turn.
		result.catch(() => undefined);
		started.push(result);
		if (started.length >= width) yield (await started.shift()) ?? [];
	}
	for (const result of started) yield await result;
}

async function runQuery(shop: Shop, plan: BulkPlan, { timeoutMs, hint }: BulkPatience) {
	const end = Date.now() + timeoutMs;
	for (let attempt = 1; ; attempt++) {
		// The name tells this operation from all others.
		const document = `query Export_${randomUUID().replace(/-/g, '')} ${plan.query}`;
		try {
			return await runBulk(
				shop,
				{
					kind: 'query',
					document,
					text: START,
					// Children stand below their parents, so that no more than one is held.
					variables: { query: document, group: plan.nested.size > 0 },
				},
				{ timeoutMs: end - Date.now(), hint },
			);
		} catch (error) {
			const passing = error instanceof PlatformError && error.code === PASSING;
			if (!passing || attempt > 1)
				throw error instanceof Error ? error : new PlatformError({ message: String(error) });
		}
	}
}

/** Joins nested lines to their parents. */
async function* portionsOf(
	lines: AsyncIterable<Node[]>,
	{ nested }: BulkPlan,
): AsyncGenerator<Node[], void> {
	let nodes: Node[] = [];
	let current: Node | undefined;
	let held = 0;
	for await (const some of lines) {
		for (const line of some) {
			const { __parentId: parentId, ...node } = line;
			held += 1;
			if (parentId !== undefined) {
				attach(node, parentId, current, nested);
				continue;
			}
			// Only now it is known that the one before has all its children.
			if (nodes.length >= PORTION || (nodes.length > 0 && held > PORTION_LINES)) {
				yield nodes;
				nodes = [];
				held = 1;
			}
			for (const field of nested.values()) {
				node[field] = { nodes: [], pageInfo: { hasNextPage: false } };
			}
			current = node;
			nodes.push(node);
		}
	}
	if (nodes.length > 0) yield nodes;
}

function attach(
	{ __typename: type, ...child }: Node,
	parentId: unknown,
	parent: Node | undefined,
	nested: Map<string, string>,
) {
	const field = nested.get(String(type));
	if (!parent || parent.id !== parentId || field === undefined) {
		throw new PlatformError({
			message: 'The result file of the bulk operation is not in the expected order',
			advice: "Choose 'Pages' as Strategy under Options.",
			code: 'BULK_FILE',
		});
	}
	(parent[field] as { nodes: Node[] }).nodes.push(child);
}

/**
 * What bulk could not give is read by the ids; then everything is as if it came in a page.
 *
 * @param found whether any object of the list could be read by its id
 */
async function completed(
	shop: Shop,
	{ table, fields, keep }: ListQuery,
	{ later, inside }: BulkPlan,
	lines: Node[],
	found: { any: boolean },
): Promise<Node[]> {
	const all = inside ? lines.map((line) => line[inside]).filter(isNode) : lines;
	let nodes = keep ? all.filter((node) => keep.test(node as IDataObject)) : all;
	if (later !== undefined && nodes.length > 0) {
		const data = await shop.alone(
			`query Later($ids: [ID!]!) { nodes(ids: $ids) { ... on ${table.type} { id ${later} } } }`,
			{ ids: nodes.map(({ id }) => String(id)) },
		);
		const answers = data.nodes as Array<Node | null>;
		found.any ||= answers.some((node) => node !== null);
		if (!found.any && nodes.length > 1) throw notReadable(table.type);
		// An object without an answer was deleted since: a list of now does not have it.
		nodes = nodes.flatMap((node, index) => {
			const more = answers[index];
			return more ? [Object.assign(node, more)] : [];
		});
	}
	return await shop.complete(table, nodes, fields);
}

const withoutFile = (objects: number) =>
	new PlatformError({
		message: `The bulk operation found ${objects} objects, but Shopify gives no file with them`,
		advice: "Run the node again, or choose 'Pages' as Strategy under Options.",
		code: 'BULK_FILE',
	});

const notReadable = (type: string) =>
	new PlatformError({
		message: `Shopify lists objects of the type ${type}, but does not give them by their IDs`,
		advice:
			"If they were all deleted just now, run the node again; otherwise choose 'Pages' as Strategy under Options.",
		code: 'BULK_FILE',
	});
