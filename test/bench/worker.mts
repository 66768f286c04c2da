// One run in a process of its own: it makes ready, waits for the word, runs, and tells what it took.
import 'reflect-metadata';
import { Agent } from 'node:http';
import { createRequire } from 'node:module';
import axios from 'axios';
import { BinaryDataService } from 'n8n-core';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { runNode } from '../workflows/harness.mts';
import { type Contender, isFailure, seatOf } from './contenders.mts';
import type { FromWorker, Job, LoopJob, Measured, NodeJob, ToWorker } from './job.mts';
import type { Address } from './shop.mts';

// n8n-core brings a container of services of its own, which must be the one that is asked.
const required = createRequire(createRequire(import.meta.url).resolve('n8n-core'));
const { Container } = required('@n8n/di') as { Container: { get<T>(type: new () => T): T } };
const binaryData = Container.get(BinaryDataService as unknown as new () => BinaryDataService);

const SAMPLE_MS = 20;
const BEAT_MS = 250;
const MB = 1024 * 1024;

/** A cheap read, so that loading and first calls of n8n's machinery are in nobody's time. */
const WARM_UP: Record<Contender, (address: Address) => INodeParameters> = {
	ours: () => ({
		resource: 'shop',
		operation: 'get',
		output: 'selectedFields',
		outputFields: ['id'],
	}),
	builtIn: () => ({
		authentication: 'accessToken',
		resource: 'product',
		operation: 'getAll',
		returnAll: false,
		limit: 1,
	}),
	helper: () => ({ document: '{ shop { id } }' }),
	httpRequest: ({ baseUrl }) => ({
		method: 'GET',
		url: `${baseUrl}/admin/api/2024-07/shop.json`,
		authentication: 'genericCredentialType',
		genericAuthType: 'httpHeaderAuth',
		options: {},
	}),
};

const say = (message: FromWorker) => process.send?.(message);

/** Gets the word of the parent process. */
const heard = async <K extends ToWorker['kind']>(kind: K) =>
	await new Promise<Extract<ToWorker, { kind: K }>>((resolve) => {
		const listen = (message: ToWorker) => {
			if (message.kind !== kind) return;
			process.off('message', listen);
			resolve(message as Extract<ToWorker, { kind: K }>);
		};
		process.on('message', listen);
	});

async function runNodeOf(job: NodeJob, parameters = job.parameters, items = job.items) {
	return await runNode({
		...seatOf(job.contender, job.address),
		parameters,
		items,
		// Failures are counted item by item; without this the first one would end the run.
		onError: 'continueRegularOutput',
		executionId: `bench-${process.pid}`,
	});
}

type Outcome = Pick<Measured, 'records' | 'failed' | 'error' | 'words'> & { kept?: unknown };

async function nodeOutcome(job: NodeJob): Promise<Outcome> {
	const { items, error } = await runNodeOf(job);
	const failures = items.filter(({ json }) => isFailure(json));
	const good = items.filter(({ json }) => !isFailure(json));
	const counted = (json: IDataObject): number => {
		if (job.recordsIn === undefined) return 1;
		const list = json[job.recordsIn];
		return Array.isArray(list) ? list.length : 0;
	};
	return {
		records: good.reduce((sum, { json }) => sum + counted(json), 0),
		failed: error ? job.items.length : failures.length,
		error: error?.message,
		words: [...new Set(failures.map(({ json }) => JSON.stringify(json).slice(0, 300)))].slice(0, 3),
		kept: items,
	};
}

/** Records in a file that n8n stored, one a line. */
async function linesOf(items: INodeExecutionData[], property: string): Promise<number> {
	const id = items[0]?.binary?.[property]?.id;
	if (id === undefined) return 0;
	let lines = 0;
	for await (const chunk of await binaryData.getAsStream(id)) {
		for (const byte of chunk as Buffer) if (byte === 10) lines += 1;
	}
	return lines;
}

/** The comparison for the engine's own weight: nothing but the requests. */
async function loopOutcome(job: LoopJob): Promise<Outcome> {
	const url = `${job.address.baseUrl}/admin/api/2026-10/graphql.json`;
	const headers = { 'X-Shopify-Access-Token': job.address.token };
	const answers: unknown[] = [];
	let started = 0;
	const worker = async () => {
		while (started < job.requests) {
			started += 1;
			const body = { query: job.document, variables: job.variables };
			const httpAgent = job.connectEach ? new Agent() : undefined;
			const { data } = await axios.post<{ data?: unknown; errors?: unknown }>(url, body, {
				headers,
				httpAgent,
			});
			if (data.errors === undefined) answers.push(data.data);
		}
	};
	await Promise.all(Array.from({ length: job.concurrency }, worker));
	const failed = job.requests - answers.length;
	return { records: answers.length, failed, words: [], kept: answers };
}

const outcomeOf = async (job: Job): Promise<Outcome> =>
	job.contender === 'axios' ? await loopOutcome(job) : await nodeOutcome(job);

/** Collects what nobody holds any more. The process runs with --expose-gc. */
function collect() {
	if (!globalThis.gc) throw new Error('The worker needs --expose-gc.');
	globalThis.gc();
	globalThis.gc();
}

async function measure(job: Job): Promise<Measured> {
	collect();
	const base = process.memoryUsage();
	const highestBefore = process.resourceUsage().maxRSS;
	const cpu = process.cpuUsage();
	const started = performance.now();
	let [heap, rss] = [base.heapUsed, base.rss];
	const sofar = (): Measured => {
		const { user, system } = process.cpuUsage(cpu);
		// The system's own mark also sees what happens between two samples.
		const mark = process.resourceUsage().maxRSS;
		const highest = mark > highestBefore ? Math.max(rss, mark * 1024) : rss;
		return {
			seconds: (performance.now() - started) / 1000,
			cpuSeconds: (user + system) / 1e6,
			peakHeapMb: (heap - base.heapUsed) / MB,
			peakRssMb: (highest - base.rss) / MB,
			baseHeapMb: base.heapUsed / MB,
			resultHeapMb: 0,
			records: 0,
			failed: 0,
			words: [],
		};
	};
	const sampling = setInterval(() => {
		const now = process.memoryUsage();
		heap = Math.max(heap, now.heapUsed);
		rss = Math.max(rss, now.rss);
	}, SAMPLE_MS);
	const beating = setInterval(() => say({ kind: 'beat', measured: sofar() }), BEAT_MS);
	const { kept, ...outcome } = await outcomeOf(job);
	const now = process.memoryUsage();
	heap = Math.max(heap, now.heapUsed);
	rss = Math.max(rss, now.rss);
	const measured = sofar();
	clearInterval(sampling);
	clearInterval(beating);
	collect();
	const resultHeapMb = (process.memoryUsage().heapUsed - base.heapUsed) / MB;
	// The results are held until here.
	const result = { ...measured, ...outcome, resultHeapMb: kept === undefined ? 0 : resultHeapMb };
	if (!('linesIn' in job) || job.linesIn === undefined) return result;
	return { ...result, records: await linesOf(kept as INodeExecutionData[], job.linesIn) };
}

const first = heard('job');
process.on('disconnect', () => process.exit(1));
const { job } = await first;
// Files go where n8n keeps them by default: on disk.
await binaryData.init();
const word = heard('go');
if (job.contender !== 'axios') {
	const { error } = await runNodeOf(job, WARM_UP[job.contender](job.address), [{}]);
	if (error) throw error;
}
say({ kind: 'ready' });
await word;
say({ kind: 'done', measured: await measure(job) });
