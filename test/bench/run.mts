import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FromWorker, Job, Measured, ToWorker } from './job.mts';
import type { ShopLimits, ShopProcess, Totals } from './shop.mts';

/** One entry's run as seen from outside: what the shop counted, what the processes took. */
export interface Result {
	totals: Totals;
	measured: Measured;
	/** Why it was stopped before it came to its end. */
	stopped?: string;
}

/** How a run is carried out and when it is given up. */
export interface Conditions {
	limits: ShopLimits;
	/** Longest time, s. */
	patience?: number;
	/** More requests than this are a loop. */
	mostRequests?: number;
	/** Cap of the worker's heap, MB. */
	heapMb?: number;
}

const LOOK_MS = 200;

/** A worker process from its start to its result. */
class Worker {
	private readonly child: ChildProcess;

	private last: Measured | undefined;

	readonly ready: Promise<void>;

	/** What it took; undefined when the process died before it could tell. */
	readonly done: Promise<Measured | undefined>;

	private readonly gone: Promise<void>;

	/** How the process ended, when not by itself. */
	died: string | undefined;

	constructor(job: Job, folder: string, heapMb?: number) {
		const file = fileURLToPath(new URL('worker.mts', import.meta.url));
		const cap = heapMb === undefined ? [] : [`--max-old-space-size=${Math.ceil(heapMb)}`];
		const execArgv = [...process.execArgv, '--expose-gc', ...cap];
		// A process that runs out of heap prints pages of its memory; the result says it in a line.
		const stdio: Array<'ignore' | 'inherit' | 'ipc'> = [
			'ignore',
			'inherit',
			heapMb === undefined ? 'inherit' : 'ignore',
			'ipc',
		];
		const env = { ...process.env, N8N_LOG_LEVEL: 'silent', N8N_USER_FOLDER: folder };
		this.child = fork(file, [], { execArgv, stdio, env });
		let ready: () => void;
		this.ready = new Promise((resolve) => (ready = resolve));
		this.done = new Promise((resolve) => {
			this.child.on('message', (message: FromWorker) => {
				if (message.kind === 'ready') ready();
				else this.last = message.measured;
				if (message.kind === 'done') resolve(message.measured);
			});
			this.child.on('exit', (code, signal) => {
				this.died = `the process ended (${signal ?? `code ${String(code)}`})`;
				ready();
				resolve(undefined);
			});
		});
		this.gone = new Promise((resolve) => this.child.on('exit', () => resolve()));
		this.tell({ kind: 'job', job });
	}

	private tell(message: ToWorker) {
		if (this.child.connected) this.child.send(message);
	}

	go() {
		this.tell({ kind: 'go' });
	}

	/** The last that it told of itself. */
	get sofar(): Measured | undefined {
		return this.last;
	}

	/** Ends the process; resolves when it is gone. */
	async end() {
		this.child.kill('SIGKILL');
		await this.gone;
	}
}

/** Several processes' figures as one: the longest time, the sums of the rest. */
function together(all: Measured[]): Measured {
	const sum = (pick: (one: Measured) => number) => all.reduce((total, one) => total + pick(one), 0);
	const most = (pick: (one: Measured) => number) => Math.max(...all.map(pick));
	return {
		seconds: most(({ seconds }) => seconds),
		cpuSeconds: sum(({ cpuSeconds }) => cpuSeconds),
		peakHeapMb: most(({ peakHeapMb }) => peakHeapMb),
		peakRssMb: most(({ peakRssMb }) => peakRssMb),
		baseHeapMb: most(({ baseHeapMb }) => baseHeapMb),
		resultHeapMb: most(({ resultHeapMb }) => resultHeapMb),
		records: sum(({ records }) => records),
		failed: sum(({ failed }) => failed),
		error: all.find(({ error }) => error !== undefined)?.error,
		words: all.flatMap(({ words }) => words).slice(0, 3),
	};
}

const NOTHING: Measured = {
	seconds: 0,
	cpuSeconds: 0,
	peakHeapMb: 0,
	peakRssMb: 0,
	baseHeapMb: 0,
	resultHeapMb: 0,
	records: 0,
	failed: 0,
	words: [],
};

/**
 * Runs jobs at the same time, each in a process of its own, on a freshly filled bucket.
 *
 * @returns the figures; with `stopped` when the run was given up or its process died
 */
export async function runJobs(
	shop: ShopProcess,
	jobs: Job[],
	conditions: Conditions,
): Promise<Result> {
	const { limits, patience = 600, mostRequests = Infinity, heapMb } = conditions;
	// The first calls in each process are made under the limits of the row, too.
	await shop.prepare(limits);
	const folder = mkdtempSync(join(tmpdir(), 'commerce-ops-bench-'));
	const workers = jobs.map((job) => new Worker(job, folder, heapMb));
	await Promise.all(workers.map(async ({ ready }) => await ready));
	await shop.prepare(limits);
	const started = performance.now();
	for (const worker of workers) worker.go();
	let stopped: string | undefined;
	const looking = setInterval(() => {
		if ((performance.now() - started) / 1000 > patience) {
			stopped = `stopped after ${patience.toFixed(0)} s`;
		} else if (mostRequests < Infinity) {
			void shop.totals().then(({ requests }) => {
				if (requests > mostRequests) stopped = `stopped in a loop`;
			});
		}
		if (stopped !== undefined) for (const worker of workers) void worker.end();
	}, LOOK_MS);
	const measured = await Promise.all(workers.map(async ({ done }) => await done));
	clearInterval(looking);
	const totals = await shop.totals();
	const dead = workers.find(({ died }, index) => measured[index] === undefined && died);
	await Promise.all(workers.map(async (worker) => await worker.end()));
	rmSync(folder, { recursive: true, force: true });
	return {
		totals,
		measured: together(measured.map((one, index) => one ?? workers[index].sofar ?? NOTHING)),
		stopped: stopped ?? dead?.died,
	};
}
