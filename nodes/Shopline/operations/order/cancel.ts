import { wrapped } from '../../client/store';
import { orderLocator } from '../../lookups/order';
import { operation } from '../kit';
import { ORDER_FIELDS, ORDER_SIMPLIFIED } from '../records';
import sample from './cancel.sample.json';

export const cancelOrder = operation({
	resource: 'order',
	operation: 'cancel',
	option: {
		name: 'Cancel',
		action: 'Cancel an order',
		description: 'Cancel an order, and pay back a part of it, all or nothing',
	},
	hints: { readOnly: false, destructive: true, idempotent: false },
	scopes: ['write_orders'],
	properties: [
		{ ...orderLocator, description: 'The order to cancel' },
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Amount',
					name: 'amount',
					type: 'number',
					typeOptions: { numberPrecision: 2, minValue: 0 },
					default: 0,
					description: 'How much to refund',
				},
				{
					displayName: 'Cancel Reason',
					name: 'cancelReason',
					type: 'string',
					default: '',
					placeholder: 'e.g. Out of stock',
				},
				{
					displayName: 'Currency',
					name: 'currency',
					type: 'string',
					default: '',
					placeholder: 'e.g. USD',
					description: 'The currency of the amount',
				},
				{
					displayName: 'Email',
					name: 'email',
					type: 'boolean',
					default: true,
					description: 'Whether to tell the customer by email',
				},
				{
					displayName: 'Processed At',
					name: 'processedAt',
					type: 'dateTime',
					default: '',
					description: 'When the order was really cancelled',
				},
				{
					displayName: 'Refund Type',
					name: 'refundType',
					type: 'options',
					options: [
						{ name: 'Manual', value: 'Manual', description: 'Only note the refund' },
						{
							name: 'Original Payment',
							value: 'OriginalPayment Refund',
							description: 'Pay it back the way that it was paid',
						},
					],
					default: 'Manual',
					description:
						'PayPal payments go back the way they came when this is not given; others are only noted',
				},
				{
					displayName: 'Restock',
					name: 'restock',
					type: 'boolean',
					default: true,
					description: 'Whether to put the items back into stock',
				},
			],
		},
	],
	answer: { key: 'order', fields: ORDER_FIELDS, simplified: ORDER_SIMPLIFIED },
	sample,
	async run({ input }, store) {
		const { order_id: id, amount, ...given } = input;
		const check = `whether order ${String(id)} was cancelled and refunded`;
		const body = await store.change(
			'POST',
			`orders/${String(id)}/cancel`,
			{ ...given, ...(amount === undefined ? {} : { amount: Number(amount) }) },
			// What a second cancellation does to the refund and the stock is not documented.
			{ thing: `Order ${String(id)}`, repeatable: false, check },
		);
		return wrapped(body, 'order', check);
	},
});
