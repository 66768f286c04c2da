import { operation } from '../kit';
import sample from './count.sample.json';
import { createdFilters, PAYMENT_STATES, SHIPMENT_STATES, updatedFilters } from './filters';

export const countOrders = operation({
	resource: 'order',
	operation: 'count',
	option: {
		name: 'Count',
		action: 'Count orders',
		description: 'Count the orders that match filters; all of them without any',
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
				...createdFilters,
				{
					displayName: 'Financial Status',
					name: 'financialStatus',
					type: 'options',
					options: [{ name: 'Any', value: 'any' }, ...PAYMENT_STATES],
					default: 'any',
					description: 'Only orders in this state of payment',
				},
				{
					displayName: 'Fulfillment Status',
					name: 'fulfillmentStatus',
					type: 'options',
					options: [{ name: 'Any', value: 'any' }, ...SHIPMENT_STATES],
					default: 'any',
					description: 'Only orders in this state of shipment',
				},
				{
					displayName: 'Location ID',
					name: 'locationId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 5421704248135526901',
					description: 'Only orders of this location',
				},
				{
					displayName: 'Order Source',
					name: 'orderSource',
					type: 'string',
					default: 'web',
					description: 'Only orders of this sales channel, such as web or pos',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: [
						{ name: 'Any', value: 'any' },
						{ name: 'Cancelled', value: 'cancelled' },
						{ name: 'Hidden', value: 'hidden', description: 'Archived' },
						{ name: 'Open', value: 'open' },
					],
					default: 'any',
					description: 'Only orders in this state',
				},
				...updatedFilters,
			],
		},
	],
	answer: {},
	sample,
	async run({ input }, store) {
		const { count } = await store.read('orders/count', 'The count of orders', input);
		return { count: Number(count) };
	},
});
