import type { INodeProperties } from 'n8n-workflow';

import {
	batchSize,
	bulkOptions,
	describe,
	maxConcurrentRequests,
	pageCursor,
	strategy,
} from '../shared/description';
import { resources } from './operations';

/** Which of the three credential types the node uses. */
export const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Access Token',
			value: 'accessToken',
			description: 'The token of a custom app made in the shop',
		},
		{
			name: 'Client Credentials',
			value: 'clientCredentials',
			description: 'Client ID and secret of an app of your own from the Dev Dashboard',
		},
		{
			name: 'OAuth2',
			value: 'oAuth2',
			description: 'An app that the shop has allowed by logging in',
		},
	],
	default: 'accessToken',
};

const apiVersion: INodeProperties = {
	displayName: 'API Version',
	name: 'apiVersion',
	type: 'options',
	options: [
		{ name: '2026-07', value: '2026-07' },
		{ name: '2026-10', value: '2026-10' },
	],
	default: '2026-10',
	description: "Version of Shopify's Admin API to ask for",
};

export const properties: INodeProperties[] = describe(
	resources,
	[
		{ property: apiVersion },
		batchSize,
		...bulkOptions,
		maxConcurrentRequests,
		pageCursor,
		strategy,
	],
	'getOutputFields',
);
