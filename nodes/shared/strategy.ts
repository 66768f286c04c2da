import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Extent } from './input';
import type { Call, ListOperation } from './operation';
import { eachPage, followPages } from './paging';
import { begun } from './stream';

/** How a whole list is read. */
export type Strategy = 'auto' | 'pages' | 'bulk';

/** What a bulk way of reading a list has to keep to. */
export interface BulkWish {
	/** auto: only where it is quicker than the pages; bulk: wherever it is possible. */
	strategy: 'auto' | 'bulk';
	/** Longest time from its start to its end, in ms. */
	timeoutMs: number;
}

/** Reads Strategy and Bulk Timeout, which are the same for all items. */
export function readStrategy(context: IExecuteFunctions): {
	strategy: Strategy;
	timeoutMs: number;
} {
	const strategy = context.getNodeParameter('options.strategy', 0, 'auto') as Strategy;
	return { strategy, ...readBulkTimeout(context) };
}

/** Reads Bulk Timeout, which is given in minutes. */
export function readBulkTimeout(context: IExecuteFunctions): { timeoutMs: number } {
	const minutes = Number(context.getNodeParameter('options.bulkTimeout', 0, 60));
	return { timeoutMs: (minutes > 0 ? minutes : 60) * 60_000 };
}

/** Whether everything is wanted, from the beginning: only then another way than pages will do. */
const everything = ({ limit, cursor }: Extent) => limit === Infinity && cursor === undefined;

/**
 * The records of a list, in portions, by pages or in bulk.
 *
 * With Auto the first page is always read: most lists end there. Only when there is more the
 * operation is asked whether its bulk way is quicker.
 */
export async function* readList<Client>(
	operation: ListOperation<Client>,
	call: Call,
	client: Client,
	extent: Extent,
	{ strategy, timeoutMs }: { strategy: Strategy; timeoutMs: number },
	signal?: AbortSignal,
): AsyncGenerator<IDataObject[], void> {
	const whole = everything(extent);
	if (whole && strategy === 'bulk') {
		const list = await operation.bulk?.(call, client, { strategy, timeoutMs });
		if (list) return yield* list.portions;
		call.hint('This list cannot be read in bulk, so it was read page by page.');
	}
	const fetchPage = async (page: Parameters<typeof operation.list>[2]) =>
		await operation.list(call, client, page);
	let first = whole && strategy === 'auto';
	let read = 0;
	for await (const { records, next } of eachPage(fetchPage, extent, signal)) {
		read += records.length;
		if (first && next !== null) {
			const list = await operation.bulk?.(call, client, { strategy: 'auto', timeoutMs });
			// Pages would end too early, so that there is nothing to fall back on.
			if (list?.tooLongForPages) return yield* list.portions;
			const started = list && (await beginning(list.portions));
			if (started?.portions) return yield* started.portions;
			if (started) {
				signal?.throwIfAborted();
				// The pages are there to fall back on, and the first one is read.
				call.hint(
					`The list was read page by page, because its bulk operation failed: ${started.reason}.`,
				);
			}
		}
		first = false;
		yield records;
	}
	if (whole) noteEnd(operation, call, read);
}

/** A list that ends exactly where the platform ends all of them is probably longer. */
function noteEnd<Client>({ pagesEndAt }: ListOperation<Client>, call: Call, read: number) {
	if (read !== pagesEndAt) return;
	call.hint(
		`The list ended after ${read} records, where the platform ends the pages of every list: there may be more. Narrow the list by filters, or choose 'Bulk' as Strategy where there is that option.`,
	);
}

/** A stream that has given its first portion, or why it gives none. */
async function beginning(
	stream: AsyncIterable<IDataObject[]>,
): Promise<{ portions?: AsyncIterable<IDataObject[]>; reason?: string }> {
	try {
		return { portions: await begun(stream) };
	} catch (error) {
		return { reason: error instanceof Error ? error.message : String(error) };
	}
}

/** The documented payload of a list: its records, and the cursors before and after them. */
export async function listPayload<Client>(
	operation: ListOperation<Client>,
	call: Call,
	client: Client,
	extent: Extent,
	reading: { strategy: Strategy; timeoutMs: number },
	signal?: AbortSignal,
): Promise<IDataObject> {
	const key = operation.answer.key ?? 'records';
	if (everything(extent) && operation.bulk) {
		const all: IDataObject[] = [];
		for await (const records of readList(operation, call, client, extent, reading, signal)) {
			for (const record of records) all.push(record);
		}
		return { [key]: all, next_page: null, previous_page: null };
	}
	if (everything(extent) && reading.strategy === 'bulk') {
		call.hint('This list cannot be read in bulk, so it was read page by page.');
	}
	const { records, next, previous } = await followPages(
		async (page) => await operation.list(call, client, page),
		extent,
		signal,
	);
	if (everything(extent)) noteEnd(operation, call, records.length);
	return { [key]: records, next_page: next, previous_page: previous };
}
