import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { joined } from '../kit';

/** Filters of orders that the list and the count share, in the order of their labels. */
export const createdFilters: INodeProperties[] = [
	{
		displayName: 'Created After',
		name: 'createdAtMin',
		type: 'dateTime',
		default: '',
		description: 'Only orders created at or after this time',
	},
	{
		displayName: 'Created Before',
		name: 'createdAtMax',
		type: 'dateTime',
		default: '',
		description: 'Only orders created at or before this time',
	},
];

export const updatedFilters: INodeProperties[] = [
	{
		displayName: 'Updated After',
		name: 'updatedAtMin',
		type: 'dateTime',
		default: '',
		description: 'Only orders changed at or after this time',
	},
	{
		displayName: 'Updated Before',
		name: 'updatedAtMax',
		type: 'dateTime',
		default: '',
		description: 'Only orders changed at or before this time',
	},
];

export const PAYMENT_STATES = [
	{ name: 'Authorized', value: 'authorized' },
	{ name: 'Paid', value: 'paid' },
	{ name: 'Partially Paid', value: 'partially_paid' },
	{ name: 'Partially Refunded', value: 'partially_refunded' },
	{ name: 'Pending', value: 'pending' },
	{ name: 'Refunded', value: 'refunded' },
	{ name: 'Unpaid', value: 'unpaid' },
];

export const SHIPMENT_STATES = [
	{ name: 'Partial', value: 'partial', description: 'Some of the lines are shipped' },
	{ name: 'Shipped', value: 'shipped' },
	{ name: 'Unshipped', value: 'unshipped' },
];

/** The filters of a list as SHOPLINE takes them. */
export function orderFilters({ ids, hidden_order: hidden, ...filters }: IDataObject): IDataObject {
	return {
		...filters,
		ids: joined(ids),
		hidden_order: typeof hidden === 'boolean' ? String(hidden) : undefined,
	};
}
