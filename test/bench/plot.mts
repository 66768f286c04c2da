import type { Line, Measurement } from './measure.mts';
import { NAMES } from './report.mts';

/** Middle tones, readable on light and on dark pages. */
const COLOURS: Partial<Record<Line['contender'], string>> = {
	ours: '#2f9e6e',
	builtIn: '#d9822b',
	httpRequest: '#6f86d6',
};
const INK = '#808894';
const FAINT = '#80889444';

const WIDTH = 900;
const LEFT = 270;
const RIGHT = 190;
const BAR = 14;
const GAP = 4;
const TOP = 66;

const escape = (text: string): string =>
	text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** What a bar's end says. */
function label(line: Line, amount: number): string {
	const { run } = line;
	if (run === undefined) return 'cannot do this';
	const { measured, stopped, totals } = run;
	const seconds = `${measured.seconds.toFixed(1)} s`;
	if (stopped?.includes('loop')) return `${seconds}, loops`;
	if (stopped !== undefined) return `${seconds}, unfinished`;
	const missing = amount - measured.records;
	if (missing > 0) return `${seconds}, ${Math.round((100 * missing) / amount)}% not done`;
	return totals.requests === 1
		? `${seconds}, 1 request`
		: `${seconds}, ${totals.requests.toLocaleString('en-US')} requests`;
}

/** The powers of ten from the shortest to the longest time, s. */
function decades(times: number[]): number[] {
	const from = Math.floor(Math.log10(Math.min(...times)));
	const to = Math.ceil(Math.log10(Math.max(...times)));
	return Array.from({ length: to - from + 1 }, (_, index) => 10 ** (from + index));
}

/**
 * The times as an SVG: a group of bars for each piece of work, on a logarithmic scale, with the
 * minimum as a line. Only rows with a minimum, which are those about time.
 */
export function plot(measurements: Measurement[]): string {
	const shown = measurements.filter(({ minimum }) => minimum !== undefined);
	const times = shown.flatMap(({ lines, minimum }) => [
		minimum as number,
		...lines.flatMap(({ run }) => (run ? [run.measured.seconds] : [])),
	]);
	const ticks = decades(times);
	const [first] = ticks;
	const span = Math.log10(ticks[ticks.length - 1] / first);
	const x = (seconds: number): number =>
		LEFT + ((WIDTH - LEFT - RIGHT) * Math.log10(Math.max(seconds, first) / first)) / span;
	const parts: string[] = [];
	const text = (at: [number, number], what: string, more = '') =>
		parts.push(
			`<text x="${at[0].toFixed(1)}" y="${at[1].toFixed(1)}" fill="${INK}" ${more}>${escape(what)}</text>`,
		);
	let y = TOP;
	for (const { title, lines, minimum, amount } of shown) {
		const height = lines.length * (BAR + GAP) - GAP;
		const words = wrapped(title, 38);
		words.forEach((word, index) =>
			text(
				[LEFT - 12, y + height / 2 + 4 + (index - (words.length - 1) / 2) * 15],
				word,
				'text-anchor="end"',
			),
		);
		lines.forEach((line, index) => {
			const top = y + index * (BAR + GAP);
			const seconds = line.run?.measured.seconds ?? 0;
			const width = line.run ? Math.max(2, x(seconds) - LEFT) : 0;
			const whole = line.run && !line.run.stopped && line.run.measured.records >= amount;
			const colour = COLOURS[line.contender] ?? INK;
			if (width > 0) {
				parts.push(
					`<rect x="${LEFT}" y="${top}" width="${width.toFixed(1)}" height="${BAR}" rx="2" fill="${colour}" ${whole ? '' : `fill-opacity="0.3" stroke="${colour}" stroke-dasharray="4 3"`}/>`,
				);
			}
			text([LEFT + width + 6, top + BAR - 3], label(line, amount), 'font-size="12"');
		});
		const at = x(minimum as number).toFixed(1);
		parts.push(
			`<line x1="${at}" x2="${at}" y1="${y - 4}" y2="${y + BAR + 4}" stroke="${INK}" stroke-width="2"/>`,
		);
		y += height + 24;
	}
	const bottom = y - 8;
	const grid = ticks.map((tick) => {
		const at = x(tick).toFixed(1);
		return `<line x1="${at}" x2="${at}" y1="${TOP - 10}" y2="${bottom}" stroke="${FAINT}"/><text x="${at}" y="${bottom + 18}" fill="${INK}" text-anchor="middle" font-size="12">${tick} s</text>`;
	});
	const legend = (['ours', 'builtIn', 'httpRequest'] as const).map((contender, index) => {
		const left = LEFT - 110 + index * 235;
		return `<rect x="${left}" y="30" width="12" height="12" rx="2" fill="${COLOURS[contender] ?? INK}"/><text x="${left + 18}" y="40" fill="${INK}">${escape(NAMES[contender])}</text>`;
	});
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom + 34}" width="${WIDTH}" height="${bottom + 34}" font-family="system-ui, sans-serif" font-size="13" role="img">`,
		'<title>Time for each piece of work, logarithmic</title>',
		`<text x="12" y="18" fill="${INK}">Seconds, logarithmic. The vertical line is the shortest time that the limits allow; pale bars did not finish the work.</text>`,
		...legend,
		...grid,
		...parts,
		'</svg>',
		'',
	].join('\n');
}

/** A title on lines of at most so many characters. */
function wrapped(title: string, most: number): string[] {
	const lines: string[] = [];
	for (const word of title.split(' ')) {
		const last = lines[lines.length - 1];
		if (last !== undefined && `${last} ${word}`.length <= most) {
			lines[lines.length - 1] = `${last} ${word}`;
		} else lines.push(word);
	}
	return lines;
}
