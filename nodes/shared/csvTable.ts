import type { IDataObject } from 'n8n-workflow';

/** How a table is written. */
export interface CsvStyle {
	/** Whether texts that a spreadsheet would execute get an apostrophe in front. */
	guardFormulas: boolean;
	/** Whether the file begins with the mark by which Excel knows UTF-8. */
	byteOrderMark: boolean;
}

/** Texts that spreadsheets take for formulas. A signed number or phone number is harmless. */
const FORMULA = /^[=+\-@\t\r]/;
const SIGNED_NUMBER = /^[+-]?\d[\d .]*$/;

const quote = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

function valueAt(record: IDataObject, path: string): unknown {
	// A key may hold dots itself.
	if (path in record) return record[path];
	let value: unknown = record;
	for (const key of path.split('.')) value = (value as IDataObject | null | undefined)?.[key];
	return value;
}

function cell(value: unknown, { guardFormulas }: CsvStyle): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'object') return quote(JSON.stringify(value));
	if (typeof value !== 'string') return String(value);
	const risky = guardFormulas && FORMULA.test(value) && !SIGNED_NUMBER.test(value);
	return quote(risky ? `'${value}` : value);
}

/** One row (RFC 4180: CRLF at its end, quotes doubled inside quotes). */
export const csvRow = (record: IDataObject, columns: readonly string[], style: CsvStyle): string =>
	`${columns.map((path) => cell(valueAt(record, path), style)).join(',')}\r\n`;

/** The first line, with the names of the columns. */
export const csvHeader = (columns: readonly string[], { byteOrderMark }: CsvStyle): string =>
	`${byteOrderMark ? '\uFEFF' : ''}${columns.map(quote).join(',')}\r\n`;
