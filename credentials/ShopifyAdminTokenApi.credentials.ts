import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { connectionTest, signForShop } from './shared/shopifyAdmin';

/** A fixed Admin API access token, as custom apps made in the Shopify admin have it. */
export class ShopifyAdminTokenApi implements ICredentialType {
	name = 'shopifyAdminTokenApi';

	displayName = 'Shopify Admin Access Token API';

	icon: Icon = {
		light: 'file:../nodes/Shopify/shopifyAdmin.svg',
		dark: 'file:../nodes/Shopify/shopifyAdmin.dark.svg',
	};

	documentationUrl = 'https://github.com/commerce-ops/n8n-nodes-commerce-ops#shopify-access-token';

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
				"The shop's name as in my-shop.myshopify.com. The address of its admin works too.",
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. shpat_…',
			description:
				'The Admin API access token of the app. Shopify shows it once, when the app is installed.',
		},
		{
			displayName: 'API Secret Key',
			name: 'apiSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				"The app's API secret key. Only the trigger needs it, to check that a webhook comes from Shopify.",
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
				'Only for a gateway or a test server: its address, used in place of the shop’s own. Leave empty otherwise.',
		},
	];

	test: ICredentialTestRequest = connectionTest(
		'Shopify refused the access token. Check that it was copied whole, that it is an access token (it starts with shpat_), that it belongs to this shop, and that the app is still installed there.',
	);

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return signForShop(credentials, String(credentials.accessToken ?? ''), requestOptions);
	}
}
