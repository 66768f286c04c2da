import { connection, head, listConnection, type PageArgs } from '../connections.mts';
import type { Args, Context, Resolver, Resolvers } from '../context.mts';
import { idNumber } from '../ids.mts';
import type { Order, TaxLine, Transaction } from '../model.mts';
import { money } from '../money.mts';
import * as orders from '../orders.mts';
import { ofOrder, type OfOrder } from './orderLink.mts';
import {
	counted,
	emptyConnection,
	legacyResourceId,
	metafieldFields,
	no,
	none,
	nothing,
} from './shared.mts';

/** A MoneyBag field of an order, out of its totals. */
function total(pick: (totals: orders.Totals) => number): Resolver {
	return (order: Order, _args: Args, { store }: Context) => {
		return orders.orderMoney(store, order, pick(orders.totals(order)));
	};
}

/** The deprecated Money form of the same. */
function plain(pick: (totals: orders.Totals) => number): Resolver {
	return (order: Order) => money(pick(orders.totals(order)));
}

function taxLines(order: Order, lines: TaxLine[]): Array<TaxLine & OfOrder> {
	return ofOrder(order, lines);
}

/** Tax lines of the whole order: one per title and rate. */
function orderTaxLines(order: Order, lines: TaxLine[]): Array<TaxLine & OfOrder> {
	const sums = new Map<string, TaxLine>();
	for (const line of lines) {
		const known = sums.get(`${line.title} ${line.rate}`);
		if (known === undefined) sums.set(`${line.title} ${line.rate}`, { ...line });
		else known.amount += line.amount;
	}
	return taxLines(order, [...sums.values()]);
}

export const orderTypes: Resolvers = {
	Order: {
		...metafieldFields,
		legacyResourceId,
		customer: (order: Order, _args: Args, { store }: Context) => {
			return store.customer(order.customerId) ?? null;
		},
		retailLocation: (order: Order, _args: Args, { store }: Context) => {
			return store.location(order.retailLocationId) ?? null;
		},
		app: (order: Order) => order.app,
		closed: (order: Order) => order.closedAt !== null,
		cancellation: (order: Order) => {
			return order.cancelledAt === null ? null : { staffNote: order.staffNote };
		},
		confirmed: () => true,
		currencyCode: (_order: Order, _args: Args, { store }: Context) => store.shop.currency,
		presentmentCurrencyCode: (order: Order) => order.presentmentCurrency,
		displayFinancialStatus: orders.financialStatus,
		displayFulfillmentStatus: orders.fulfillmentStatus,
		returnStatus: () => 'NO_RETURN',
		returns: emptyConnection,
		dutiesIncluded: no,
		edited: no,
		estimatedTaxes: no,
		taxExempt: no,
		hasTimelineComment: no,
		disputes: none,
		alerts: none,
		additionalFees: none,
		sourceIdentifier: nothing,
		registeredSourceUrl: nothing,
		customerJourneySummary: nothing,
		paymentTerms: nothing,
		purchasingEntity: nothing,
		shopifyProtect: nothing,
		publication: nothing,
		statusPageUrl: (order: Order, _args: Args, { store }: Context) => {
			const shop = idNumber(store.shop.id);
			return `https://${store.shop.host}/${shop}/orders/${order.statusToken}/authenticate?key=${order.statusToken.slice(0, 16)}`;
		},
		paymentGatewayNames: (order: Order) => [
			...new Set(order.transactions.map((transaction) => transaction.gateway)),
		],
		discountCode: (order: Order) => order.discountCodes[0] ?? null,
		discountApplications: (order: Order, args: PageArgs) => {
			return connection(ofOrder(order, order.discountApplications), args, {
				id: (application) => application.index,
				value: (application) => application.index,
			});
		},
		billingAddressMatchesShippingAddress: (order: Order) => {
			const [billing, shipping] = [order.billingAddress, order.shippingAddress];
			return billing?.address1 === shipping?.address1 && billing?.zip === shipping?.zip;
		},
		displayAddress: (order: Order) => order.shippingAddress ?? order.billingAddress,
		subtotalPriceSet: total((t) => t.subtotal),
		totalDiscountsSet: total((t) => t.discounts),
		totalTaxSet: total((t) => t.tax),
		totalPriceSet: total((t) => t.total),
		originalTotalPriceSet: total((t) => t.total),
		totalShippingPriceSet: total((t) => t.shipping),
		totalTipReceivedSet: total(() => 0),
		cartDiscountAmountSet: total((t) => t.discounts),
		currentCartDiscountAmountSet: total((t) => t.currentDiscounts),
		currentSubtotalPriceSet: total((t) => t.currentSubtotal),
		currentTotalDiscountsSet: total((t) => t.currentDiscounts),
		currentTotalTaxSet: total((t) => t.currentTax),
		currentTotalPriceSet: total((t) => t.currentTotal),
		currentShippingPriceSet: total((t) => t.currentShipping),
		currentTotalDutiesSet: nothing,
		currentTotalAdditionalFeesSet: nothing,
		originalTotalDutiesSet: nothing,
		originalTotalAdditionalFeesSet: nothing,
		totalReceivedSet: total((t) => t.received),
		totalRefundedSet: total((t) => t.refunded),
		totalRefundedShippingSet: total((t) => t.refundedShipping),
		refundDiscrepancySet: total(() => 0),
		netPaymentSet: total((t) => t.netPayment),
		totalOutstandingSet: total((t) => t.outstanding),
		totalCapturableSet: total((t) => t.capturable),
		subtotalPrice: plain((t) => t.subtotal),
		totalPrice: plain((t) => t.total),
		totalTax: plain((t) => t.tax),
		totalDiscounts: plain((t) => t.discounts),
		totalShippingPrice: plain((t) => t.shipping),
		totalReceived: plain((t) => t.received),
		totalRefunded: plain((t) => t.refunded),
		totalCapturable: plain((t) => t.capturable),
		netPayment: plain((t) => t.netPayment),
		subtotalLineItemsQuantity: (order: Order) => {
			return orders.sum(order.lineItems.map((line) => line.quantity));
		},
		currentSubtotalLineItemsQuantity: (order: Order) => {
			return orders.sum(order.lineItems.map(orders.currentQuantity));
		},
		totalWeight: (order: Order) => {
			return String(orders.sum(order.lineItems.map((line) => line.grams * line.quantity)));
		},
		currentTotalWeight: (order: Order) => {
			const weights = order.lineItems.map((line) => line.grams * orders.currentQuantity(line));
			return String(orders.sum(weights));
		},
		taxLines: (order: Order) => {
			const parts = [...order.lineItems, ...order.shippingLines];
			return orderTaxLines(
				order,
				parts.flatMap((each) => each.taxLines),
			);
		},
		currentTaxLines: (order: Order) => {
			return orderTaxLines(
				order,
				order.lineItems.flatMap((line) => {
					const share = orders.currentQuantity(line) / Math.max(1, line.quantity);
					return line.taxLines.map((tax) => ({ ...tax, amount: Math.round(tax.amount * share) }));
				}),
			).filter((line) => line.amount > 0);
		},
		requiresShipping: (order: Order) => order.lineItems.some((line) => line.requiresShipping),
		fulfillable: (order: Order) => {
			return order.lineItems.some((line) => orders.unfulfilledQuantity(order, line) > 0);
		},
		restockable: (order: Order) => order.lineItems.some((line) => orders.currentQuantity(line) > 0),
		refundable: (order: Order) => orders.totals(order).netPayment > 0,
		capturable: (order: Order) => orders.totals(order).capturable > 0,
		fullyPaid: (order: Order) => orders.totals(order).outstanding === 0,
		unpaid: (order: Order) => orders.totals(order).received === 0,
		canMarkAsPaid: (order: Order) => {
			return order.cancelledAt === null && orders.totals(order).outstanding > 0;
		},
		canNotifyCustomer: (order: Order) => order.email !== null,
		merchantEditable: (order: Order) => order.cancelledAt === null,
		merchantEditableErrors: none,
		lineItems: (order: Order, args: PageArgs) => {
			return listConnection(ofOrder(order, order.lineItems), args, idNumber);
		},
		nonFulfillableLineItems: emptyConnection,
		shippingLine: (order: Order) => ofOrder(order, order.shippingLines)[0] ?? null,
		shippingLines: (order: Order, args: PageArgs) => {
			return listConnection(ofOrder(order, order.shippingLines), args, idNumber);
		},
		transactions: (order: Order, args: { first?: number; capturable?: boolean | null }) => {
			const open = (each: Transaction): boolean => {
				return args.capturable !== true || each.kind === 'AUTHORIZATION';
			};
			return head(order.transactions.filter(open), args.first);
		},
		transactionsCount: (order: Order) => counted(order.transactions.length, null),
		refunds: (order: Order, args: { first?: number }) => head(order.refunds, args.first),
		fulfillments: (order: Order, args: { first?: number }) => head(order.fulfillments, args.first),
		fulfillmentsCount: (order: Order) => counted(order.fulfillments.length, null),
	},
};
