import type { INodeProperties } from 'n8n-workflow';

/** Parameters that all trigger nodes have. */

export const customTopics: INodeProperties = {
	displayName: 'Other Topics',
	name: 'customTopics',
	type: 'string',
	default: '',
	placeholder: 'e.g. orders/create, products/update',
	description: 'Topics that the list does not have, as a comma-separated list',
};

export const catchUp: INodeProperties = {
	displayName: 'Catch Up',
	name: 'catchUp',
	type: 'boolean',
	default: true,
	description:
		'Whether to fetch what was missed while n8n could not be reached, at each activation and start of n8n, for topics about records that can be listed. Such items are marked in _webhook.caughtUp.',
};

export const catchUpDays: INodeProperties = {
	displayName: 'Catch Up Days',
	name: 'catchUpDays',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 7,
	description: 'How many days back Catch Up looks at most',
};

export const oldestEvent: INodeProperties = {
	displayName: 'Oldest Event (Hours)',
	name: 'maxAgeHours',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 72,
	description:
		'How old an event may be by the time in its payload, against replays of old calls. Payloads without a time are not affected. Events of any age are accepted when this is not added.',
};

export const shopDomain: INodeProperties = {
	displayName: 'Expected Shop Domain',
	name: 'shopDomain',
	type: 'string',
	default: '',
	placeholder: 'e.g. old-name.myshopify.com',
	description:
		"Only for a shop whose webhooks name another domain than the credential's; calls for other shops are refused",
};

/**
 * n8n parses a webhook's body before its node sees it, unless the node has this option. The node checks
 * the signature over the raw bytes first and parses only what is signed.
 */
export const bodyFirst: INodeProperties = {
	displayName: 'Options of the Webhook',
	name: 'options',
	type: 'hidden',
	default: { binaryData: true },
};
