import type { INodeProperties } from 'n8n-workflow';

import { phone, place, recipient } from '../address';

/** The parts of a shipping address that can be changed, in the order of an envelope. */
export const addressFields: INodeProperties[] = [
	...recipient,
	{
		displayName: 'Area',
		name: 'area',
		type: 'string',
		default: '',
		placeholder: 'e.g. Old Town',
	},
	...place,
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		placeholder: 'name@email.com',
		default: '',
	},
	phone,
];
