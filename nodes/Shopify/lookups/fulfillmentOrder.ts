import type { INodeProperties } from 'n8n-workflow';

import { legacyId } from '../client/ids';
import type { Node } from '../payloads/payload';
import { dig, nodesOf } from '../payloads/payload';
import { listSearch, text, words } from './lookup';

/** A fulfillment order, chosen from those of recent orders or by ID; it has no page of its own. */
export const fulfillmentOrderLocator: INodeProperties = {
	displayName: 'Fulfillment Order',
	name: 'fulfillmentOrderId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The fulfillment order to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a fulfillment order...',
			typeOptions: {
				searchListMethod: 'searchFulfillmentOrders',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 1234567890',
			extractValue: {
				type: 'regex',
				regex: '(?:gid://shopify/FulfillmentOrder/)?(\\d+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*(?:gid://shopify/FulfillmentOrder/)?\\d+\\s*$',
						errorMessage:
							'A fulfillment order ID is a number, or starts with gid://shopify/FulfillmentOrder/',
					},
				},
			],
		},
	],
};

/** A line of a fulfillment order, chosen from those of recent orders or by ID. */
export const fulfillmentOrderLineLocator: INodeProperties = {
	displayName: 'Line Item',
	name: 'id',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The line of the fulfillment order',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a fulfillment order line...',
			typeOptions: {
				searchListMethod: 'searchFulfillmentOrderLines',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 9876543210',
			extractValue: {
				type: 'regex',
				regex: '(?:gid://shopify/FulfillmentOrderLineItem/)?(\\d+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*(?:gid://shopify/FulfillmentOrderLineItem/)?\\d+\\s*$',
						errorMessage:
							'A fulfillment order line ID is a number, or starts with gid://shopify/FulfillmentOrderLineItem/',
					},
				},
			],
		},
	],
};

/** Fulfillment orders are searched by the name of their order, which their own list cannot. */
const ofOrders = {
	root: 'orders',
	args: 'sortKey: CREATED_AT, reverse: true',
	search: words,
};

/** Those of an order that are still to be sent; closed ones keep their quantities. */
const open = (order: Node): Node[] =>
	nodesOf(order, 'fulfillmentOrders').filter(
		({ status }) => status !== 'CLOSED' && status !== 'CANCELLED',
	);

export const searchFulfillmentOrders = listSearch({
	...ofOrders,
	selection: 'name fulfillmentOrders(first: 10) { nodes { id status assignedLocation { name } } }',
	entry: (order) =>
		open(order).map((node) => ({
			name: `${text(order.name)} – ${text(dig(node, 'assignedLocation.name'))} (${text(node.status).toLowerCase().replace('_', ' ')})`,
			value: String(legacyId(node.id)),
		})),
});

export const searchFulfillmentOrderLines = listSearch({
	...ofOrders,
	selection:
		'name fulfillmentOrders(first: 10) { nodes { status lineItems(first: 20) { nodes { id productTitle variantTitle remainingQuantity } } } }',
	entry: (order) =>
		open(order)
			.flatMap((fulfillmentOrder) => nodesOf(fulfillmentOrder, 'lineItems'))
			.filter(({ remainingQuantity }) => Number(remainingQuantity) > 0)
			.map((node) => ({
				name: `${text(order.name)} – ${[node.productTitle, node.variantTitle].filter(Boolean).map(text).join(', ')} (${text(node.remainingQuantity)} to send)`,
				value: String(legacyId(node.id)),
			})),
});
