import { fieldsProperty, listOperation, without } from '../kit';
import { ORDER_FIELDS, ORDER_SIMPLIFIED } from '../records';
import {
	createdFilters,
	orderFilters,
	PAYMENT_STATES,
	SHIPMENT_STATES,
	updatedFilters,
} from './filters';
import sample from './getAll.sample.json';

/** Orders come in smaller pages than other records. */
export const MAX_ORDERS = 100;

export const getAllOrders = listOperation({
	resource: 'order',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many orders',
		description: 'Get many orders. By its documents SHOPLINE leaves archived ones out.',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_orders'],
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Archived',
					name: 'hiddenOrder',
					type: 'boolean',
					default: true,
					description: 'Whether to get the archived orders in place of the others',
				},
				{
					displayName: 'Buyer ID',
					name: 'buyerId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 4201057495',
					description: 'Only orders of this customer',
				},
				...createdFilters,
				{
					displayName: 'Email',
					name: 'email',
					type: 'string',
					placeholder: 'name@email.com',
					default: '',
					description: 'Only orders of the customer with this email address',
				},
				{
					displayName: 'Financial Status',
					name: 'financialStatus',
					type: 'options',
					options: PAYMENT_STATES,
					default: 'paid',
					description: 'Only orders in this state of payment',
				},
				{
					displayName: 'Fulfillment Status',
					name: 'fulfillmentStatus',
					type: 'options',
					options: SHIPMENT_STATES,
					default: 'unshipped',
					description:
						'Only orders in this state of shipment. By its documents SHOPLINE takes Unshipped when this filter is not there.',
				},
				{
					displayName: 'IDs',
					name: 'ids',
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add ID' },
					default: [],
					placeholder: 'e.g. 21050224312121887324667162',
					description: 'Only these orders; at most 100',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. D2034',
					description: 'Only the order with this number, as the admin shows it',
				},
				{
					displayName: 'Search',
					name: 'searchContent',
					type: 'string',
					default: '',
					placeholder: 'e.g. D2034',
					description: 'Part of an order number, a product name, a SKU or a tracking number',
				},
				{
					displayName: 'Since ID',
					name: 'sinceId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 21056199447626881527947685',
					description: 'Only orders from this ID on',
				},
				{
					displayName: 'Sort Condition',
					name: 'sortCondition',
					type: 'string',
					default: 'order_at:desc',
					description: 'Such as order_at:desc, or order_at:desc,ID:asc in small letters',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: [
						{ name: 'Any', value: 'any' },
						{ name: 'Cancelled', value: 'cancelled' },
						{ name: 'Open', value: 'open' },
					],
					default: 'open',
					description: 'Only orders in this state',
				},
				...updatedFilters,
			],
		},
		fieldsProperty(ORDER_FIELDS),
	],
	answer: { key: 'orders', fields: ORDER_FIELDS, simplified: ORDER_SIMPLIFIED },
	sample,
	async list({ input, fields }, store, page) {
		return await store.page(
			{
				endpoint: 'orders',
				key: 'orders',
				thing: 'The list of orders',
				filters: orderFilters(without(input, 'limit', 'fields')),
				fields,
				most: MAX_ORDERS,
			},
			page,
		);
	},
});
