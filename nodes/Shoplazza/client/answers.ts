import type { IDataObject } from 'n8n-workflow';

import { PlatformError } from '../../shared/errors';
import { isObject } from '../../shared/json';
import type { BucketReport } from '../../shared/pacing';
import type { Answer, Verdict } from '../../shared/request';
import { judgeTransport } from '../../shared/request';

/**
 * What an answer holds. Newer versions may put it into {"code": "Success", "data": {…}} or
 * {"ok": true, "data": {…}}, as the vendor's own client reads them; others give it as it is.
 */
export function contentOf({ body }: Answer): IDataObject {
	if (!isObject(body)) return {};
	const wrapped = body.code === 'Success' || body.ok === true;
	return wrapped && isObject(body.data) ? body.data : body;
}

/** The texts in any of the documented forms: a text, a list of texts, texts by field. */
function texts(value: unknown, field = ''): string[] {
	if (typeof value === 'string') return value === '' ? [] : [field ? `${field} ${value}` : value];
	if (Array.isArray(value)) return value.flatMap((one) => texts(one, field));
	if (!isObject(value)) return [];
	return Object.entries(value).flatMap(([key, one]) =>
		texts(one, [field, key].filter(Boolean).join('.')),
	);
}

/** Shoplazza's own words in an answer; none when it says nothing. Tokens never stand in them. */
export function ownWords(body: unknown): string {
	if (!isObject(body)) return '';
	const found = [body.errors, body.error, body.message].map((value) => texts(value));
	return (found.find((list) => list.length > 0) ?? []).join('; ');
}

/** The request's number in Shoplazza's logs, for its support. */
const requestId = ({ headers }: Answer): string =>
	typeof headers['request-id'] === 'string' ? ` (request ${headers['request-id']})` : '';

const CODE_NOT_FOUND = 5;

const NOT_FOUND = /not found|unable to find|does not exist/i;

/** Whether a body with a status of success says that nothing was done. */
function refusesInBody(body: unknown): boolean {
	if (!isObject(body)) return false;
	const { code, message } = body;
	if (texts(body.errors).length > 0 || texts(body.error).length > 0) return true;
	return code !== undefined && code !== 'Success' && code !== 0 && typeof message === 'string';
}

function refused(answer: Answer, message: string, advice: string): Verdict {
	const words = ownWords(answer.body);
	const said = words ? `Shoplazza said: ${words}${requestId(answer)}` : requestId(answer).trim();
	return {
		kind: 'refused',
		error: new PlatformError({
			message,
			advice: [advice, said].filter(Boolean).join(' '),
			code: String(answer.status),
		}),
	};
}

/** What a refusal means, by its status and Shoplazza's words. */
function refusal(answer: Answer, thing: string): Verdict {
	const { status, body } = answer;
	const words = ownWords(body);
	if (/store is not active/i.test(words)) {
		return refused(
			answer,
			'The store is not active',
			'Shoplazza says so of a store that is closed or whose plan has ended, and also when the access token is missing or wrong. Check both, and test the credential.',
		);
	}
	if (status === 401) {
		return refused(
			answer,
			'Shoplazza did not accept the access token',
			'It may be wrong, revoked, or belong to another store. Open the credential, check it and test it.',
		);
	}
	if (status === 403) {
		return refused(
			answer,
			'Shoplazza does not allow this app to do that',
			'Check in the app’s settings which access scopes it has.',
		);
	}
	const code = isObject(body) ? body.code : undefined;
	if (status === 404 || code === CODE_NOT_FOUND || (status === 400 && NOT_FOUND.test(words))) {
		return words === ''
			? refused(
					answer,
					'There is nothing at this address',
					"Check 'Shop' in the credential and 'API Version' under Options: a version that Shoplazza no longer serves answers like this.",
				)
			: refused(
					answer,
					`${thing} was not found`,
					'Check the ID, and that the credential belongs to the store that has it.',
				);
	}
	if (status >= 300 && status < 400) {
		return refused(
			answer,
			'The store answered with a redirect, which was not followed so that the token stays with the store',
			"Check 'Shop' in the credential: it needs the name in the store's myshoplaza.com address.",
		);
	}
	if (status === 405 || status === 406) {
		return refused(
			answer,
			`Shoplazza does not offer this in the chosen API version (HTTP status ${status})`,
			"Choose another 'API Version' under Options.",
		);
	}
	return refused(
		answer,
		words ? `Shoplazza refused this: ${words}` : `Shoplazza refused this (HTTP status ${status})`,
		status === 400 && words === ''
			? 'A value is missing, of the wrong type or out of range.'
			: 'Check the values of this item.',
	);
}

/**
 * Judges the answers to one request.
 *
 * @param thing what the request is about, for "… was not found"
 * @param gone what 404 means to a repeated delete: the first one arrived
 */
export const judgeFor =
	(thing: string, gone: boolean = false) =>
	(answer: Answer): Verdict => {
		const { status, body } = answer;
		const transport = judgeTransport(answer);
		if (transport?.kind === 'broken' && isObject(body)) {
			const words = ownWords(body);
			return words ? { ...transport, reason: `${transport.reason} (${words})` } : transport;
		}
		if (transport) return transport;
		if (status >= 300 || refusesInBody(body)) {
			const verdict = refusal(answer, thing);
			const missing = status === 404 || (status === 400 && NOT_FOUND.test(ownWords(body)));
			return gone && answer.repeated === true && missing ? { kind: 'accepted' } : verdict;
		}
		if (isObject(body) || body === '' || body === undefined || body === null) {
			return { kind: 'accepted' };
		}
		return { kind: 'broken', reason: 'an answer that is not a JSON object' };
	};

/**
 * What an answer tells of the buckets: only that they are full. The documentation speaks of a header
 * with their state, but its name is not known.
 */
export const reported = ({ status }: Answer): BucketReport | undefined =>
	status === 429 ? { available: 0 } : undefined;
