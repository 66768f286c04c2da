import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../shared/errors';
import { phone, place, recipient } from '../address';
import type { Limit } from '../limits';
import { fields, list, text } from '../limits';

const ADDRESS: INodeProperties[] = [
	...recipient,
	...place,
	phone,
	{
		displayName: 'Default',
		name: 'default',
		type: 'boolean',
		default: false,
		description: 'Whether this is the default address of the customer',
	},
];

const ADDRESS_ID: INodeProperties = {
	displayName: 'ID',
	name: 'id',
	type: 'string',
	default: '',
	placeholder: 'e.g. 207119551',
	description: 'The ID of an address that the customer has',
};

const addresses = (values: INodeProperties[]): INodeProperties => ({
	displayName: 'Addresses',
	name: 'addresses',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Address',
	default: {},
	description: 'At most 50',
	options: [{ displayName: 'Address', name: 'address', values }],
});

const ownFields: INodeProperties[] = [
	{
		displayName: 'Birthday',
		name: 'birthday',
		type: 'string',
		default: '',
		placeholder: 'e.g. 19970102',
		description: 'Year, month and day without anything between them',
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		placeholder: 'name@email.com',
		default: '',
		description: 'At most 50 characters',
	},
	{
		displayName: 'First Name',
		name: 'firstName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Ada',
	},
	{
		displayName: 'Gender',
		name: 'gender',
		type: 'options',
		options: [
			{ name: 'Female', value: 2 },
			{ name: 'Male', value: 1 },
			{ name: 'Secret', value: 3 },
			{ name: 'Unknown', value: 0 },
		],
		default: 0,
		description: 'SHOPLINE takes it as a number and answers with a word',
	},
	{
		displayName: 'Last Name',
		name: 'lastName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Lovelace',
	},
	{
		displayName: 'Note',
		name: 'note',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. Prefers to be called',
		description: "The merchant's own note; at most 1000 characters",
	},
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		default: '',
		placeholder: 'e.g. 001467326483',
		description: '00, the country code and the number; at most 20 characters',
	},
	{
		displayName: 'Tags',
		name: 'tags',
		type: 'string',
		default: '',
		placeholder: 'e.g. loyal,wholesale',
		description: 'Comma-separated; at most 100, and 1000 characters in all',
	},
	{
		displayName: 'Verified Email',
		name: 'verifiedEmail',
		type: 'boolean',
		default: true,
		description: 'Whether the email address has been verified',
	},
];

/** What a customer can be given, in the order of the labels. */
export const createFields: INodeProperties[] = [addresses(ADDRESS), ...ownFields];

export const updateFields: INodeProperties[] = [addresses([ADDRESS_ID, ...ADDRESS]), ...ownFields];

const tagList: Limit = (value, at) => {
	text(1000)(value, at);
	if (typeof value !== 'string') return;
	list(100, text(128))(value.split(','), at);
};

const limits = fields({
	addresses: list(
		50,
		fields({
			address1: text(255),
			address2: text(255),
			city: text(64),
			company: text(255),
			country: text(64),
			first_name: text(128),
			last_name: text(128),
			phone: text(20),
			province: text(64),
			zip: text(64),
		}),
	),
	email: text(50),
	first_name: text(128),
	last_name: text(128),
	note: text(1000),
	phone: text(20),
	tags: tagList,
});

/** @throws InputError that names the first field beyond its limit */
export function verifyCustomer(input: IDataObject): void {
	limits(input, '');
	const { birthday } = input;
	if (typeof birthday === 'string' && birthday !== '' && !/^\d{8}$/.test(birthday)) {
		throw new InputError("'birthday' must be eight digits", 'Write 2 January 1997 as 19970102.');
	}
}
