import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { PlatformError } from '../../shared/errors';
import { unknownOutcome } from '../../shared/request';
import type { Node } from '../payloads/payload';
import { nodesIn } from '../payloads/payload';
import type { AdminApi } from './api';

/** A bulk operation that came to its end. */
export interface BulkResult {
	id: string;
	/** Address of the file; null when there are no results. It is signed: whoever has it may read. */
	url: string | null;
	/** Size of the file in bytes, when Shopify tells it. */
	size?: number;
	/** Objects in it. */
	objects: number;
	/** Why an import did not come to its proper end: what is in the file was done all the same. */
	failure?: PlatformError;
}

/** How an operation is started. */
export interface BulkStart {
	kind: 'query' | 'mutation';
	/** The document that Shopify runs. It holds a name that no other run uses. */
	document: string;
	/** The mutation that starts it, its answer under `started`. */
	text: string;
	variables: IDataObject;
}

export interface BulkPatience {
	/** Longest time from the start to the end, in ms. */
	timeoutMs: number;
	hint(message: string): void;
}

const FIELDS = 'id status errorCode objectCount rootObjectCount fileSize url partialDataUrl';

const FIRST_PAUSE_MS = 400;
const LONGEST_PAUSE_MS = 10_000;
const GROWTH = 1.4;

/**
 * Pauses in ms before each look for a start whose answer was lost. When all of them find nothing, a
 * list is started again; an import is not, because a start that arrives late would double it.
 */
const LOOKS = { query: [300, 600, 1200], mutation: [300, 600, 1200, 2400, 4800] };

/** The code of errors about operations that took longer than they may. */
export const OUT_OF_TIME = 'BULK_TIMEOUT';

/** How long a cancelled import is waited for, in ms: its last lines are being carried out. */
const CANCELLING_MS = 60_000;

/** Pauses in ms between attempts at the state of a started import, when the shop does not tell it. */
const OUTAGE_MS = [0, 2000, 5000, 10_000, 20_000];

/** Refusals that time cures. */
const BUSY = ['OPERATION_IN_PROGRESS', 'LIMIT_REACHED'];

const pauses = function* () {
	for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * GROWTH, LONGEST_PAUSE_MS))
		yield pause;
};

/**
 * Starts a bulk operation and waits for its end.
 *
 * It is started once: after a lost answer the shop's operations are searched for it. Only a list
 * that is not found there is started again. While the shop runs as many as it may, it waits. When
 * the execution is cancelled, or the time is over, the operation is cancelled in the shop as well.
 *
 * @returns for an import that was started always a result, also when it broke off
 * @throws PlatformError when a list fails, is cancelled in the shop, or takes too long; for an
 * import only when nothing was started, or with an unknown outcome when that is not known
 */
export async function runBulk(
	api: AdminApi,
	start: BulkStart,
	patience: BulkPatience,
): Promise<BulkResult> {
	const end = Date.now() + patience.timeoutMs;
	let id: string | undefined;
	try {
		id = await begin(api, start, patience, end);
		return await finished(api, id, start.kind, end);
	} catch (error) {
		const over = error instanceof PlatformError && error.code === OUT_OF_TIME;
		const cancelled = api.signal?.aborted === true;
		// Cancelled while it was being started: the start may have arrived all the same.
		if (cancelled) id ??= idOf(start.document, await api.afterwards(FIND));
		if (id && (over || cancelled)) await api.afterwards(CANCEL, { id });
		if (!id || start.kind === 'query' || cancelled) throw asItIs(error);
		return await asFarAsItCame(api, id, end, error);
	}
}

/** What a started import has done: its lines count, whatever became of the operation. */
async function asFarAsItCame(
	api: AdminApi,
	id: string,
	end: number,
	error: unknown,
): Promise<BulkResult> {
	const failure =
		error instanceof PlatformError ? error : new PlatformError({ message: asItIs(error).message });
	const until = Math.max(end, Date.now() + CANCELLING_MS);
	for (const pause of OUTAGE_MS) {
		try {
			await sleep(pause, api.signal);
			const result = await finished(api, id, 'mutation', until);
			return result.failure ? { ...result, failure } : result;
		} catch {
			if (Date.now() >= until || api.signal?.aborted === true) break;
		}
	}
	return { id, url: null, objects: 0, failure };
}

const asItIs = (error: unknown): Error =>
	error instanceof Error ? error : new PlatformError({ message: String(error) });

/** The newest operations of the app. Shopify gives each its document as it was sent. */
const FIND =
	'query FindBulk { bulkOperations(first: 50, sortKey: CREATED_AT) { nodes { id query } } }';

function idOf(document: string, data: Node | undefined): string | undefined {
	const { nodes } = (data?.bulkOperations ?? {}) as Node;
	const found = nodesIn(nodes).find(({ query }) => query === document);
	return found && String(found.id);
}

const CANCEL =
	'mutation CancelBulk($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { id status } userErrors { field message } } }';

async function begin(
	api: AdminApi,
	{ kind, document, text, variables }: BulkStart,
	{ hint }: BulkPatience,
	end: number,
): Promise<string> {
	const pause = pauses();
	for (;;) {
		try {
			const check = `whether a bulk ${kind} runs`;
			const { started } = await api.single(text, variables, { repeatable: false, check });
			const operation = (started as Node | null | undefined)?.bulkOperation as Node | null;
			if (operation?.id) return String(operation.id);
			throw unknownOutcome('nothing', check);
		} catch (error) {
			if (!(error instanceof PlatformError)) throw asItIs(error);
			if (error.outcomeUnknown) {
				const found = await search(api, document, LOOKS[kind]).catch((cause: unknown) => {
					// An import that cannot be looked for may run as well as one that is not found.
					if (kind === 'query' || api.signal?.aborted === true) throw asItIs(cause);
				});
				if (found) return found;
				if (kind === 'mutation') throw asItIs(error);
			} else if (BUSY.includes(error.code ?? '')) {
				hint(
					`Other bulk operations of this app were running in the shop: this run waited for one of them to end.`,
				);
			} else throw asItIs(error);
		}
		if (Date.now() > end) throw tooLong(kind, 'could not be started', true);
		await sleep(pause.next().value ?? LONGEST_PAUSE_MS, api.signal);
	}
}

/** The operation that runs this document, if the start whose answer was lost has arrived. */
async function search(
	api: AdminApi,
	document: string,
	looks: number[],
): Promise<string | undefined> {
	for (const pause of looks) {
		await sleep(pause, api.signal);
		const found = idOf(document, await api.alone(FIND));
		if (found) return found;
	}
	return undefined;
}

async function finished(
	api: AdminApi,
	id: string,
	kind: BulkStart['kind'],
	end: number,
): Promise<BulkResult> {
	for (const pause of pauses()) {
		await sleep(Math.min(pause, Math.max(0, end - Date.now())), api.signal);
		const data = await api.alone(
			`query BulkState($id: ID!) { bulkOperation(id: $id) { ${FIELDS} } }`,
			{ id },
		);
		const state = data.bulkOperation as Node | null;
		if (state?.status === 'COMPLETED') {
			return {
				id,
				url: state.url ? String(state.url) : null,
				size: state.fileSize ? Number(state.fileSize) : undefined,
				objects: Number(state.objectCount),
			};
		}
		const running = ['CREATED', 'RUNNING', 'CANCELING'].includes(String(state?.status));
		if (!running) {
			const failure = failed(kind, state);
			// Half a list is no list, but each line of an import counts.
			if (kind === 'query') throw failure;
			return {
				id,
				url: state?.partialDataUrl ? String(state.partialDataUrl) : null,
				objects: Number(state?.objectCount ?? 0),
				failure,
			};
		}
		if (Date.now() >= end)
			throw tooLong(kind, `was still running after ${String(state?.objectCount)} objects`);
	}
	throw tooLong(kind, 'did not end');
}

const CAUSES = new Map<unknown, [string, string]>([
	[
		'ACCESS_DENIED',
		[
			'the app may not read a part of it',
			"Check the app's access scopes, ask for fewer fields, or choose 'Pages' as Strategy under Options, which leaves such fields empty.",
		],
	],
	[
		'INTERNAL_SERVER_ERROR',
		['Shopify had an internal error', 'Such errors pass: run the node again.'],
	],
	[
		'TIMEOUT',
		[
			'it took Shopify too long',
			'Ask for fewer fields, or read the list in parts by a filter such as the creation date.',
		],
	],
]);

function failed(kind: string, state: Node | null): PlatformError {
	const status = String(state?.status ?? 'gone').toLowerCase();
	const [cause, advice] = CAUSES.get(state?.errorCode) ?? [
		status === 'failed' ? 'Shopify gave no reason' : `it is ${status}`,
		status === 'canceled'
			? 'Someone or another run cancelled it. Run the node again.'
			: 'Run the node again.',
	];
	const ready = `${String(state?.rootObjectCount ?? 0)} records (${String(state?.objectCount ?? 0)} objects with those inside them) were ready`;
	const partial =
		kind === 'query'
			? `${ready}; they were not handed on, because the list would not be whole.`
			: 'A part of the lines may have been carried out.';
	return new PlatformError({
		message: `The bulk ${kind} did not succeed: ${cause}`,
		advice: `${state?.partialDataUrl ? partial : ''} ${advice}`.trim(),
		code: String(state?.errorCode ?? status).toUpperCase(),
	});
}

const tooLong = (kind: string, what: string, unsent = false) =>
	new PlatformError({
		message: `The bulk ${kind} ${what} when its time was over`,
		advice: unsent
			? "Nothing was started. Other bulk operations fill the shop's places: run this later, or raise 'Bulk Timeout' under Options."
			: "It was cancelled. Raise 'Bulk Timeout' under Options, or narrow the work.",
		code: OUT_OF_TIME,
	});
