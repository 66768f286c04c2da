import { PlatformError } from '../../shared/errors';
import { isObject } from '../../shared/json';
import type { BucketReport } from '../../shared/pacing';
import type { Answer, Verdict } from '../../shared/request';
import { judgeTransport } from '../../shared/request';

/**
 * The reasons in an answer. `errors` is documented as a text; SHOPLINE's own SDK also reads a list,
 * and a map of fields to texts or lists. Some answers have `message` instead.
 */
function reasons(body: unknown): string[] {
	if (!isObject(body)) return [];
	const { errors, error, message } = body;
	const texts = (value: unknown, field = ''): string[] => {
		if (value === undefined || value === null || value === '') return [];
		if (Array.isArray(value)) return value.flatMap((one) => texts(one, field));
		if (isObject(value)) return Object.entries(value).flatMap(([name, one]) => texts(one, name));
		return [field ? `${field} ${String(value)}` : String(value)];
	};
	const found = texts(errors);
	return found.length > 0 ? found : [...texts(error), ...texts(message)];
}

/** SHOPLINE's own words and the number that its support asks for, for the advice of an error. */
function said({ body, headers }: Answer): string {
	const words = reasons(body).join('; ');
	const trace = headers.traceid ?? headers.traceId;
	return [words ? `SHOPLINE said: ${words}` : '', trace ? `(traceId ${String(trace)})` : '']
		.filter((part) => part !== '')
		.join(' ');
}

/** What a documented status means, and what to do. 400 and 422 speak for themselves. */
const STATUSES: Record<number, [message: string, advice: string]> = {
	401: [
		'SHOPLINE did not accept the access token',
		"It may be wrong, expired (a private app's token lives three years) or of another shop. Open the credential, check it and test it.",
	],
	402: [
		'The store is frozen',
		'Its owner has to log in to the SHOPLINE admin and settle the bill before apps can work with it.',
	],
	403: [
		'SHOPLINE does not allow this app to do that',
		"Check in the app's settings which permissions it has, and install it again after a change.",
	],
	406: ['SHOPLINE cannot answer in the asked format', ''],
	412: [
		'SHOPLINE took the content for dangerous and refused it',
		'Remove scripts and other active parts from the texts.',
	],
	423: [
		'The store is locked',
		'It may have gone over the limits again and again, or its account has a problem. Contact SHOPLINE.',
	],
	433: [
		"SHOPLINE's firewall blocked the request",
		'It takes this machine for an attacker. Wait a while before the next request.',
	],
	434: [
		"SHOPLINE's firewall blocked the request: too many of them",
		"Wait a while, and lower 'Requests per Second' under Options.",
	],
	435: [
		"SHOPLINE's firewall blocked the request as an attack by many requests",
		"Wait a while, and lower 'Requests per Second' under Options.",
	],
	436: [
		"SHOPLINE's security rules blocked the content of the request",
		'Remove scripts and other active parts from the texts.',
	],
	501: ['SHOPLINE does not offer this to this store or app', ''],
};

const REDIRECTS = [301, 302, 303, 307, 308];

/** The sentence that a status gives. */
function meaning(answer: Answer, thing: string): [message: string, advice: string] {
	const { status, body } = answer;
	if (REDIRECTS.includes(status)) {
		return [
			'The shop answered with a redirect, which was not followed so that the token stays with the shop',
			"Check 'Handle' in the credential.",
		];
	}
	const known = STATUSES[status];
	if (known) return known;
	const [first] = reasons(body);
	if (status === 404) {
		// "The product does not exist.": the words of an object; a missing address has none of its own.
		return first && !/^not found\.?$/i.test(first)
			? [`${thing} was not found`, 'Check the ID, and that the credential belongs to the shop.']
			: [
					`SHOPLINE has nothing at this address: ${thing} was not found`,
					"Check the ID, 'Handle' in the credential, and 'API Version' under Options.",
				];
	}
	const reason = first?.replace(/\.$/, '');
	return reason
		? [`SHOPLINE did not accept this: ${reason}`, '']
		: [`SHOPLINE answered with HTTP status ${status}`, ''];
}

/**
 * What an answer amounts to.
 *
 * @param thing what the request is about, for texts: "Product 160…"
 */
export function judge(answer: Answer, thing: string): Verdict {
	const transport = judgeTransport(answer);
	if (transport) return transport;
	const { status, body } = answer;
	// Some APIs refuse with status 200 and a reason; SHOPLINE does not document it, but it costs nothing.
	const refusedInside = isObject(body) && 'errors' in body && reasons(body).length > 0;
	if (status < 300 && !refusedInside) return { kind: 'accepted' };
	const [message, advice] = meaning(answer, thing);
	return {
		kind: 'refused',
		error: new PlatformError({
			message,
			advice: [advice, said(answer)].filter((part) => part !== '').join(' '),
			code: String(status),
		}),
	};
}

/**
 * No header tells the bucket's state. A refusal tells that it is empty, so that the other requests
 * of this process wait as well.
 */
export const reported = ({ status }: Answer): BucketReport | undefined =>
	status === 429 ? { available: 0 } : undefined;
