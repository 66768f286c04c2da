import type { INodeProperties } from 'n8n-workflow';

import { labelOf, listSearch, text } from './lookup';

/*
 * The address of its page in the admin is inferred: any page under /admin whose path names it.
 */

/** An order, chosen from a list, by ID or by the address of its page in the admin. */
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
			placeholder: 'e.g. 21050224312121887324667162',
			extractValue: {
				type: 'regex',
				regex: '(\\d+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*\\d+\\s*$',
						errorMessage: 'An order ID is a number',
					},
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://open001.myshopline.com/admin/orders/21050224312121887324667162',
			extractValue: {
				type: 'regex',
				regex: 'https://[^/]+/admin/(?:[^?]*/)?orders?/(?:[^?]*/)?(\\d+)(?:[/?#].*)?',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: 'https://[^/]+/admin/(?:[^?]*/)?orders?/(?:[^?]*/)?\\d+(?:[/?#].*)?',
						errorMessage: "This is not the address of an order in SHOPLINE's admin",
					},
				},
			],
		},
	],
};

export const searchOrders = listSearch({
	list: {
		endpoint: 'orders',
		key: 'orders',
		thing: 'The list of orders',
		fields: ['id', 'name', 'email'],
		filters: { sort_condition: 'order_at:desc' },
		most: 100,
	},
	search: (typed) => ({ search_content: typed }),
	entries: ({ id, name, email }) => [{ name: labelOf(name, email), value: text(id) }],
});
