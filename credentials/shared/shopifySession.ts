import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestHelper,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { sleep, UserError } from 'n8n-workflow';
import { shopDomain, shopOrigin } from '../../nodes/Shopify/client/shopAddress';
import { Renewals } from './renewals';
import { addressOf } from './shopifyAdmin';

/** Where Shopify gives tokens to apps (client credentials grant). */
const GRANT_PATH = '/admin/oauth/access_token';

/** Pauses before the second and third try when Shopify is busy or out of reach, in milliseconds. */
const PAUSES = [300, 1_000];

/** Renewals of tokens by app and shop. */
const renewals = new Renewals();

/** How many renewals are remembered now; for the tests. */
export const rememberedRenewals = (): number => renewals.size;

/**
 * A token that is newer than the one in `credentials.sessionToken`.
 *
 * Joins a renewal that runs, takes the result of one that has just ended when it is newer than the
 * caller's token, and otherwise fetches. All callers of one fetch share its failure; the next caller
 * tries again. Throws a UserError that says what to do, without any secret.
 */
export async function renewedSession(
	http: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<string> {
	const origin = shopOrigin(addressOf(credentials));
	const clientId = String(credentials.clientId ?? '').trim();
	const clientSecret = String(credentials.clientSecret ?? '').trim();
	return await renewals.newer(
		[origin, clientId, clientSecret],
		credentials.sessionToken,
		async () => await requestSession(http, origin, clientId, clientSecret, credentials),
	);
}

/**
 * One token by Shopify's client credentials grant. Asks up to three times when Shopify is busy or
 * out of reach: asking for a token twice does no harm.
 */
async function requestSession(
	http: IHttpRequestHelper,
	origin: string,
	clientId: string,
	clientSecret: string,
	credentials: ICredentialDataDecryptedObject,
): Promise<string> {
	const form = {
		grant_type: 'client_credentials',
		client_id: clientId,
		client_secret: clientSecret,
	};
	const body = Object.entries(form)
		.map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
		.join('&');

	for (let attempt = 0; ; attempt++) {
		const pause = PAUSES[attempt];
		let answer: IN8nHttpFullResponse;
		try {
			answer = (await http.helpers.httpRequest({
				method: 'POST',
				url: origin + GRANT_PATH,
				headers: {
					'Content-Type': 'application/x-www-form-urlencoded',
					Accept: 'application/json',
				},
				body,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				timeout: 30_000,
			})) as IN8nHttpFullResponse;
		} catch (error) {
			if (pause !== undefined) {
				await sleep(pause);
				continue;
			}
			// A new error, without the old one: that carries the request, and with it the secret.
			throw outOfReach(origin, error);
		}
		const busy = answer.statusCode === 429 || answer.statusCode >= 500;
		if (busy && pause !== undefined) {
			await sleep(pause);
			continue;
		}
		const token = (answer.body as IDataObject | null | undefined)?.access_token;
		if (answer.statusCode === 200 && typeof token === 'string' && token) return token;
		throw noSession(answer, shopDomain(addressOf(credentials).shop), clientSecret);
	}
}

/**
 * What happened to a connection, by its code. In words only: n8n replaces a message that holds such
 * a code by a general one of its own.
 */
const CONNECTIONS: Record<string, string> = {
	ECONNREFUSED: 'the connection was refused',
	ECONNRESET: 'the connection was cut off',
	EPIPE: 'the connection was cut off',
	ENOTFOUND: 'no server of that name was found',
	EAI_AGAIN: 'the name could not be looked up',
	ETIMEDOUT: 'it took too long',
	ECONNABORTED: 'it took too long',
};

function outOfReach(origin: string, error: unknown): UserError {
	const { code, cause } = (error ?? {}) as { code?: unknown; cause?: { code?: unknown } };
	const what = CONNECTIONS[String(code ?? cause?.code)];
	return new UserError(
		`No answer from ${new URL(origin).host}${what ? ` (${what})` : ''}, so Shopify gave no token. Check 'Shop', 'API Base URL' and this machine's connection, then try again.`,
	);
}

/** Shopify's reason in its own words: from JSON, or from the HTML page that it sometimes sends. */
function reasonIn(body: unknown, clientSecret: string): { code: string; words: string } {
	const data = (typeof body === 'object' && body !== null ? body : {}) as IDataObject;
	const page = typeof body === 'string' ? body.replace(/<(style|script)[^]*?<\/\1>/gi, ' ') : '';
	const text = page.replace(/<[^>]*>/g, ' ');
	const onPage = /oauth error ([a-z_]+)(?:\s*:\s*([^\n]*))?/i.exec(text);
	const code = typeof data.error === 'string' ? data.error : (onPage?.[1] ?? '');
	const words =
		typeof data.error_description === 'string' ? data.error_description : (onPage?.[2] ?? '');
	const shown = (value: string) =>
		(clientSecret ? value.split(clientSecret).join('*****') : value)
			.replace(/\s+/g, ' ')
			.trim()
			.slice(0, 200);
	return { code: shown(code).toLowerCase(), words: shown(words) };
}

/** What the answer of the token endpoint means, and what to do about it. */
function noSession(answer: IN8nHttpFullResponse, shop: string, clientSecret: string): UserError {
	const { code, words } = reasonIn(answer.body, clientSecret);
	const status = answer.statusCode;
	const said = words || code ? ` Shopify says: ${[code, words].filter(Boolean).join(': ')}` : '';

	if (code === 'app_not_installed') {
		return new UserError(
			`The app is not installed in ${shop}. Install it there from the app's page in the Dev Dashboard, then try again.${said}`,
		);
	}
	if (code === 'shop_not_permitted') {
		return new UserError(
			`Shopify gives this app no token for ${shop}, because app and shop do not belong to the same organization. Use an app of the shop's own organization, or the credential 'Shopify Admin OAuth2 API'.${said}`,
		);
	}
	const unknownApp = /could not find shopify api application/i.test(words);
	if (
		status === 401 ||
		['invalid_client', 'unauthorized_client', 'application_cannot_be_found'].includes(code) ||
		unknownApp
	) {
		return new UserError(
			`Shopify does not accept this app: 'Client ID' or 'Client Secret' is wrong, or the secret was replaced. Copy both again from the app's settings in the Dev Dashboard.${said}`,
		);
	}
	if (status === 404) {
		return new UserError(
			`There is no shop at ${shop}. Check 'Shop' (and 'API Base URL', if you use one).`,
		);
	}
	if (status === 402 || status === 423) {
		return new UserError(
			`The shop ${shop} is ${status === 402 ? 'frozen' : 'locked'}, so Shopify gives no token for it. Its owner can look into it in the Shopify admin.${said}`,
		);
	}
	if (status >= 300 && status < 400) {
		return new UserError(
			`${shop} answers with a redirect, which is not followed, so that the secret goes to no other address. Check 'Shop': it needs the myshopify.com name that the shop has now.`,
		);
	}
	if (status === 429 || status >= 500) {
		return new UserError(
			`Shopify could not give a token for ${shop} just now (HTTP ${status}, asked three times). Try again in a few minutes.`,
		);
	}
	return new UserError(
		`Shopify gave no token for ${shop} (HTTP ${status}). Check 'Shop', 'Client ID' and 'Client Secret', and that the app is installed in the shop.${said}`,
	);
}
