import type { INodeProperties } from 'n8n-workflow';

/** Filters by the times of a record, in the order of their labels. */
export const timeFilters = (records: string): INodeProperties[] => [
	{
		displayName: 'Created After',
		name: 'createdAtMin',
		type: 'dateTime',
		default: '',
		description: `Only ${records} created at or after this time`,
	},
	{
		displayName: 'Created Before',
		name: 'createdAtMax',
		type: 'dateTime',
		default: '',
		description: `Only ${records} created at or before this time`,
	},
	{
		displayName: 'Updated After',
		name: 'updatedAtMin',
		type: 'dateTime',
		default: '',
		description: `Only ${records} changed at or after this time`,
	},
	{
		displayName: 'Updated Before',
		name: 'updatedAtMax',
		type: 'dateTime',
		default: '',
		description: `Only ${records} changed at or before this time`,
	},
];
