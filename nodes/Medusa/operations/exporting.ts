import type { IDataObject } from 'n8n-workflow';

import { PlatformError } from '../../shared/errors';
import type { Call } from '../../shared/operation';
import { awaitJob, createJob } from '../client/batchJobs';
import { fileNameOf, type ExportFile } from '../client/files';
import type { Change, Server } from '../client/server';
import { awaitNotice, readFeed, succeeded } from '../client/workflows';
import { deliver } from './deliver';

/** What can be exported, and what it is called on each version. */
export interface Exported {
	/** Type of the batch job of Medusa 1. */
	type: string;
	/** Address of Medusa 2. */
	path: string;
	/** Since when Medusa 2 has that address. */
	since: string;
	/** Title of its notification on Medusa 2. */
	title: string;
	/** "The product export", for texts. */
	job: string;
}

/** Filters in the words of each version. */
export interface Filters {
	/** `context.filterable_fields` of Medusa 1. */
	v1: IDataObject;
	/** The query of Medusa 2. */
	v2: IDataObject;
}

/** Fields of the record that every export answers with. */
export const EXPORT_FIELDS = [
	'id',
	'server_version',
	'type',
	'status',
	'record_count',
	'file_name',
	'file_size',
	'mime_type',
	'completed_at',
];

/** The address of a file that a batch job has made. */
export async function downloadUrl(server: Server, key: string): Promise<string> {
	const { download_url: url } = await server.change(
		'POST',
		'/admin/uploads/download-url',
		{ body: { file_key: key } },
		// It only tells an address.
		{ thing: `The file ${key}`, repeatable: true, check: '' },
	);
	if (typeof url === 'string' && url) return url;
	throw new PlatformError({
		message: `Medusa gives no address for the file ${key}`,
		advice: 'Check the file plugin of the server.',
	});
}

/**
 * What a finished batch job has made.
 *
 * @throws PlatformError when it has made no file
 */
export async function madeBy(
	server: Server,
	job: IDataObject,
): Promise<{ record: IDataObject; file: ExportFile }> {
	const result = (job.result ?? {}) as IDataObject;
	const key = typeof result.file_key === 'string' ? result.file_key : '';
	if (!key) {
		throw new PlatformError({
			message: `Batch job ${String(job.id)} has no file: its status is '${String(job.status)}'`,
			advice: 'Only a completed export has one.',
		});
	}
	const file = {
		url: await downloadUrl(server, key),
		name: fileNameOf(key),
		mimeType: 'text/csv',
	};
	return {
		file,
		record: {
			id: job.id,
			server_version: 1,
			type: job.type,
			status: job.status,
			record_count: result.count ?? null,
			file_name: file.name,
			file_size: result.file_size ?? null,
			mime_type: file.mimeType,
			completed_at: job.completed_at ?? null,
		},
	};
}

/**
 * A whole export: started, waited for, its file handed on.
 *
 * @throws PlatformError when it fails, or is not done in time
 */
export async function runExport(
	call: Call,
	server: Server,
	what: Exported,
	filters: Filters,
): Promise<IDataObject> {
	if ((await server.version()) === 1) {
		const filterable = Object.keys(filters.v1).length > 0 ? { filterable_fields: filters.v1 } : {};
		const started = await createJob(server, {
			type: what.type,
			dry_run: false,
			context: filterable,
		});
		const job = await awaitJob(server, String(started.id), ['completed']);
		const { record, file } = await madeBy(server, job);
		return await deliver(call, server, record, file);
	}
	const before = new Set((await readFeed(server)).map(({ id }) => id));
	const change: Change = {
		thing: what.job,
		missing: [
			`This server has no ${what.path.replace('/admin/', '')}`,
			`Medusa 2 has it since version ${what.since}. Bring the server up to date.`,
		],
		repeatable: false,
		check: 'in the notifications of the Medusa admin whether the export was made',
	};
	const { transaction_id: id } = await server.change('POST', what.path, { qs: filters.v2 }, change);
	const transaction = typeof id === 'string' ? id : '';
	const notice = succeeded(
		await awaitNotice(server, {
			transaction,
			job: what.job,
			matches: ({ title }) => title === what.title,
			before,
			advice: 'Its file will be among the notifications of the Medusa admin.',
		}),
		'Look into the log of the server for the reason, then run the item again.',
	);
	if (!notice.file?.url) {
		throw new PlatformError({
			message: `${what.job} is done, but Medusa names no file`,
			advice: `Its notification says: ${notice.description}`,
		});
	}
	const { url, filename, mimeType } = notice.file;
	const file = { url, name: filename || fileNameOf(url), mimeType };
	const record = {
		id: transaction,
		server_version: 2,
		type: what.type,
		status: 'completed',
		record_count: null,
		file_name: file.name,
		file_size: null,
		mime_type: mimeType,
		completed_at: notice.createdAt || null,
	};
	return await deliver(call, server, record, file);
}
