import type { ICredentialTestRequest, ICredentialType, INodeProperties, Icon } from 'n8n-workflow';

import { hostExpression, originExpression } from '../nodes/ExportImages/client/dashAddress';
import { connectionTest } from './shared/dash';

const connection = connectionTest(
	'Dash refused the token. Test once more: if it had expired, n8n has just renewed it. Otherwise connect the account again.',
);

/**
 * A user of a Dash account who has logged in (authorization code grant). The scope names the
 * account; what may be done is decided by the user's rights in Dash.
 */
export class DashOAuth2Api implements ICredentialType {
	name = 'dashOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Dash OAuth2 API';

	icon: Icon = {
		light: 'file:../nodes/ExportImages/exportImages.svg',
		dark: 'file:../nodes/ExportImages/exportImages.dark.svg',
	};

	documentationUrl =
		'https://github.com/commerce-ops/n8n-nodes-commerce-ops#connect-a-dash-account';

	properties: INodeProperties[] = [
		{
			displayName: 'Account',
			name: 'account',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. planto',
			description: "The first part of the account's address, as in planto.dash.app",
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
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'authorizationCode',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: 'https://login.dash.app/authorize',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: 'https://login.dash.app/oauth/token',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default:
				'={{ "offline_access subdomain:" + String($self["account"] ?? "").trim().toLowerCase().replace(/^https?:[/][/]/, "").replace(/[.]dash[.]app(?:[/].*)?$/, "") }}',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: 'audience=https://assetplatform.io',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
		{
			displayName: 'Allowed HTTP Request Domains',
			name: 'allowedHttpRequestDomains',
			type: 'hidden',
			default: 'domains',
		},
		{
			displayName: 'Allowed Domains',
			name: 'allowedDomains',
			type: 'hidden',
			default: `=${hostExpression('$self')}`,
		},
	];

	test: ICredentialTestRequest = {
		...connection,
		request: {
			...connection.request,
			baseURL: `=${originExpression('$credentials')}`,
			disableFollowRedirect: true,
		},
	};
}
