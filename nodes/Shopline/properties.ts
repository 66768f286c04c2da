import type { INodeProperties } from 'n8n-workflow';

import { describe, maxConcurrentRequests, pageCursor } from '../shared/description';
import { resources } from './operations';

const apiVersion: INodeProperties = {
	displayName: 'API Version',
	name: 'apiVersion',
	type: 'options',
	options: [
		{ name: '2024-03-01', value: 'v20240301' },
		{ name: '2024-06-01', value: 'v20240601' },
		{ name: '2024-12-01', value: 'v20241201' },
		{ name: '2025-03-01', value: 'v20250301' },
		{ name: '2025-06-01', value: 'v20250601' },
		{ name: '2025-12-01', value: 'v20251201' },
		{ name: '2026-03-01', value: 'v20260301' },
		{ name: '2026-06-01', value: 'v20260601' },
	],
	default: 'v20260601',
	description: "Version of SHOPLINE's Admin API to ask for",
};

const requestsPerSecond: INodeProperties = {
	displayName: 'Requests per Second',
	name: 'requestsPerSecond',
	type: 'number',
	typeOptions: {
		minValue: 0.1,
	},
	default: 4,
	description:
		'How many requests a second the shop allows in the long run. SHOPLINE allows 4, after 40 at once; shops on the Enterprise plan may set more.',
};

export const properties: INodeProperties[] = describe(
	resources,
	[{ property: apiVersion }, maxConcurrentRequests, pageCursor, { property: requestsPerSecond }],
	'getOutputFields',
);
