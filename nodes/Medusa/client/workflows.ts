import type { IDataObject } from 'n8n-workflow';

import { PlatformError } from '../../shared/errors';
import { isObject } from '../../shared/json';
import type { Server } from './server';
import { JobEnded, waitFor } from './wait';

/*
 * Exports and imports of Medusa 2 are workflows. How one ended stands in the feed of notifications,
 * which does not name the workflow: it is told apart by what is new, and by its words.
 */

/** One entry of the feed, as far as it is needed. */
export interface Notice {
	id: string;
	title: string;
	description: string;
	file?: { url: string; filename: string; mimeType: string };
	createdAt: string;
}

/** Entries that are read at once; more than this come in a short time only on a broken server. */
const FEED_SIZE = 50;

/** States in which a workflow is at work; an ended one is not listed any more. */
const AT_WORK = ['not_started', 'invoking', 'waiting_to_compensate', 'compensating'];

const text = (value: unknown) => (typeof value === 'string' ? value : '');

function noticeOf({ id, data, created_at: createdAt }: IDataObject): Notice {
	const { title, description, file } = (isObject(data) ? data : {}) as IDataObject;
	return {
		id: text(id),
		title: text(title),
		description: text(description),
		createdAt: text(createdAt),
		...(isObject(file)
			? {
					file: {
						url: text(file.url),
						filename: text(file.filename),
						mimeType: text(file.mimeType) || 'text/csv',
					},
				}
			: {}),
	};
}

/** The newest entries of the feed, the newest first. */
export async function readFeed(server: Server): Promise<Notice[]> {
	const body = await server.read(
		'/admin/notifications',
		{ thing: 'The feed of notifications' },
		{ channel: 'feed', order: '-created_at', limit: FEED_SIZE },
	);
	const notices = Array.isArray(body.notifications) ? body.notifications : [];
	return (notices as IDataObject[]).map(noticeOf);
}

/** Whether a workflow is still at work. */
async function isRunning(server: Server, transaction: string): Promise<boolean> {
	const { workflow_executions: running } = await server.read(
		'/admin/workflows-executions',
		{ thing: `Transaction ${transaction}` },
		{ transaction_id: transaction },
	);
	return (Array.isArray(running) ? (running as IDataObject[]) : []).some(
		({ state, transaction_id: id }) =>
			id === transaction && AT_WORK.includes(text(state).toLowerCase()),
	);
}

export interface Awaited {
	transaction: string;
	/** "The product export", for texts. */
	job: string;
	/** Which notices are about work of this kind. */
	matches(notice: Notice): boolean;
	/** Notices that were there before it was started. */
	before: ReadonlySet<string>;
	/** What to do when the time is over. */
	advice: string;
}

/**
 * Waits until a workflow has ended and its notice has come.
 *
 * @throws PlatformError when the time is over, or when two pieces of work of the same kind have
 * ended and cannot be told apart: a wrong file would be worse than none
 */
export async function awaitNotice(
	server: Server,
	{ transaction, job, matches, before, advice }: Awaited,
): Promise<Notice> {
	let running = true;
	return await waitFor(
		async () => {
			running = await isRunning(server, transaction);
			if (running) return undefined;
			const fresh = (await readFeed(server)).filter(
				(notice) => !before.has(notice.id) && matches(notice),
			);
			if (fresh.length > 1) {
				throw new JobEnded({
					message: `${job} is done, but ${fresh.length} of the same kind ended at the same time and Medusa does not say which is which`,
					advice:
						'Somebody else started one as well. Run the item again for a file that is surely yours.',
				});
			}
			return fresh[0];
		},
		server.patience,
		() => ({
			job: `${job} (transaction ${transaction})`,
			seen: running ? 'it is still at work' : 'its notification has not come',
			advice,
		}),
	);
}

/** @throws PlatformError when the notice tells of a bad end */
export function succeeded(notice: Notice, advice: string): Notice {
	if (!/^failed\b/i.test(notice.description)) return notice;
	throw new PlatformError({
		message: `Medusa did not finish: ${notice.description.replace(/[.]$/, '')}`,
		advice,
		code: 'failed',
	});
}
