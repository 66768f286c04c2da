import type { IExecuteFunctions, IN8nHttpFullResponse } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { isPrivateHost, quoted } from '../../shared/address';
import { PlatformError } from '../../shared/errors';
import type { Attachment } from '../../shared/operation';
import { pieces } from '../../shared/pieces';
import { streamOf } from '../../shared/stream';
import type { Server } from './server';

/** A file of the server: where it is, and what it is called. */
export interface ExportFile {
	url: string;
	name: string;
	mimeType: string;
}

/** A file on its way, as n8n takes it. */
export type FileStream = Exclude<Attachment['content'], Buffer>;

const MOST_REDIRECTS = 3;

/** Pauses before the second and third try, in ms. */
const PAUSES = [500, 2_000];

const ASK_BACKEND =
	"The server's file plugin names this address: set its 'backend_url' (or 'file_url') to an address that n8n reaches, then export again.";

function parsed(address: string, base: string): URL | undefined {
	try {
		return new URL(address, base);
	} catch {
		return undefined;
	}
}

/**
 * The address of a file, when it may be fetched. The server names it, so a server that is not what
 * it should be could make n8n look into its own network.
 */
function checkedAddress(address: string, origin: string): URL {
	const url = parsed(address, `${origin}/`);
	if (!url) {
		throw new PlatformError({
			message: `The server names a file at ${quoted(address)}, which is no address`,
			advice: ASK_BACKEND,
		});
	}
	const home = new URL(origin);
	const inside = isPrivateHost(url.hostname);
	const linkLocal = /^169[.]254[.]|^\[fe[89ab]/.test(url.hostname);
	const foreign = url.host !== home.host;
	if (
		!/^https?:$/.test(url.protocol) ||
		(foreign && inside && (linkLocal || !isPrivateHost(home.hostname)))
	) {
		throw new PlatformError({
			message: `The server names a file at ${quoted(/^https?:/.test(url.protocol) ? url.origin : url.protocol)}, which was not fetched: it is no public address`,
			advice: ASK_BACKEND,
		});
	}
	return url;
}

/**
 * Fetches a file that an export has made, without the credential: a file host (S3, a CDN) must
 * never see the token, and the address itself is the permission.
 *
 * @returns the content as a stream
 * @throws PlatformError when it is not there, or lies where n8n should not look
 */
export async function fetchFile(server: Server, address: string): Promise<FileStream> {
	const { signal, origin } = server;
	let url = checkedAddress(address, origin);
	let redirects = 0;
	for (let attempt = 0; ;) {
		signal?.throwIfAborted();
		const answer = await fetchOnce(server, url);
		const status = answer?.statusCode ?? 0;
		if (answer && status >= 200 && status < 300) {
			return streamOf(pieces(answer.body as unknown as AsyncIterable<Buffer>, signal));
		}
		// What is not read must be let go, or the connection stays open.
		(answer?.body as { destroy?: () => void } | undefined)?.destroy?.();
		const location = answer?.headers.location;
		if (typeof location === 'string' && status >= 300 && redirects < MOST_REDIRECTS) {
			redirects += 1;
			url = checkedAddress(parsed(location, url.href)?.href ?? location, origin);
			continue;
		}
		const pause = status === 0 || status === 429 || status >= 500 ? PAUSES[attempt] : undefined;
		if (pause === undefined) throw notFetched(url, status);
		attempt += 1;
		await sleep(pause, signal);
	}
}

/** One attempt; undefined when no answer came. */
async function fetchOnce(
	{ context, signal }: Server,
	url: URL,
): Promise<IN8nHttpFullResponse | undefined> {
	try {
		return (await (context as IExecuteFunctions).helpers.httpRequest({
			url: url.href,
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: 60_000,
			abortSignal: signal,
		})) as IN8nHttpFullResponse;
	} catch {
		signal?.throwIfAborted();
		return undefined;
	}
}

const notFetched = (url: URL, status: number) =>
	new PlatformError({
		message:
			status === 0
				? `The export is done, but its file could not be fetched: no answer from ${url.host}`
				: `The export is done, but its file could not be fetched: ${url.host} answered with HTTP status ${status}`,
		advice:
			status === 404 || status === 0
				? ASK_BACKEND
				: 'Open the file from the Medusa admin, or run the item again for a new file.',
		code: status === 0 ? undefined : String(status),
	});

/** The last part of an address or a key, as the file's name. */
export function fileNameOf(address: string): string {
	const path = address.split(/[?#]/)[0];
	const last = path.split('/').filter(Boolean).pop() ?? '';
	return /[^.]/.test(last) ? last : 'export.csv';
}
