import { PlatformError } from '../../shared/errors';

/**
 * Runs a later step of an operation. When it fails, the error says what has been done already.
 *
 * @param done a sentence: "The customer was created with the ID 12: do not create it again."
 */
export async function afterwards<T>(done: string, step: () => Promise<T>): Promise<T> {
	try {
		return await step();
	} catch (error) {
		throw tellDone(error, done);
	}
}

function tellDone(error: unknown, done: string): unknown {
	if (!(error instanceof PlatformError)) return error;
	return new PlatformError({
		message: error.message,
		advice: `${done} ${error.advice ?? ''}`.trim(),
		code: error.code,
		outcomeUnknown: error.outcomeUnknown,
		begun: done !== '',
	});
}
