import type { INodeProperties } from 'n8n-workflow';

import { listSearch, pagingOf, text } from './lookup';

/** An order, chosen from a list, by ID or by the address of its page in Shoplazza's admin. */
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
			placeholder: 'e.g. 11218-00000001',
			extractValue: {
				type: 'regex',
				regex: '([\\w-]+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*[\\w-]+\\s*$',
						errorMessage: 'An order ID has letters, digits and hyphens only',
					},
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://my-shop.myshoplaza.com/admin/orders/11218-00000001',
			extractValue: {
				type: 'regex',
				// The address of a page in the admin is not documented: any way to the ID is taken.
				regex: 'https://[^/]+/admin/(?:[^?#]*/)?orders/([\\w-]+).*',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: 'https://[^/]+/admin/(?:[^?#]*/)?orders/[\\w-]+.*',
						errorMessage: "This is not the address of a page under orders in Shoplazza's admin",
					},
				},
			],
		},
	],
};

export const searchOrders = listSearch({
	path: '/orders',
	key: 'orders',
	paging: pagingOf,
	// 2022-01 has no search for orders: what was read is filtered here.
	query: (typed, modern) => (modern ? { keyword: typed } : undefined),
	entry: ({ id, number, customer, status }) => {
		const { first_name: first, last_name: last } = (customer ?? {}) as Record<string, unknown>;
		const name = [text(first), text(last)].filter(Boolean).join(' ');
		return {
			name: [`#${text(number)}`, name, text(status)].filter(Boolean).join(' – '),
			value: text(id),
		};
	},
});
