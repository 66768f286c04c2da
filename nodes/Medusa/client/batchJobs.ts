import type { IDataObject } from 'n8n-workflow';

import { PlatformError } from '../../shared/errors';
import { isObject } from '../../shared/json';
import type { Change, Server } from './server';
import { recordIn } from './server';
import { JobEnded, waitFor } from './wait';

/** Batch jobs: the way in which Medusa 1 exports and imports. */
export const BATCH_JOBS = '/admin/batch-jobs';

export const BATCH_STATUSES = [
	'created',
	'pre_processed',
	'confirmed',
	'processing',
	'completed',
	'canceled',
	'failed',
] as const;

const thingOf = (id: string) => `Batch job ${id}`;

/** What the HTML page that Medusa 2 answers with means. */
const MEDUSA_2: [string, string] = [
	'This server is Medusa 2, which has no batch jobs',
	"Use 'Export' or 'Import' of Product, or 'Export' of Order: they work on both versions.",
];

export const batchSubject = (thing: string) => ({ thing, missing: MEDUSA_2 });

const LOOK = "'Get Many' of Batch Job shows the newest first";

/**
 * Creates a batch job.
 *
 * @returns its record, as the server answers it
 * @throws PlatformError when Medusa refuses it; when its answer is lost the outcome is unknown
 */
export async function createJob(
	server: Server,
	body: { type: string; dry_run: boolean; context: IDataObject },
): Promise<IDataObject> {
	const check = `whether the batch job was created (${LOOK})`;
	const change: Change = {
		...batchSubject(`A batch job of type ${body.type}`),
		repeatable: false,
		check,
	};
	return recordIn(await server.change('POST', BATCH_JOBS, { body }, change), 'batch_job', check);
}

export async function getJob(server: Server, id: string): Promise<IDataObject> {
	const path = `${BATCH_JOBS}/${encodeURIComponent(id)}`;
	return recordIn(await server.read(path, batchSubject(thingOf(id))), 'batch_job');
}

/**
 * Confirms or cancels a batch job. When the answer is lost the job itself tells what became of it,
 * so that nobody has to guess.
 *
 * @param done statuses that only an accepted call leads to
 */
export async function moveJob(
	server: Server,
	id: string,
	action: 'confirm' | 'cancel',
	done: readonly string[],
): Promise<IDataObject> {
	const check = `the status of batch job ${id} with 'Get' of Batch Job`;
	const change: Change = { ...batchSubject(thingOf(id)), repeatable: false, check };
	const path = `${BATCH_JOBS}/${encodeURIComponent(id)}/${action}`;
	const outcome = await server.change('POST', path, {}, change).then(
		(body) => ({ body }),
		(error: unknown) => ({ error }),
	);
	if ('body' in outcome) return recordIn(outcome.body, 'batch_job', check);
	const { error } = outcome;
	if (!(error instanceof PlatformError) || !error.outcomeUnknown) throw error;
	const job = await getJob(server, id);
	if (done.includes(String(job.status))) return job;
	throw new PlatformError({
		message: error.message,
		advice: `It was not repeated, so that nothing is done twice. Just now the batch job ${id} is '${String(job.status)}'. Look at it again with 'Get' of Batch Job before you run the item again.`,
		code: error.code,
		outcomeUnknown: true,
	});
}

/** Statuses that a job has after its confirmation. */
export const AFTER_CONFIRM = ['confirmed', 'processing', 'completed'];

/** What went wrong, as `result.errors` has it: texts, or objects with code, message and err. */
export function reasonsOf(result: unknown): string[] {
	if (!isObject(result)) return [];
	const { errors } = result;
	const list = Array.isArray(errors) ? errors : isObject(errors) ? Object.values(errors) : [errors];
	return list.flatMap((one): string[] => {
		if (typeof one === 'string') return [one];
		if (!isObject(one)) return [];
		const { message, err, code } = one;
		const details = Array.isArray(err) ? err.filter((part) => typeof part === 'string') : [];
		const said = typeof message === 'string' ? message : typeof code === 'string' ? code : '';
		const text = [said, ...details].filter(Boolean).join(': ');
		return text === '' ? [] : [text];
	});
}

/** The most reasons that a text holds; an import may have one for each of its lines. */
const MOST_REASONS = 5;

function ended(job: IDataObject): JobEnded {
	const id = String(job.id);
	if (job.status === 'canceled') {
		return new JobEnded({
			message: `Batch job ${id} was canceled before it was done`,
			advice:
				'Somebody canceled it in the admin or by the API. Run the item again if it is needed.',
		});
	}
	const reasons = reasonsOf(job.result);
	const more = reasons.length - MOST_REASONS;
	const shown = reasons.slice(0, MOST_REASONS).join('; ');
	const said = shown
		? `Medusa said: ${shown}${more > 0 ? ` (and ${more} more)` : ''}.`
		: 'Medusa gives no reason; look into the log of the server.';
	const isImport = String(job.type).includes('import');
	const partly = isImport && Boolean(job.confirmed_at);
	return new JobEnded({
		message: `Batch job ${id} ended with status failed`,
		advice: `${said}${partly ? ' Part of the file may have been imported: look at the products before you run the item again.' : isImport ? ' Nothing was imported.' : ''}`,
		code: 'failed',
	});
}

/**
 * Waits until a job has one of these statuses.
 *
 * @returns the job as it is then
 * @throws PlatformError when it failed or was canceled, or when the time is over
 */
export async function awaitJob(
	server: Server,
	id: string,
	until: readonly string[],
): Promise<IDataObject> {
	let job: IDataObject = {};
	return await waitFor(
		async () => {
			job = await getJob(server, id);
			const status = String(job.status);
			if (until.includes(status)) return job;
			if (status === 'failed' || status === 'canceled') throw ended(job);
			return undefined;
		},
		server.patience,
		() => ({
			job: thingOf(id),
			seen: `its status is still '${String(job.status)}'`,
			advice: `Look at it later with 'Get' of Batch Job and this ID, fetch its file with 'Get File', or end it with 'Cancel'.${
				job.status === 'created' && String(job.type).includes('import')
					? ' An import whose file the server does not find stays created for ever.'
					: ''
			}`,
		}),
	);
}
