import { InputError, PlatformError } from '../../shared/errors';

/**
 * Runs a later step of an operation. When it fails, the error says what has been done already.
 *
 * @param done a sentence: "The customer was created with the ID 12: do not create it again."; empty
 * when nothing was done
 * @param headline words before the message, where that is so important that it stands there, too
 * @throws PlatformError that is marked as partly done
 */
export async function afterwards<T>(
	done: string,
	step: () => Promise<T>,
	headline?: string,
): Promise<T> {
	try {
		return await step();
	} catch (error) {
		throw tellDone(error, done, headline);
	}
}

/** Whatever went wrong, also an answer of unknown form or n8n's own refusal: the done is done. */
function tellDone(error: unknown, done: string, headline?: string): unknown {
	if (done === '' || !(error instanceof Error)) return error;
	const { code, outcomeUnknown } = error instanceof PlatformError ? error : {};
	const advice =
		error instanceof PlatformError || error instanceof InputError ? error.advice : undefined;
	const message =
		error instanceof TypeError
			? "The platform's answer does not have the expected form"
			: error.message;
	return new PlatformError({
		message: headline ? `${headline}: ${message}` : message,
		advice: `${done} ${advice ?? ''}`.trim(),
		code,
		outcomeUnknown,
		partlyDone: true,
	});
}
