import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

import { connectionTest, signForDash } from './shared/dash';

/** An access token of a Dash user, such as the short-lived one that Dash's documentation lets copy. */
export class DashApi implements ICredentialType {
	name = 'dashApi';

	displayName = 'Dash API';

	icon: Icon = {
		light: 'file:../nodes/ExportImages/exportImages.svg',
		dark: 'file:../nodes/ExportImages/exportImages.dark.svg',
	};

	documentationUrl =
		'https://github.com/commerce-ops/n8n-nodes-commerce-ops#connect-a-dash-account';

	// signForDash refuses every other host; a list for the user to keep would add nothing.
	hideDomainRestrictionFields = true;

	properties: INodeProperties[] = [
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. eyJhbGciOi…',
			description:
				"A bearer token of a user, for tests: it is short-lived. 'Dash OAuth2 API' renews its token by itself.",
		},
		{
			displayName: 'API Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://gateway.example.com/dash',
			description:
				'Only for a gateway or a test server: its address, used in place of Dash’s own. Leave empty otherwise.',
		},
	];

	test: ICredentialTestRequest = connectionTest(
		'Dash refused the access token. Check that it was copied whole; a token from the web app is valid for a short time only.',
	);

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return signForDash(credentials, requestOptions);
	}
}
