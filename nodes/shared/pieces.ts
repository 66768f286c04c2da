import { sleep } from 'n8n-workflow';

/** A host that sends nothing for so long is given up: n8n's time-out ends when the answer begins. */
const SILENCE_MS = 60_000;

/**
 * The pieces of a body as they come.
 *
 * @throws TypeError after too long a silence, the signal's reason when the execution is cancelled; the
 * body is closed then, and also when its reader stops early
 */
export async function* pieces(
	body: AsyncIterable<Buffer> & { destroy?(): void },
	signal?: AbortSignal,
	silenceMs = SILENCE_MS,
): AsyncGenerator<Buffer, void> {
	const iterator = body[Symbol.asyncIterator]();
	let ended = false;
	try {
		for (;;) {
			signal?.throwIfAborted();
			const watch = new AbortController();
			const until = signal ? AbortSignal.any([signal, watch.signal]) : watch.signal;
			const silence = sleep(silenceMs, until).then(
				() => {
					throw new TypeError('silence');
				},
				() => undefined,
			);
			const next = await Promise.race([iterator.next(), silence]).finally(() =>
				watch.abort(new TypeError('no longer waiting')),
			);
			signal?.throwIfAborted();
			if (next === undefined || next.done) {
				ended = true;
				return;
			}
			yield Buffer.from(next.value);
		}
	} finally {
		if (!ended) body.destroy?.();
	}
}
