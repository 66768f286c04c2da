import type { INodeProperties } from 'n8n-workflow';

import {
	bodyFirst,
	catchUp,
	catchUpDays,
	customTopics,
	oldestEvent,
	shopDomain,
} from '../../shared/triggerForm';
import { topicOptions } from './topics';

const topics: INodeProperties = {
	displayName: 'Topics',
	name: 'topics',
	type: 'multiOptions',
	options: topicOptions,
	default: [],
	description: 'The events that start the workflow, each with a subscription of its own',
};

const apiVersion: INodeProperties = {
	displayName: 'API Version',
	name: 'apiVersion',
	type: 'options',
	options: [
		{ name: '2024-06-01', value: 'v20240601' },
		{ name: '2024-12-01', value: 'v20241201' },
		{ name: '2025-03-01', value: 'v20250301' },
		{ name: '2025-06-01', value: 'v20250601' },
		{ name: '2025-12-01', value: 'v20251201' },
		{ name: '2026-03-01', value: 'v20260301' },
		{ name: '2026-06-01', value: 'v20260601' },
	],
	default: 'v20260601',
	description: "Version of the events and of SHOPLINE's Admin API",
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'triggerOptions',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [catchUp, catchUpDays, shopDomain, oldestEvent],
};

export const properties: INodeProperties[] = [topics, customTopics, apiVersion, options, bodyFirst];
