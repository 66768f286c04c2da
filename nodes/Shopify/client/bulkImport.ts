import { randomUUID } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import type { Answer } from '../../shared/request';
import { unknownOutcome } from '../../shared/request';
import type { AdminApi } from './api';
import { judge } from './answers';
import { linesOf } from './bulkFile';
import { runBulk } from './bulkOperation';
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

	/** Waits until all items have asked, or none has for a while. */
	private async gather() {
		try {
			for (;;) {
				const silent = Date.now() - this.lastAsked;
				const all = this.asked >= this.wish.items;
				if (silent >= (all ? LOOK_MS : LATE_MS)) break;
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
		if (lines.length < this.wish.from) {
			for (const { resolve } of lines) resolve(undefined);
			return;
		}
		for (const part of parts(lines)) {
			try {
				await this.carryOut(text, part);
			} catch (error) {
				for (const { reject } of part) reject(error);
			}
		}
	}

	private async carryOut(text: string, lines: Line[]) {
		this.api.signal?.throwIfAborted();
		const file = Buffer.from(lines.map(({ variables }) => `${variables}\n`).join(''));
		// The name tells this operation from all others, also when its answer is lost.
		const document = text.replace(
			/^mutation (\w+)/,
			`mutation $1_${randomUUID().replace(/-/g, '')}`,
		);
		const path = await stageFile(this.api, {
			name: 'import.jsonl',
			mimeType: 'text/jsonl',
			data: file,
		});
		const { timeoutMs, hint } = this.wish;
		const results = await runBulk(
			this.api,
			{
				kind: 'mutation',
				document,
				text: START,
				variables: { mutation: document, path },
			},
			{ timeoutMs, hint },
		);
		hint(
			`${lines.length} items were carried out by a bulk operation of Shopify. All of its lines are carried out, also after one is refused.`,
		);
		const open = new Set(lines);
		const settle = (line: Line | undefined, result: IDataObject) => {
			if (!line || !open.delete(line)) return;
			answerLine(line, result);
		};
		try {
			if (results.url !== null) {
				const { url, size } = results;
				const read = linesOf(
					async (from) => await this.api.download(url, from),
					size,
					this.api.signal,
				);
				for await (const some of read) {
					for (const { __lineNumber: number, ...result } of some) {
						settle(lines[Number(number)], result as IDataObject);
					}
				}
			}
		} finally {
			for (const { options, reject } of open) {
				reject(unknownOutcome('no line in the result of the bulk operation', options.check));
			}
		}
		if (results.failure) hint(results.failure.message);
	}
}

/** The line's own answer, judged like one that was sent alone. */
function answerLine({ options, resolve, reject }: Line, body: IDataObject) {
	const answer: Answer = { status: 200, headers: {}, body };
	const verdict = judge(answer);
	if (verdict.kind === 'accepted') resolve(answer);
	else if (verdict.kind === 'refused') reject(verdict.error);
	else reject(unknownOutcome('an internal error', options.check));
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
