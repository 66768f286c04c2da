import type { INodeProperties } from 'n8n-workflow';

import { timeFilters } from '../times';

/** What can be changed of a customer, in the order of the labels. */
export const customerChanges: INodeProperties[] = [
	{
		displayName: 'Accepts Marketing',
		name: 'acceptsMarketing',
		type: 'boolean',
		default: true,
		description: 'Whether the customer wants marketing emails',
	},
	{
		displayName: 'Accepts SMS Marketing',
		name: 'acceptsSmsMarketing',
		type: 'boolean',
		default: true,
		description: 'Whether the customer wants marketing text messages',
	},
	{
		displayName: 'First Name',
		name: 'firstName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Ada',
	},
	{
		displayName: 'Last Name',
		name: 'lastName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Lovelace',
	},
	{
		displayName: 'Tags',
		name: 'tags',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Tag' },
		default: [],
		placeholder: 'e.g. vip',
	},
];

const addressRow: INodeProperties[] = [
	{
		displayName: 'First Name',
		name: 'firstName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Ada',
		required: true,
	},
	{
		displayName: 'Last Name',
		name: 'lastName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Lovelace',
		required: true,
	},
	{
		displayName: 'Company',
		name: 'company',
		type: 'string',
		default: '',
		placeholder: 'e.g. Maple Trail Outfitters',
	},
	{
		displayName: 'Address Line 1',
		name: 'address1',
		type: 'string',
		default: '',
		placeholder: 'e.g. 123 Main Street',
	},
	{
		displayName: 'Address Line 2',
		name: 'address2',
		type: 'string',
		default: '',
		placeholder: 'e.g. Apartment 4',
	},
	{ displayName: 'Area', name: 'area', type: 'string', default: '', placeholder: 'e.g. Old Town' },
	{ displayName: 'City', name: 'city', type: 'string', default: '', placeholder: 'e.g. Toronto' },
	{ displayName: 'ZIP', name: 'zip', type: 'string', default: '', placeholder: 'e.g. M5V 2T6' },
	{
		displayName: 'Province',
		name: 'province',
		type: 'string',
		default: '',
		placeholder: 'e.g. Ontario',
	},
	{
		displayName: 'Province Code',
		name: 'provinceCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. ON',
	},
	{
		displayName: 'Country',
		name: 'country',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Germany',
	},
	{
		displayName: 'Country Code',
		name: 'countryCode',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. DE',
	},
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		default: '',
		placeholder: 'e.g. +1-555-123-4567',
	},
	{
		displayName: 'Default',
		name: 'default',
		type: 'boolean',
		default: false,
		description: "Whether this is the customer's default address",
	},
];

/** What a new customer may be given, in the order of the labels. */
export const newCustomerFields: INodeProperties[] = [
	...customerChanges.slice(0, 2),
	{
		displayName: 'Addresses',
		name: 'addresses',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Address',
		default: {},
		options: [{ displayName: 'Address', name: 'address', values: addressRow }],
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'name@email.com',
		description: 'Required when the contact type is Email',
	},
	...customerChanges.slice(2, 4),
	{
		displayName: 'Password',
		name: 'password',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: 'The password that the customer logs in with',
	},
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		default: '',
		placeholder: 'e.g. +4915112345678',
		description: 'With the area code. Required when the contact type is Phone.',
	},
	{
		displayName: 'Registered At',
		name: 'registeredAt',
		type: 'dateTime',
		default: '',
		description: 'When the customer registered. Without it the customer cannot log in.',
	},
	...customerChanges.slice(4),
];

const times = timeFilters('customers');

/** Filters of a list, in the order of their labels. */
export const customerFilters: INodeProperties[] = [
	...times.slice(0, 2),
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'name@email.com',
		description: 'Only the customer with this address',
	},
	{
		displayName: 'IDs',
		name: 'ids',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add ID' },
		default: [],
		placeholder: 'e.g. db4469f3-5e56-4c69-a2b6-03e81d24d5b5',
		description: 'Only these customers',
	},
	...times.slice(2),
];
