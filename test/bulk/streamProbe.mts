import { Readable } from 'node:stream';

/** What a stream of pieces did on the Node.js that runs this. */
export interface Probe {
	/** Whether it is what n8n's helpers take: Node's own Readable. */
	isReadable: boolean;
	/** Pieces that were made although nobody had read them. */
	ahead: number;
	/** Bytes that arrived when all was read. */
	bytes: number;
	/** What the reader is told of a failure in the middle. */
	failure: string;
	/** Whether the pieces were ended when the reader gave up. */
	ended: boolean;
}

const SIZE = 100_000;

const soon = async () => await new Promise((resolve) => setTimeout(resolve, 20));

/** Tries out `streamOf`; without any test framework, so that every version of Node.js can run it. */
export async function probe(streamOf: (pieces: AsyncIterable<Buffer>) => unknown): Promise<Probe> {
	let made = 0;
	let ended = false;
	async function* pieces(count: number, failAt = Infinity) {
		try {
			for (let index = 0; index < count; index++) {
				if (index === failAt) throw new Error('the list broke off');
				made += 1;
				yield await Promise.resolve(Buffer.alloc(SIZE));
			}
		} finally {
			ended = true;
		}
	}
	const slow = streamOf(pieces(50)) as Readable;
	let bytes = 0;
	let ahead = 0;
	for await (const piece of slow) {
		bytes += (piece as Buffer).length;
		if (bytes <= 5 * SIZE) await soon();
		ahead = Math.max(ahead, made - bytes / SIZE);
	}
	let failure = 'none';
	try {
		for await (const piece of streamOf(pieces(50, 3)) as Readable) failure = typeof piece;
	} catch (error) {
		failure = (error as Error).message;
	}
	ended = false;
	for await (const piece of streamOf(pieces(50)) as Readable) {
		if ((piece as Buffer).length > 0) break;
	}
	await soon();
	return { isReadable: slow instanceof Readable, ahead, bytes, failure, ended };
}
