import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestHelper,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { sleep, UserError } from 'n8n-workflow';

import { originOfServer } from './medusa';
import { Renewals } from './renewals';

/** Where each version gives a token for an email and a password, and the key that holds it. */
const LOGINS = new Map([
	['2', { path: '/auth/user/emailpass', key: 'token' }],
	['1', { path: '/admin/auth/token', key: 'access_token' }],
]);

/** Pauses before the second and third try when the server is busy or out of reach, in milliseconds. */
const PAUSES = [300, 1_000];

const renewals = new Renewals();

/** How many renewals are remembered now; for the tests. */
export const rememberedLogins = (): number => renewals.size;

/**
 * A session token (a JWT that lives 24 hours) that is newer than the one in
 * `credentials.sessionToken`. One login serves any number of parallel requests.
 *
 * @throws UserError that says what to do, without any secret
 */
export async function renewedLogin(
	http: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<string> {
	const origin = originOfServer(credentials);
	const email = String(credentials.email ?? '').trim();
	const password = String(credentials.password ?? '');
	if (!email || !password) {
		throw new UserError("'Email' and 'Password' are needed. Enter those of a user of the admin.");
	}
	const version = String(credentials.serverVersion ?? 'auto');
	return await renewals.newer(
		[origin, version, email, password],
		credentials.sessionToken,
		async () => await logIn(http, origin, version, { email, password }),
	);
}

/** One token. A server of the other version does not know the address and answers 404. */
async function logIn(
	http: IHttpRequestHelper,
	origin: string,
	version: string,
	user: { email: string; password: string },
): Promise<string> {
	const tried = [...LOGINS].filter(([one]) => version === 'auto' || version === one);
	for (const [, { path, key }] of tried) {
		const answer = await post(http, origin, path, user);
		if (answer.statusCode === 404) continue;
		const token = (answer.body as IDataObject | null | undefined)?.[key];
		if (answer.statusCode < 300 && typeof token === 'string' && token) return token;
		throw noToken(answer);
	}
	throw new UserError(
		version === 'auto'
			? "There is no Medusa Admin API at this address. Check 'Base URL': it is the address of the server itself, not that of its admin dashboard or its storefront."
			: `The server has no login of Medusa ${version}. Check 'Base URL', and choose 'Found Out by Itself' as the server version.`,
	);
}

async function post(
	http: IHttpRequestHelper,
	origin: string,
	path: string,
	user: { email: string; password: string },
): Promise<IN8nHttpFullResponse> {
	for (let attempt = 0; ; attempt++) {
		const pause = PAUSES[attempt];
		try {
			const answer = (await http.helpers.httpRequest({
				method: 'POST',
				url: origin + path,
				headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
				body: { ...user },
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				timeout: 30_000,
			})) as IN8nHttpFullResponse;
			const busy = answer.statusCode === 429 || answer.statusCode >= 500;
			if (!busy || pause === undefined) return answer;
		} catch {
			// A new error, without the old one: that carries the request, and with it the password.
			if (pause === undefined) throw outOfReach(origin);
		}
		await sleep(pause);
	}
}

const outOfReach = (origin: string) =>
	new UserError(
		`No answer from ${new URL(origin).host}, so there is no session. Check 'Base URL' and whether the server runs, then try again.`,
	);

function noToken({ statusCode: status }: IN8nHttpFullResponse): UserError {
	if (status === 401 || status === 400) {
		return new UserError(
			"The server did not accept 'Email' and 'Password'. Check both: they are those of a user of the admin, not of a customer.",
		);
	}
	if (status >= 300 && status < 400) {
		return new UserError(
			"The address answers with a redirect, which is not followed, so that the password stays with the server. Check 'Base URL', also http or https.",
		);
	}
	if (status < 300) {
		return new UserError(
			"The address answered, but not as Medusa's login does. Check 'Base URL': it is the address of the server itself, not that of its admin dashboard or its storefront.",
		);
	}
	return new UserError(
		`The server answered to the login with HTTP status ${status}. Try again later, or look into the server's log.`,
	);
}
