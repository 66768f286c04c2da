// `npm run bench`: this package's node, n8n's own Shopify node and n8n's HTTP Request node on the
// same work, through n8n's engine, against the sandbox with a real shop's limits.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { scaled } from './arithmetic.mts';
import { type Bench, type Measurement, measureRow } from './measure.mts';
import { plot } from './plot.mts';
import { circumstances, engineVersion, page, section, summary } from './report.mts';
import { LARGE, rows } from './rows.mts';
import { ShopProcess } from './shop.mts';
import { items, overhead, type SpecialRow } from './special.mts';

const steps: Array<{ id: string; measure(bench: Bench): Promise<Measurement> }> = [
	...rows.map((row) => ({
		id: row.id,
		measure: async (bench: Bench) => await measureRow(bench, row),
	})),
	...([items, overhead] satisfies SpecialRow[]),
];

const USAGE = `npm run bench -- [--only ROW]… [--scale N] [--patience S]

  --only      this row only; may be given several times: ${steps.map(({ id }) => id).join(', ')}
  --scale     the limits' times pass N times as fast: a quick run, whose times mean little
  --patience  how long n8n's own nodes may take for a row, s (75)

A whole run takes about 15 minutes. At scale 1 the measured rows are written to docs/benchmark.json,
and docs/benchmark.md with its plot is made from that. The code at the end is 1 when a bar was not
held.`;

interface Arguments {
	only?: string[];
	scale: number;
	patience: number;
}

function readArguments(): Arguments {
	const { values } = parseArgs({
		options: {
			only: { type: 'string', multiple: true },
			scale: { type: 'string', default: '1' },
			patience: { type: 'string', default: '75' },
		},
	});
	const [scale, patience] = [Number(values.scale), Number(values.patience)];
	const unknown = values.only?.find((id) => !steps.some((step) => step.id === id));
	if (!(scale > 0) || !(patience > 0) || unknown !== undefined) {
		throw new TypeError(
			unknown === undefined
				? '--scale and --patience are numbers above 0'
				: `there is no row ${unknown}`,
		);
	}
	return { only: values.only, scale, patience };
}

/** A process that is started when it is first needed. */
function once(start: () => Promise<ShopProcess>) {
	let shop: Promise<ShopProcess> | undefined;
	return {
		get: async () => await (shop ??= start()),
		stop: async () => (await shop)?.stop(),
	};
}

/** In a quick run n8n's nodes still need some real time to begin with. */
const LEAST_PATIENCE = 10;

/** Rows measured before stay on the page until they are measured again. */
function publish(measurements: Measurement[], about: string): void {
	const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
	const file = `${docs}benchmark.json`;
	const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Measurement[]) : [];
	const all = steps.flatMap(({ id }) => {
		const found = [...measurements, ...before].find((each) => each.id === id);
		return found ? [found] : [];
	});
	writeFileSync(file, `${JSON.stringify(all, null, '\t')}\n`);
	writeFileSync(`${docs}benchmark.svg`, plot(all));
	writeFileSync(`${docs}benchmark.md`, page(all, about, 'benchmark.svg'));
}

async function main({ only, scale, patience }: Arguments): Promise<boolean> {
	const usual = once(
		async () =>
			await ShopProcess.start({ amounts: { products: 10_000, customers: 500, orders: 1100 } }),
	);
	const large = once(
		async () =>
			await ShopProcess.start({ amounts: { products: 60, customers: 20_000, orders: LARGE } }),
	);
	const limits = {
		graphql: scaled({ capacity: 2000, restorePerSecond: 100, latencyMs: 60 }, scale),
		rest: scaled({ capacity: 40, restorePerSecond: 2, latencyMs: 60 }, scale),
	};
	const bench: Bench = {
		setting: { baseUrl: '', ...limits, scale },
		limits,
		shop: usual.get,
		largeShop: large.get,
		patience: Math.max(LEAST_PATIENCE, patience / scale),
		say: (line) => console.log(line),
	};
	const about = circumstances(scale);
	const measurements: Measurement[] = [];
	try {
		for (const step of steps) {
			if (only && !only.includes(step.id)) continue;
			const measurement = await step.measure(bench);
			const [load] = loadavg();
			measurements.push({ ...measurement, at: new Date().toISOString(), load });
			// Row by row, so that a run that is broken off has not been for nothing.
			if (scale === 1) publish(measurements, about);
		}
	} finally {
		await usual.stop();
		await large.stop();
	}
	console.log(`\n${about}\n\n${measurements.map(section).join('\n')}\n${summary(measurements)}`);
	return measurements.every(({ bars }) => bars.every(({ held }) => held));
}

// The table tells what went wrong; n8n's own log would stand between its rows.
process.env.N8N_LOG_LEVEL ??= 'silent';
const core = createRequire(import.meta.url).resolve('n8n-core/package.json');
engineVersion((JSON.parse(readFileSync(core, 'utf8')) as { version: string }).version);

let wanted: Arguments | undefined;
try {
	wanted = readArguments();
} catch (error) {
	console.error(`${(error as Error).message}\n\n${USAGE}`);
	process.exitCode = 2;
}
if (wanted) process.exitCode = (await main(wanted)) ? 0 : 1;
