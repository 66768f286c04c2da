import type { INodeProperties } from 'n8n-workflow';

import { listSearch, pagingOf, text } from './lookup';

/** A customer, chosen from a list, by ID or by the address of the page in Shoplazza's admin. */
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
			placeholder: 'e.g. db4469f3-5e56-4c69-a2b6-03e81d24d5b5',
			extractValue: {
				type: 'regex',
				regex: '([\\w-]+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*[\\w-]+\\s*$',
						errorMessage: 'A customer ID has letters, digits and hyphens only',
					},
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder:
				'e.g. https://my-shop.myshoplaza.com/admin/customers/db4469f3-5e56-4c69-a2b6-03e81d24d5b5',
			extractValue: {
				type: 'regex',
				// The address of a page in the admin is not documented: any way to the ID is taken.
				regex: 'https://[^/]+/admin/(?:[^?#]*/)?customers/([\\w-]+).*',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: 'https://[^/]+/admin/(?:[^?#]*/)?customers/[\\w-]+.*',
						errorMessage: "This is not the address of a page under customers in Shoplazza's admin",
					},
				},
			],
		},
	],
};

export const searchCustomers = listSearch({
	path: '/customers',
	key: 'customers',
	paging: pagingOf,
	query: (typed, modern) =>
		modern ? { contact: typed } : typed.includes('@') ? { email: typed } : undefined,
	entry: ({ id, name, email, phone }) => ({
		name: [text(name), text(email) || text(phone)].filter(Boolean).join(' – '),
		value: text(id),
	}),
});
