import { connection, head, listConnection, type PageArgs } from '../connections.mts';
import type { Args, Context, Resolver, Resolvers } from '../context.mts';
import { idNumber } from '../ids.mts';
import type {
	DiscountApplication,
	Fulfillment,
	LineItem,
	Order,
	Refund,
	RefundLine,
	ShippingLine,
	TaxLine,
	Transaction,
} from '../model.mts';
import { money, type MoneyBag, moneyV2 } from '../money.mts';
import * as orders from '../orders.mts';
import type { Store } from '../store.mts';
import {
	byId,
	counted,
	emptyConnection,
	legacyResourceId,
	metafieldFields,
	no,
	none,
	nothing,
} from './shared.mts';

/** Objects below an order know it by this link, so that amounts find their currencies. */
interface OfOrder {
	orderId: string;
}

/** Tags parts of an order with the order they belong to. */
function ofOrder<T extends object>(order: Order, parts: T[]): Array<T & OfOrder> {
	return parts.map((part) => ({ ...part, orderId: order.id }));
}

function orderOf(source: OfOrder, store: Store): Order {
	const order = store.order(source.orderId);
	if (order === undefined) throw new Error(`No order ${source.orderId} in the sandbox.`);
	return order;
}

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

/** A MoneyBag field of something below an order. */
function part<T extends OfOrder>(pick: (source: T, order: Order) => number): Resolver {
	return (source: T, _args: Args, { store }: Context): MoneyBag => {
		const order = orderOf(source, store);
		return orders.orderMoney(store, order, pick(source, order));
	};
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

type Line = LineItem & OfOrder;

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
	LineItem: {
		name: (line: Line) => {
			return line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`;
		},
		product: (line: Line, _args: Args, { store }: Context) => store.product(line.productId) ?? null,
		variant: (line: Line, _args: Args, { store }: Context) => store.variant(line.variantId) ?? null,
		currentQuantity: orders.currentQuantity,
		unfulfilledQuantity: (line: Line, _args: Args, { store }: Context) => {
			return orders.unfulfilledQuantity(orderOf(line, store), line);
		},
		fulfillableQuantity: (line: Line, _args: Args, { store }: Context) => {
			return orders.unfulfilledQuantity(orderOf(line, store), line);
		},
		fulfillmentStatus: (line: Line, _args: Args, { store }: Context) => {
			const order = orderOf(line, store);
			if (orders.fulfilledQuantity(order, line) === 0) return 'unfulfilled';
			return orders.unfulfilledQuantity(order, line) === 0 ? 'fulfilled' : 'partial';
		},
		nonFulfillableQuantity: () => 0,
		refundableQuantity: (line: Line, _args: Args, { store }: Context) => {
			return line.quantity - orders.refundedQuantity(orderOf(line, store), line);
		},
		restockable: (line: Line) => orders.currentQuantity(line) > 0 && line.variantId !== null,
		merchantEditable: () => true,
		originalUnitPriceSet: part((line: Line) => line.unitPrice),
		originalTotalSet: part((line: Line) => line.unitPrice * line.quantity),
		totalDiscountSet: part((line: Line) => orders.lineDiscount(line)),
		discountedTotalSet: part((line: Line) => orders.lineNet(line)),
		discountedUnitPriceSet: part((line: Line) => Math.round(orders.lineNet(line) / line.quantity)),
		discountedUnitPriceAfterAllDiscountsSet: part((line: Line) => {
			return Math.round(orders.lineNet(line) / line.quantity);
		}),
		originalUnitPrice: (line: Line) => money(line.unitPrice),
		originalTotal: (line: Line) => money(line.unitPrice * line.quantity),
		totalDiscount: (line: Line) => money(orders.lineDiscount(line)),
		discountedTotal: (line: Line) => money(orders.lineNet(line)),
		discountAllocations: (line: Line, _args: Args, { store }: Context) => {
			const order = orderOf(line, store);
			return line.discounts.map((each) => ({
				orderId: order.id,
				amount: each.amount,
				discountApplication: order.discountApplications[each.index],
			}));
		},
		taxLines: (line: Line, args: { first?: number }) => {
			return head(
				line.taxLines.map((tax) => ({ ...tax, orderId: line.orderId })),
				args.first,
			);
		},
		duties: none,
		weight: (line: Line) => ({ value: line.grams, unit: 'GRAMS' }),
		image: (line: Line, _args: Args, { store }: Context) => {
			return store.product(line.productId)?.media[0] ?? null;
		},
		contract: nothing,
		sellingPlan: nothing,
		lineItemGroup: nothing,
	},
	ShippingLine: {
		custom: (line: ShippingLine) => line.source === null,
		originalPriceSet: part((line: ShippingLine & OfOrder) => line.price),
		discountedPriceSet: part((line: ShippingLine & OfOrder) => line.price),
		currentDiscountedPriceSet: part((line: ShippingLine & OfOrder, order) => {
			return order.cancelledAt === null ? line.price : 0;
		}),
		price: (line: ShippingLine) => money(line.price),
		taxLines: (line: ShippingLine & OfOrder) => {
			return line.taxLines.map((tax) => ({ ...tax, orderId: line.orderId }));
		},
		discountAllocations: none,
		isRemoved: no,
		deliveryCategory: nothing,
		shippingRateHandle: nothing,
		phone: nothing,
	},
	TaxLine: {
		priceSet: part((line: TaxLine & OfOrder) => line.amount),
		price: (line: TaxLine) => money(line.amount),
		ratePercentage: (line: TaxLine) => line.rate * 100,
		source: () => 'Shopify',
	},
	DiscountAllocation: {
		allocatedAmountSet: part((each: OfOrder & { amount: number }) => each.amount),
	},
	DiscountCodeApplication: discountApplication(),
	ManualDiscountApplication: discountApplication(),
	OrderTransaction: {
		order: (transaction: Transaction, _args: Args, { store }: Context) => {
			return orderOf(transaction, store);
		},
		amountSet: part((transaction: Transaction) => transaction.amount),
		amount: (transaction: Transaction) => money(transaction.amount),
		formattedGateway: (transaction: Transaction) => {
			return transaction.gateway.replace(/(^|_)(.)/g, (_all, _bar, letter: string) => {
				return ` ${letter.toUpperCase()}`;
			}).trim();
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
	Fulfillment: {
		legacyResourceId,
		order: (fulfillment: Fulfillment, _args: Args, { store }: Context) => orderOf(fulfillment, store),
		location: (fulfillment: Fulfillment, _args: Args, { store }: Context) => {
			return store.location(fulfillment.locationId) ?? null;
		},
		trackingInfo: (fulfillment: Fulfillment, args: { first?: number }) => {
			return head(fulfillment.tracking, args.first);
		},
		totalQuantity: (fulfillment: Fulfillment) => {
			return orders.sum(fulfillment.lines.map((line) => line.quantity));
		},
		requiresShipping: () => true,
		fulfillmentLineItems: (fulfillment: Fulfillment, args: PageArgs) => {
			const lines = fulfillment.lines.map((line) => ({
				__typename: 'FulfillmentLineItem',
				...line,
				orderId: fulfillment.orderId,
			}));
			return byId(lines, args);
		},
		deliveredAt: nothing,
		estimatedDeliveryAt: nothing,
		inTransitAt: nothing,
		originAddress: nothing,
		service: nothing,
	},
	FulfillmentLineItem: {
		lineItem: (line: OfOrder & { lineItemId: string }, _args: Args, { store }: Context) => {
			const order = orderOf(line, store);
			return ofOrder(order, order.lineItems).find((each) => each.id === line.lineItemId);
		},
	},
};

function discountApplication(): Record<string, Resolver> {
	return {
		allocationMethod: () => 'ACROSS',
		targetSelection: () => 'ALL',
		targetType: () => 'LINE_ITEM',
		title: (application: DiscountApplication) => application.title ?? application.code ?? '',
		description: (application: DiscountApplication) => application.title,
		value: (application: DiscountApplication, _args: Args, { store }: Context) => {
			if (application.percentage !== null) {
				return { __typename: 'PricingPercentageValue', percentage: application.percentage };
			}
			return moneyV2(application.amount ?? 0, store.shop.currency);
		},
	};
}
