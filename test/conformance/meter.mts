import { createServer, request as plainRequest, type IncomingMessage } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { AddressInfo } from 'node:net';

/** What went over the wire between two looks at the meter. */
export interface Reading {
	requests: number;
	/** GraphQL points, as the answers tell them. */
	points: number;
}

/** Headers that belong to one connection, not to the message. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'host'];

interface Answered {
	extensions?: { cost?: { actualQueryCost?: number | null; requestedQueryCost?: number } };
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

function pointsIn(body: Buffer): number {
	try {
		const { cost } = (JSON.parse(body.toString('utf8')) as Answered).extensions ?? {};
		return cost?.actualQueryCost ?? cost?.requestedQueryCost ?? 0;
	} catch {
		return 0;
	}
}

const kept = (headers: IncomingMessage['headers']) =>
	Object.fromEntries(
		Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name.toLowerCase())),
	);

/**
 * Stands on loopback between the node and the server and counts. Nothing is changed on the way,
 * except that answers are asked for uncompressed.
 */
export class Meter {
	private requests = 0;

	private points = 0;

	private constructor(
		private readonly origin: URL,
		private readonly server = createServer(),
	) {
		this.server.on('request', (incoming, outgoing) => {
			this.pass(incoming).then(
				({ answer, body }) => {
					outgoing.writeHead(answer.statusCode ?? 502, kept(answer.headers));
					outgoing.end(body);
				},
				// The node sees what it would see without the meter: a connection that broke.
				() => outgoing.destroy(),
			);
		});
	}

	static async start(origin: string): Promise<Meter> {
		const meter = new Meter(new URL(origin));
		await new Promise<void>((ready, fail) => {
			meter.server.once('error', fail);
			meter.server.listen(0, '127.0.0.1', ready);
		});
		return meter;
	}

	/** The base URL that leads through the meter to the server. */
	get baseUrl(): string {
		const { port } = this.server.address() as AddressInfo;
		return `http://127.0.0.1:${port}${this.origin.pathname.replace(/\/+$/, '')}`;
	}

	/** What was counted since the last reading. */
	read(): Reading {
		const reading = { requests: this.requests, points: this.points };
		this.requests = 0;
		this.points = 0;
		return reading;
	}

	stop(): void {
		this.server.close();
		this.server.closeAllConnections();
	}

	private async pass(incoming: IncomingMessage) {
		this.requests += 1;
		const sent = await bodyOf(incoming);
		const send = this.origin.protocol === 'https:' ? secureRequest : plainRequest;
		const answer = await new Promise<IncomingMessage>((resolve, reject) => {
			const forwarded = send(
				new URL(incoming.url ?? '/', this.origin),
				{
					method: incoming.method,
					headers: { ...kept(incoming.headers), 'accept-encoding': 'identity' },
				},
				resolve,
			);
			forwarded.once('error', reject);
			forwarded.end(sent);
		});
		const body = await bodyOf(answer);
		this.points += pointsIn(body);
		return { answer, body };
	}
}
