import type {
	IAuthenticateRuleResponseCode,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { endpointPath, shopOrigin } from '../../nodes/Shopline/client/shopAddress';
import { USUAL_VERSION } from '../../nodes/Shopline/client/versions';
import { addressWithin } from '../../nodes/shared/address';

/** n8n's older request helper, which the HTTP Request node uses, calls the address `uri`. */
type RequestOptions = IHttpRequestOptions & { uri?: string };

/**
 * Adds the token to a request that goes to the credential's own shop.
 *
 * Every request with the credential passes here. A path gets the shop's address in front; a full
 * address is checked, and a UserError is thrown when it is not the shop's. Redirects are not
 * followed, because n8n would send the token's header on to wherever they point.
 */
export function signForStore(
	credentials: ICredentialDataDecryptedObject,
	requestOptions: RequestOptions,
): IHttpRequestOptions {
	const origin = shopOrigin({
		handle: String(credentials.handle ?? ''),
		baseUrl: String(credentials.baseUrl ?? ''),
	});
	const { baseURL, uri, ...options } = requestOptions;
	// An empty base URL is none, as in n8n's helper.
	const url = addressWithin(origin, uri ?? options.url ?? '', baseURL || origin);
	// The documents show the token behind the word Bearer, so it is easily copied along.
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

/** The credential's test: the store's own name. */
export const connectionTest: ICredentialTestRequest = {
	request: {
		method: 'GET',
		url: endpointPath(USUAL_VERSION, 'merchants/shop'),
		headers: { Accept: 'application/json' },
		timeout: 30_000,
	},
	rules: [
		whenStatus(
			401,
			'SHOPLINE refused the access token. Check that it was copied whole, that it belongs to this shop, that it has not expired, and that the app is still installed there.',
		),
		whenStatus(
			402,
			'The store is frozen. Its owner has to log in to the SHOPLINE admin and settle the bill.',
		),
		whenStatus(
			403,
			'SHOPLINE knows the token but does not let it read the store. Give the app the permission to read store information (read_store_information), then install it again.',
		),
		whenStatus(404, "There is no shop at this address. Check 'Handle' and 'API Base URL'."),
		whenStatus(423, 'SHOPLINE has locked this store. Contact SHOPLINE.'),
		whenStatus(429, 'The shop has had too many requests just now. Try again in a minute.'),
		...[301, 302, 303, 307, 308].map((status) =>
			whenStatus(
				status,
				"The address answers with a redirect, which is not followed, so that the token stays with the shop. Check 'Handle'.",
			),
		),
		{
			type: 'responseSuccessBody',
			properties: {
				key: 'data.name',
				value: undefined,
				message:
					"The address answered, but not with the store's name. Check 'Handle' and 'API Base URL'.",
			},
		},
		// n8n takes both kinds of rules side by side; its type only knows lists of one kind.
	] as ICredentialTestRequest['rules'],
};
