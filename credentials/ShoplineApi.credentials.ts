import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

import { connectionTest, signForStore } from './shared/shopline';

/** The token of a private app, made in the admin of a SHOPLINE shop. */
export class ShoplineApi implements ICredentialType {
	name = 'shoplineApi';

	displayName = 'SHOPLINE API';

	icon: Icon = {
		light: 'file:../nodes/Shopline/shopline.svg',
		dark: 'file:../nodes/Shopline/shopline.dark.svg',
	};

	documentationUrl =
		'https://github.com/commerce-ops/n8n-nodes-commerce-ops#connect-a-shopline-shop';

	// signForStore refuses every other host; a list for the user to keep would add nothing.
	hideDomainRestrictionFields = true;

	properties: INodeProperties[] = [
		{
			displayName: 'Handle',
			name: 'handle',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. open001',
			description:
				"The first part of the shop's address, as in open001.myshopline.com. The whole address works too.",
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. eyJhbGciOi…',
			description:
				"The access token of a private app: Apps → Develop apps → the app's API certificate, after installing it",
		},
		{
			displayName: 'App Secret',
			name: 'appSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'The secret of the app. Only the trigger needs it, to check that a webhook comes from SHOPLINE.',
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
			placeholder: 'e.g. https://gateway.example.com/shopline',
			description:
				'Only for a gateway or a test server: its address, used in place of the shop’s own. Leave empty otherwise.',
		},
	];

	test: ICredentialTestRequest = connectionTest;

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return signForStore(credentials, requestOptions);
	}
}
