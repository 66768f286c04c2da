import { sleep } from 'n8n-workflow';

import { PlatformError } from '../../shared/errors';

/** How long a job is waited for. */
export interface Patience {
	seconds: number;
	/** Ends the waiting at once, when the execution is stopped. */
	signal?: AbortSignal;
}

/** A job that has come to a bad end: there is nothing to wait for any more. */
export class JobEnded extends PlatformError {}

/** Pauses between two looks, in ms: short for short jobs, then longer by half each time. */
const FIRST_PAUSE = 200;
const LAST_PAUSE = 10_000;

/** How a job was last seen, for texts. */
export interface JobState {
	/** "Batch job batch_01…" */
	job: string;
	/** "its status is still 'created'" */
	seen: string;
	/** Where to look later. */
	advice: string;
}

/**
 * Looks at a job again and again until it is done.
 *
 * @param look gives the result when there is one, undefined as long as there is none, and throws
 * JobEnded when the job has come to a bad end
 * @throws PlatformError when the time is over, or when the server cannot be asked any more: the job
 * itself goes on, so the text names it
 */
export async function waitFor<T>(
	look: () => Promise<T | undefined>,
	{ seconds, signal }: Patience,
	state: () => JobState,
): Promise<T> {
	const end = Date.now() + seconds * 1000;
	for (let pause = FIRST_PAUSE; ; pause = Math.min(LAST_PAUSE, pause * 1.5)) {
		signal?.throwIfAborted();
		const outcome = await look().then(
			(result) => ({ result }),
			(error: unknown) => ({ error }),
		);
		if ('error' in outcome) throw withJob(outcome.error, state());
		if (outcome.result !== undefined) return outcome.result;
		const left = end - Date.now();
		if (left <= 0) {
			const { job, seen, advice } = state();
			throw new PlatformError({
				message: `${job} was not done after ${seconds} seconds: ${seen}`,
				advice: `It may still go on. ${advice} For longer jobs raise 'Job Timeout' under Options.`,
				outcomeUnknown: true,
			});
		}
		await sleep(Math.min(pause, left), signal);
	}
}

/** A look that was refused or got no answer says nothing about the job, which was started. */
function withJob(error: unknown, { job, advice }: JobState): unknown {
	if (!(error instanceof PlatformError) || error instanceof JobEnded) return error;
	const refused = error.code?.startsWith('4') ? error.advice : undefined;
	return new PlatformError({
		message: `${job} was started, but it could not be looked at: ${error.message}`,
		advice: [`It may go on, so do not start it a second time before you know.`, advice, refused]
			.filter(Boolean)
			.join(' '),
		code: error.code,
		outcomeUnknown: true,
	});
}
