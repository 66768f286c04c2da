import type { INodeProperties } from 'n8n-workflow';

import { describe, maxConcurrentRequests, pageCursor } from '../shared/description';
import { resources } from './operations';

/** Which of the two credential types the node uses. */
export const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Access Token',
			value: 'accessToken',
			description: 'The token of a private app made in the store',
		},
		{
			name: 'OAuth2',
			value: 'oAuth2',
			description: 'An app that the store has allowed by logging in',
		},
	],
	default: 'accessToken',
};

const apiVersion: INodeProperties = {
	displayName: 'API Version',
	name: 'apiVersion',
	type: 'options',
	options: [
		{ name: '2022-01', value: '2022-01' },
		{ name: '2025-06', value: '2025-06' },
		{ name: '2026-01', value: '2026-01' },
		{ name: '2026-07', value: '2026-07' },
	],
	default: '2026-01',
	description:
		"Version of Shoplazza's API to ask for. Inventory levels and locations need 2025-06 or newer.",
};

const requestsPerSecond: INodeProperties = {
	displayName: 'Requests per Second',
	name: 'requestsPerSecond',
	type: 'number',
	typeOptions: {
		minValue: 0.1,
	},
	default: 2,
	description:
		'How many requests a second your app may make in the store, after a first 40. Change it only when Shoplazza has agreed on another limit with you.',
};

export const properties: INodeProperties[] = describe(
	resources,
	[{ property: apiVersion }, maxConcurrentRequests, pageCursor, { property: requestsPerSecond }],
	'getOutputFields',
);
