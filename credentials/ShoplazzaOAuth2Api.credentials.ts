import type { ICredentialTestRequest, ICredentialType, INodeProperties, Icon } from 'n8n-workflow';
import { hostExpression, originExpression } from '../nodes/Shoplazza/client/shopAddress';
import { connectionTest } from './shared/shoplazza';

const connection = connectionTest(
	'Shoplazza refused the token. Test once more: if it had expired, n8n has just renewed it. Otherwise connect the account again.',
);

/**
 * An app that the store's owner allows in by OAuth2 (authorization code grant).
 *
 * n8n signs OAuth2 requests itself, so there is no function here that could keep a token from other
 * hosts: the node takes its addresses from shopOrigin and asks n8n for the header `access-token`;
 * for the HTTP Request node the two hidden domain fields do it.
 */
export class ShoplazzaOAuth2Api implements ICredentialType {
	name = 'shoplazzaOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Shoplazza OAuth2 API';

	icon: Icon = {
		light: 'file:../nodes/Shoplazza/shoplazza.svg',
		dark: 'file:../nodes/Shoplazza/shoplazza.dark.svg',
	};

	documentationUrl = 'https://github.com/commerce-ops/n8n-nodes-commerce-ops#shoplazza-oauth2';

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
			displayName: 'Scopes',
			name: 'scopes',
			type: 'string',
			typeOptions: { rows: 3 },
			default:
				'read_product write_product read_order write_order read_customer write_customer read_inventory write_inventory read_shop',
			description:
				'What the app may do in the store, separated by spaces or commas. Connect the account again after a change.',
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
				'Only for a gateway or a test server: its address, used in place of the store’s own, also to connect the account. Leave empty otherwise.',
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
			default: `=${originExpression('$self')}/admin/oauth/authorize`,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: `=${originExpression('$self')}/admin/oauth/token`,
		},
		{
			// Made from another field, because some versions of n8n reset a "scope" field to its default
			// whenever the account is connected. Blanks between the scopes are what Shoplazza documents.
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: '={{ String($self["scopes"] ?? "").split(/[\\s,]+/).filter(Boolean).join(" ") }}',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			// The vendor's own client sends the app's ID and secret as form parameters.
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

	// n8n adds an "Authorization: Bearer" header here, while Shoplazza documents its own header.
	test: ICredentialTestRequest = {
		...connection,
		request: {
			...connection.request,
			baseURL: `=${originExpression('$credentials')}`,
			disableFollowRedirect: true,
			headers: {
				...connection.request.headers,
				'access-token': '={{ $credentials.oauthTokenData?.access_token }}',
			},
		},
	};
}
