import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { InputError, PlatformError } from '../../shared/errors';
import type { ImageKind } from '../../shared/image';
import { imageKind } from '../../shared/image';
import type { RequestContext } from '../../shared/request';
import { retryAfter } from '../../shared/request';
import { pieces } from '../../shared/pieces';
import type { Limits } from '../galleries/gallery';
import { fetchAddress, shownAddress } from './address';
import { contentHash } from './mark';

/** An image that has been read and checked. */
export interface Loaded {
	/** As the user's file is called. */
	name: string;
	data: Buffer;
	kind: ImageKind;
	hash: string;
	/** Its public address, when it came from one. */
	url?: string;
}

export interface FetchOptions {
	allowPrivate: boolean;
	/** More bytes than this are not read. */
	maxBytes: number;
	/** The shop's own host: its images may be read where it is, also in a private network. */
	home?: string;
	/** How long the host may send nothing, in ms. */
	silenceMs?: number;
	signal?: AbortSignal;
}

/** What is fetched of a file at most, where a platform tells no limit. */
export const MOST_BYTES = 50 * 1024 * 1024;

const TIMEOUT_MS = 60_000;
const MAX_REDIRECTS = 5;
const ATTEMPTS = 3;
const PAUSE_MS = 500;

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

interface FileAnswer {
	statusCode: number;
	headers: IDataObject;
	body: AsyncIterable<Buffer> & { destroy?(): void };
}

/** What became of one attempt: the file, or why there is none. */
type Attempt = { data: Buffer } | { status?: number; waitMs?: number };

/**
 * Fetches a file by its address, without any token. Redirects are followed by hand, so that each
 * address on the way is checked.
 *
 * @throws InputError for an address that is refused, a file that is not there or is too large
 * @throws PlatformError when the host does not come to an end
 */
export async function fetchFile(
	context: RequestContext,
	address: string,
	options: FetchOptions,
): Promise<Buffer> {
	for (let attempt = 1; ; attempt++) {
		const outcome = await attemptOf(context, address, options);
		options.signal?.throwIfAborted();
		if ('data' in outcome) return outcome.data;
		const { status, waitMs } = outcome;
		const passing = status === undefined || status === 429 || status >= 500;
		if (!passing) {
			throw new InputError(
				`There is no image at '${shownAddress(address)}': the host answered with HTTP status ${status}`,
				'Check the address, and that it can be opened without logging in.',
			);
		}
		if (attempt === ATTEMPTS) {
			throw new PlatformError({
				message: `'${shownAddress(address)}' could not be read: ${status === undefined ? 'the host did not answer' : `the host answered with HTTP status ${status}`}`,
				advice: 'Check the address, or run the item again later.',
				code: status === undefined ? undefined : String(status),
			});
		}
		await sleep(Math.min(waitMs ?? PAUSE_MS * 2 ** (attempt - 1), 15_000), options.signal);
	}
}

async function attemptOf(
	context: RequestContext,
	address: string,
	options: FetchOptions,
): Promise<Attempt> {
	const { allowPrivate, home } = options;
	let url = fetchAddress(address, allowPrivate, home);
	for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
		const answer = await ask(context, url, options.signal);
		if (!answer) return {};
		const { statusCode: status, headers, body } = answer;
		if (status < 300) return await bytesOf(body, address, options);
		body.destroy?.();
		const { location } = headers;
		if (status >= 400 || typeof location !== 'string') {
			return { status, waitMs: retryAfter(headers) };
		}
		const next = URL.canParse(location, url.href) ? new URL(location, url).href : location;
		url = fetchAddress(next, allowPrivate, home);
	}
	throw new InputError(`'${shownAddress(address)}' redirects too often`);
}

/** One request; undefined when no answer came. */
async function ask(
	context: RequestContext,
	url: URL,
	signal?: AbortSignal,
): Promise<FileAnswer | undefined> {
	return await context.helpers
		.httpRequest({
			method: 'GET',
			url: url.href,
			encoding: 'stream',
			timeout: TIMEOUT_MS,
			abortSignal: signal,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		})
		.then(
			(answer) => answer as FileAnswer,
			() => undefined,
		);
}

/** The whole content, or nothing when the connection broke off or fell silent. */
async function bytesOf(
	body: FileAnswer['body'],
	address: string,
	{ maxBytes, signal, silenceMs }: FetchOptions,
): Promise<Attempt> {
	const chunks: Buffer[] = [];
	let length = 0;
	const whole = await (async () => {
		for await (const chunk of pieces(body, signal, silenceMs)) {
			length += chunk.length;
			if (length > maxBytes) break;
			chunks.push(chunk);
		}
		return true;
	})().catch(() => false);
	if (length > maxBytes) {
		throw new InputError(
			`The file at '${shownAddress(address)}' has more than ${megabytes(maxBytes)}`,
			'Use a smaller version of the image.',
		);
	}
	return whole ? { data: Buffer.concat(chunks) } : {};
}

/**
 * Reads what an image is off its content, and holds it against a platform's limits.
 *
 * @param label the platform's name
 * @throws InputError that names the limit
 */
export function checkedImage(
	data: Buffer,
	name: string,
	{ label, limits }: { label: string; limits: Limits },
	url?: string,
): Loaded {
	const what = name === '' ? 'The file' : `'${name}'`;
	const kind = imageKind(data);
	if (!kind || !limits.types.includes(kind.mimeType)) {
		const types = limits.types.map((type) => type.slice(6).toUpperCase()).join(', ');
		throw new InputError(
			`${what} is not an image that ${label} takes`,
			`${kind ? `It is a ${kind.mimeType.slice(6).toUpperCase()}` : 'Its content is no image'}, whatever its name says. ${label} takes ${types}.`,
		);
	}
	const { maxBytes, maxPixels, maxSide } = limits;
	if (maxBytes !== undefined && data.length > maxBytes) {
		throw new InputError(
			`${what} has ${megabytes(data.length)}, and ${label} takes at most ${megabytes(maxBytes)}`,
		);
	}
	const { width = 0, height = 0 } = kind;
	if (maxPixels !== undefined && width * height > maxPixels) {
		throw new InputError(
			`${what} has ${width} × ${height} pixels, and ${label} takes at most ${maxPixels / 1e6} megapixels`,
		);
	}
	if (maxSide !== undefined && Math.max(width, height) > maxSide) {
		throw new InputError(
			`${what} has ${width} × ${height} pixels, and ${label} takes at most ${maxSide} on a side`,
		);
	}
	return { name, data, kind, hash: contentHash(data), ...(url === undefined ? {} : { url }) };
}

/** The file's name in an address. */
export function nameIn(address: string): string {
	const file =
		address
			.replace(/[?#].*$/s, '')
			.split('/')
			.at(-1) ?? '';
	try {
		return decodeURIComponent(file);
	} catch {
		return file;
	}
}
