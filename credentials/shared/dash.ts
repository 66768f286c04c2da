import type {
	IAuthenticateRuleResponseCode,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { dashOrigin } from '../../nodes/ExportImages/client/dashAddress';
import { addressWithin } from '../../nodes/shared/address';

/** n8n's older request helper, which the HTTP Request node uses, calls the address `uri`. */
type RequestOptions = IHttpRequestOptions & { uri?: string };

/**
 * Adds the token to a request that goes to Dash's API.
 *
 * Every request with the credential passes here. A path gets the API's address in front; a full
 * address is checked, and a UserError is thrown when it is another host's: the links that Dash hands
 * out for files are asked for without the token. Redirects are not followed, because n8n would send
 * the token's header on to wherever they point.
 */
export function signForDash(
	credentials: ICredentialDataDecryptedObject,
	requestOptions: RequestOptions,
): IHttpRequestOptions {
	const origin = dashOrigin(credentials);
	const { baseURL, uri, ...options } = requestOptions;
	// An empty base URL is none, as in n8n's helper.
	const url = addressWithin(origin, uri ?? options.url ?? '', baseURL || origin);
	const token = String(credentials.accessToken ?? '')
		.trim()
		.replace(/^Bearer\s+/i, '');
	const signed: RequestOptions = {
		...options,
		url,
		maxRedirects: 0,
		disableFollowRedirect: true,
		headers: { ...options.headers, Authorization: `Bearer ${token}` },
	};
	if (uri !== undefined) signed.uri = url;
	return signed;
}

const whenStatus = (value: number, message: string): IAuthenticateRuleResponseCode => ({
	type: 'responseCode',
	properties: { value, message },
});

/** A credential's test: the user whose rights it has. @param refused what a 401 means */
export const connectionTest = (refused: string): ICredentialTestRequest => ({
	request: {
		method: 'GET',
		url: '/current-user',
		headers: { Accept: 'application/json' },
		timeout: 30_000,
	},
	rules: [
		whenStatus(401, refused),
		whenStatus(403, 'Dash knows the token but gives it no access. Check the rights of the user.'),
		whenStatus(404, "Dash's API is not at this address. Check 'API Base URL'."),
		whenStatus(429, 'Dash has had too many requests just now. Try again in a minute.'),
		...[301, 302, 303, 307, 308].map((status) =>
			whenStatus(
				status,
				"The address answers with a redirect, which is not followed, so that the token stays with Dash. Check 'API Base URL'.",
			),
		),
	],
});
