import type { Row } from './runner.mts';

const COLUMNS = ['operation', 'requests', 'points', 'ms', 'result'] as const;

const cells = ({ name, requests, points, ms, result }: Row): string[] => [
	name,
	String(requests),
	String(Math.round(points)),
	String(Math.round(ms)),
	result,
];

const NAME_WIDTH = 50;
const WIDTHS = [NAME_WIDTH, 9, 7, 7, 7];

const padded = (texts: readonly string[]): string =>
	texts
		.map((text, at) => (at === 0 || at === 4 ? text.padEnd(WIDTHS[at]) : text.padStart(WIDTHS[at])))
		.join('  ')
		.trimEnd();

export const heading = (): string =>
	[padded(COLUMNS), padded(WIDTHS.map((width) => '─'.repeat(width)))].join('\n');

/** One row, its remarks and the node's hints below it. */
export const line = (row: Row): string =>
	[
		padded(cells(row)),
		...row.remarks.map((remark) => `    ${remark}`),
		...row.hints.map((hint) => `    hint: ${hint}`),
	].join('\n');

/** Documented parts that no row had an example of: what this run says nothing about. */
export function blindSpots(rows: Row[]): string {
	const unchecked = [...new Set(rows.flatMap((row) => row.unchecked))].sort();
	if (unchecked.length === 0) return '';
	return `Not compared, because the answers had no value there:\n    ${unchecked.join(', ')}\n`;
}

/** How the rows came out. */
export function counts(rows: Row[]): Record<Row['result'], number> {
	const all = { held: 0, failed: 0, skipped: 0, 'not there yet': 0 };
	for (const { result } of rows) all[result] += 1;
	return all;
}

/** "68 held, 0 failed, 0 skipped", and what the node cannot do yet. */
export function summary(rows: Row[]): string {
	const { held, failed, skipped, 'not there yet': absent } = counts(rows);
	const rest = absent > 0 ? `, ${absent} not there yet` : '';
	return `${held} held, ${failed} failed, ${skipped} skipped${rest}`;
}
