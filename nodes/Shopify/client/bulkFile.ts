import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { PlatformError } from '../../shared/errors';
import { pieces } from '../../shared/pieces';
import type { Node } from '../payloads/payload';
import { isNode } from '../payloads/payload';

/** A file that is sent piece by piece. */
export interface Download {
	status: number;
	headers: IDataObject;
	body: AsyncIterable<Buffer>;
	/** Closes the connection. */
	end(): void;
}

/** Asks for a file from a byte on. */
export type Fetch = (from: number) => Promise<Download>;

/** Attempts in a row that bring nothing new. */
const ATTEMPTS = 5;
const PAUSE_MS = 500;

const NEWLINE = 10;

/**
 * The lines of a JSONL file, in order and each once, never more than a piece of it in memory.
 *
 * A connection that breaks is taken up behind the last whole line: by a range where the host knows
 * ranges, otherwise by reading from the start and skipping.
 *
 * @param size the file's size in bytes, as Shopify tells it; a shorter file is not taken for whole
 */
export async function* linesOf(
	fetch: Fetch,
	size: number | undefined,
	signal?: AbortSignal,
	pauseMs = PAUSE_MS,
): AsyncGenerator<Node[], void> {
	let done = 0;
	for (let attempt = 0; ; attempt++) {
		const before = done;
		let reason = 'it ended too early';
		let refusal: PlatformError | undefined;
		try {
			for await (const { objects, bytes } of portions(fetch, done, signal)) {
				done += bytes;
				if (objects.length > 0) yield objects;
			}
			if (size === undefined || done >= size) return;
		} catch (error) {
			signal?.throwIfAborted();
			refusal = error instanceof PlatformError ? error : undefined;
			reason = error instanceof SyntaxError ? 'a line is not JSON' : 'the connection was lost';
		}
		if (refusal) throw refusal;
		if (done > before) attempt = 0;
		if (attempt + 1 >= ATTEMPTS) throw broken(reason);
		await sleep(pauseMs * 2 ** attempt, signal);
	}
}

/** Whole lines as they come; `bytes` is their length. */
async function* portions(
	fetch: Fetch,
	from: number,
	signal?: AbortSignal,
): AsyncGenerator<{ objects: Node[]; bytes: number }, void> {
	const { status, body, end } = await fetch(from);
	// Nothing is left behind a last line whose answer broke off.
	if (status === 416 && from > 0) return;
	if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
		end();
		throw gone(status);
	}
	if (status !== 200 && status !== 206) {
		end();
		throw new TypeError(`status ${status}`);
	}
	let skip = status === 206 ? 0 : from;
	let rest: Buffer[] = [];
	let whole = false;
	try {
		for await (const piece of pieces(body, signal)) {
			const chunk = piece.subarray(Math.min(skip, piece.length));
			skip -= piece.length - chunk.length;
			const last = chunk.lastIndexOf(NEWLINE);
			if (last < 0) {
				if (chunk.length > 0) rest.push(chunk);
				continue;
			}
			const text = Buffer.concat([...rest, chunk.subarray(0, last + 1)]);
			rest = [chunk.subarray(last + 1)];
			yield { objects: parsed(text), bytes: text.length };
		}
		whole = true;
	} finally {
		if (!whole) end();
	}
	// The last line may have no newline. Half an object is no JSON, so half a line is not taken.
	const tail = Buffer.concat(rest);
	if (tail.length > 0) yield { objects: parsed(tail), bytes: tail.length };
}

function parsed(text: Buffer): Node[] {
	return text
		.toString('utf8')
		.split('\n')
		.filter((line) => line.trim() !== '')
		.map((line) => {
			const value = JSON.parse(line) as unknown;
			if (!isNode(value)) throw new SyntaxError('a line is no object');
			return value;
		});
}

const broken = (reason: string) =>
	new PlatformError({
		message: `The result file of the bulk operation could not be read: ${reason}`,
		advice: `It was asked for ${ATTEMPTS} times in a row. Run the node again, or choose 'Pages' as Strategy under Options.`,
		code: 'BULK_FILE',
	});

const gone = (status: number) =>
	new PlatformError({
		message: `The file host does not give the result file of the bulk operation: HTTP status ${status}`,
		advice: 'Its address may have expired. Run the node again.',
		code: String(status),
	});
