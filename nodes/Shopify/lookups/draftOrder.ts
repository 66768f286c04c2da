import type { INodeProperties } from 'n8n-workflow';

import { legacyId } from '../client/ids';
import { dig } from '../payloads/payload';
import { listSearch, text, words } from './lookup';

/** A draft order, chosen from a list, by ID or by the address of its page in Shopify's admin. */
export const draftOrderLocator: INodeProperties = {
	displayName: 'Draft Order',
	name: 'draftOrderId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The draft order to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a draft order...',
			typeOptions: {
				searchListMethod: 'searchDraftOrders',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 1069920478',
			extractValue: {
				type: 'regex',
				regex: '(?:gid://shopify/DraftOrder/)?(\\d+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*(?:gid://shopify/DraftOrder/)?\\d+\\s*$',
						errorMessage: 'A draft order ID is a number, or starts with gid://shopify/DraftOrder/',
					},
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://admin.shopify.com/store/my-shop/draft_orders/1069920478',
			extractValue: {
				type: 'regex',
				regex: 'https://[^/]+/(?:store/[^/]+|admin)/draft_orders/(\\d+).*',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: 'https://[^/]+/(?:store/[^/]+|admin)/draft_orders/\\d+.*',
						errorMessage: "This is not the address of a draft order in Shopify's admin",
					},
				},
			],
		},
	],
};

export const searchDraftOrders = listSearch({
	root: 'draftOrders',
	selection: 'id name status customer { displayName }',
	args: 'sortKey: UPDATED_AT, reverse: true',
	search: words,
	entry: (node) => ({
		name: [
			`${text(node.name)} (${text(node.status).toLowerCase().replace('_', ' ')})`,
			text(dig(node, 'customer.displayName')),
		]
			.filter(Boolean)
			.join(' – '),
		value: String(legacyId(node.id)),
	}),
});
