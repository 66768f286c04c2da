import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { connectionTest, signForShop } from './shared/shopifyAdmin';
import { renewedSession } from './shared/shopifySession';

/**
 * An app of the Dev Dashboard with its client ID and secret. Its tokens last 24 hours; n8n keeps the
 * current one, encrypted, in `sessionToken` and asks for another when Shopify answers 401.
 */
export class ShopifyAdminClientApi implements ICredentialType {
	name = 'shopifyAdminClientApi';

	displayName = 'Shopify Admin Client Credentials API';

	icon: Icon = {
		light: 'file:../nodes/Shopify/shopifyAdmin.svg',
		dark: 'file:../nodes/Shopify/shopifyAdmin.dark.svg',
	};

	documentationUrl =
		'https://github.com/commerce-ops/n8n-nodes-commerce-ops#shopify-client-credentials';

	// signForShop refuses every other host; a list for the user to keep would add nothing.
	hideDomainRestrictionFields = true;

	properties: INodeProperties[] = [
		{
			displayName: 'Shop',
			name: 'shop',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. my-shop',
			description:
				"The shop's name as in my-shop.myshopify.com. The address of its admin works too. The app must be installed in this shop, and both must belong to the same organization.",
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			description: "From the app's settings in the Dev Dashboard",
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				"From the app's settings in the Dev Dashboard. The trigger also uses it, to check that a webhook comes from Shopify.",
		},
		{
			displayName: 'Previous Secret',
			name: 'previousSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only while the secret is being changed: the one before. The trigger accepts webhooks that are signed with either.',
		},
		{
			displayName: 'API Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://gateway.example.com/shopify',
			description:
				'Only for a gateway or a test server: its address, used in place of the shop’s own, also to fetch tokens. Leave empty otherwise.',
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	test: ICredentialTestRequest = connectionTest(
		'Shopify gave a token but then refused it. Check that the app is still installed in the shop, and try again.',
	);

	/** n8n calls it for an empty token, after a 401, and for each test, and stores what it returns. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		return { sessionToken: await renewedSession(this, credentials) };
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return signForShop(credentials, String(credentials.sessionToken ?? ''), requestOptions);
	}
}
