import type { INodeProperties } from 'n8n-workflow';

import { labelOf, listSearch, text } from './lookup';

/*
 * The address of its page in the admin is inferred: any page under /admin whose path names it.
 */

/** A customer, chosen from a list, by ID or by the address of its page in the admin. */
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
			placeholder: 'e.g. 4201825054',
			extractValue: {
				type: 'regex',
				regex: '(\\d+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*\\d+\\s*$',
						errorMessage: 'A customer ID is a number',
					},
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://open001.myshopline.com/admin/customers/4201825054',
			extractValue: {
				type: 'regex',
				regex: 'https://[^/]+/admin/(?:[^?]*/)?customers?/(?:[^?]*/)?(\\d+)(?:[/?#].*)?',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: 'https://[^/]+/admin/(?:[^?]*/)?customers?/(?:[^?]*/)?\\d+(?:[/?#].*)?',
						errorMessage: "This is not the address of a customer in SHOPLINE's admin",
					},
				},
			],
		},
	],
};

export const searchCustomers = listSearch({
	list: {
		endpoint: 'customers/v2/search',
		key: 'customers',
		thing: 'The list of customers',
		fields: ['id', 'first_name', 'last_name', 'email', 'phone'],
	},
	search: (typed) => ({ query_param: typed.slice(0, 50) }),
	entries: (one) => [
		{
			name: labelOf(`${text(one.first_name)} ${text(one.last_name)}`, one.email || one.phone),
			value: text(one.id),
		},
	],
});
