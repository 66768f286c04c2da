import type { PageArgs } from '../connections.mts';
import type { Args, Context, Resolvers } from '../context.mts';
import { idNumber } from '../ids.mts';
import type { Refund, RefundLine, Transaction } from '../model.mts';
import { money, moneyV2 } from '../money.mts';
import * as orders from '../orders.mts';
import { ofOrder, type OfOrder, orderOf, part } from './orderLink.mts';
import { byId, emptyConnection, legacyResourceId, no, none, nothing } from './shared.mts';

/** Transactions and refunds. */
export const paymentTypes: Resolvers = {
	OrderTransaction: {
		order: (transaction: Transaction, _args: Args, { store }: Context) => {
			return orderOf(transaction, store);
		},
		amountSet: part((transaction: Transaction) => transaction.amount),
		amount: (transaction: Transaction) => money(transaction.amount),
		formattedGateway: (transaction: Transaction) => {
			return transaction.gateway
				.replace(/(^|_)(.)/g, (_all, _bar, letter: string) => {
					return ` ${letter.toUpperCase()}`;
				})
				.trim();
		},
		processedAt: (transaction: Transaction) => transaction.createdAt,
		parentTransaction: (transaction: Transaction, _args: Args, { store }: Context) => {
			return store.get<Transaction>('OrderTransaction', transaction.parentId) ?? null;
		},
		paymentDetails: (transaction: Transaction) => {
			return transaction.card === null
				? null
				: { __typename: 'CardPaymentDetails', wallet: null, ...transaction.card };
		},
		accountNumber: (transaction: Transaction) => transaction.card?.number ?? null,
		manualPaymentGateway: (transaction: Transaction) => transaction.gateway === 'manual',
		manuallyCapturable: no,
		multiCapturable: no,
		fees: none,
		test: (transaction: Transaction) => transaction.gateway === 'bogus',
		totalUnsettledSet: part((transaction: Transaction) => {
			return transaction.kind === 'AUTHORIZATION' ? transaction.amount : 0;
		}),
		maximumRefundableV2: (transaction: Transaction, _args: Args, { store }: Context) => {
			const left = orders.refundable(orderOf(transaction, store), transaction.id);
			return moneyV2(left, store.shop.currency);
		},
		errorCode: nothing,
		receiptJson: nothing,
		paymentId: (transaction: Transaction) => `sandbox-${idNumber(transaction.id)}`,
		location: nothing,
	},
	CardPaymentDetails: {
		paymentMethodName: (card: { company: string }) => card.company.toLowerCase(),
	},
	Refund: {
		legacyResourceId,
		order: (refund: Refund, _args: Args, { store }: Context) => orderOf(refund, store),
		updatedAt: (refund: Refund) => refund.createdAt,
		processedAt: (refund: Refund) => refund.createdAt,
		totalRefundedSet: part((refund: Refund) => {
			return orders.sum(refund.transactions.map((transaction) => transaction.amount));
		}),
		refundLineItems: (refund: Refund, args: PageArgs) => {
			const lines = refund.lines.map((line) => ({ ...line, orderId: refund.orderId }));
			return byId(lines, args);
		},
		refundShippingLines: emptyConnection,
		orderAdjustments: emptyConnection,
		transactions: (refund: Refund, args: PageArgs) => byId(refund.transactions, args),
		duties: none,
		return: nothing,
	},
	RefundLineItem: {
		lineItem: (line: RefundLine & OfOrder, _args: Args, { store }: Context) => {
			const order = orderOf(line, store);
			const wanted = order.lineItems.filter((each) => each.id === line.lineItemId);
			return ofOrder(order, wanted)[0];
		},
		location: (line: RefundLine, _args: Args, { store }: Context) => {
			return store.location(line.locationId) ?? null;
		},
		priceSet: part((line: RefundLine & OfOrder) => Math.round(line.subtotal / line.quantity)),
		subtotalSet: part((line: RefundLine & OfOrder) => line.subtotal),
		totalTaxSet: part((line: RefundLine & OfOrder) => line.tax),
	},
};
