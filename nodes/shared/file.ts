import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { csvHeader, csvRow, type CsvStyle } from './csvTable';
import { InputError } from './errors';
import type { AnswerLayout } from './operation';
import { streamOf } from './stream';

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

/** The columns of a table: as the operation knows them, narrowed to the fields that were asked for. */
export function fileColumns(
	layout: AnswerLayout,
	first: IDataObject | undefined,
	fields?: readonly string[],
): readonly string[] {
	const known = layout.columns ?? layout.fields ?? Object.keys(first ?? {});
	return fields ? known.filter((path) => fields.includes(path.split('.')[0])) : known;
}

/**
 * Writes records into a file as they come, without holding more than a portion of them where n8n
 * stores files on disk.
 *
 * @param portions the records
 * @returns the item's JSON and its binary data
 */
export async function writeRecords(
	context: IExecuteFunctions,
	portions: AsyncIterable<IDataObject[]>,
	choice: FileChoice,
	layout: AnswerLayout,
	{ name, fields }: { name: string; fields?: readonly string[] },
): Promise<WrittenFile> {
	let count = 0;
	async function* pieces(): AsyncGenerator<Buffer, void> {
		let columns: readonly string[] | undefined;
		for await (const records of portions) {
			count += records.length;
			let text = '';
			if (choice.format === 'csv' && !columns) {
				columns = fileColumns(layout, records[0], fields);
				text = csvHeader(columns, choice);
			}
			for (const record of records) {
				text += columns ? csvRow(record, columns, choice) : `${JSON.stringify(record)}\n`;
			}
			if (text !== '') yield Buffer.from(text);
		}
		if (choice.format === 'csv' && !columns) {
			yield Buffer.from(csvHeader(fileColumns(layout, undefined, fields), choice));
		}
	}
	const fileName = `${choice.name || name}.${choice.format}`;
	// n8n reads from the stream until its end, in every mode of storing.
	const data = await context.helpers.prepareBinaryData(
		streamOf(pieces()),
		fileName,
		MIME_TYPES[choice.format],
	);
	return {
		json: { file_name: fileName, mime_type: data.mimeType, record_count: count },
		binary: { [choice.property]: data },
	};
}
