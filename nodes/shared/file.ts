import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { csvHeader, csvRow, type CsvStyle } from './csvTable';
import { InputError } from './errors';
import type { AnswerLayout } from './operation';
import { chosen } from './output';
import { begun, streamOf } from './stream';

/** How the records of a list become a file. */
export interface FileChoice extends CsvStyle {
	format: 'jsonl' | 'csv';
	/** Binary property of the output item. */
	property: string;
	/** Without ending; made from the operation and the time when empty. */
	name: string;
}

/** The output item of a file. */
export interface WrittenFile {
	json: IDataObject;
	binary: Record<string, IBinaryData>;
}

/** Characters of the file that are put together before they are handed on. */
const PIECE = 1 << 18;

const MIME_TYPES = { jsonl: 'application/jsonl', csv: 'text/csv' } as const;

/** Reads the file's parameters of one item. */
export function readFileChoice(context: IExecuteFunctions, item: number): FileChoice {
	const read = <T>(name: string, otherwise: T) =>
		context.getNodeParameter(name, item, otherwise as object) as T;
	const property = read('binaryPropertyName', 'data').trim();
	if (property === '') throw new InputError("'Put Output File in Field' must have a name");
	return {
		format: read<FileChoice['format']>('fileFormat', 'jsonl'),
		property,
		name: read('fileOptions.fileName', '').trim(),
		guardFormulas: read('fileOptions.guardFormulas', true),
		byteOrderMark: read('fileOptions.byteOrderMark', false),
	};
}

/** What is known of the records of a file before they come. */
export interface FileSource {
	/** Usual name of the file, without ending. */
	name: string;
	/** Top-level fields that were asked for; all of them when undefined. */
	fields?: readonly string[];
	/** Fields or dot paths that the file is to hold; all that come when there are none. */
	selected: readonly string[];
	hint(message: string): void;
}

/**
 * The columns of a table: as the operation knows them, narrowed to the fields that were chosen.
 * Where it does not know them, they are those of the first portion of records.
 */
export function fileColumns(
	layout: AnswerLayout,
	first: IDataObject[],
	{ fields, selected }: Pick<FileSource, 'fields' | 'selected'>,
): readonly string[] {
	const known = layout.columns ?? layout.fields ?? [...new Set(first.flatMap(Object.keys))];
	if (selected.length > 0) {
		// An object that was chosen stands for all of its columns.
		return selected.flatMap((path) => {
			const below = known.filter((column) => column.startsWith(`${path}.`));
			return below.length > 0 ? below : [path];
		});
	}
	return fields ? known.filter((path) => fields.includes(path.split('.')[0])) : known;
}

/** The fields of a record that a table has no column for. */
const withoutColumn = (record: IDataObject, columns: readonly string[]): string[] =>
	Object.keys(record).filter((name) => !columns.includes(name));

/**
 * Writes records into a file as they come, without holding more than a portion of them where n8n
 * stores files on disk.
 *
 * @param portions the records
 * @param source what is known of them
 * @returns the item's JSON and its binary data
 */
export async function writeRecords(
	context: IExecuteFunctions,
	portions: AsyncIterable<IDataObject[]>,
	choice: FileChoice,
	layout: AnswerLayout,
	source: FileSource,
): Promise<WrittenFile> {
	const guessed = !layout.columns && !layout.fields && source.selected.length === 0;
	let count = 0;
	async function* pieces(): AsyncGenerator<Buffer, void> {
		let columns: readonly string[] | undefined;
		const dropped = new Set<string>();
		for await (const records of portions) {
			count += records.length;
			let text = '';
			if (choice.format === 'csv' && !columns && records.length > 0) {
				columns = fileColumns(layout, records, source);
				text = csvHeader(columns, choice);
			}
			for (const record of records) {
				text += columns
					? csvRow(record, columns, choice)
					: `${JSON.stringify(chosen(record, source.selected))}\n`;
				if (columns && guessed) {
					for (const name of withoutColumn(record, columns)) dropped.add(name);
				}
				// Some records are long themselves.
				if (text.length < PIECE) continue;
				yield Buffer.from(text);
				text = '';
			}
			if (text !== '') yield Buffer.from(text);
		}
		if (choice.format === 'csv' && !columns) {
			yield Buffer.from(csvHeader(fileColumns(layout, [], source), choice));
		}
		if (dropped.size > 0) {
			source.hint(
				`The table has no column for ${[...dropped].join(', ')}: the first records do not have that. Choose JSONL to have everything.`,
			);
		}
	}
	// Where n8n collects a file in memory, it gives up on one that brings nothing for five minutes. A
	// bulk operation may take longer to begin with, so that is waited for before.
	const waited = await begun(pieces());
	const fileName = `${choice.name || source.name}.${choice.format}`;
	// n8n reads from the stream until its end, in every mode of storing.
	const data = await context.helpers.prepareBinaryData(
		streamOf(waited),
		fileName,
		MIME_TYPES[choice.format],
	);
	return {
		json: { file_name: fileName, mime_type: data.mimeType, record_count: count },
		binary: { [choice.property]: data },
	};
}
