/**
 * CSV as RFC 4180 has it: fields in quotes may hold separators, line ends and doubled quotes; lines
 * end with CR LF, LF or CR. The separator is a comma, a semicolon or a tab, whichever the first line
 * has most of.
 */

const SEPARATORS = [',', ';', '\t'];

/** A CSV text that is cut off or damaged. */
export class CsvError extends Error {}

/** Where the first line ends, outside quotes; -1 while it has not ended. */
function firstLineEnd(text: string): number {
	let quoted = false;
	for (let at = 0; at < text.length; at++) {
		const sign = text[at];
		if (sign === '"') quoted = !quoted;
		else if (!quoted && (sign === '\n' || sign === '\r')) return at;
	}
	return -1;
}

/** The separator that a line has most of outside quotes; a comma when it has none. */
function separatorOf(line: string): string {
	const bare = line.replace(/"[^"]*"/g, '');
	const count = (separator: string) => bare.split(separator).length;
	return SEPARATORS.reduce((best, one) => (count(one) > count(best) ? one : best));
}

/**
 * Reads CSV piece by piece, so that a long file needs no second place in memory.
 *
 * In: pieces of text by `push`, then `end`. Out: each record, as a list of its fields, by `emit`;
 * empty lines are left out.
 *
 * @throws CsvError from `end` when the text ends inside quotes
 */
export class CsvReader {
	/** Known from the end of the first line on. */
	separator: string | undefined;

	/** Whether the text began with a byte order mark. */
	marked = false;

	private waiting = '';

	private begun = false;

	private record: string[] = [];

	private field = '';

	private state: 'plain' | 'quoted' | 'closing' = 'plain';

	/** Whether the field so far was in quotes. */
	private wasQuoted = false;

	private afterReturn = false;

	constructor(private readonly emit: (record: string[]) => void) {}

	push(piece: string) {
		let text = this.waiting + piece;
		if (text === '') return;
		this.waiting = '';
		if (!this.begun) {
			this.begun = true;
			this.marked = text.startsWith('\uFEFF');
			if (this.marked) text = text.slice(1);
		}
		if (this.separator === undefined) {
			const end = firstLineEnd(text);
			if (end < 0) {
				this.waiting = text;
				return;
			}
			this.separator = separatorOf(text.slice(0, end));
		}
		this.read(text, this.separator);
	}

	/** The text is over. */
	end() {
		if (this.separator === undefined) {
			const text = this.waiting;
			this.waiting = '';
			this.separator = separatorOf(text);
			this.read(text, this.separator);
		}
		if (this.state === 'quoted') throw new CsvError('the text ends inside quotes');
		if (this.field !== '' || this.wasQuoted || this.record.length > 0) this.endRecord();
	}

	private read(text: string, separator: string) {
		for (const sign of text) {
			const follows = this.afterReturn && sign === '\n';
			this.afterReturn = false;
			if (follows) continue;
			if (this.state === 'quoted') {
				if (sign === '"') this.state = 'closing';
				else this.field += sign;
			} else if (this.state === 'closing' && sign === '"') {
				this.field += '"';
				this.state = 'quoted';
			} else if (sign === separator) {
				this.endField();
			} else if (sign === '\n' || sign === '\r') {
				this.afterReturn = sign === '\r';
				this.endRecord();
			} else if (sign === '"' && this.field === '' && !this.wasQuoted) {
				this.state = 'quoted';
				this.wasQuoted = true;
			} else {
				// Text behind a closing quote is against the rules; it is kept, not lost.
				this.state = 'plain';
				this.field += sign;
			}
		}
	}

	private endField() {
		this.record.push(this.field);
		this.field = '';
		this.state = 'plain';
		this.wasQuoted = false;
	}

	private endRecord() {
		const empty = this.record.length === 0 && this.field === '' && !this.wasQuoted;
		this.endField();
		if (!empty) this.emit(this.record);
		this.record = [];
	}
}

/** A whole CSV text, with how it is written. */
export function readCsv(text: string): {
	records: string[][];
	separator: string;
	marked: boolean;
} {
	const records: string[][] = [];
	const reader = new CsvReader((record) => records.push(record));
	reader.push(text);
	reader.end();
	return { records, separator: reader.separator ?? ',', marked: reader.marked };
}

/** Records as CSV, with LF line ends; only fields that need quotes have them. */
export function writeCsv(records: string[][], separator: string): string {
	const written = (field: string) =>
		/["\r\n]/.test(field) || field.includes(separator) || /^\s|\s$/.test(field)
			? `"${field.replace(/"/g, '""')}"`
			: field;
	return records.map((record) => `${record.map(written).join(separator)}\n`).join('');
}

/** Names of columns that can be keys: each one once ('Note', 'Note_2'), none empty ('column_3'). */
export function columnNames(header: string[]): string[] {
	const taken = new Set<string>();
	return header.map((given, index) => {
		const name = given.trim() || `column_${index + 1}`;
		let free = name;
		for (let count = 2; taken.has(free); count++) free = `${name}_${count}`;
		taken.add(free);
		return free;
	});
}

/**
 * A record as an object of texts. A short record's missing fields are empty texts; fields beyond
 * the header are kept under 'column_N'.
 */
export function rowOf(names: string[], record: string[]): Record<string, string> {
	const length = Math.max(names.length, record.length);
	return Object.fromEntries(
		Array.from({ length }, (_, index) => [
			names[index] ?? `column_${index + 1}`,
			record[index] ?? '',
		]),
	);
}
