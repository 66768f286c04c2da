import type { Incoming, Outgoing } from '../http.mts';
import type { Row } from './store.mts';

export const json = (body: unknown, status = 200): Outgoing => ({ status, body });

/** `{type, message}`, as both versions refuse. */
export const refused = (status: number, type: string, message: string): Outgoing => ({
	status,
	body: { type, message },
});

/** What Express answers for an address that it does not have: a page, not JSON. */
export const noRoute = (method: string, path: string): Outgoing => ({
	status: 404,
	headers: { 'content-type': 'text/html; charset=utf-8' },
	body: `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>Cannot ${method} ${path}</pre>\n</body>\n</html>\n`,
});

/** The values of a query's list: `type[]=a&type[]=b`, also with numbers in the brackets. */
export const listIn = (query: URLSearchParams, name: string): string[] =>
	[...query]
		.filter(([key]) => key === name || new RegExp(`^${name}\\[\\d*\\]$`).test(key))
		.map(([, value]) => value);

/** Names of the query without their brackets. */
export const namesIn = (query: URLSearchParams): string[] => [
	...new Set([...query.keys()].map((key) => key.replace(/\[.*$/, ''))),
];

/** One window on a list, as both versions answer it. */
export function windowOn(key: string, rows: Row[], query: URLSearchParams, most: number): Outgoing {
	const limit = Number(query.get('limit') ?? most);
	const offset = Number(query.get('offset') ?? 0);
	return json({ [key]: rows.slice(offset, offset + limit), count: rows.length, offset, limit });
}

/** The file of a multipart body under a field. */
export function fileIn(
	request: Incoming,
	field: string,
): { name: string; data: Buffer } | undefined {
	const boundary = /boundary=([^;]+)/.exec(request.headers['content-type'] ?? '')?.[1];
	if (boundary === undefined) return undefined;
	const body = request.body.toString('latin1');
	for (const part of body.split(`--${boundary}`)) {
		const [head, ...rest] = part.split('\r\n\r\n');
		if (!head.includes(`name="${field}"`)) continue;
		const name = /filename="([^"]*)"/.exec(head)?.[1] ?? '';
		const content = rest.join('\r\n\r\n').replace(/\r\n$/, '');
		return { name, data: Buffer.from(content, 'latin1') };
	}
	return undefined;
}
