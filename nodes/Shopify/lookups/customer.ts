import type { INodeProperties } from 'n8n-workflow';

import { legacyId } from '../client/ids';
import { listSearch, text, words } from './lookup';

/** A customer, chosen from a list, by ID or by the address of its page in Shopify's admin. */
export const customerLocator: INodeProperties = {
	displayName: 'Customer',
	name: 'customerId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The customer to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a customer...',
			typeOptions: {
				searchListMethod: 'searchCustomers',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 4563217890123',
			extractValue: {
				type: 'regex',
				regex: '(?:gid://shopify/Customer/)?(\\d+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*(?:gid://shopify/Customer/)?\\d+\\s*$',
						errorMessage: 'A customer ID is a number, or starts with gid://shopify/Customer/',
					},
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://admin.shopify.com/store/my-shop/customers/4563217890123',
			extractValue: {
				type: 'regex',
				regex: 'https://[^/]+/(?:store/[^/]+|admin)/customers/(\\d+).*',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: 'https://[^/]+/(?:store/[^/]+|admin)/customers/\\d+.*',
						errorMessage: "This is not the address of a customer in Shopify's admin",
					},
				},
			],
		},
	],
};

export const searchCustomers = listSearch({
	root: 'customers',
	selection: 'id displayName',
	args: 'sortKey: NAME',
	search: words,
	entry: (node) => ({ name: text(node.displayName), value: String(legacyId(node.id)) }),
});
