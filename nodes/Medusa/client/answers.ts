import { PlatformError } from '../../shared/errors';
import { isObject } from '../../shared/json';
import type { BucketReport } from '../../shared/pacing';
import type { Answer, Verdict } from '../../shared/request';
import { judgeTransport } from '../../shared/request';

/** Medusa's own words: `{type, message}`, or the bare text that Express answers with. */
export function wordsOf(body: unknown): string {
	const text = isObject(body) ? body.message : body;
	if (typeof text !== 'string' || /<\w/.test(text)) return '';
	return text.replace(/\s+/g, ' ').trim().replace(/\.$/, '').slice(0, 500);
}

/** The page that Express shows for an address that the server does not have. */
const noSuchRoute = (body: unknown) =>
	typeof body === 'string' && /Cannot (?:GET|POST|DELETE) /.test(body);

/** What a request is about, for the texts of a refusal. */
export interface Subject {
	/** "Batch job batch_01…" */
	thing: string;
	/** What it means, and what to do, when the server has no such address at all. */
	missing?: [message: string, advice: string];
}

const ELSEWHERE: [string, string] = [
	'There is no Medusa Admin API at this address',
	"Check 'Base URL' in the credential: it is the address of the server itself, not that of its admin dashboard or its storefront.",
];

/** Conflicts that need more than Medusa's words. */
const ADVICE: Array<[words: RegExp, advice: string]> = [
	[
		/not pre processed/i,
		"Only a batch job that was created with 'Dry Run', and that the server has prepared, waits for a confirmation. Look at its status with 'Get'.",
	],
	[/cannot cancel completed/i, 'What it did stays done. To undo an import, import the older data.'],
	[
		/does not belong to the logged in user/i,
		'Medusa shows batch jobs to the user who created them only. Use the credential of that user.',
	],
	[
		/batchjob strategy/i,
		"Check 'Type': the server has a strategy for order-export, price-list-import, product-export and product-import, and for those of its own plugins.",
	],
	[
		/invalid column name/i,
		'Remove these columns from the file, or rename them to those of the import template of the Medusa admin.',
	],
	[
		/add a file service plugin/i,
		'The server has nowhere to keep files. Install a file plugin, such as @medusajs/file-local, on the server.',
	],
];

/** The sentences that an answer gives. */
function meaning({ status, body }: Answer, { thing, missing }: Subject): [string, string] {
	const words = wordsOf(body);
	if (status === 401) {
		// Medusa 1 answers with the bare word, Medusa 2 with JSON.
		const version = isObject(body) ? 2 : 1;
		return [
			'Medusa did not accept the login',
			`It says '${words || 'Unauthorized'}', as Medusa ${version} does. Open the credential and test it: an API token is for Medusa 1, a secret key for Medusa 2, and an email with its password for both.`,
		];
	}
	if (status === 403) {
		return ['Medusa does not allow this user to do that', words ? `Medusa said: ${words}` : ''];
	}
	if (status >= 300 && status < 400) {
		return [
			'The server answered with a redirect, which was not followed so that the token stays with the server',
			"Check 'Base URL' in the credential, also http or https.",
		];
	}
	if (status === 404 && noSuchRoute(body)) return missing ?? ELSEWHERE;
	if (status === 404 && !words) return ELSEWHERE;
	const type = isObject(body) ? String(body.type ?? '') : '';
	const advice = ADVICE.find(([known]) => known.test(words))?.[1] ?? '';
	if (status === 404 && type === 'not_found') {
		const usual = 'Check the ID, and that the credential belongs to its server.';
		return advice
			? [`Medusa did not accept this: ${words}`, advice]
			: [`${thing} was not found`, `Medusa said: ${words}. ${usual}`];
	}
	if (status === 409) {
		return [
			`Another request is at work on this: ${words || 'HTTP status 409'}`,
			'Nothing was done. Run the item again.',
		];
	}
	return words
		? [`Medusa did not accept this: ${words}`, advice]
		: [`Medusa answered with HTTP status ${status}`, ''];
}

/**
 * What an answer amounts to.
 *
 * @param subject what the request is about, for texts
 */
export function judge(answer: Answer, subject: Subject): Verdict {
	const transport = judgeTransport(answer);
	if (transport?.kind === 'broken') {
		const words = wordsOf(isObject(answer.body) ? answer.body : '');
		return { ...transport, reason: words ? `${transport.reason} (${words})` : transport.reason };
	}
	if (transport) return transport;
	if (answer.status < 300) return { kind: 'accepted' };
	const [message, advice] = meaning(answer, subject);
	return {
		kind: 'refused',
		error: new PlatformError({ message, advice, code: String(answer.status) }),
	};
}

/** Medusa has no rate limit of its own; a gateway before it may refuse, and then all requests wait. */
export const reported = ({ status }: Answer): BucketReport | undefined =>
	status === 429 ? { available: 0 } : undefined;
