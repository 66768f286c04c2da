import type { ICredentialTestRequest, ICredentialType, INodeProperties, Icon } from 'n8n-workflow';
import { hostExpression, originExpression } from '../nodes/Shopify/client/shopAddress';
import { connectionTest } from './shared/shopifyAdmin';

const connection = connectionTest(
	'Shopify refused the token. Test once more: if it had expired, n8n has just renewed it. Otherwise connect the account again.',
);

/**
 * An app that the shop's owner allows in by OAuth2 (authorization code grant).
 *
 * n8n signs OAuth2 requests itself, so there is no function here that could keep a token from other
 * hosts: the node takes its addresses from shopOrigin and asks n8n for the header
 * `X-Shopify-Access-Token`; for the HTTP Request node the two hidden domain fields do it.
 */
export class ShopifyAdminOAuth2Api implements ICredentialType {
	name = 'shopifyAdminOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Shopify Admin OAuth2 API';

	icon: Icon = {
		light: 'file:../nodes/Shopify/shopifyAdmin.svg',
		dark: 'file:../nodes/Shopify/shopifyAdmin.dark.svg',
	};

	documentationUrl = 'https://github.com/commerce-ops/n8n-nodes-commerce-ops#shopify-oauth2';

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
			displayName: 'Scopes',
			name: 'scopes',
			type: 'string',
			typeOptions: { rows: 4 },
			default:
				'write_orders, write_draft_orders, read_payment_terms, write_customers, write_products, write_publications, write_inventory, read_locations, write_merchant_managed_fulfillment_orders, write_third_party_fulfillment_orders, read_shipping, read_locales',
			description:
				'What the app may do in the shop, separated by commas or spaces. The list covers all operations; a write scope includes reading. Connect the account again after a change. Orders older than 60 days also need read_all_orders, which Shopify grants on request.',
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
				'Only for a gateway or a test server: its address, used in place of the shop’s own, also to connect the account. Leave empty otherwise.',
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
			default: `=${originExpression('$self')}/admin/oauth/access_token`,
		},
		{
			// Made from another field, because n8n 1.123 and 2.8 reset a "scope" field to its default
			// whenever the account is connected, except in credential types that they know by name.
			// Commas between the scopes are what Shopify documents.
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: '={{ String($self["scopes"] ?? "").split(/[\\s,]+/).filter(Boolean).join(",") }}',
		},
		{
			// No access mode: Shopify gives offline tokens unless asked otherwise (documented).
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			// Shopify documents the client's ID and secret as form parameters, for both grants.
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
		{
			// "expiring=1" in the exchange of the code gives a token for one hour with a refresh token.
			// Documented by Shopify: the parameter, for this exchange and for token exchange; that public
			// apps must use it; that the refresh goes without it. Inferred from other clients: that it may
			// stand in a form as well as in JSON. n8n adds these properties to the exchange when
			// 'Authentication' is "body" (read in its source, 1.123, 2.8 and 2.41), although its own form
			// offers them for another grant only.
			displayName: 'Additional Body Properties',
			name: 'additionalBodyProperties',
			type: 'hidden',
			default: '{"expiring":"1"}',
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

	// n8n adds an "Authorization: Bearer" header here, while Shopify documents its own header.
	test: ICredentialTestRequest = {
		...connection,
		request: {
			...connection.request,
			baseURL: `=${originExpression('$credentials')}`,
			disableFollowRedirect: true,
			headers: {
				...connection.request.headers,
				'X-Shopify-Access-Token': '={{ $credentials.oauthTokenData?.access_token }}',
			},
		},
	};
}
