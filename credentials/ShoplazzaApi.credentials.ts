import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { connectionTest, signForStore } from './shared/shoplazza';

/** The access token of a private app, made in the store's admin. */
export class ShoplazzaApi implements ICredentialType {
	name = 'shoplazzaApi';

	displayName = 'Shoplazza API';

	icon: Icon = {
		light: 'file:../nodes/Shoplazza/shoplazza.svg',
		dark: 'file:../nodes/Shoplazza/shoplazza.dark.svg',
	};

	documentationUrl =
		'https://github.com/commerce-ops/n8n-nodes-commerce-ops#shoplazza-access-token';

	// signForStore refuses every other host; a list for the user to keep would add nothing.
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
				"The store's name as in my-shop.myshoplaza.com. The address of its admin works too.",
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The access token of the private app, from Apps > Manage private apps',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				"The app's secret. Only the trigger needs it, to check that a webhook comes from Shoplazza.",
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
			placeholder: 'e.g. https://gateway.example.com/shoplazza',
			description:
				'Only for a gateway or a test server: its address, used in place of the store’s own. Leave empty otherwise.',
		},
	];

	test: ICredentialTestRequest = connectionTest(
		'Shoplazza refused the access token. Check that it was copied whole, that it belongs to this store, and that the app still exists there.',
	);

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return signForStore(credentials, requestOptions);
	}
}
