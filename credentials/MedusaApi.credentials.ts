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

import { connectionTest, signForServer } from './shared/medusa';
import { renewedLogin } from './shared/medusaSession';

/**
 * A Medusa server, version 1 or 2. With email and password n8n keeps the session token, encrypted,
 * in `sessionToken` and asks for another when the server answers 401.
 */
export class MedusaApi implements ICredentialType {
	name = 'medusaApi';

	displayName = 'Medusa API';

	icon: Icon = {
		light: 'file:../nodes/Medusa/medusa.svg',
		dark: 'file:../nodes/Medusa/medusa.dark.svg',
	};

	documentationUrl =
		'https://github.com/commerce-ops/n8n-nodes-commerce-ops#connect-a-medusa-server';

	// signForServer refuses every other host; a list for the user to keep would add nothing.
	hideDomainRestrictionFields = true;

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://shop.example.com',
			description:
				'The address of the Medusa server, without /admin or /app. Plain http works for servers of a private network, such as http://localhost:9000.',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{
					name: 'API Token (Medusa 1)',
					value: 'apiToken',
					description: 'The API token of a user of the admin',
				},
				{
					name: 'Email and Password',
					value: 'password',
					description: 'Those of a user of the admin, on both versions',
				},
				{
					name: 'Secret Key (Medusa 2)',
					value: 'secretKey',
					description: 'A secret API key from the settings of the admin',
				},
			],
			default: 'secretKey',
		},
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			displayOptions: { show: { authentication: ['apiToken'] } },
			default: '',
			required: true,
			description: 'Set for a user by POST /admin/users/:ID with api_token',
		},
		{
			displayName: 'Secret Key',
			name: 'secretKey',
			type: 'string',
			typeOptions: { password: true },
			displayOptions: { show: { authentication: ['secretKey'] } },
			default: '',
			required: true,
			placeholder: 'e.g. sk_…',
			description: 'In the admin: Settings → Secret API Keys. It is shown once.',
		},
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			displayOptions: { show: { authentication: ['password'] } },
			default: '',
			required: true,
			placeholder: 'name@email.com',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			displayOptions: { show: { authentication: ['password'] } },
			default: '',
			required: true,
		},
		{
			displayName: 'Server Version',
			name: 'serverVersion',
			type: 'options',
			displayOptions: { show: { authentication: ['password'] } },
			options: [
				{ name: 'Found Out by Itself', value: 'auto' },
				{ name: 'Medusa 1', value: '1' },
				{ name: 'Medusa 2', value: '2' },
			],
			default: 'auto',
			description: 'API tokens are always those of Medusa 1, secret keys those of Medusa 2',
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	test: ICredentialTestRequest = connectionTest;

	/**
	 * n8n calls it for an empty token, after a 401, and for each test, and stores what it returns.
	 * The other two kinds of login have nothing to renew.
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		if (credentials.authentication !== 'password') return {};
		return { sessionToken: await renewedLogin(this, credentials) };
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return signForServer(credentials, requestOptions);
	}
}
