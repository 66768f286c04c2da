import type { IDataObject } from 'n8n-workflow';

import { PlatformError } from '../../../shared/errors';
import type { Call } from '../../../shared/operation';
import { gid } from '../../client/ids';
import type { Shop } from '../../client/shop';
import { Order, ORDER_SIMPLIFIED } from '../../payloads/order';
import type { Node } from '../../payloads/payload';
import { afterwards } from '../afterwards';
import { fieldNames, notFound, operation } from '../kit';
import { orderLocator } from '../../lookups/order';
import sample from './cancel.sample.json';
import type { Transaction } from './refund';
import { allocate } from './refund';

export const cancelOrder = operation({
	resource: 'order',
	operation: 'cancel',
	option: {
		name: 'Cancel',
		action: 'Cancel an order',
		description: 'Cancel an order without fulfillments, and pay back all, a part or nothing of it',
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
					description:
						"How much to refund, in the shop's currency; a customer who paid in another one gets the same share of that. Nothing is refunded without it.",
				},
				{
					displayName: 'Email',
					name: 'email',
					type: 'boolean',
					default: false,
					description: 'Whether to tell the customer by email',
				},
				{
					displayName: 'Reason',
					name: 'reason',
					type: 'options',
					options: [
						{ name: 'Customer', value: 'customer', description: 'The customer asked for it' },
						{ name: 'Declined', value: 'declined', description: 'The payment was declined' },
						{ name: 'Fraud', value: 'fraud', description: 'The order was fraudulent' },
						{ name: 'Inventory', value: 'inventory', description: 'Items were not available' },
						{ name: 'Other', value: 'other' },
						{ name: 'Staff', value: 'staff', description: 'Staff made a mistake' },
					],
					default: 'other',
					description: 'Why the order is cancelled',
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
	answer: { key: 'order', fields: fieldNames(Order), simplified: ORDER_SIMPLIFIED },
	sample,
	async run(call, shop) {
		const id = gid('Order', call.input.order_id);
		const refund = await planRefund(call, shop, id);
		// A cancelled order may no longer take a refund, so a part is paid back first.
		if (refund.part) await payBack(call, shop, refund.part);
		const done = refund.part
			? `The refund of ${String(call.input.amount)} was made before that: do not give 'amount' again for this order.`
			: '';
		await afterwards(done, async () => {
			await cancel(call, shop, id, refund.everything);
			await untilCancelled(shop, id);
		});
		const paidBack = refund.part || refund.everything ? ' and the refund was made' : '';
		return await afterwards(
			`The order was cancelled${paidBack}, only reading it failed: do not run this item again.`,
			async () => {
				const { order } = await shop.query(
					`query CancelledOrder($id: ID!) { order(id: $id) { ${shop.selection(Order, call.fields)} } }`,
					{ id },
				);
				return {
					order: await shop.record(Order, order, call.fields),
					notice: 'Order successfully cancelled.',
				};
			},
		);
	},
});

const CHECK = 'whether the order was cancelled';

interface RefundPlan {
	/** Everything that was paid goes back: Shopify does that with the cancellation. */
	everything: boolean;
	/** Only a part goes back, or the rest after an earlier refund: a refund of its own. */
	part?: { orderId: string; currency?: string; transactions: IDataObject[] };
}

/** Works out the refund, and refuses before anything is changed what could not be cancelled. */
async function planRefund(call: Call, shop: Shop, orderId: string): Promise<RefundPlan> {
	const { input } = call;
	const { amount } = input;
	if (amount === undefined || amount === null) return { everything: false };
	const { order } = (await shop.query(
		`query OrderPayments($id: ID!) { order(id: $id) { cancelledAt currencyCode presentmentCurrencyCode fulfillments(first: 250) { status } transactions(first: 250) { id kind status gateway amountSet { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } } parentTransaction { id } } } }`,
		{ id: orderId },
	)) as { order: Node | null };
	if (!order) throw notFound('Order', input.order_id);
	const fulfillments = order.fulfillments as Array<{ status: string }>;
	if (order.cancelledAt || fulfillments.some(({ status }) => status === 'SUCCESS')) {
		throw new PlatformError({
			message: order.cancelledAt
				? 'The order has already been cancelled'
				: 'An order with fulfillments cannot be cancelled',
			advice: 'Nothing was refunded by this attempt.',
			code: 'INVALID',
		});
	}
	const currencies = {
		shop: String(order.currencyCode),
		customer: String(order.presentmentCurrencyCode),
	};
	const { everything, transactions, total } = allocate(
		orderId,
		amount,
		currencies,
		order.transactions as Transaction[],
	);
	// After an earlier refund the rest is paid back here, under a key: that refund may be this very
	// item's, in a run that n8n repeats, and the cancellation would pay back what is left once more.
	if (everything) return { everything };
	if (currencies.customer === currencies.shop) {
		return { everything, part: { orderId, transactions } };
	}
	call.hint(
		`Order ${String(input.order_id)} was paid in ${currencies.customer}: its refund is ${total} ${currencies.customer} for the ${String(amount)} ${currencies.shop} of 'amount'.`,
	);
	return { everything, part: { orderId, currency: currencies.customer, transactions } };
}

async function payBack(call: Call, shop: Shop, part: NonNullable<RefundPlan['part']>) {
	await shop.mutate(
		'mutation RefundPart($input: RefundInput!, $key: String!) { refundCreate(input: $input) @idempotent(key: $key) { refund { id } userErrors { field message } } }',
		{
			input: { ...part, notify: call.input.email === true },
			key: call.idempotencyKey('refund'),
		},
		{ repeatable: true, keyed: true, check: 'whether the refund was made' },
	);
}

/** Asks for the cancellation. Shopify refuses a second one, so asking again after a lost answer is safe. */
async function cancel({ input }: Call, shop: Shop, orderId: string, refundAll: boolean) {
	await shop.mutate(
		'mutation CancelOrder($orderId: ID!, $reason: OrderCancelReason!, $restock: Boolean!, $notify: Boolean, $refund: OrderCancelRefundMethodInput) { orderCancel(orderId: $orderId, reason: $reason, restock: $restock, notifyCustomer: $notify, refundMethod: $refund) { job { id done } orderCancelUserErrors { field message code } } }',
		{
			orderId,
			reason: String(input.reason ?? 'other').toUpperCase(),
			restock: input.restock ?? true,
			notify: input.email === true,
			...(refundAll ? { refund: { originalPaymentMethodsRefund: true } } : {}),
		},
		{ repeatable: true, alreadyDone: /already/i, check: CHECK },
	);
}

/** Cancelling is a job. A job's `done` is no proof (unknown jobs are done too): the order is. */
async function untilCancelled(shop: Shop, id: string) {
	const finished = await shop.poll(
		'query Cancelled($id: ID!) { order(id: $id) { cancelledAt } }',
		{ id },
		({ order }) => Boolean((order as Node | null)?.cancelledAt),
		90_000,
	);
	if (finished) return;
	throw new PlatformError({
		message: 'Shopify accepted the cancellation but has not finished it after 90 seconds',
		advice: `Check in the shop ${CHECK} before running this item again.`,
		outcomeUnknown: true,
	});
}
