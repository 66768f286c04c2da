import type {
	IAuthenticateRuleResponseCode,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { addressWithin } from '../../nodes/shared/address';
import { graphqlPath, shopOrigin, type ShopAddress } from '../../nodes/Shopify/client/shopAddress';

/** n8n's older request helper, which the HTTP Request node uses, calls the address `uri`. */
type RequestOptions = IHttpRequestOptions & { uri?: string };

/** The two address fields of a decrypted credential. */
export function addressOf(credentials: ICredentialDataDecryptedObject): ShopAddress {
	return { shop: String(credentials.shop ?? ''), baseUrl: String(credentials.baseUrl ?? '') };
}

/**
 * Adds the token to a request that goes to the credential's own shop.
 *
 * Every request with the credential passes here: ours, the credential's test, and those of n8n's
 * HTTP Request node. A path gets the shop's address in front; a full address is checked, and a
 * UserError is thrown when it is not the shop's. Redirects are not followed, because n8n would send
 * the token's header on to wherever they point.
 */
export function signForShop(
	credentials: ICredentialDataDecryptedObject,
	token: string,
	requestOptions: RequestOptions,
): IHttpRequestOptions {
	const origin = shopOrigin(addressOf(credentials));
	const { baseURL, uri, ...options } = requestOptions;
	// An empty base URL is none, as in n8n's helper.
	const url = addressWithin(origin, uri ?? options.url ?? '', baseURL || origin);
	const signed: RequestOptions = {
		...options,
		url,
		maxRedirects: 0,
		disableFollowRedirect: true,
		headers: { ...options.headers, 'X-Shopify-Access-Token': token.trim() },
	};
	if (uri !== undefined) signed.uri = url;
	return signed;
}

/**
 * A credential's test: the shop's name, the smallest question that every token may ask.
 *
 * @param refused what a 401 means for this kind of credential, and what to do about it
 */
export function connectionTest(refused: string): ICredentialTestRequest {
	const codes: IAuthenticateRuleResponseCode[] = [
		whenStatus(401, refused),
		whenStatus(
			402,
			'The shop is frozen, most likely because of an unpaid bill. Its owner can open it again in the Shopify admin.',
		),
		whenStatus(
			403,
			"Shopify knows the token but gives it no access. Check the app's access scopes; a public app also needs expiring tokens, which 'Shopify Admin OAuth2 API' uses.",
		),
		whenStatus(404, "There is no shop at this address. Check 'Shop' and 'API Base URL'."),
		whenStatus(423, 'Shopify has locked this shop. Ask Shopify support, or check the shop’s plan.'),
		...[301, 302, 307, 308].map((status) =>
			whenStatus(
				status,
				"The address answers with a redirect, which is not followed, so that the token stays with the shop. Check 'Shop': it needs the myshopify.com name that the shop has now.",
			),
		),
	];
	return {
		request: {
			method: 'POST',
			url: graphqlPath(),
			headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
			body: { query: '{ shop { name } }' },
			timeout: 30_000,
		},
		rules: [
			...codes,
			// GraphQL answers with HTTP 200 whatever it has to say, and so do web sites.
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'data.shop.name',
					value: undefined,
					message:
						"The address answered, but not with the shop's name. Check 'API Base URL' and the app's access to the Admin API, or try again in a minute.",
				},
			},
			// n8n takes both kinds of rules side by side; its type only knows lists of one kind.
		] as ICredentialTestRequest['rules'],
	};
}

function whenStatus(value: number, message: string): IAuthenticateRuleResponseCode {
	return { type: 'responseCode', properties: { value, message } };
}
