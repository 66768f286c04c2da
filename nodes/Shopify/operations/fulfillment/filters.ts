import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Shop } from '../../client/shop';
import { gid } from '../../client/ids';
import type { Node } from '../../payloads/payload';
import { notFound } from '../kit';

/** Filters that counting and listing the fulfillments of an order share. */
export const fulfillmentFilters: INodeProperties[] = [
	{
		displayName: 'Created After',
		name: 'createdAtMin',
		type: 'dateTime',
		default: '',
		description: 'Only fulfillments created at or after this time',
	},
	{
		displayName: 'Created Before',
		name: 'createdAtMax',
		type: 'dateTime',
		default: '',
		description: 'Only fulfillments created at or before this time',
	},
	{
		displayName: 'Updated After',
		name: 'updatedAtMin',
		type: 'dateTime',
		default: '',
		description: 'Only fulfillments changed at or after this time',
	},
	{
		displayName: 'Updated Before',
		name: 'updatedAtMax',
		type: 'dateTime',
		default: '',
		description: 'Only fulfillments changed at or before this time',
	},
];

const within = (time: unknown, from: unknown, to: unknown): boolean => {
	const at = Date.parse(String(time));
	return (
		(from === undefined || from === null || at >= Date.parse(String(from))) &&
		(to === undefined || to === null || at <= Date.parse(String(to)))
	);
};

/**
 * The fulfillments of an order that the documented filters let through, cancelled ones included.
 *
 * The list has no pages: without a length it comes whole. The times are compared here, because the
 * search index, which its own filter asks, lags behind.
 *
 * @param selection what is needed of each, besides what the filters look at
 */
export async function fulfillmentsOf(
	shop: Shop,
	orderId: unknown,
	filters: IDataObject,
	selection = '',
): Promise<Node[]> {
	const { order } = await shop.query(
		`query OrderFulfillments($id: ID!) { order(id: $id) { fulfillments { id createdAt updatedAt ${selection} } } }`,
		{ id: gid('Order', orderId) },
	);
	if (!order) throw notFound('Order', orderId);
	const fulfillments = (order as { fulfillments: Node[] }).fulfillments;
	return fulfillments.filter(
		({ createdAt, updatedAt }) =>
			within(createdAt, filters.created_at_min, filters.created_at_max) &&
			within(updatedAt, filters.updated_at_min, filters.updated_at_max),
	);
}
