import type { INodeProperties } from 'n8n-workflow';

import {
	bodyFirst,
	catchUp,
	catchUpDays,
	customTopics,
	oldestEvent,
	shopDomain,
} from '../../shared/triggerForm';
import { authentication } from '../properties';
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
		{ name: '2022-01', value: '2022-01' },
		{ name: '2025-06', value: '2025-06' },
		{ name: '2026-01', value: '2026-01' },
		{ name: '2026-07', value: '2026-07' },
	],
	default: '2026-01',
	description:
		"Version of Shoplazza's API to subscribe and to catch up with. That of the payloads is set in the app.",
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'triggerOptions',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [catchUp, catchUpDays, shopDomain, oldestEvent],
};

export const properties: INodeProperties[] = [
	authentication,
	topics,
	customTopics,
	apiVersion,
	options,
	bodyFirst,
];
