import { cpus, totalmem } from 'node:os';
import { HTTP_REQUEST_VERSION, hasOwnNodes, ownNodesVersion } from './contenders.mts';
import type { Line, Measurement } from './measure.mts';

export const NAMES: Record<Line['contender'], string> = {
	ours: 'Shopify Admin (this package)',
	builtIn: "n8n's Shopify node",
	httpRequest: 'HTTP Request node',
	axios: 'axios loop',
	helper: "n8n's request helper",
};

const HEAD = [
	'with',
	'requests',
	'points',
	'throttled',
	'done',
	'failed',
	'time, s',
	'× minimum',
	'CPU, ms an item',
	'peak heap, MB',
];

const number = (value: number, digits = 0): string =>
	value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

const NONE = '–';

/** The cells of one line, in the order of the head. */
function cells({ contender, run }: Line, amount: number): string[] {
	const name = NAMES[contender];
	if (run === undefined) return [name, ...HEAD.slice(1).map(() => NONE)];
	const { totals, measured, stopped } = run;
	const rest = contender === 'builtIn' || (contender === 'httpRequest' && totals.points === 0);
	// A process that was stopped could not say what it had got.
	const unknown = stopped !== undefined;
	return [
		name,
		number(totals.requests),
		rest ? 'REST' : number(totals.points),
		number(totals.throttled),
		unknown ? NONE : number(measured.records),
		unknown ? NONE : number(measured.failed),
		number(measured.seconds, 1) + (unknown ? ', unfinished' : ''),
		run.ratio === undefined || unknown || measured.records < amount ? NONE : number(run.ratio, 2),
		number((1000 * measured.cpuSeconds) / Math.max(1, unknown ? totals.requests : amount), 2),
		number(measured.peakHeapMb),
	];
}

const row = (texts: readonly string[]): string => `| ${texts.join(' | ')} |`;
const rule = (count: number): string => row(Array.from({ length: count }, () => '---'));

/** How ours compares with n8n's built-in node, in words. */
function comparison({ lines, amount }: Measurement): string | undefined {
	const ours = lines.find(({ contender }) => contender === 'ours')?.run;
	const other = lines.find(({ contender }) => contender === 'builtIn');
	if (ours === undefined || other?.run === undefined) return undefined;
	const { measured, stopped, totals } = other.run;
	if (stopped === undefined && measured.records >= amount) {
		return `n8n's node takes ${number(measured.seconds / ours.measured.seconds, 1)} × as long.`;
	}
	const got =
		stopped === undefined ? ` and got ${number(measured.records)} of ${number(amount)}` : '';
	return `n8n's node did not finish it: ${number(totals.requests)} requests, ${number(totals.throttled)} of them refused by the rate limit${got}.`;
}

/** One row of the benchmark as Markdown. */
export function section(measurement: Measurement): string {
	const { title, lines, amount, bars, minimum, formula, at, load } = measurement;
	const head = HEAD;
	const remarks = lines.flatMap(({ contender, remark }) =>
		remark === undefined ? [] : [`- ${NAMES[contender]}: ${remark.replace(/\|/g, '/')}`],
	);
	const compared = comparison(measurement);
	return [
		`### ${title}`,
		'',
		...(at === undefined
			? []
			: [
					`Measured ${at.slice(0, 16).replace('T', ' ')} UTC, load of the machine ${number(load ?? 0, 1)} on ${cpus().length} processors.`,
				]),
		...(minimum === undefined ? [] : [`Minimum: ${number(minimum, 2)} s (${formula}).`]),
		'',
		row(head),
		rule(head.length),
		...lines.map((line) => row(cells(line, amount))),
		'',
		...bars.map(
			({ text, measured, held }) => `- **${held ? 'held' : 'NOT HELD'}**: ${text}: ${measured}`,
		),
		...remarks,
		...(compared === undefined ? [] : [`- ${compared}`]),
		'',
	].join('\n');
}

/** All bars in one table. */
export function summary(measurements: Measurement[]): string {
	const table = measurements.flatMap(({ title, bars }) =>
		bars.map(({ text, measured, held }) =>
			row([title, text, measured, held ? 'held' : '**not held**']),
		),
	);
	return [row(['work', 'bar', 'measured', '']), rule(4), ...table].join('\n');
}

/** What the figures were measured on. */
export function circumstances(scale: number): string {
	const [cpu] = cpus();
	const memory = (totalmem() / 1024 ** 3).toFixed(0);
	return [
		`- Date: ${new Date().toISOString().slice(0, 10)}; each row below says when it was measured`,
		`- Machine: ${cpus().length} × ${cpu.model.trim()}, ${memory} GB, ${process.platform} ${process.arch}, Node.js ${process.version}`,
		`- n8n-core ${VERSIONS.core}, n8n's own nodes ${hasOwnNodes() ? ownNodesVersion() : 'not installed'} (HTTP Request ${HTTP_REQUEST_VERSION})`,
		`- Limits: GraphQL 2,000 points at 100 a second, REST 40 requests at 2 a second, 60 ms latency${scale === 1 ? '' : `; **scaled: all of these times pass ${scale} × as fast, the bars about time and rate mean little**`}`,
	].join('\n');
}

const VERSIONS = { core: '' };

/** Tells the version of n8n's engine, which is read once. */
export function engineVersion(version: string): void {
	VERSIONS.core = version;
}

const METHOD = `## Method

Each run is a process of its own that has loaded the built package and n8n's engine (n8n-core, as in the tests) and made one cheap request before the clock starts; it runs one workflow of a trigger and the node. The shop is the sandbox of this repository in another process, so its work and memory are in nobody's figures, but both share the machine. Before each run its buckets are full (empty where a row says so) and its journal is empty: requests, points and throttled requests are the shop's own count, and *lost* and *doubled* come from comparing what is in the shop afterwards, and its list of changes, with what the items asked for.

- **time**: from the start of the workflow to its end, with reading the input items and making the output items.
- **CPU**: user and system time of the process with the engine, divided by the items (by the requests where a run was stopped).
- **peak heap**: highest heap seen every 20 ms, garbage included, above the heap before the run.
- **minimum**: the shortest time that the limits allow, \`max(max(0, points + held − available) / rate + latency, chain × latency + shop)\`: *points* is the least that the work costs by the costs that the shop counted, *held* what the last request must find in the bucket beyond its real cost, *available* the bucket's content at the start, *chain* the requests that need each other's answers, *shop* the computing of the sandbox itself (or, for a bulk query, of a real shop: one was recorded with 1,459 objects in about a second).
- All nodes run with *On Error: Continue*, so that failures are counted instead of ending the run. n8n's nodes are stopped after a time (75 s unless \`--patience\` says otherwise), or when they have made three times the requests that the work needs.
- n8n's Shopify node is unchanged; since it can only speak to \`https://….myshopify.com\`, the address of its requests is replaced on their way out. The HTTP Request node makes one request for each item, with its batching option set to exactly the restore rate of the bucket; for lists it follows the \`next\` links with an interval of the same rate.
- The overhead is compared by processor time and by wall time, which is shared with the process of the shop: the least of three runs each, made in turn. The bar holds only if both keep it. n8n's request helper makes a new connection for every request, whatever the node; the loop that counts does the same, and the figures of a loop that keeps its connections stand beside it.
- The rows of 100,000 orders get a capped heap, since a sampled peak would count garbage that nobody had to collect: they come to their end or they die. As items the cap is what the bar allows; to a file it is 160 MB, of which n8n's engine takes 60 to 65 before the work begins, and what the bar measures is the growth of the whole process.

\`npm run bench\` repeats all of it and ends with code 1 when a bar is not held; \`-- --only update-orders\` measures single rows and leaves the others on this page as they were; \`-- --scale 20\` is a quick run with faster limits, which does not write this page.
`;

/** The whole page. */
export function page(measurements: Measurement[], about: string, plot: string): string {
	return [
		'# Benchmark',
		'',
		"This package's node, n8n's built-in Shopify node and n8n's HTTP Request node on the same work, through n8n's own engine, against a shop with the limits of Shopify's Standard plan. This page is written by `npm run bench` from benchmark.json.",
		'',
		about,
		'',
		`![Time for each piece of work](${plot})`,
		'',
		'## Bars',
		'',
		summary(measurements),
		'',
		'## Figures',
		'',
		...measurements.map(section),
		METHOD,
	].join('\n');
}
