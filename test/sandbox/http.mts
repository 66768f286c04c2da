import { createReadStream, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request whose body has been read. */
export interface Incoming {
	method: string;
	/** Path without the query string, always beginning with a slash. */
	path: string;
	query: URLSearchParams;
	headers: Record<string, string>;
	body: Buffer;
}

/** An answer: objects are sent as JSON, strings and buffers as they are. */
export interface Outgoing {
	status: number;
	headers?: Record<string, string>;
	body?: unknown;
	/** A file on disk instead of a body: these of its bytes. */
	file?: { path: string; start: number; end: number };
	/** The connection is cut after half the body, although all of it was announced. */
	cut?: boolean;
}

/** Reads a whole request. Header names are lower-case, repeated ones joined by ", ". */
export async function readRequest(request: IncomingMessage): Promise<Incoming> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const url = new URL(request.url ?? '/', 'http://sandbox');
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(request.headers)) {
		if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
	}
	return {
		method: request.method ?? 'GET',
		path: decodeURI(url.pathname),
		query: url.searchParams,
		headers,
		body: Buffer.concat(chunks),
	};
}

/** The bytes and content type of an answer's body. */
export function encodeBody(answer: Outgoing): { content: Buffer; type: string } {
	const { body } = answer;
	if (body === undefined) return { content: Buffer.alloc(0), type: 'text/plain' };
	if (Buffer.isBuffer(body)) return { content: body, type: 'application/octet-stream' };
	if (typeof body === 'string')
		return { content: Buffer.from(body), type: 'text/html; charset=utf-8' };
	return { content: Buffer.from(JSON.stringify(body)), type: 'application/json; charset=utf-8' };
}

/** Sends an answer. */
export function send(response: ServerResponse, answer: Outgoing): void {
	if (answer.file !== undefined) {
		sendFile(response, answer, answer.file);
		return;
	}
	const { content, type } = encodeBody(answer);
	if (answer.cut === true) {
		response.writeHead(answer.status, { 'content-length': content.length, ...answer.headers });
		response.write(content.subarray(0, content.length >> 1), () => response.destroy());
		return;
	}
	response.writeHead(answer.status, {
		'content-type': type,
		'content-length': content.length,
		...answer.headers,
	});
	response.end(content);
}

function sendFile(
	response: ServerResponse,
	{ status, headers, cut }: Outgoing,
	{ path, start, end }: { path: string; start: number; end: number },
): void {
	const length = Math.max(0, end - start);
	response.writeHead(status, { 'content-length': length, ...headers });
	if (length === 0) {
		response.end();
		return;
	}
	if (cut === true) {
		const half = readFileSync(path).subarray(start, start + (length >> 1));
		response.write(half, () => response.destroy());
		return;
	}
	createReadStream(path, { start, end: end - 1 }).pipe(response);
}

/** A JSON object body; undefined when it is none. */
export function jsonBody(request: Incoming): Record<string, unknown> | undefined {
	try {
		const value = JSON.parse(request.body.toString('utf8')) as unknown;
		return isRecord(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** A form (application/x-www-form-urlencoded) or JSON body as plain strings. */
export function formBody(request: Incoming): Record<string, string> {
	const json = jsonBody(request);
	if (json !== undefined) {
		const pairs = Object.entries(json).filter((pair): pair is [string, string] => {
			return typeof pair[1] === 'string';
		});
		return Object.fromEntries(pairs);
	}
	return Object.fromEntries(new URLSearchParams(request.body.toString('utf8')));
}

/** Whether a value is an object with keys. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
