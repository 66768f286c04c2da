import type { IDataObject } from 'n8n-workflow';

import { PlatformError } from '../../shared/errors';
import type { Call } from '../../shared/operation';
import { columnNames, CsvError, CsvReader, rowOf } from '../../shared/csv';
import type { ExportFile, FileStream } from '../client/files';
import { fetchFile } from '../client/files';
import type { Server } from '../client/server';

const brokenOff = (reason: string) =>
	new PlatformError({
		message: `The export is done, but its file came only in part: ${reason}`,
		advice: 'Run the item again. If it happens again, open the file from the Medusa admin.',
	});

/** What a promise gave, or that it broke; a stopped execution is told as such. */
async function whole<T>(server: Server, work: () => Promise<T>): Promise<T> {
	const outcome = await work().then(
		(value) => ({ value }),
		(error: unknown) => ({ error }),
	);
	if ('value' in outcome) return outcome.value;
	server.signal?.throwIfAborted();
	const { error } = outcome;
	throw brokenOff(error instanceof CsvError ? error.message : 'the connection was cut off');
}

/** The lines of a CSV file as objects, read while they come. */
async function rowsOf(content: FileStream, signal?: AbortSignal): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	let names: string[] | undefined;
	const reader = new CsvReader((record) => {
		if (names) rows.push(rowOf(names, record));
		else names = columnNames(record);
	});
	const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
	for await (const piece of content) {
		signal?.throwIfAborted();
		reader.push(decoder.decode(piece as Uint8Array, { stream: true }));
	}
	reader.push(decoder.decode());
	reader.end();
	return rows;
}

/**
 * Hands on what an export has made, as 'result' asks for it.
 *
 * @param record what is known of the export
 * @returns the documented payload: the record, with `rows` when the lines were asked for
 */
export async function deliver(
	{ input, attach }: Call,
	server: Server,
	record: IDataObject,
	file: ExportFile,
): Promise<IDataObject> {
	const result = input.result ?? 'file';
	if (result === 'details') return { export: { ...record, file_url: file.url } };
	const content = await fetchFile(server, file.url);
	if (result === 'items') {
		const rows = await whole(server, async () => await rowsOf(content, server.signal));
		return { export: { ...record, rows } };
	}
	const property = String(input.binary_property || 'data');
	const { name: fileName, mimeType } = file;
	await whole(server, async () => await attach(property, { content, fileName, mimeType }));
	return { export: record };
}
