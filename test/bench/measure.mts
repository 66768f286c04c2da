import { minimumSeconds, ratio } from './arithmetic.mts';
import { type Contender, hasOwnNodes } from './contenders.mts';
import type { NodeJob } from './job.mts';
import type { Bar, Row, Run, Setting } from './rows.mts';
import { type Result, runJobs } from './run.mts';
import type { ShopLimits, ShopProcess } from './shop.mts';

/** One contender's line of a row. */
export interface Line {
	contender: Contender | 'axios';
	/** What ran; undefined when the contender cannot do it at all. */
	run?: Run;
	/** In words: what it cannot do, why it was stopped, or what else is to be known. */
	remark?: string;
}

/** A row's results. */
export interface Measurement {
	id: string;
	title: string;
	/** Items or records of the work. */
	amount: number;
	formula: string;
	/** Shortest possible time, s; undefined where the row is not about time. */
	minimum?: number;
	lines: Line[];
	bars: Bar[];
	/** When it was measured, and how many processes wanted the machine at its end. */
	at?: string;
	load?: number;
}

/** What all rows share. */
export interface Bench {
	setting: Setting;
	limits: ShopLimits;
	/** The usual shop: 10,000 products, 1,100 orders. */
	shop(): Promise<ShopProcess>;
	/** A shop with 100,000 orders. */
	largeShop(): Promise<ShopProcess>;
	/** How long n8n's own nodes may take for a row, s. */
	patience: number;
	say(line: string): void;
}

export const NOT_INSTALLED = 'not measured: npm run e2e installs the n8n that brings it';

/** Cuts a list into so many runs of neighbours. */
function parts<T>(list: T[], count: number): T[][] {
	const size = Math.ceil(list.length / count);
	return Array.from({ length: count }, (_, index) => list.slice(index * size, (index + 1) * size));
}

/** What there is to say about a run beside its figures. */
function remarkOn(result: Result, needed: number): string | undefined {
	const { measured, stopped, totals } = result;
	const remarks: string[] = [];
	if (stopped !== undefined) {
		const pace = totals.requests / measured.seconds;
		const made = `${stopped}: ${totals.requests} requests`;
		remarks.push(
			totals.requests > needed
				? `${made} where ${needed} would do, because it comes round to the same pages again and again`
				: `${made}, at that pace ${Math.round(needed / pace)} s in all`,
		);
	}
	if (measured.error !== undefined) remarks.push(`failed: ${measured.error}`);
	if (measured.words.length > 0) remarks.push(`failures: ${measured.words[0].slice(0, 140)}`);
	return remarks.length === 0 ? undefined : remarks.join('; ');
}

/** Does a row's work with every contender that can, ours first, and holds ours against the bars. */
export async function measureRow(bench: Bench, row: Row): Promise<Measurement> {
	const shop = await (row.large ? bench.largeShop() : bench.shop());
	const setting = { ...bench.setting, baseUrl: shop.address.baseUrl };
	const limits = {
		...bench.limits,
		available: row.available,
		bulkObjectsPerSecond: row.bulkObjectsPerSecond && row.bulkObjectsPerSecond * setting.scale,
	};
	const lines: Line[] = [];
	let minimum: number | undefined;
	let amount = 0;
	const entries = row.entries(setting);
	for (const contender of ['ours', 'builtIn', 'httpRequest'] as const) {
		const entry = entries[contender];
		if (entry === undefined) continue;
		if ('cannot' in entry) {
			lines.push({ contender, remark: entry.cannot });
			continue;
		}
		if (contender !== 'ours' && !hasOwnNodes()) {
			lines.push({ contender, remark: NOT_INSTALLED });
			continue;
		}
		const work = await row.work(shop);
		amount = work.records ?? work.items.length;
		const jobs = parts(work.items, row.processes ?? 1).map((items): NodeJob => ({
			contender,
			address: shop.address,
			parameters: entry.parameters,
			recordsIn: entry.recordsIn,
			linesIn: entry.linesIn,
			items,
		}));
		const result = await runJobs(shop, jobs, {
			limits,
			mostRequests: entry.mostRequests,
			...(contender === 'ours' ? { heapMb: row.heapMb } : { patience: bench.patience }),
		});
		if (contender === 'ours' && row.need) {
			const ways = row.need(result.totals, await shop.objects(), setting);
			minimum = Math.min(...ways.map((way) => minimumSeconds(way, limits.graphql)));
		}
		const run: Run = {
			...result,
			ratio: minimum === undefined ? undefined : ratio(result.measured.seconds, minimum),
			found: await work.found?.(shop),
		};
		lines.push({ contender, run, remark: remarkOn(result, entry.requests ?? amount) });
		bench.say(progress(row.title, lines[lines.length - 1]));
	}
	const ours = lines[0].run as Run;
	return {
		id: row.id,
		title: row.title,
		amount,
		formula: row.formula,
		minimum,
		lines,
		bars: row.bars(ours, setting),
	};
}

/** One line while the benchmark runs. */
export function progress(title: string, { contender, run, remark }: Line): string {
	if (run === undefined) return `${title} | ${contender} | ${remark ?? ''}`;
	const { totals, measured } = run;
	return [
		title,
		contender,
		`${totals.requests} requests`,
		`${totals.points} points`,
		`${totals.throttled} throttled`,
		`${measured.records} done, ${measured.failed} failed`,
		`${measured.seconds.toFixed(2)} s`,
		`${measured.cpuSeconds.toFixed(2)} s CPU`,
		`${measured.peakHeapMb.toFixed(0)} MB`,
		...(remark ? [remark] : []),
	].join(' | ');
}
