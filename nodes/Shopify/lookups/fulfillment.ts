import type { INodeProperties } from 'n8n-workflow';

import { legacyId } from '../client/ids';
import type { Node } from '../payloads/payload';
import { listSearch, text, words } from './lookup';

/** A fulfillment, chosen from those of recent orders or by ID; it has no page of its own. */
export const fulfillmentLocator: INodeProperties = {
	displayName: 'Fulfillment',
	name: 'fulfillmentId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The fulfillment to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a fulfillment...',
			typeOptions: {
				searchListMethod: 'searchFulfillments',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 1234567890',
			extractValue: {
				type: 'regex',
				regex: '(?:gid://shopify/Fulfillment/)?(\\d+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*(?:gid://shopify/Fulfillment/)?\\d+\\s*$',
						errorMessage: 'A fulfillment ID is a number, or starts with gid://shopify/Fulfillment/',
					},
				},
			],
		},
	],
};

/** Fulfillments have no list of their own: orders are searched, newest first. */
export const searchFulfillments = listSearch({
	root: 'orders',
	selection: 'fulfillments { id name displayStatus }',
	args: 'sortKey: CREATED_AT, reverse: true',
	search: words,
	entry: (order) =>
		(order.fulfillments as Node[]).map((node) => ({
			name: `${text(node.name)} (${text(node.displayStatus).toLowerCase().replace(/_/g, ' ')})`,
			value: String(legacyId(node.id)),
		})),
});
