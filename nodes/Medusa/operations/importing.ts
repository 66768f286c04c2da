import type { IDataObject } from 'n8n-workflow';

import { CsvError, readCsv, writeCsv } from '../../shared/csv';
import { InputError, PlatformError } from '../../shared/errors';
import type { Call } from '../../shared/operation';
import { AFTER_CONFIRM, awaitJob, createJob, moveJob } from '../client/batchJobs';
import type { Change, Server, UploadFile, Version } from '../client/server';
import { JobEnded } from '../client/wait';
import { awaitNotice, readFeed, succeeded } from '../client/workflows';

/** Fields of the record that an import answers with. */
export const IMPORT_FIELDS = [
	'id',
	'server_version',
	'status',
	'products_to_create',
	'products_to_update',
	'variants_to_create',
	'variants_to_update',
	'file_name',
	'removed_columns',
];

/** How the importer of each version wants its fields separated. */
const SEPARATOR = new Map<Version, string>([
	[1, ';'],
	[2, ','],
]);

/** Columns that Medusa 2 writes into its exports and refuses in its imports (measured on 2.21). */
const REFUSED_COLUMN = /^Variant (?:Thumbnail|Image \d+)$/i;

/** A CSV file as the server's importer takes it. */
export interface Importable {
	fileName: string;
	text: string;
	removed: string[];
}

const asFile = ({ fileName, text }: Importable): UploadFile => ({
	fileName,
	mimeType: 'text/csv',
	content: Buffer.from(text),
});

/** Bytes as text; undefined when they are not UTF-8. */
function decoded(data: Buffer): string | undefined {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data);
	} catch {
		return undefined;
	}
}

/** A read CSV text, or what is wrong with it. */
function parsedCsv(text: string): ReturnType<typeof readCsv> | string {
	try {
		return readCsv(text);
	} catch (error) {
		return error instanceof CsvError ? error.message : 'it cannot be read';
	}
}

/**
 * Makes a CSV file fit for a server's importer: the separator that it expects, no byte order mark,
 * and on Medusa 2 without the columns that it would refuse. A file that fits stays as it is.
 *
 * @throws InputError when the file is no CSV in UTF-8
 */
export function importable(data: Buffer, fileName: string, version: Version): Importable {
	if (data.length === 0) throw new InputError(`The file ${fileName} is empty`);
	if (data.subarray(0, 2).toString('latin1') === 'PK') {
		throw new InputError(
			`The file ${fileName} is a workbook or an archive, not a CSV file`,
			'Save it as CSV in UTF-8 first.',
		);
	}
	const text = decoded(data);
	if (text === undefined) {
		throw new InputError(
			`The file ${fileName} is not in UTF-8`,
			'Save it as CSV in UTF-8, so that no letter is changed on the way.',
		);
	}
	const csv = parsedCsv(text);
	if (typeof csv === 'string') {
		throw new InputError(`The file ${fileName} is not a whole CSV file: ${csv}`);
	}
	const [header = [], ...lines] = csv.records;
	if (lines.length === 0)
		throw new InputError(`The file ${fileName} has no lines below its header`);
	const dropped = header.map((name) => version === 2 && REFUSED_COLUMN.test(name.trim()));
	const removed = header.filter((_, index) => dropped[index]);
	const separator = SEPARATOR.get(version) ?? ',';
	if (removed.length === 0 && !csv.marked && csv.separator === separator) {
		return { fileName, text, removed };
	}
	const kept = csv.records.map((record) => record.filter((_, index) => !dropped[index]));
	return { fileName, text: writeCsv(kept, separator), removed };
}

/** A name that no other import has, so that its notification can be told apart. */
function uniqueName(given: string, key: string): string {
	const base = given.replace(/\.csv$/i, '').replace(/[^\w.-]+/g, '-');
	return `${base.slice(0, 60) || 'import'}-${key.slice(0, 12)}.csv`;
}

const count = (value: unknown) => (typeof value === 'number' ? value : null);

interface Prepared {
	id: string;
	record: IDataObject;
	/** Removes what a failed import leaves on the server. */
	clean?(): Promise<void>;
}

/** Cleans up behind a job that has come to a bad end; one that may go on keeps its file. */
async function cleanedUp<T>(work: Promise<T>, clean: Prepared['clean']): Promise<T> {
	const outcome = await work.then(
		(value) => ({ value }),
		(error: unknown) => ({ error }),
	);
	if ('value' in outcome) return outcome.value;
	if (outcome.error instanceof JobEnded) await clean?.();
	throw outcome.error;
}

/** Medusa 1: the file is uploaded to a protected place and read by a batch job. */
async function prepareBatchJob(server: Server, csv: Importable): Promise<Prepared> {
	const { uploads } = await server.upload('/admin/uploads/protected', 'files', asFile(csv), {
		thing: `The file ${csv.fileName}`,
		// A second copy of the file does nothing.
		repeatable: true,
		check: '',
	});
	const key = Array.isArray(uploads) ? (uploads as IDataObject[])[0]?.key : undefined;
	if (typeof key !== 'string' || !key) throw notStored(csv.fileName);
	// Always dry at first: nothing is changed before the server has read the file to its end.
	const started = await createJob(server, {
		type: 'product-import',
		dry_run: true,
		context: { fileKey: key },
	});
	const id = String(started.id);
	const clean = async () => await removeUpload(server, { body: { file_key: key } }, key);
	const job = await cleanedUp(awaitJob(server, id, ['pre_processed']), clean);
	const operations = ((job.result as IDataObject | null)?.operations ?? {}) as IDataObject;
	return {
		id,
		clean,
		record: {
			products_to_create: count(operations.PRODUCT_CREATE),
			products_to_update: count(operations.PRODUCT_UPDATE),
			variants_to_create: count(operations.VARIANT_CREATE),
			variants_to_update: count(operations.VARIANT_UPDATE),
		},
	};
}

/** Medusa 2: the file is uploaded, read at once and split; the upload itself is not needed then. */
async function prepareWorkflow(server: Server, csv: Importable): Promise<Prepared> {
	const { files } = await server.upload('/admin/uploads', 'files', asFile(csv), {
		thing: `The file ${csv.fileName}`,
		repeatable: true,
		check: '',
	});
	const key = Array.isArray(files) ? (files as IDataObject[])[0]?.id : undefined;
	if (typeof key !== 'string' || !key) throw notStored(csv.fileName);
	try {
		const body = {
			file_key: key,
			originalname: csv.fileName,
			extension: 'csv',
			size: Buffer.byteLength(csv.text),
			mime_type: 'text/csv',
		};
		const answer = await server.change(
			'POST',
			'/admin/products/imports',
			{ body },
			{
				thing: 'The import',
				missing: [
					'This server has no products/imports',
					'Medusa 2 has it since version 2.8.5. Bring the server up to date.',
				],
				repeatable: false,
				check: 'nothing: no product was changed, because the import was not confirmed',
			},
		);
		const summary = (answer.summary ?? {}) as IDataObject;
		return {
			id: String(answer.transaction_id ?? ''),
			record: {
				products_to_create: count(summary.toCreate),
				products_to_update: count(summary.toUpdate),
				variants_to_create: null,
				variants_to_update: null,
			},
		};
	} finally {
		// Uploads of Medusa 2 are open to everybody who knows the address, so none is left behind.
		await removeUpload(server, encodeURIComponent(key), key);
	}
}

/** @param what the file's ID for the address (Medusa 2), or the body that names it (Medusa 1) */
async function removeUpload(server: Server, what: string | { body: IDataObject }, key: string) {
	try {
		await server.change(
			'DELETE',
			typeof what === 'string' ? `/admin/uploads/${what}` : '/admin/uploads',
			typeof what === 'string' ? {} : what,
			{ thing: `The upload ${key}`, repeatable: true, check: '' },
		);
	} catch {
		server.hint(`The uploaded file ${key} could not be removed from the server.`);
	}
}

const notStored = (fileName: string) =>
	new PlatformError({
		message: `Medusa does not say where it put the file ${fileName}`,
		advice: 'Nothing was imported. Check the file plugin of the server.',
	});

/**
 * Confirms an import that the server has prepared, and waits until it is done.
 *
 * @param id of the batch job (Medusa 1) or transaction (Medusa 2)
 * @param fileName under which Medusa 2 announces it; '' when it is not known
 * @returns its status
 */
export async function confirmImport(
	server: Server,
	id: string,
	fileName: string,
): Promise<{ status: string }> {
	if ((await server.version()) === 1) {
		await moveJob(server, id, 'confirm', AFTER_CONFIRM);
		await awaitJob(server, id, ['completed']);
		return { status: 'completed' };
	}
	const before = new Set((await readFeed(server)).map((notice) => notice.id));
	const change: Change = {
		thing: `Import ${id}`,
		// Only an import that waits can be confirmed, so a second call finds nothing to do.
		repeatable: true,
		goneIsDone: true,
		check: '',
	};
	await server.change(
		'POST',
		`/admin/products/imports/${encodeURIComponent(id)}/confirm`,
		{},
		change,
	);
	const notice = await awaitNotice(server, {
		transaction: id,
		job: 'The product import',
		matches: ({ title, description }) =>
			title === 'Product import' && description.includes(fileName),
		before,
		advice: 'Do not import the file a second time before the notification in the Medusa admin.',
	});
	succeeded(
		notice,
		'Medusa gives no reason here; look into the log of the server. A product ID that does not exist and a SKU that is taken are the usual ones. A long file is imported in parts, so some products may have been changed.',
	);
	return { status: 'completed' };
}

/**
 * A whole import of products: the file made fit and uploaded, read by the server, and confirmed
 * unless it is a dry run.
 */
export async function runImport(call: Call, server: Server): Promise<IDataObject> {
	const { input, binary, hint, idempotencyKey } = call;
	const version = await server.version();
	const { data, meta } = await binary(String(input.binary_property || 'data'));
	const name = uniqueName(meta.fileName ?? 'products.csv', idempotencyKey(`import ${Date.now()}`));
	const csv = importable(data, name, version);
	if (csv.removed.length > 0) {
		hint(
			`Medusa 2 refuses these columns of its own exports, so they were left out: ${csv.removed.join(', ')}. What they hold stays as it is in the shop.`,
		);
	}
	const prepare = version === 1 ? prepareBatchJob : prepareWorkflow;
	const { id, record, clean } = await prepare(server, csv);
	let status = 'pre_processed';
	if (input.dry_run !== true) {
		({ status } = await cleanedUp(confirmImport(server, id, name), clean));
	}
	return {
		import: {
			id,
			server_version: version,
			status,
			...record,
			file_name: name,
			removed_columns: csv.removed,
		},
	};
}
