import { createHash } from 'crypto';
import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { nodeError } from './errors';
import type { Extent, InputMode } from './input';
import { inputShape, readExtent, readInput } from './input';
import type { Call, Operation, Resource } from './operation';
import { findOperation, isBatch, isList } from './operation';
import type { OutputChoice } from './output';
import { neededFields, readOutput, shapeOutput } from './output';
import { followPages } from './paging';

/** What a node gives the engine. */
export interface Platform<Client> {
	resources: ReadonlyArray<Resource<Client>>;
	/**
	 * Connects to the shop that the node's credential names.
	 *
	 * @param hint shows the user a remark above the node's output
	 */
	connect(context: IExecuteFunctions, hint: (message: string) => void): Promise<Client>;
}

/** Requests that are under way at once, unless Options say otherwise. */
const USUAL_CONCURRENCY = 8;

/** What became of one input item. */
type Outcome = { payload: IDataObject } | { error: unknown };

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
	const concurrency = context.getNodeParameter(
		'options.maxConcurrentRequests',
		0,
		USUAL_CONCURRENCY,
	) as number;

	const run = new Run(context, operation, output);
	const calls = run.read(mode);
	if (calls.length > 0 && !run.stopped) {
		const client = await platform.connect(context, (message) => run.hint(message));
		const cancelled = context.getExecutionCancelSignal();
		const stopped = () => run.stopped || cancelled?.aborted === true;
		await inLanes(run.lanes(calls, client), concurrency, stopped);
	}
	return [run.finish()];
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

	stopped = false;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: Operation<Client>,
		private readonly output: OutputChoice,
	) {
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
	lanes(calls: Call[], client: Client): Lane[] {
		const { operation } = this;
		if (isBatch(operation)) {
			const lanes: Lane[] = [];
			for (let start = 0; start < calls.length; start += operation.batchSize) {
				const batch = calls.slice(start, start + operation.batchSize);
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
			const named = operation.subject
				? operation.subject(call.input)
				: this.usualSubject(call.input);
			const subject = operation.hints.readOnly ? call.item : (named ?? call.item);
			const lane = subjects.get(subject) ?? [];
			subjects.set(subject, lane);
			lane.push(async () => {
				try {
					this.settle(call.item, { payload: await this.single(call, client) });
				} catch (error) {
					this.settle(call.item, { error });
				}
			});
		}
		return [...subjects.values()];
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
		const { records, next, previous } = await followPages(
			async (page) => await operation.list(call, client, page),
			this.extents.get(call.item) ?? { limit: 1 },
			this.context.getExecutionCancelSignal(),
		);
		return {
			[operation.answer.key ?? 'records']: records,
			next_page: next,
			previous_page: previous,
		};
	}

	/** One outcome per call; a batch that fails as a whole fails each of its calls. */
	private async batch(calls: Call[], client: Client): Promise<Outcome[]> {
		if (!isBatch(this.operation)) return [];
		try {
			const results = await this.operation.runBatch(calls, client);
			return calls.map((_, index) => {
				const result = results[index];
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
			if ('payload' in outcome) {
				const binary = this.files.get(item);
				const shaped = shapeOutput(outcome.payload, this.operation.answer, this.output);
				for (const [index, json] of shaped.entries()) {
					items.push({ json, ...(index === 0 && binary ? { binary } : {}), pairedItem: { item } });
				}
				continue;
			}
			this.context.getExecutionCancelSignal()?.throwIfAborted();
			const error = nodeError(this.context.getNode(), outcome.error, item, this.doneRemark());
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

	/** Says which items were changed before the run stopped, so that nobody runs them twice. */
	private doneRemark(): string | undefined {
		if (this.operation.hints.readOnly || this.context.continueOnFail()) return undefined;
		const done = [...this.outcomes]
			.filter(([, outcome]) => 'payload' in outcome)
			.map(([item]) => item);
		if (done.length === 0) return undefined;
		return `Items already done in this run: ${done.sort((a, b) => a - b).join(', ')}.`;
	}
}

const errorDetails = (
	error: Error & { description?: string | null },
	item: number,
): IDataObject => ({
	item,
	description: error.description ?? null,
	code: error instanceof NodeApiError ? error.httpCode : null,
});
