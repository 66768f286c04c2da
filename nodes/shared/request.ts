import type {
	IAdditionalCredentialOptions,
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { PlatformError } from './errors';
import type { BucketReport, Pacer } from './pacing';

/** The n8n contexts that requests can be made from. */
export type RequestContext =
	| IExecuteFunctions
	| IHookFunctions
	| ILoadOptionsFunctions
	| ITriggerFunctions
	| IWebhookFunctions;

/** A platform's answer, whatever its status. */
export interface Answer {
	status: number;
	headers: IDataObject;
	body: unknown;
	/** Whether an earlier attempt at the same request went out without a usable answer. */
	repeated?: boolean;
}

/**
 * What a platform says about an answer.
 * - accepted: it holds what was asked for
 * - throttled: nothing was done; ask again after `waitMs` (own back-off when unknown)
 * - broken: the platform did not come to an end; a write may have been carried out
 * - refused: it will not be done
 */
export type Verdict =
	| { kind: 'accepted' }
	| { kind: 'throttled'; waitMs?: number }
	| { kind: 'broken'; reason: string; code?: string }
	| { kind: 'refused'; error: PlatformError };

export interface Exchange {
	credentialType: string;
	/** How n8n puts the token of an OAuth2 credential into a request. */
	credentialOptions?: IAdditionalCredentialOptions;
	/** Makes the request's options; called afresh for each attempt, because n8n writes into them. */
	options: () => IHttpRequestOptions;
	/** Points or requests that it takes from the bucket; a function where answers correct it. */
	cost: number | (() => number);
	bucket: Pacer;
	/** Whether doing it twice has the effect of doing it once. */
	repeatable: boolean;
	/** Whether that is only so under the request's idempotency key, which another run does not have. */
	keyed?: boolean;
	/** Where to look when the outcome is unknown, e.g. "whether the order was cancelled". */
	check: string;
	judge(answer: Answer): Verdict;
	/** The bucket's state as the answer tells it. */
	report(answer: Answer): BucketReport | undefined;
	/** Told how long the request waited for the rate limit, in ms. */
	onWait?(ms: number): void;
	signal?: AbortSignal;
}

/** A request that gets no answer within this time has failed. */
const TIMEOUT_MS = 60_000;

/** Attempts at a request whose answers are broken. */
const MAX_BROKEN = 6;

/** Longest time that one request waits for a rate limit altogether. */
const MAX_THROTTLED_MS = 15 * 60_000;

/** The shortest wait grows with each throttled answer, so that wrong figures make no storm of requests. */
const LEAST_STEP_MS = 20;
const LONGEST_LEAST_MS = 1000;

const FIRST_BACKOFF_MS = 400;
const LAST_BACKOFF_MS = 15_000;

/** Exponential back-off with full jitter on its upper half; `attempt` counts from 0. */
function backoff(attempt: number): number {
	const whole = Math.min(LAST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** attempt);
	return whole / 2 + (Math.random() * whole) / 2;
}

/** Retry-After in ms (RFC 9110: seconds, or an HTTP date). */
export function retryAfter(headers: IDataObject): number | undefined {
	const given = headers['retry-after'];
	if (given === undefined || given === null || given === '') return undefined;
	const seconds = Number(given);
	if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
	const date = Date.parse(String(given));
	return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

/** Statuses of a gateway or server that did not come to an end. */
const BROKEN_STATUS = new Set([500, 502, 503, 504, 520, 521, 522, 523, 524]);

/**
 * What the HTTP status and the form of the body tell, the same for all platforms.
 *
 * @returns undefined when the platform has to look into the body
 */
export function judgeTransport({ status, headers, body }: Answer): Verdict | undefined {
	if (status === 429) return { kind: 'throttled', waitMs: retryAfter(headers) };
	if (BROKEN_STATUS.has(status)) {
		return { kind: 'broken', reason: `HTTP status ${status}`, code: String(status) };
	}
	// n8n hands JSON that was cut off over as a text, without a word.
	if (status < 400 && typeof body === 'string' && body !== '') {
		return { kind: 'broken', reason: 'an answer that is not complete JSON', code: String(status) };
	}
	return undefined;
}

/** The parts of n8n's errors that tell what happened on the wire. */
interface ThrownByN8n {
	httpCode?: string;
	code?: string;
	message?: string;
}

/** Reads what n8n's helper threw: no answer came, or it broke off. */
function connectionVerdict(thrown: unknown): Verdict {
	const { httpCode, code, message } = thrown as ThrownByN8n;
	const known = httpCode ?? code;
	const reason = /^\d+$/.test(known ?? '')
		? `HTTP status ${known}`
		: `a lost connection${known ? ` (${known})` : ''}`;
	return {
		kind: 'broken',
		reason: message?.includes('aborted') ? 'half an answer' : reason,
		code: known ?? undefined,
	};
}

/** One attempt. A 401 is repeated in the way that lets n8n renew the token: it only does so on a throw. */
async function attempt(context: RequestContext, exchange: Exchange): Promise<Answer> {
	const call = async (lenient: boolean) =>
		(await context.helpers.httpRequestWithAuthentication.call(
			context,
			exchange.credentialType,
			{
				timeout: TIMEOUT_MS,
				...exchange.options(),
				returnFullResponse: true,
				// n8n would send the token's header on to wherever a redirect points.
				disableFollowRedirect: true,
				...(lenient ? { ignoreHttpStatusErrors: true } : {}),
			},
			exchange.credentialOptions,
		)) as { statusCode: number; headers: IDataObject; body: unknown };
	let answer = await call(true);
	if (answer.statusCode === 401) {
		const renewed = await outcomeOf(call(false));
		const status = 'error' in renewed ? Number((renewed.error as ThrownByN8n).httpCode) : undefined;
		if ('value' in renewed) answer = renewed.value;
		// No answer, or a breakdown after which a write may be done: it is not for us to repeat it here.
		else if (!isRefusalStatus(status)) throw renewed.error;
		// The new token was accepted and the request refused: the lenient way tells the refusal's body.
		else if (status !== 401) answer = await call(true);
	}
	return { status: answer.statusCode, headers: answer.headers, body: answer.body };
}

/** A status by which a server says that it has done nothing; 408 leaves that open. */
const isRefusalStatus = (status = 0): boolean => status >= 400 && status < 500 && status !== 408;

/** What became of a promise, without throwing. */
const outcomeOf = async <T>(promise: Promise<T>): Promise<{ value: T } | { error: unknown }> =>
	await promise.then(
		(value) => ({ value }),
		(error: unknown) => ({ error }),
	);

const OWN_REFUSALS = [
	'UserError',
	'NodeOperationError',
	'ExpressionError',
	'CredentialNotFoundError',
];

/**
 * The refusal of n8n or of a credential that no request can mend: no credential, a failed renewal.
 * n8n's helper throws it inside a NodeApiError, as its cause.
 */
const ownRefusal = (thrown: unknown): unknown =>
	[thrown, (thrown as Error).cause].find(
		(error) =>
			error instanceof PlatformError ||
			OWN_REFUSALS.includes((error as Error | undefined)?.constructor?.name ?? ''),
	);

/**
 * The one way out: waits for the bucket, sends, judges, and repeats what may be repeated.
 *
 * Throttling is always waited out. A broken answer is repeated only when the exchange is
 * repeatable; otherwise the error says that the outcome is unknown and how to check.
 *
 * @throws PlatformError when the platform refuses or does not answer
 */
export async function send(context: RequestContext, exchange: Exchange): Promise<Answer> {
	const { bucket, signal } = exchange;
	let broken = 0;
	let throttled = 0;
	let throttledMs = 0;
	for (;;) {
		const cost = typeof exchange.cost === 'function' ? exchange.cost() : exchange.cost;
		const { ticket, waited } = await bucket.take(cost, signal);
		exchange.onWait?.(waited);
		if (throttled > 0) throttledMs += waited;
		const outcome = await outcomeOf(attempt(context, exchange));
		const answer = 'value' in outcome ? outcome.value : undefined;
		ticket.settle(answer && exchange.report(answer));
		if ('error' in outcome) {
			const refusal = signal?.aborted === true ? outcome.error : ownRefusal(outcome.error);
			if (refusal !== undefined) throw refusal;
		}
		const verdict =
			'value' in outcome
				? exchange.judge({ ...outcome.value, repeated: broken > 0 })
				: connectionVerdict(outcome.error);

		if (verdict.kind === 'accepted' && answer) return { ...answer, repeated: broken > 0 };
		if (verdict.kind === 'refused') throw verdict.error;
		if (verdict.kind === 'throttled') {
			const least = Math.min(LONGEST_LEAST_MS, LEAST_STEP_MS * throttled);
			const ms = Math.max(least, verdict.waitMs ?? backoff(throttled));
			throttled += 1;
			throttledMs += ms;
			if (throttledMs > MAX_THROTTLED_MS) throw overloaded();
			exchange.onWait?.(ms);
			await sleep(ms, signal);
			continue;
		}
		const { reason, code } =
			verdict.kind === 'broken' ? verdict : { reason: 'nothing', code: undefined };
		if (!exchange.repeatable) throw unknownOutcome(reason, exchange.check, code);
		broken += 1;
		if (broken >= MAX_BROKEN) {
			throw exchange.keyed
				? unknownOutcome(reason, exchange.check, code, 'Another run could do it a second time.')
				: unreachable(reason, code);
		}
		await sleep((answer && retryAfter(answer.headers)) ?? backoff(broken - 1), signal);
	}
}

const overloaded = () =>
	new PlatformError({
		message: 'The rate limit left no room for this request for 15 minutes',
		advice:
			'Nothing was changed by it. Run fewer workflows on this shop at the same time, or run it later.',
		code: '429',
	});

const unreachable = (reason: string, code?: string) =>
	new PlatformError({
		message: `No usable answer after ${MAX_BROKEN} attempts: ${reason}`,
		advice: 'The platform may be down or the network may be blocked.',
		repeatable: true,
		code,
	});

/**
 * The error for a write whose answer was lost.
 *
 * @param check what to look at in the shop
 * @param caution why it is not simply sent again
 */
export const unknownOutcome = (
	reason: string,
	check: string,
	code?: string,
	caution = 'It was not repeated, so that nothing is done twice.',
) =>
	new PlatformError({
		message: `It is not known whether this was carried out: ${reason} came instead of an answer`,
		advice: `${caution} Check in the shop ${check}, then run the item again if it was not.`,
		code,
		outcomeUnknown: true,
	});
