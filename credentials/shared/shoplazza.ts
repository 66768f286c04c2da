import type {
	IAuthenticateRuleResponseCode,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { addressWithin } from '../../nodes/shared/address';
import { apiPath, shopOrigin } from '../../nodes/Shoplazza/client/shopAddress';

/** n8n's older request helper, which the HTTP Request node uses, calls the address `uri`. */
type RequestOptions = IHttpRequestOptions & { uri?: string };

/**
 * Adds the token to a request that goes to the credential's own store.
 *
 * Every request with the credential passes here: ours, the credential's test, and those of n8n's
 * HTTP Request node. A path gets the store's address in front; a full address is checked, and a
 * UserError is thrown when it is not the store's. Redirects are not followed, because n8n would send
 * the token's header on to wherever they point.
 */
export function signForStore(
	credentials: ICredentialDataDecryptedObject,
	requestOptions: RequestOptions,
): IHttpRequestOptions {
	const origin = shopOrigin({
		shop: String(credentials.shop ?? ''),
		baseUrl: String(credentials.baseUrl ?? ''),
	});
	const { baseURL, uri, ...options } = requestOptions;
	// An empty base URL is none, as in n8n's helper.
	const url = addressWithin(origin, uri ?? options.url ?? '', baseURL || origin);
	const signed: RequestOptions = {
		...options,
		url,
		maxRedirects: 0,
		disableFollowRedirect: true,
		headers: { ...options.headers, 'access-token': String(credentials.accessToken ?? '').trim() },
	};
	if (uri !== undefined) signed.uri = url;
	return signed;
}

/**
 * A credential's test: the store's own data, which every token with read_shop may read.
 *
 * @param refused what a 401 means for this kind of credential, and what to do about it
 */
export function connectionTest(refused: string): ICredentialTestRequest {
	const codes: IAuthenticateRuleResponseCode[] = [
		whenStatus(400, 'Shoplazza did not take the request. Check the access token and the store.'),
		whenStatus(401, refused),
		whenStatus(
			403,
			"Shoplazza knows the token but does not let it read the store's data. Give the app the access scope read_shop.",
		),
		whenStatus(
			404,
			"There is no store at this address, or it no longer serves this API version. Check 'Shop' and 'API Base URL'.",
		),
		...[301, 302, 307, 308].map((status) =>
			whenStatus(
				status,
				"The address answers with a redirect, which is not followed, so that the token stays with the store. Check 'Shop': it needs the myshoplaza.com name of the store.",
			),
		),
	];
	return {
		request: {
			method: 'GET',
			url: `${apiPath()}/shop`,
			headers: { Accept: 'application/json' },
			timeout: 30_000,
		},
		rules: [
			...codes,
			// Documented without a status: it may come with HTTP 200.
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'error',
					value: 'store is not active',
					message:
						'Shoplazza says that the store is not active: it is closed or its plan has ended, or the access token is wrong.',
				},
			},
			// n8n takes both kinds of rules side by side; its type only knows lists of one kind.
		] as ICredentialTestRequest['rules'],
	};
}

function whenStatus(value: number, message: string): IAuthenticateRuleResponseCode {
	return { type: 'responseCode', properties: { value, message } };
}
