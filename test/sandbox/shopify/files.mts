import { statSync } from 'node:fs';
import type { Incoming, Outgoing } from '../http.mts';
import { bulkOf } from './bulk/operations.mts';
import type { Store } from './store.mts';

/** A white pixel: what every image address of the sandbox serves unless a file was uploaded. */
const PIXEL = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
	'base64',
);

/**
 * The file host: images to read, and staged uploads by PUT (to the signed address) or POST
 * (multipart form with `key` and, last, the file). `path` begins with a slash.
 */
export function filesAnswer(store: Store, path: string, request: Incoming): Outgoing {
	const { method } = request;
	if (method === 'PUT' && path.startsWith('/staged/')) {
		return receive(store, path.slice('/staged/'.length), request.body, 200);
	}
	if (method === 'POST' && /^\/staged\/?$/.test(path)) {
		const form = multipart(request);
		return receive(store, form.key, form.file, 201);
	}
	if (method !== 'GET' && method !== 'HEAD') return { status: 405, body: 'Method not allowed' };
	if (path.startsWith('/bulk/')) return resultFile(store, path.slice(1), request);
	const staged = path.startsWith('/staged/');
	const upload = staged
		? store.uploads.get(path.slice('/staged/'.length))
		: store.files.get(path.slice(1));
	if (upload?.content !== undefined) {
		return { status: 200, headers: { 'content-type': upload.mimeType }, body: upload.content };
	}
	return staged
		? { status: 404, body: 'Not found' }
		: { status: 200, headers: { 'content-type': 'image/png' }, body: PIXEL };
}

/** A file that a bulk operation left; the whole of it, or from a place on. */
function resultFile(store: Store, name: string, request: Incoming): Outgoing {
	const path = bulkOf(store).path(name);
	if (path === undefined) return { status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' };
	// The signature in the address is all that a file host takes; it refuses a second one.
	if (request.headers['x-shopify-access-token'] !== undefined || request.headers.authorization) {
		return { status: 400, body: '<Error><Code>InvalidArgument</Code></Error>' };
	}
	const { size } = statSync(path);
	const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? NaN);
	const headers = { 'content-type': 'application/jsonl', 'accept-ranges': 'bytes' };
	if (Number.isNaN(from)) {
		return { status: 200, headers, file: { path, start: 0, end: size } };
	}
	if (from >= size) return { status: 416, body: '<Error><Code>InvalidRange</Code></Error>' };
	const range = { 'content-range': `bytes ${from}-${size - 1}/${size}` };
	return { status: 206, headers: { ...headers, ...range }, file: { path, start: from, end: size } };
}

function receive(store: Store, key: string, content: Buffer | undefined, status: number): Outgoing {
	const upload = store.uploads.get(key);
	if (upload === undefined || content === undefined) {
		return { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' };
	}
	upload.content = content;
	return { status, body: '' };
}

/** The `key` and the file of a multipart form. */
function multipart(request: Incoming): { key: string; file: Buffer | undefined } {
	const boundary = /boundary="?([^";]+)"?/.exec(request.headers['content-type'] ?? '')?.[1];
	let key = '';
	let file: Buffer | undefined;
	if (boundary === undefined) return { key, file };
	// Latin-1 keeps every byte, so that the file can be cut out of the text.
	for (const part of request.body.toString('latin1').split(`--${boundary}`)) {
		const end = part.indexOf('\r\n\r\n');
		const name = /name="([^"]+)"/.exec(part.slice(0, end))?.[1];
		if (end < 0 || name === undefined) continue;
		const content = part.slice(end + 4).replace(/\r\n$/, '');
		if (name === 'key') key = content;
		if (name === 'file') file = Buffer.from(content, 'latin1');
	}
	return { key, file };
}
