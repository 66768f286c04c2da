import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SandboxOptions } from '../sandbox/index.mts';
import type { Amounts } from '../sandbox/shopify/seed/index.mts';
import type { Limits } from './arithmetic.mts';

/** A question to the process of the shop. */
export interface ShopCall {
	number: number;
	name: string;
	argument: unknown;
}

export interface ShopReply {
	number: number;
	value?: unknown;
	error?: string;
}

/** Where the shop is, and its token. */
export interface Address {
	baseUrl: string;
	token: string;
}

/** The sandbox's journal, summed up since the last reset. */
export interface Totals {
	requests: number;
	throttled: number;
	/** GraphQL points that were really taken. */
	points: number;
	/** By root field: how many requests, and the dearest of them. */
	roots: Record<string, { requests: number; requestedMost: number; actualMost: number }>;
	/** The first GraphQL document. */
	document: string | null;
	/** Processor time of the shop's process, s. */
	cpuSeconds: number;
	/** Fields that were asked for and that the sandbox does not model. */
	notModelled: string[];
}

/** The limits that the shop is to keep; undefined: none. */
export interface ShopLimits {
	graphql: Limits;
	rest: Limits;
	/** Points in the GraphQL bucket at the start; full unless given. */
	available?: number;
	/** How fast a bulk operation works; as fast as it goes when left out. */
	bulkObjectsPerSecond?: number;
}

/** How many objects of a kind the shop has. */
export interface Objects {
	products: number;
	variants: number;
	images: number;
}

/** What a write was meant to leave behind: the object's id, and the value. */
export type Expected = Array<[id: string, value: string | number]>;

/** How much of it is there, and what happened more than once. */
export interface Found {
	lost: number;
	doubled: number;
}

const MEMORY_MB = 8192;

/** The sandbox in a process of its own. */
export class ShopProcess {
	private count = 0;

	private readonly waiting = new Map<number, (reply: ShopReply) => void>();

	address: Address = { baseUrl: '', token: '' };

	private constructor(private readonly child: ChildProcess) {
		child.on('message', (reply: ShopReply) => {
			this.waiting.get(reply.number)?.(reply);
			this.waiting.delete(reply.number);
		});
		child.on('exit', (code) => {
			for (const [number, settle] of this.waiting) {
				settle({ number, error: `The process of the sandbox ended (${code ?? 'signal'})` });
			}
			this.waiting.clear();
		});
	}

	/** Starts the process and the sandbox in it. */
	static async start(options: SandboxOptions): Promise<ShopProcess> {
		const file = fileURLToPath(new URL('shopProcess.mts', import.meta.url));
		const execArgv = [...process.execArgv, `--max-old-space-size=${MEMORY_MB}`];
		// graphql checks its own objects at every turn unless it is told that this is production.
		const env = { ...process.env, NODE_ENV: 'production' };
		const shop = new ShopProcess(fork(file, [], { execArgv, env }));
		shop.address = await shop.ask<Address>('start', options);
		return shop;
	}

	private async ask<T>(name: string, argument?: unknown): Promise<T> {
		const number = ++this.count;
		const reply = await new Promise<ShopReply>((resolve) => {
			this.waiting.set(number, resolve);
			this.child.send({ number, name, argument } satisfies ShopCall);
		});
		if (reply.error !== undefined) throw new Error(reply.error);
		return reply.value as T;
	}

	/** More of the same data. Out: how much there is now. */
	async grow(amounts: Partial<Amounts>): Promise<Amounts> {
		return await this.ask('grow', amounts);
	}

	/** Full buckets of these sizes, an empty journal. The data stays. */
	async prepare(limits: ShopLimits): Promise<void> {
		await this.ask('prepare', limits);
	}

	async totals(): Promise<Totals> {
		return await this.ask('totals');
	}

	async objects(): Promise<Objects> {
		return await this.ask('objects');
	}

	/** Numeric ids of the first so many objects of a kind; a level is `item@location`. */
	async ids(kind: 'orders' | 'products' | 'levels', count: number): Promise<string[]> {
		return await this.ask('ids', { kind, count });
	}

	/** Compares what is in the shop with what should be. */
	async compare(kind: 'stock' | 'notes' | 'metafields', expected: Expected): Promise<Found> {
		return await this.ask('compare', { kind, expected });
	}

	stop(): void {
		this.child.disconnect();
	}
}
