import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../shared/errors';
import { timeFilters } from '../times';

const times = timeFilters('orders');

/** Filters that counting and listing orders share, in the order of their labels. */
export const orderFilters: INodeProperties[] = [
	...times.slice(0, 2),
	{
		displayName: 'Financial Status',
		name: 'financialStatus',
		type: 'multiOptions',
		options: [
			{ name: 'Authorized', value: 'authorized' },
			{ name: 'Cancelled', value: 'cancelled' },
			{ name: 'Failed', value: 'failed' },
			{ name: 'Paid', value: 'paid' },
			{ name: 'Partially Paid', value: 'partially_paid' },
			{ name: 'Partially Refunded', value: 'partially_refunded' },
			{ name: 'Paying', value: 'paying', description: 'The payment is under review' },
			{ name: 'Refund Failed', value: 'refund_failed' },
			{ name: 'Refunded', value: 'refunded' },
			{ name: 'Refunding', value: 'refunding' },
			{ name: 'Waiting', value: 'waiting', description: 'Not paid yet' },
		],
		default: [],
		description: 'Only orders in one of these states of payment',
	},
	{
		displayName: 'Fulfillment Status',
		name: 'fulfillmentStatus',
		type: 'multiOptions',
		options: [
			{ name: 'Cancelled', value: 'cancelled' },
			{ name: 'Finished', value: 'finished', description: 'Everything has arrived' },
			{ name: 'Initial', value: 'initialled' },
			{ name: 'Partially Finished', value: 'partially_finished' },
			{ name: 'Partially Returned', value: 'partially_returned' },
			{ name: 'Partially Shipped', value: 'partially_shipped' },
			{ name: 'Returned', value: 'returned' },
			{ name: 'Returning', value: 'returning' },
			{ name: 'Shipped', value: 'shipped' },
			{ name: 'Waiting', value: 'waiting', description: 'Not shipped yet' },
		],
		default: [],
		description: 'Only orders in one of these states of fulfillment',
	},
	{
		displayName: 'IDs',
		name: 'ids',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add ID' },
		default: [],
		placeholder: 'e.g. 11218-00000001',
		description: 'Only these orders',
	},
	{
		displayName: 'Placed After',
		name: 'placedAtMin',
		type: 'dateTime',
		default: '',
		description: 'Only orders placed at or after this time',
	},
	{
		displayName: 'Placed Before',
		name: 'placedAtMax',
		type: 'dateTime',
		default: '',
		description: 'Only orders placed at or before this time',
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'multiOptions',
		options: [
			{ name: 'Cancelled', value: 'cancelled' },
			{ name: 'Finished', value: 'finished', description: 'Completed' },
			{ name: 'Opened', value: 'opened', description: 'Not paid yet' },
			{ name: 'Placed', value: 'placed', description: 'In progress' },
		],
		default: [],
		description: 'Only orders in one of these states',
	},
	...times.slice(2),
];

/** Filters that 2022-01 takes one value for. */
const SINGLE = ['status', 'financial_status', 'fulfillment_status'];

/** Filters that counting does not have in 2022-01. */
const NOT_COUNTED = ['ids', 'placed_at_min', 'placed_at_max'];

/**
 * The documented filters as a query of the version.
 *
 * @throws InputError for what 2022-01 cannot do, because a filter that is ignored gives wrong orders
 */
export function orderQuery(filters: IDataObject, modern: boolean, counting = false): IDataObject {
	if (modern) return filters;
	const newer = "Choose a newer 'API Version' under Options.";
	for (const key of SINGLE) {
		if (Array.isArray(filters[key]) && filters[key].length > 1) {
			throw new InputError(`'${key}' takes one value in API version 2022-01`, newer);
		}
	}
	const ignored = counting ? NOT_COUNTED.find((key) => filters[key] !== undefined) : undefined;
	if (ignored !== undefined) {
		throw new InputError(`'${ignored}' cannot be counted by in API version 2022-01`, newer);
	}
	return filters;
}
