import type { INodeProperties } from 'n8n-workflow';

import { legacyId } from '../client/ids';
import { dig } from '../payloads/payload';
import { listSearch, text, words } from './lookup';

/** An order, chosen from a list, by ID or by the address of its page in Shopify's admin. */
export const orderLocator: INodeProperties = {
	displayName: 'Order',
	name: 'orderId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The order to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an order...',
			typeOptions: {
				searchListMethod: 'searchOrders',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 4495678901234',
			extractValue: {
				type: 'regex',
				regex: '(?:gid://shopify/Order/)?(\\d+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*(?:gid://shopify/Order/)?\\d+\\s*$',
						errorMessage: 'An order ID is a number, or starts with gid://shopify/Order/',
					},
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://admin.shopify.com/store/my-shop/orders/4495678901234',
			extractValue: {
				type: 'regex',
				regex: 'https://[^/]+/(?:store/[^/]+|admin)/orders/(\\d+).*',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: 'https://[^/]+/(?:store/[^/]+|admin)/orders/\\d+.*',
						errorMessage: "This is not the address of an order in Shopify's admin",
					},
				},
			],
		},
	],
};

export const searchOrders = listSearch({
	root: 'orders',
	selection: 'id name customer { displayName }',
	args: 'sortKey: CREATED_AT, reverse: true',
	search: words,
	entry: (node) => ({
		name: [text(node.name), text(dig(node, 'customer.displayName'))].filter(Boolean).join(' – '),
		value: String(legacyId(node.id)),
	}),
});
