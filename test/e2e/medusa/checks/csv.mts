/**
 * Reads CSV for the checks, strictly by RFC 4180: our node's reader has no part in it.
 *
 * @returns one object for each line below the header, by the header's names
 * @throws Error for a quote in the wrong place, and for a line of another length than the header
 */
export function linesOf(text: string, separator: ',' | ';'): Array<Record<string, string>> {
	const field = new RegExp(`"((?:[^"]|"")*)"|([^"${separator}\\r\\n]*)`, 'y');
	const records: string[][] = [];
	let record: string[] = [];
	// A line that ends in a separator has one more field, also at the end of the text.
	for (let at = 0; at < text.length || record.length > 0;) {
		field.lastIndex = at;
		const [whole, quoted, plain] = field.exec(text) ?? [''];
		record.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
		at += whole.length;
		const end = /^(?:\r?\n|$)/.exec(text.slice(at, at + 2));
		if (end) {
			records.push(record);
			record = [];
			at += end[0].length;
		} else if (text[at] === separator) {
			at += 1;
		} else {
			throw new Error(`CSV: unexpected ${JSON.stringify(text.slice(at, at + 30))}`);
		}
	}
	const [header, ...lines] = records;
	return lines.map((line) => {
		if (line.length !== header.length) {
			throw new Error(`CSV: ${line.length} fields below a header of ${header.length}`);
		}
		return Object.fromEntries(header.map((name, index) => [name, line[index]]));
	});
}

/** Objects as CSV, every field in quotes. */
export function csvOf(lines: Array<Record<string, string>>, separator: ',' | ';'): string {
	const written = (fields: string[]) =>
		fields.map((one) => `"${one.replaceAll('"', '""')}"`).join(separator);
	return [Object.keys(lines[0]), ...lines.map((line) => Object.values(line))]
		.map((fields) => `${written(fields)}\n`)
		.join('');
}
