import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { allOf, anyOf, period, term } from '../../client/search';

/** Filters that counting and listing orders share. */
export const orderFilters: INodeProperties[] = [
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
	{
		displayName: 'Financial Status',
		name: 'financialStatus',
		type: 'options',
		options: [
			{ name: 'Any', value: 'any' },
			{ name: 'Authorized', value: 'authorized' },
			{ name: 'Paid', value: 'paid' },
			{ name: 'Partially Paid', value: 'partially_paid' },
			{ name: 'Partially Refunded', value: 'partially_refunded' },
			{ name: 'Pending', value: 'pending' },
			{ name: 'Refunded', value: 'refunded' },
			{ name: 'Unpaid', value: 'unpaid', description: 'Pending, authorized or partially paid' },
			{ name: 'Voided', value: 'voided' },
		],
		default: 'any',
		description: 'Only orders in this state of payment',
	},
	{
		displayName: 'Fulfillment Status',
		name: 'fulfillmentStatus',
		type: 'options',
		options: [
			{ name: 'Any', value: 'any' },
			{ name: 'Partial', value: 'partial', description: 'Some of the lines are fulfilled' },
			{ name: 'Shipped', value: 'shipped', description: 'All lines are fulfilled' },
			{ name: 'Unfulfilled', value: 'unfulfilled', description: 'Not fulfilled, or only in part' },
			{ name: 'Unshipped', value: 'unshipped', description: 'No line is fulfilled' },
		],
		default: 'any',
		description: 'Only orders in this state of fulfillment',
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: [
			{ name: 'Any', value: 'any' },
			{ name: 'Cancelled', value: 'cancelled' },
			{ name: 'Closed', value: 'closed' },
			{ name: 'Open', value: 'open' },
		],
		default: 'open',
		description: 'Only orders in this state. Without this filter only open orders are returned.',
	},
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

/** States of payment that REST calls unpaid. */
const UNPAID = ['pending', 'authorized', 'partially_paid'];

const unlessAny = (value: unknown) => (value === 'any' ? undefined : value);

/**
 * The search text for the documented filters of orders.
 *
 * REST, whose payloads these are, lists open orders when no status is given; GraphQL lists all.
 */
export function orderSearch(filters: IDataObject): string | undefined {
	return allOf(
		term('status', unlessAny(filters.status ?? 'open')),
		filters.financial_status === 'unpaid'
			? anyOf('financial_status', UNPAID)
			: term('financial_status', unlessAny(filters.financial_status)),
		term('fulfillment_status', unlessAny(filters.fulfillment_status)),
		period('created_at', filters.created_at_min, filters.created_at_max),
		period('updated_at', filters.updated_at_min, filters.updated_at_max),
		period('processed_at', filters.processed_at_min, filters.processed_at_max),
		anyOf('id', filters.ids),
		term('id', filters.since_id, '>'),
	);
}
