import type { INodeProperties } from 'n8n-workflow';

import {
	describe,
	forThoseThatReadIt,
	maxConcurrentRequests,
	pageCursor,
} from '../shared/description';
import { resources } from './operations';

const jobTimeout: INodeProperties = {
	displayName: 'Job Timeout',
	name: 'jobTimeout',
	type: 'number',
	typeOptions: {
		minValue: 1,
	},
	default: 900,
	description:
		'How many seconds to wait for an export or import. The job itself goes on after that.',
};

const requestsPerSecond: INodeProperties = {
	displayName: 'Requests per Second',
	name: 'requestsPerSecond',
	type: 'number',
	typeOptions: {
		minValue: 0.1,
	},
	default: 20,
	description:
		'How many requests to send in a second at most. Medusa sets no limit, but a gateway before it may.',
};

export const properties: INodeProperties[] = describe(
	resources,
	[
		forThoseThatReadIt(jobTimeout),
		maxConcurrentRequests,
		pageCursor,
		{ property: requestsPerSecond },
	],
	'getOutputFields',
);
