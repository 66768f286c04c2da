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

const options: INodeProperties = {
	displayName: 'Options',
	name: 'triggerOptions',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		catchUp,
		catchUpDays,
		shopDomain,
		{
			displayName: 'Fields to Include',
			name: 'includeFields',
			type: 'string',
			default: '',
			placeholder: 'e.g. updated_at, tags, total_price',
			description:
				'Only these fields of the payload, as a comma-separated list. All fields are sent when it is empty.',
		},
		{
			displayName: 'Filter',
			name: 'filter',
			type: 'string',
			default: '',
			placeholder: 'e.g. total_price:>=100.00',
			description:
				"Only events whose payload fits, in Shopify's search syntax. It holds for all topics of this node.",
		},
		{
			displayName: 'Metafield Namespaces',
			name: 'metafieldNamespaces',
			type: 'string',
			default: '',
			placeholder: 'e.g. custom, my_app',
			description: 'Namespaces whose metafields are sent along, as a comma-separated list',
		},
		oldestEvent,
	],
};

export const properties: INodeProperties[] = [
	authentication,
	topics,
	customTopics,
	options,
	bodyFirst,
];
