import type { IDataObject } from 'n8n-workflow';
import { PRICES } from './makeOrder.mts';
import { ORDER_NULLS } from './nulls.mts';
import { byId, idOf, json, must, recordOf, type Step, text } from '../step.mts';

/** What ends an order: closing, opening, cancelling. */
export const ORDER_END: Step[] = [
	{
		resource: 'order',
		operation: 'close',
		needs: ['order'],
		parameters: ({ order }) => ({ orderId: byId(order), output: 'fullPayload' }),
		nulls: ORDER_NULLS,
		check: (outcome) =>
			must(typeof recordOf(outcome, 'order').closed_at === 'string', 'closed_at is not set'),
	},
	{
		resource: 'order',
		operation: 'open',
		needs: ['order'],
		parameters: ({ order }) => json({ order_id: idOf(order) }),
		nulls: ORDER_NULLS,
		check: (outcome) =>
			must(recordOf(outcome, 'order').closed_at === null, 'closed_at is still set'),
	},
	{
		resource: 'order',
		operation: 'cancel',
		about: 'with a partial refund',
		needs: ['order'],
		parameters: ({ order }) =>
			json({
				order_id: idOf(order),
				amount: PRICES.refund,
				reason: 'customer',
				email: false,
			}),
		nulls: ORDER_NULLS,
		check: (outcome) => {
			const order = recordOf(outcome, 'order');
			const refunds = (order.refunds ?? []) as IDataObject[];
			const paidBack = refunds.flatMap(({ transactions }) => transactions as IDataObject[]);
			return [
				...must(typeof order.cancelled_at === 'string', 'cancelled_at is not set'),
				...must(order.cancel_reason === 'customer', 'the reason is another'),
				...must(outcome.payload.notice === 'Order successfully cancelled.', 'no such notice'),
				...must(
					paidBack.length === 1 && paidBack[0].amount === PRICES.refund,
					`refunded: ${paidBack.map(({ amount }) => text(amount)).join(' + ') || 'nothing'}`,
				),
			];
		},
	},
];
