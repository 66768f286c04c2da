import { createHash } from 'crypto';
import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import { NodeApiError, UnexpectedError } from 'n8n-workflow';

import { nodeError, PlatformError } from './errors';
import type { WrittenFile } from './file';
import { readFileChoice, writeRecords } from './file';
import type { Extent, InputMode } from './input';
import { inputShape, readExtent, readInput } from './input';
import type { Call, Operation, Resource, Sharing } from './operation';
import { findOperation, isBatch, isList, Withdrawn } from './operation';
import type { OutputChoice } from './output';
import { neededFields, readOutput, shapeOutput } from './output';
import { Progress } from './progress';
import { listPayload, readBulkTimeout, readList, readStrategy } from './strategy';

/** What a node gives the engine. */
export interface Platform<Client> {
	resources: ReadonlyArray<Resource<Client>>;
	/**
	 * Connects to the shop that the node's credential names.
	 *
	 * @param hint shows the user a remark above the node's output
	 * @param sharing how the items may share requests
	 */
	connect(
		context: IExecuteFunctions,
		hint: (message: string) => void,
		sharing: Sharing,
	): Promise<Client>;
}

/** Requests that are under way at once, unless Options say otherwise. */
const USUAL_CONCURRENCY = 8;

/** Items that may share one request, unless Options or the operation's own batches say otherwise. */
const USUAL_BATCH = 1000;

/** Items under way at once where they share requests. */
const TOGETHER = 2000;

/** What became of one input item. */
type Outcome = { payload: IDataObject } | { file: WrittenFile } | { error: unknown };

/** A piece of work that belongs together: items on the same subject, or a batch. */
type Lane = Array<() => Promise<void>>;

/**
 * The one loop: items → checked inputs → calls (single, batched or paged) → output items,
 * each paired with its input item.
 *
 * Input is checked for all items before the first request. Without Continue On Fail the first
 * refusal stops the run: nothing new is started, what is under way comes to its end, and the
 * error tells which items were done.
 *
 * @returns the node's single output
 * @throws NodeOperationError for input, NodeApiError for a platform's refusal, with the item's index
 */
export async function execute<Client>(
	context: IExecuteFunctions,
	platform: Platform<Client>,
): Promise<INodeExecutionData[][]> {
	// These do not take expressions, so they are the same for all items.
	const resource = context.getNodeParameter('resource', 0) as string;
	const operation = findOperation(
		platform.resources,
		resource,
		context.getNodeParameter('operation', 0) as string,
	);
	const mode = context.getNodeParameter('input', 0, 'fields') as InputMode;
	const output = readOutput(context);
	const run = new Run(context, operation, output);
	const calls = run.read(mode);
	if (calls.length > 0 && !run.stopped) {
		const cancelled = context.getExecutionCancelSignal();
		const stopped = () => run.stopped || cancelled?.aborted === true;
		const sharing = readSharing(
			context,
			operation,
			calls.length,
			(together) => run.subjects(calls, together),
			stopped,
		);
		const client = await platform.connect(context, (message) => run.hint(message), sharing);
		const together = operation.together === true && sharing.size > 1;
		const usual = together ? TOGETHER : sharing.requests;
		// A job of the platform begins when all items are there.
		const width = sharing.bulk ? calls.length : usual;
		await inLanes(run.lanes(calls, client, sharing), width, stopped);
	}
	return [run.finish()];
}

/** Reads Max Concurrent Requests and Batch Size. A single item has nobody to share with. */
function readSharing<Client>(
	context: IExecuteFunctions,
	operation: Operation<Client>,
	items: number,
	subjects: (together: boolean) => number,
	stopped: () => boolean,
): Sharing {
	const option = (name: string, otherwise: number) => {
		const given = Number(context.getNodeParameter(`options.${name}`, 0, otherwise) ?? NaN);
		// An expression can give anything; what is no number would let no item run.
		return Number.isNaN(given) ? otherwise : Math.max(1, Math.floor(given));
	};
	const shares = (operation.together === true || isBatch(operation)) && items > 1;
	// A batch may have to be whole: the images of one product, the sources of one job.
	const usualSize = isBatch(operation) ? operation.batchSize : USUAL_BATCH;
	const from = option('bulkFrom', operation.bulkFrom ?? Infinity);
	const wanted = context.getNodeParameter('options.bulkImport', 0, 'auto') === 'auto';
	const size = shares ? option('batchSize', usualSize) : 1;
	// Items on one subject follow each other, so that only one of them can be in a job.
	const large = operation.bulkFrom !== undefined && wanted && items >= from;
	const able = large ? subjects(size > 1) : 0;
	return {
		...(able >= from ? { bulk: { items: able, from, ...readBulkTimeout(context) } } : {}),
		size,
		requests: option('maxConcurrentRequests', USUAL_CONCURRENCY),
		retried: context.getNode().retryOnFail === true,
		stopped,
	};
}

/** Runs lanes side by side, at most `width` at once, the work inside each in order. */
async function inLanes(lanes: Lane[], width: number, stopped: () => boolean) {
	const waiting = lanes.values();
	const worker = async () => {
		for (const lane of waiting) {
			for (const work of lane) {
				if (stopped()) return;
				await work();
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(Math.max(1, width), lanes.length) }, worker));
}

/** One execution of the node: its items' calls and what became of them. */
class Run<Client> {
	private readonly outcomes = new Map<number, Outcome>();

	private readonly extents = new Map<number, Extent>();

	private readonly files = new Map<number, IBinaryKeyData>();

	private readonly hints = new Set<string>();

	private readonly keySeed: string;

	private readonly progress: Progress;

	stopped = false;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: Operation<Client>,
		private readonly output: OutputChoice,
	) {
		this.progress = new Progress(context, context.getInputData().length);
		this.keySeed = [
			context.getExecutionId() ?? String(Math.random()),
			context.getNode().id,
			String(context.evaluateExpression('{{ $runIndex }}', 0)),
		].join('/');
	}

	hint(message: string) {
		if (this.hints.has(message)) return;
		this.hints.add(message);
		this.context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
	}

	private settle(item: number, outcome: Outcome) {
		this.outcomes.set(item, outcome);
		this.progress.step();
		if ('error' in outcome && !this.context.continueOnFail()) this.stopped = true;
	}

	/** The calls of all items whose input holds; the others' outcomes are settled. */
	read(mode: InputMode): Call[] {
		const calls: Call[] = [];
		const { length } = this.context.getInputData();
		for (let item = 0; item < length; item++) {
			try {
				const input = readInput(this.context, this.operation, mode, item);
				const extent = readExtent(this.context, this.operation, input, item);
				this.extents.set(item, extent);
				calls.push(this.call(item, input));
			} catch (error) {
				this.settle(item, { error });
			}
		}
		return calls;
	}

	private call(item: number, input: IDataObject): Call {
		return {
			item,
			input,
			fields: neededFields(this.operation.answer, this.output, input.fields),
			idempotencyKey: (purpose) =>
				createHash('sha256')
					.update(`${this.keySeed}/${item}/${purpose}`)
					.digest('hex')
					.slice(0, 36),
			hint: (message) => this.hint(message),
			binary: async (property) => ({
				meta: this.context.helpers.assertBinaryData(item, property),
				data: await this.context.helpers.getBinaryDataBuffer(item, property),
			}),
			attach: async (property, { content, fileName, mimeType }) => {
				const stored = await this.context.helpers.prepareBinaryData(content, fileName, mimeType);
				this.files.set(item, { ...this.files.get(item), [property]: stored });
				return stored;
			},
		};
	}

	/**
	 * Work that may run side by side: batches, reads, and writes to different subjects.
	 * Writes to one subject share a lane, so that they keep their order.
	 */
	lanes(calls: Call[], client: Client, sharing: Sharing): Lane[] {
		const { operation } = this;
		if (isBatch(operation)) {
			const lanes: Lane[] = [];
			const size = Math.min(operation.batchSize, sharing.size);
			for (let start = 0; start < calls.length; start += size) {
				const batch = calls.slice(start, start + size);
				lanes.push([
					async () => {
						const results = await this.batch(batch, client);
						batch.forEach((call, index) => this.settle(call.item, results[index]));
					},
				]);
			}
			return lanes;
		}
		const subjects = new Map<unknown, Lane>();
		for (const call of calls) {
			const subject = this.subjectOf(call, sharing.size > 1);
			const lane = subjects.get(subject) ?? [];
			subjects.set(subject, lane);
			lane.push(async () => {
				try {
					const outcome =
						this.output.mode === 'file'
							? await this.file(call, client)
							: { payload: await this.single(call, client) };
					this.settle(call.item, outcome);
				} catch (error) {
					if (!(error instanceof Withdrawn)) this.settle(call.item, { error });
				}
			});
		}
		return [...subjects.values()];
	}

	private subjectOf({ item, input }: Call, together: boolean): string | number {
		const { operation } = this;
		if (operation.hints.readOnly) return item;
		const named = operation.subject ? operation.subject(input, together) : this.usualSubject(input);
		return named ?? item;
	}

	/** How many items can be under way at once. */
	subjects(calls: Call[], together: boolean): number {
		return new Set(calls.map((call) => this.subjectOf(call, together))).size;
	}

	/** The first required field names what a write is about; a number could be an item's index. */
	private usualSubject(input: IDataObject): string | undefined {
		const key = inputShape(this.operation).subjectKey;
		return key && input[key] !== undefined ? `${key}=${JSON.stringify(input[key])}` : undefined;
	}

	private async single(call: Call, client: Client): Promise<IDataObject> {
		const { operation } = this;
		if (isBatch(operation)) {
			const [result] = await operation.runBatch([call], client);
			if (result instanceof Error) throw result;
			return result;
		}
		if (!isList(operation)) return await operation.run(call, client);
		return await listPayload(operation, call, client, ...this.reading(call));
	}

	/** How much of a list is read, and how. */
	private reading({ item }: Call) {
		const extent = this.extents.get(item) ?? { limit: 1 };
		const signal = this.context.getExecutionCancelSignal();
		return [extent, readStrategy(this.context), signal] as const;
	}

	/** A list whose records go into a file as they come, not into items. */
	private async file(call: Call, client: Client): Promise<Outcome> {
		const { operation } = this;
		if (!isList(operation)) return { payload: await this.single(call, client) };
		const records = readList(operation, call, client, ...this.reading(call));
		const choice = readFileChoice(this.context, call.item);
		const name = `${operation.resource}-${operation.operation}`;
		const { context, output } = this;
		const { fields, hint } = call;
		const source = { name, fields, selected: output.selected, hint };
		return { file: await writeRecords(context, records, choice, operation.answer, source) };
	}

	/** One outcome per call; a batch that fails as a whole fails each of its calls. */
	private async batch(calls: Call[], client: Client): Promise<Outcome[]> {
		if (!isBatch(this.operation)) return [];
		try {
			const results = await this.operation.runBatch(calls, client);
			return calls.map((_, index) => {
				const result = results[index] ?? new UnexpectedError('This item got no result');
				return result instanceof Error ? { error: result } : { payload: result };
			});
		} catch (error) {
			return calls.map(() => ({ error }));
		}
	}

	/** The output in the order of the input items. */
	finish(): INodeExecutionData[] {
		const items: INodeExecutionData[] = [];
		const order = [...this.outcomes.keys()].sort((a, b) => a - b);
		for (const item of order) {
			const outcome = this.outcomes.get(item) as Outcome;
			if ('file' in outcome) {
				items.push({ ...outcome.file, pairedItem: { item } });
				continue;
			}
			if ('payload' in outcome) {
				const binary = this.files.get(item);
				const shaped = shapeOutput(outcome.payload, this.operation.answer, this.output);
				for (const [index, json] of shaped.entries()) {
					items.push({ json, ...(index === 0 && binary ? { binary } : {}), pairedItem: { item } });
				}
				continue;
			}
			this.context.getExecutionCancelSignal()?.throwIfAborted();
			const error = nodeError(this.context.getNode(), outcome.error, item, this.doneRemark(item));
			// One error may stand for several items, so it is only changed when it is thrown.
			const several = this.context.getInputData().length > 1;
			const message = several ? `${error.message} [item ${item}]` : error.message;
			if (!this.context.continueOnFail()) {
				error.message = message;
				throw error;
			}
			items.push({
				json: { error: message, details: errorDetails(error, item) },
				pairedItem: { item },
			});
		}
		return items;
	}

	/**
	 * Says what was changed before the run stopped, so that nobody does it twice. Of the items that
	 * failed only one is shown, so those of the others that changed something are named too.
	 */
	private doneRemark(shown: number): string | undefined {
		if (this.operation.hints.readOnly || this.context.continueOnFail()) return undefined;
		const items = (of: (outcome: Outcome) => boolean) =>
			[...this.outcomes]
				.filter(([item, outcome]) => item !== shown && of(outcome))
				.map(([item]) => item);
		const remarks: Array<[string, number[]]> = [
			['Items already done in this run', items((outcome) => 'payload' in outcome)],
			['Items begun but not finished', items(isBegun)],
			[
				'Items of which it is not known whether they were done',
				items((outcome) => isUnknown(outcome) && !isBegun(outcome)),
			],
		];
		const told = remarks
			.filter(([, some]) => some.length > 0)
			.map(([what, some]) => `${what}: ${inRanges(some)}.`);
		return told.length > 0 ? told.join(' ') : undefined;
	}
}

const isBegun = (outcome: Outcome): boolean =>
	'error' in outcome && outcome.error instanceof PlatformError && outcome.error.partlyDone;

/** An answer that could not be read may have been the answer to a change, too. */
const isUnknown = (outcome: Outcome): boolean =>
	'error' in outcome &&
	(outcome.error instanceof TypeError ||
		(outcome.error instanceof PlatformError && outcome.error.outcomeUnknown));

/** Numbers in their order, three and more in a row as a range: '0-4, 7, 9'. */
function inRanges(numbers: number[]): string {
	const ranges: Array<[number, number]> = [];
	for (const number of [...numbers].sort((a, b) => a - b)) {
		const last = ranges[ranges.length - 1];
		if (last && number === last[1] + 1) last[1] = number;
		else ranges.push([number, number]);
	}
	const written = ([from, to]: [number, number]) => {
		if (from === to) return String(from);
		return `${from}${to === from + 1 ? ', ' : '-'}${to}`;
	};
	return ranges.map(written).join(', ');
}

const errorDetails = (
	error: Error & { description?: string | null },
	item: number,
): IDataObject => ({
	item,
	description: error.description ?? null,
	code: error instanceof NodeApiError ? error.httpCode : null,
});
