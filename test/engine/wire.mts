import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios, { type AxiosError } from 'axios';
import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { Exchange, Verdict } from '../../nodes/shared/request.ts';
import { judgeTransport } from '../../nodes/shared/request.ts';
import { PlatformError } from '../../nodes/shared/errors.ts';
import { Bucket } from '../../nodes/shared/pacing.ts';
import { node } from './contexts.mts';

/** What the server does with one request. */
export type Reply = (response: ServerResponse, request: IncomingMessage) => void;

export const json =
	(status: number, body: unknown, headers: Record<string, string> = {}): Reply =>
	(response) => {
		response.writeHead(status, { 'content-type': 'application/json', ...headers });
		response.end(typeof body === 'string' ? body : JSON.stringify(body));
	};

/** The connection is reset before any answer. */
export const reset: Reply = (response) => {
	response.socket?.resetAndDestroy();
};

/** The connection ends inside the body. */
export const half: Reply = (response) => {
	response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
	response.write('{"data": {"sh', () => response.destroy());
};

/** A server on loopback that answers with one reply after the other; the last one stays. */
export class Wire {
	readonly requests: Array<{ token: string; body: unknown }> = [];

	/** Called when a request has arrived. */
	onRequest: () => void = () => undefined;

	private replies: Reply[] = [];

	private readonly server: Server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			const body: unknown = JSON.parse(Buffer.concat(parts).toString() || 'null');
			this.requests.push({ token: request.headers.authorization ?? '', body });
			this.onRequest();
			const reply = this.replies.length > 1 ? this.replies.shift() : this.replies[0];
			reply?.(response, request);
		});
	});

	async open() {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
	}

	async close() {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	answers(...replies: Reply[]) {
		this.requests.length = 0;
		this.onRequest = () => undefined;
		this.replies = replies;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
	}
}

/**
 * A context whose request helper does what n8n's does: it throws NodeApiError for statuses of 400
 * and more unless they are to be ignored, and renews the token only after such a throw of 401.
 */
export class RequestContext {
	token = 'shpat_0123456789abcdef';

	renewals = 0;

	/** What a renewal gives; throws when it fails. */
	renew: () => string = () => 'shpat_renewed';

	constructor(private readonly signal?: AbortSignal) {}

	private async request(options: IHttpRequestOptions) {
		const answer = await axios.request<unknown>({
			url: options.url,
			method: options.method,
			data: options.body,
			timeout: options.timeout,
			headers: { authorization: this.token },
			signal: this.signal,
			...(options.ignoreHttpStatusErrors ? { validateStatus: () => true } : {}),
		});
		const { status: statusCode, headers, data: body } = answer;
		return { statusCode, headers: { ...headers } as IDataObject, body };
	}

	get helpers() {
		return {
			httpRequestWithAuthentication: async (_: string, options: IHttpRequestOptions) => {
				try {
					return await this.request(options);
				} catch (error) {
					try {
						if ((error as AxiosError).response?.status !== 401) throw error;
						this.renewals += 1;
						this.token = this.renew();
						return await this.request(options);
					} catch (last) {
						throw new NodeApiError(node, last as never);
					}
				}
			},
		};
	}

	/** As n8n hands it to a node: `call` gives `this`. */
	get forNode(): IExecuteFunctions {
		return this as unknown as IExecuteFunctions;
	}
}

const judge = (answer: Parameters<Exchange['judge']>[0]): Verdict =>
	judgeTransport(answer) ??
	(answer.status >= 400
		? {
				kind: 'refused',
				error: new PlatformError({ message: 'Refused', code: String(answer.status) }),
			}
		: { kind: 'accepted' });

/** A read at the server; `more` turns it into something else. */
export const exchange = (wire: Wire, more: Partial<Exchange> = {}): Exchange => ({
	credentialType: 'testApi',
	options: () => ({ method: 'POST', url: wire.url, body: { ask: 'x' }, json: true }),
	cost: 1,
	bucket: new Bucket({ capacity: 1000, restorePerSecond: 1000 }),
	repeatable: true,
	check: 'whether the order was cancelled',
	judge,
	report: () => undefined,
	...more,
});
