import type { IDataObject } from 'n8n-workflow';

import { PlatformError } from '../../shared/errors';
import { isObject } from '../../shared/json';
import type { BucketReport } from '../../shared/pacing';
import type { Answer, Verdict } from '../../shared/request';
import { judgeTransport } from '../../shared/request';
import type { Node } from '../payloads/payload';
import { withoutPart } from './partNames';

interface GraphqlError {
	message: string;
	path?: Array<string | number>;
	extensions?: IDataObject & { code?: string; requiredAccess?: string };
}

/** The envelope of every GraphQL answer. */
export interface Envelope {
	data?: Node | null;
	errors?: GraphqlError[] | string;
	extensions?: {
		cost?: {
			requestedQueryCost?: number;
			actualQueryCost?: number | null;
			throttleStatus?: {
				maximumAvailable: number;
				currentlyAvailable: number;
				restoreRate: number;
			};
		};
		search?: Array<{
			path?: string[];
			warnings?: Array<{ field?: string; message: string; code?: string }>;
		}>;
	};
}

export const envelopeOf = ({ body }: Answer): Envelope => (isObject(body) ? body : {});

/** The bucket as `extensions.cost.throttleStatus` tells it; answers to invalid documents have none. */
export function reportedBucket(answer: Answer): BucketReport | undefined {
	const status = envelopeOf(answer).extensions?.cost?.throttleStatus;
	if (typeof status?.currentlyAvailable !== 'number') return undefined;
	return {
		available: status.currentlyAvailable,
		capacity: status.maximumAvailable,
		restorePerSecond: status.restoreRate,
	};
}

/** Milliseconds until the points that Shopify asked for are there again; undefined when untold. */
function restoringMs(answer: Answer): number | undefined {
	const bucket = reportedBucket(answer);
	const asked = envelopeOf(answer).extensions?.cost?.requestedQueryCost ?? 0;
	if (!bucket?.restorePerSecond) return undefined;
	return Math.max(0, ((asked - bucket.available) / bucket.restorePerSecond) * 1000);
}

const refused = (message: string, advice: string, code?: string | number): Verdict => ({
	kind: 'refused',
	error: new PlatformError({
		message,
		advice,
		code: code === undefined ? undefined : String(code),
	}),
});

const isErrorList = (errors: unknown): errors is GraphqlError[] =>
	Array.isArray(errors) && errors.every((error) => isObject(error) && 'message' in error);

/** Shopify's own words in an answer's body, if it has any. Tokens never stand in them. */
function ownWords(body: unknown): string {
	if (!isObject(body)) return '';
	const { errors, error_description: description, error } = body;
	for (const words of [errors, description, error]) {
		if (typeof words === 'string') return `Shopify said: ${words}`;
	}
	return '';
}

/** What an HTTP status means that no repetition mends, the same for GraphQL and REST. */
export function judgeStatus(answer: Answer): Verdict | undefined {
	const words = ownWords(answer.body);
	switch (answer.status) {
		case 401:
			return refused(
				'Shopify did not accept the access token',
				`It may be wrong, revoked, or belong to another shop. Open the credential, check it and test it. ${words}`,
				401,
			);
		case 402:
			return refused(
				'The shop is frozen',
				`Its owner has to settle the bill in Shopify's admin before apps can work with it. ${words}`,
				402,
			);
		case 403:
			return refused(
				'Shopify does not allow this app to do that',
				`Check in the app's settings which access scopes it has. ${words}`,
				403,
			);
		case 404:
			return refused(
				'There is no shop at this address, or it does not serve this API version',
				`Check 'Shop' in the credential and 'API Version' under Options. ${words}`,
				404,
			);
		case 423:
			return refused('The shop is locked', `Its owner has to contact Shopify. ${words}`, 423);
		case 301:
		case 302:
		case 307:
		case 308:
			return refused(
				'The shop answered with a redirect, which was not followed so that the token stays with the shop',
				"The shop may have been renamed: enter its present myshopify.com name under 'Shop' in the credential.",
				answer.status,
			);
		default:
			return answer.status >= 400
				? refused(`Shopify answered with HTTP status ${answer.status}`, words, answer.status)
				: undefined;
	}
}

/** Names the missing scope when Shopify does: "Required access: `read_orders` access scope." */
function denied(error: GraphqlError): Verdict {
	const required =
		error.extensions?.requiredAccess ?? /Required access: (.+)$/.exec(error.message)?.[1];
	// Where several scopes are named, each of them would do; the first is the usual one.
	const [scope] = String(required ?? '').match(/[a-z]+(?:_[a-z]+)+/) ?? [];
	return refused(
		`The app may not do this: ${scope ? `the access scope ${scope}` : 'an access scope'} is missing`,
		`Add the scope to the app in Shopify, install it again, then renew the credential. Shopify said: ${error.message}`,
		'ACCESS_DENIED',
	);
}

/** Whether what holds a denied field is there: a field that may not be null takes its parent along. */
function parentIsThere({ path = [] }: GraphqlError, data: unknown): boolean {
	const parents = path.slice(0, -1);
	const parent = parents.reduce<unknown>(
		(value, part) => (value as Node | null | undefined)?.[part],
		data,
	);
	return parents.length > 0 && parent !== null && parent !== undefined;
}

const nestedDenied = (error: GraphqlError, data: unknown): boolean =>
	error.extensions?.code === 'ACCESS_DENIED' && parentIsThere(error, data);

/** Whether the answer holds what was asked for although some nested fields were denied. */
const onlyNestedDenied = (errors: GraphqlError[], data: unknown): boolean =>
	errors.every((error) => nestedDenied(error, data));

/**
 * What a GraphQL answer amounts to.
 *
 * Shopify answers 200 to everything that reached it: throttling, denied access and invalid input
 * stand in `errors`.
 */
export function judge(answer: Answer): Verdict {
	const transport = judgeTransport(answer) ?? judgeStatus(answer);
	if (transport) return transport;
	if (!isObject(answer.body)) return { kind: 'broken', reason: 'an answer that is not JSON' };

	const { data, errors } = envelopeOf(answer);
	if (typeof errors === 'string') return refused('Shopify refused the request', errors);
	if (errors !== undefined && errors !== null && !isErrorList(errors)) {
		return { kind: 'broken', reason: 'an answer of unknown form' };
	}
	if (!errors || errors.length === 0) {
		return isObject(data)
			? { kind: 'accepted' }
			: { kind: 'broken', reason: 'an answer without data' };
	}
	const codes = errors.map(({ extensions }) => extensions?.code);
	if (codes.includes('THROTTLED')) {
		// Documented: it is refused before anything runs. Where there is data, something did run.
		return Object.values(data ?? {}).every((value) => value === null)
			? { kind: 'throttled', waitMs: restoringMs(answer) }
			: { kind: 'broken', reason: 'a throttled part', code: 'THROTTLED' };
	}
	if (codes.includes('INTERNAL_SERVER_ERROR')) {
		return {
			kind: 'broken',
			reason: errors[0].message.split('\n')[0],
			code: 'INTERNAL_SERVER_ERROR',
		};
	}
	if (onlyNestedDenied(errors, data)) return { kind: 'accepted' };
	const [first] = errors;
	if (first.extensions?.code === 'ACCESS_DENIED') return denied(first);
	if (first.extensions?.code === 'MAX_COST_EXCEEDED') {
		return refused(
			'The query asks for too much at once',
			`${first.message} Ask for fewer fields or a smaller page.`,
			'MAX_COST_EXCEEDED',
		);
	}
	if (first.extensions?.code === 'RESOURCE_NOT_FOUND') {
		return refused('Shopify does not know this ID', first.message, 'RESOURCE_NOT_FOUND');
	}
	return refused(
		first.message.split('\n')[0],
		errors.length > 1
			? `Also: ${errors
					.slice(1, 4)
					.map(({ message }) => message)
					.join('; ')}`
			: '',
		first.extensions?.code ?? 'GRAPHQL',
	);
}

/** Statuses that find fault with the request itself, which can be that of one part, or its size. */
const OF_THE_REQUEST = new Set([200, 400, 413, 422]);

/**
 * What an answer to several requests in one document amounts to. What Shopify refuses of it is for
 * each of them to be judged, so it counts as accepted here.
 *
 * @param reads whether the document only reads
 */
export function judgeTogether(answer: Answer, reads = false): Verdict {
	const verdict = judge(answer);
	if (verdict.kind === 'refused' && OF_THE_REQUEST.has(answer.status)) return { kind: 'accepted' };
	if (verdict.kind !== 'broken') return verdict;
	// Where there is data, the breakdown of one part says nothing about the others. Reads are asked
	// for in smaller parts, because a single record or the size can be the reason.
	const inParts =
		isObject(envelopeOf(answer).data) || (reads && verdict.code === 'INTERNAL_SERVER_ERROR');
	return inParts ? { kind: 'accepted' } : verdict;
}

/** Whether an error says that a mutation was refused as a whole, not that its answer has gaps. */
export function refusedAtRoot(answer: Answer): boolean {
	const { data, errors } = envelopeOf(answer);
	return (
		isErrorList(errors) &&
		errors.every(({ path }) => path === undefined || path.length === 1) &&
		Object.values(data ?? {}).every((value) => value === null)
	);
}

/** Remarks for the user that an accepted answer carries: denied nested fields. */
export function deniedFields(answer: Answer): string[] {
	const { data, errors } = envelopeOf(answer);
	if (!isErrorList(errors)) return [];
	// Among several requests in one document there can be refusals, which are told elsewhere.
	return errors
		.filter((error) => nestedDenied(error, data))
		.map((error) => {
			const path = (error.path ?? []).filter((part) => typeof part === 'string').join('.');
			const field = withoutPart(path);
			const scope = /Required access: (.+?)(?: access scope)?\.?$/.exec(error.message)?.[1];
			return `'${field}' is empty because the app may not read it${scope ? `: it needs ${scope}` : ''}.`;
		});
}

/** Parts of a search that Shopify did not understand. The result is then too wide or empty. */
export function searchWarnings(answer: Answer): string[] {
	return (envelopeOf(answer).extensions?.search ?? []).flatMap(({ warnings = [] }) =>
		warnings.map(({ field, message }) => (field ? `'${field}': ${message}` : message)),
	);
}

export interface UserError {
	field?: string[] | null;
	message: string;
	code?: string | null;
}

/** What a mutation's payload holds under `userErrors` (or `…UserErrors`). */
export const userErrorsOf = (payload: unknown): UserError[] =>
	Object.entries(isObject(payload) ? payload : {})
		.filter(([key, value]) => /userErrors$/i.test(key) && Array.isArray(value))
		.flatMap(([, value]) => value as unknown as UserError[]);

/**
 * The refusal that a mutation's payload holds under `userErrors` (or `…UserErrors`), if any.
 */
export function userRefusal(payload: unknown): PlatformError | undefined {
	const all = userErrorsOf(payload)
		// A user's own document may not have asked for the message.
		.map((error) => ({ ...error, message: error.message ?? error.code ?? 'no reason given' }));
	// Some mutations tell the same refusal twice, once with a code and once without.
	const same = (one: UserError, other: UserError) =>
		one.message === other.message && String(one.field ?? '') === String(other.field ?? '');
	const errors = all.filter(
		(error, index) =>
			error.code ||
			!all.some((other, at) => at !== index && same(error, other) && (other.code || at < index)),
	);
	if (errors.length === 0) return undefined;
	const [first] = errors;
	// Some messages leave their subject to the field: "is too long".
	const words = ({ field, message }: UserError) =>
		/^[a-z]/.test(message) && field?.length ? `${field[field.length - 1]} ${message}` : message;
	const where = ({ field, code }: UserError) =>
		[field?.length ? `field ${field.join('.')}` : '', code ? `code ${code}` : '']
			.filter((part) => part !== '')
			.join(', ');
	const details = errors.map(
		(error) => `${words(error)}${where(error) ? ` (${where(error)})` : ''}`,
	);
	return new PlatformError({
		message: `Shopify did not accept this: ${words(first)}`,
		// One error that names neither field nor code has nothing to add to the message.
		advice: details.length === 1 && where(first) === '' ? undefined : details.join('; '),
		code: first.code ?? 'USER_ERROR',
	});
}

/** An earlier attempt with the same idempotency key is still running: its answer will come. */
export const stillRunning = (answer: Answer): boolean =>
	Object.values(envelopeOf(answer).data ?? {}).some((payload) =>
		/currently in progress, please try again/i.test(userRefusal(payload)?.message ?? ''),
	);
