import { randomUUID } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { PlatformError } from '../../shared/errors';
import type { Answer } from '../../shared/request';
import { unknownOutcome } from '../../shared/request';
import type { AdminApi } from './api';
import { judge, stillRunning } from './answers';
import { linesOf } from './bulkFile';
import type { BulkResult } from './bulkOperation';
import { OUT_OF_TIME, runBulk } from './bulkOperation';
import type { MutationOptions } from './gather';
import { stageFile } from './upload';

/** Mutations whose items may become lines of a file; what follows them is sent singly. */
const BULK_MUTATIONS = [
	'productSet',
	'productUpdate',
	'productVariantsBulkCreate',
	'productVariantsBulkUpdate',
	'customerCreate',
	'customerUpdate',
	'metafieldsSet',
	'inventorySetQuantities',
	'inventoryAdjustQuantities',
];

/** Shopify takes files of 100 MB. */
const MOST_BYTES = 90 * 1024 * 1024;

/** Items that are late are waited for this long, in ms; a look every so often. */
const LATE_MS = 1500;
const LOOK_MS = 50;

const START =
	'mutation StartImport($mutation: String!, $path: String!) { started: bulkOperationRunMutation(mutation: $mutation, stagedUploadPath: $path) { bulkOperation { id } userErrors { field message code } } }';

/** The work of an import. */
export interface ImportWish {
	/** Items of the run, and the fewest that pay for a bulk operation. */
	items: number;
	from: number;
	timeoutMs: number;
	/** Whether the run has stopped: then no operation is begun. */
	stopped(): boolean;
	hint(message: string): void;
}

interface Line {
	variables: string;
	options: MutationOptions;
	resolve(answer: Answer | undefined): void;
	reject(error: unknown): void;
}

/**
 * Lets the same mutation of many items run as one bulk operation: each item's variables are a line
 * of a file, and each item gets its own line of the result as if it had been sent alone.
 */
export class BulkImport {
	private readonly groups = new Map<string, Line[]>();

	private asked = 0;

	private lastAsked = 0;

	private waiting = false;

	constructor(
		private readonly api: AdminApi,
		private readonly wish: ImportWish,
	) {}

	/** Whether the document's mutation may be run in bulk. */
	takes(text: string): boolean {
		const [, name] = /^mutation [^{]*\{\s*(\w+)/.exec(text) ?? [];
		return BULK_MUTATIONS.includes(name ?? '');
	}

	/**
	 * @returns the item's answer; undefined when too few asked for the same, so that it is to be sent
	 * as usual
	 * @throws PlatformError with an unknown outcome when the operation broke off before its line
	 */
	async ask(
		text: string,
		variables: IDataObject,
		options: MutationOptions,
	): Promise<Answer | undefined> {
		return await new Promise((resolve, reject) => {
			const lines = this.groups.get(text) ?? [];
			this.groups.set(text, lines);
			lines.push({ variables: JSON.stringify(variables), options, resolve, reject });
			this.asked += 1;
			this.lastAsked = Date.now();
			if (!this.waiting) {
				this.waiting = true;
				void this.gather();
			}
		});
	}

	/** Waits until all items have asked, or none has for a while, or none will because the run stopped. */
	private async gather() {
		try {
			for (;;) {
				const silent = Date.now() - this.lastAsked;
				const all = this.asked >= this.wish.items;
				if (silent >= (all ? LOOK_MS : LATE_MS) || this.wish.stopped()) break;
				await sleep(LOOK_MS, this.api.signal);
			}
		} catch {
			// Cancelled: whoever waits is told so below.
		}
		this.waiting = false;
		const groups = [...this.groups];
		this.groups.clear();
		for (const [text, lines] of groups) await this.run(text, lines);
	}

	private async run(text: string, lines: Line[]) {
		const few = lines.length < this.wish.from;
		for (const part of few ? [lines] : parts(lines)) {
			// By the next turn, items that were refused meanwhile have stopped the run.
			await sleep(0);
			if (few || this.wish.stopped()) part.forEach(sendAsUsual);
			else await this.carryOut(text, part);
		}
	}

	/** Runs the lines as one operation and answers each of them; it never throws. */
	private async carryOut(text: string, lines: Line[]) {
		let results: BulkResult;
		try {
			results = await this.operate(text, lines);
		} catch (error) {
			this.notStarted(lines, error);
			return;
		}
		const open = new Set(lines);
		let { failure } = results;
		this.wish.hint(
			failure?.message ??
				`${lines.length} items were carried out by a bulk operation of Shopify. All of its lines are carried out, also after one is refused.`,
		);
		try {
			for await (const { __lineNumber: number, ...result } of this.linesIn(results)) {
				const line = typeof number === 'number' ? lines[number] : undefined;
				// A line that comes twice, or that was never sent, belongs to nobody.
				if (line && open.delete(line)) answerLine(line, result as IDataObject);
			}
		} catch (error) {
			failure = error instanceof PlatformError ? error : failure;
		}
		const reason = `no line in the result of the bulk operation${failure ? ` (${failure.message})` : ''}`;
		for (const { options, reject } of open) {
			reject(unknownOutcome(reason, options.check, failure?.code));
		}
	}

	private async operate(text: string, lines: Line[]): Promise<BulkResult> {
		this.api.signal?.throwIfAborted();
		// The name tells this operation from all others, also when its answer is lost.
		const document = text.replace(
			/^mutation (\w+)/,
			`mutation $1_${randomUUID().replace(/-/g, '')}`,
		);
		const path = await stageFile(this.api, {
			name: 'import.jsonl',
			mimeType: 'text/jsonl',
			data: Buffer.from(lines.map(({ variables }) => `${variables}\n`).join('')),
		});
		const variables = { mutation: document, path };
		return await runBulk(
			this.api,
			{ kind: 'mutation', document, text: START, variables },
			this.wish,
		);
	}

	/** The operation was not started, or its start was lost. */
	private notStarted(lines: Line[], error: unknown) {
		const refusal = error instanceof PlatformError ? error : undefined;
		if (refusal?.outcomeUnknown) {
			for (const { options, reject } of lines) {
				reject(unknownOutcome('no sign of the bulk operation', options.check, refusal.code));
			}
		} else if (refusal && refusal.code !== OUT_OF_TIME) {
			this.wish.hint(
				`The items were sent as usual, because they could not be carried out by a bulk operation: ${refusal.message}.`,
			);
			lines.forEach(sendAsUsual);
		} else {
			for (const { reject } of lines) reject(error);
		}
	}

	private async *linesIn({ url, size }: BulkResult) {
		if (url === null) return;
		const fetch = async (from: number) => await this.api.download(url, from);
		for await (const some of linesOf(fetch, size, this.api.signal)) yield* some;
	}
}

const sendAsUsual = ({ resolve }: Line) => resolve(undefined);

/** The line's own answer, judged like one that was sent alone. */
function answerLine(line: Line, body: IDataObject) {
	const { options, resolve, reject } = line;
	const answer: Answer = { status: 200, headers: {}, body };
	const verdict = judge(answer);
	if (verdict.kind === 'throttled') sendAsUsual(line);
	else if (verdict.kind === 'refused') reject(verdict.error);
	else if (verdict.kind === 'broken') {
		reject(unknownOutcome(verdict.reason, options.check, verdict.code));
	} else if (stillRunning(answer)) {
		// Sent again it could get into a list, whose key is another one.
		reject(unknownOutcome('word of an earlier attempt that still runs', options.check));
	} else resolve(answer);
}

/** Parts whose files are not too large. */
function parts(lines: Line[]): Line[][] {
	const all: Line[][] = [[]];
	let bytes = 0;
	for (const line of lines) {
		const size = Buffer.byteLength(line.variables) + 1;
		if (bytes + size > MOST_BYTES && bytes > 0) {
			all.push([]);
			bytes = 0;
		}
		all[all.length - 1].push(line);
		bytes += size;
	}
	return all;
}
