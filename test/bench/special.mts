import type { LoopJob, NodeJob } from './job.mts';
import { type Bench, type Measurement, progress } from './measure.mts';
import { LARGE } from './rows.mts';
import { type Result, runJobs } from './run.mts';
import type { ShopLimits } from './shop.mts';

/** Rows that are measured in another way than by one run of each contender. */
export interface SpecialRow {
	id: string;
	measure(bench: Bench): Promise<Measurement>;
}

/** A shop that refuses nothing and answers at once. */
const UNLIMITED: ShopLimits = {
	graphql: { capacity: 1e9, restorePerSecond: 1e9, latencyMs: 0 },
	rest: { capacity: 1e9, restorePerSecond: 1e9, latencyMs: 0 },
};

const CHEAP_ITEMS = 10_000;
const CONCURRENCY = 8;

const ROUNDS = 3;

/** Several runs of one contender: what else the machine does only adds to the least of them. */
class Rounds {
	private readonly results: Result[] = [];

	add(result: Result) {
		this.results.push(result);
	}

	private get measured() {
		return this.results.map(({ measured }) => measured);
	}

	get cpuSeconds(): number {
		return Math.min(...this.measured.map(({ cpuSeconds }) => cpuSeconds));
	}

	get seconds(): number {
		return Math.min(...this.measured.map(({ seconds }) => seconds));
	}

	/** The run that took the least processor time. */
	get best(): Result {
		const least = this.cpuSeconds;
		return this.results.find(({ measured }) => measured.cpuSeconds === least) ?? this.results[0];
	}
}

/**
 * The engine's own weight: 10,000 items that each cost one small request, against a loop on axios
 * that makes the same requests, as many at a time, and does nothing else.
 */
export const overhead: SpecialRow = {
	id: 'overhead',
	async measure(bench) {
		const shop = await bench.shop();
		const { address } = shop;
		const job: NodeJob = {
			contender: 'ours',
			address,
			parameters: {
				resource: 'order',
				operation: 'count',
				// Batches would leave fewer requests than the loop makes.
				options: { maxConcurrentRequests: CONCURRENCY, batchSize: 1 },
			},
			items: Array.from({ length: CHEAP_ITEMS }, (_, index) => ({ index })),
		};
		const [ours, alike, kept, bare] = Array.from({ length: 4 }, () => new Rounds());
		const run = async (one: NodeJob | LoopJob) => await runJobs(shop, [one], { limits: UNLIMITED });
		// One item tells which document it sends.
		const { totals } = await run({ ...job, items: job.items.slice(0, 1) });
		const document = totals.document ?? '';
		const loop = (connectEach: boolean): LoopJob => ({
			contender: 'axios',
			connectEach,
			address,
			document,
			variables: { query: null },
			requests: CHEAP_ITEMS,
			concurrency: CONCURRENCY,
		});
		const helper: NodeJob = { ...job, contender: 'helper', parameters: { document } };
		// In turn, so that a busy minute of the machine is nobody's own.
		for (let round = 0; round < ROUNDS; round++) {
			ours.add(await run(job));
			alike.add(await run(loop(true)));
			kept.add(await run(loop(false)));
			bare.add(await run(helper));
		}
		const cpu = (other: Rounds) => (ours.cpuSeconds / other.cpuSeconds).toFixed(2);
		const times = ours.cpuSeconds / alike.cpuSeconds;
		const wall = ours.seconds / alike.seconds;
		const title = '10,000 cheap items, no limits, no latency';
		const { measured } = ours.best;
		const same = [ours, alike].every(({ best }) => best.totals.requests === CHEAP_ITEMS);
		const lines: Measurement['lines'] = [
			{ contender: 'ours', run: ours.best },
			{
				contender: 'axios',
				run: alike.best,
				remark: 'the same documents, as many at a time, a connection for each as n8n makes them',
			},
			{
				contender: 'axios',
				run: kept.best,
				remark: `connections kept, which n8n's helper does not offer to any node: ours takes ${cpu(kept)} × this processor time`,
			},
			{
				contender: 'helper',
				run: bare.best,
				remark: `n8n's request helper in an otherwise empty node: ours takes ${cpu(bare)} × this processor time`,
			},
		];
		for (const line of lines) bench.say(progress(title, line));
		return {
			id: this.id,
			title,
			amount: CHEAP_ITEMS,
			formula: '',
			lines,
			bars: [
				{
					text: 'at most 1.3 × a bare axios loop doing the same requests',
					measured: `${times.toFixed(2)} × by processor time, ${wall.toFixed(2)} × by wall time`,
					held: same && times <= 1.3 && wall <= 1.3,
				},
				{
					text: 'zero failed items',
					measured: `${measured.records} done, ${measured.failed} failed`,
					held: measured.records === CHEAP_ITEMS && measured.failed === 0,
				},
			],
		};
	},
};

/** How much more heap than its items take a run may need. */
const HEAP_TIMES = 1.4;

/** Records of the run that tells how much heap a record takes. */
const SAMPLE = 2000;

/**
 * What 100,000 items need beyond themselves. A sampled peak would count garbage that nobody had to
 * collect yet, so the run gets no more heap than the bar allows: it ends well, or it dies.
 */
export const items: SpecialRow = {
	id: 'items',
	async measure(bench) {
		const shop = await bench.largeShop();
		const job = (parameters: NodeJob['parameters']): NodeJob => ({
			contender: 'ours',
			address: shop.address,
			parameters: {
				resource: 'order',
				operation: 'getAll',
				configuration: { status: 'any' },
				...parameters,
			},
			items: [{}],
		});
		const sample = await runJobs(shop, [job({ returnAll: false, limit: SAMPLE })], {
			limits: UNLIMITED,
		});
		const { resultHeapMb, baseHeapMb } = sample.measured;
		const expectedMb = (resultHeapMb * LARGE) / SAMPLE;
		const heapMb = baseHeapMb + HEAP_TIMES * expectedMb;
		const ours = await runJobs(shop, [job({ returnAll: true })], { limits: UNLIMITED, heapMb });
		const { measured, stopped } = ours;
		const title = '100,000 whole orders as items';
		const remark = [
			`heap capped at ${heapMb.toFixed(0)} MB: ${baseHeapMb.toFixed(0)} MB before the run and ${HEAP_TIMES} × ${expectedMb.toFixed(0)} MB of items`,
			...(stopped ? [stopped] : []),
		].join('; ');
		const line = { contender: 'ours' as const, run: ours, remark };
		bench.say(progress(title, line));
		return {
			id: this.id,
			title,
			amount: LARGE,
			formula: '',
			lines: [line],
			bars: [
				{
					text: `peak heap at most ${HEAP_TIMES} × the items themselves`,
					measured: stopped
						? `more than that: ${stopped}`
						: `${measured.peakHeapMb.toFixed(0)} MB for ${measured.resultHeapMb.toFixed(0)} MB of items (${(measured.peakHeapMb / measured.resultHeapMb).toFixed(2)} ×)`,
					held: stopped === undefined && measured.peakHeapMb <= HEAP_TIMES * measured.resultHeapMb,
				},
				{
					text: 'all records, no limit of stack or spread hit',
					measured: `${measured.records} records${measured.error ? `, ${measured.error}` : ''}`,
					held: measured.records === LARGE && measured.error === undefined,
				},
			],
		};
	},
};
