import type { INodeProperties } from 'n8n-workflow';

/** Filters by time that counting and listing customers share. */

export const createdAfter: INodeProperties = {
	displayName: 'Created After',
	name: 'createdAtMin',
	type: 'dateTime',
	default: '',
	description: 'Only customers created at or after this time',
};

export const createdBefore: INodeProperties = {
	displayName: 'Created Before',
	name: 'createdAtMax',
	type: 'dateTime',
	default: '',
	description: 'Only customers created at or before this time',
};

export const updatedAfter: INodeProperties = {
	displayName: 'Updated After',
	name: 'updatedAtMin',
	type: 'dateTime',
	default: '',
	description: 'Only customers changed at or after this time',
};

export const updatedBefore: INodeProperties = {
	displayName: 'Updated Before',
	name: 'updatedAtMax',
	type: 'dateTime',
	default: '',
	description: 'Only customers changed at or before this time',
};
