import type {
	IAuthenticateRuleResponseCode,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { addressWithin, serverOrigin } from '../../nodes/shared/address';

/** n8n's older request helper, which the HTTP Request node uses, calls the address `uri`. */
type RequestOptions = IHttpRequestOptions & { uri?: string };

/** The address that all requests of the credential begin with. */
export const originOfServer = (credentials: ICredentialDataDecryptedObject): string =>
	serverOrigin(credentials.baseUrl, 'Base URL');

const field = (credentials: ICredentialDataDecryptedObject, name: string) =>
	String(credentials[name] ?? '')
		.trim()
		.replace(/^(?:Bearer|Basic)\s+/i, '');

/** The headers that prove who asks. */
function proof(credentials: ICredentialDataDecryptedObject): Record<string, string> {
	switch (credentials.authentication) {
		case 'apiToken': {
			// Medusa 1.17 and newer read the first header, older ones the second; both are fine for both.
			const token = field(credentials, 'apiToken');
			return { 'x-medusa-access-token': token, Authorization: `Bearer ${token}` };
		}
		case 'secretKey': {
			const pair = Buffer.from(`${field(credentials, 'secretKey')}:`).toString('base64');
			return { Authorization: `Basic ${pair}` };
		}
		default:
			return { Authorization: `Bearer ${field(credentials, 'sessionToken')}` };
	}
}

/**
 * Adds the proof to a request that goes to the credential's own server.
 *
 * Every request with the credential passes here. A path gets the server's address in front; a full
 * address is checked, and a UserError is thrown when it is not the server's. Redirects are not
 * followed, because n8n would send the header on to wherever they point.
 */
export function signForServer(
	credentials: ICredentialDataDecryptedObject,
	requestOptions: RequestOptions,
): IHttpRequestOptions {
	const origin = originOfServer(credentials);
	const { baseURL, uri, ...options } = requestOptions;
	// An empty base URL is none, as in n8n's helper.
	const url = addressWithin(origin, uri ?? options.url ?? '', baseURL || origin);
	const signed: RequestOptions = {
		...options,
		url,
		maxRedirects: 0,
		disableFollowRedirect: true,
		headers: { ...options.headers, ...proof(credentials) },
	};
	if (uri !== undefined) signed.uri = url;
	return signed;
}

const whenStatus = (value: number, message: string): IAuthenticateRuleResponseCode => ({
	type: 'responseCode',
	properties: { value, message },
});

/**
 * The credential's test: one product. Unlike the address of the user's own record, this one is the
 * same in both versions and open to every kind of login.
 */
export const connectionTest: ICredentialTestRequest = {
	request: {
		method: 'GET',
		url: '/admin/products?limit=1',
		headers: { Accept: 'application/json' },
		timeout: 30_000,
	},
	rules: [
		whenStatus(
			401,
			"The server refused the login. Check that 'Authentication' fits the server (an API token is for Medusa 1, a secret key for Medusa 2), and that the token or key was copied whole.",
		),
		whenStatus(403, 'The server knows the user but does not let them read products.'),
		whenStatus(
			404,
			"There is no Medusa Admin API at this address. Check 'Base URL': it is the address of the server itself, not that of its admin dashboard or its storefront.",
		),
		...[301, 302, 303, 307, 308].map((status) =>
			whenStatus(
				status,
				"The address answers with a redirect, which is not followed, so that the token stays with the server. Check 'Base URL', also http or https.",
			),
		),
		{
			type: 'responseSuccessBody',
			properties: {
				key: 'products',
				value: undefined,
				message:
					"The address answered, but not with Medusa's list of products. Check 'Base URL': it is the address of the server itself, not that of its admin dashboard or its storefront.",
			},
		},
		// n8n takes both kinds of rules side by side; its type only knows lists of one kind.
	] as ICredentialTestRequest['rules'],
};
