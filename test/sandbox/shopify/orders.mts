import { type MoneyBag, moneyBag } from './money.mts';
import type { LineItem, Order, TaxLine } from './model.mts';
import type { Store } from './store.mts';

/** Amounts of an order, in cents of the shop's currency. */
export interface Totals {
	subtotal: number;
	tax: number;
	shipping: number;
	discounts: number;
	total: number;
	currentSubtotal: number;
	currentTax: number;
	currentShipping: number;
	currentDiscounts: number;
	currentTotal: number;
	received: number;
	refunded: number;
	refundedShipping: number;
	netPayment: number;
	outstanding: number;
	capturable: number;
}

/** Sums an order up: as ordered, and as it stands after refunds and cancellation. */
export function totals(order: Order): Totals {
	const lines = order.lineItems;
	const subtotal = sum(lines.map(lineNet));
	const currentSubtotal = sum(lines.map((line) => share(line, lineNet(line))));
	const shipping = sum(order.shippingLines.map((line) => line.price));
	const refundedShipping = sum(order.refunds.map((refund) => refund.shippingAmount));
	const currentShipping = order.cancelledAt === null ? shipping - refundedShipping : 0;
	const shippingTax = sum(order.shippingLines.flatMap((line) => line.taxLines.map(amount)));
	const tax = sum(lines.map(lineTax)) + shippingTax;
	const currentTax =
		sum(lines.map((line) => share(line, lineTax(line)))) + (currentShipping > 0 ? shippingTax : 0);
	const extra = order.taxesIncluded ? 0 : tax;
	const currentExtra = order.taxesIncluded ? 0 : currentTax;
	const received = paid(order);
	const refunded = sum(successful(order, 'REFUND'));
	const currentTotal = currentSubtotal + currentShipping + currentExtra;
	return {
		subtotal,
		tax,
		shipping,
		discounts: sum(lines.map(lineDiscount)),
		total: subtotal + shipping + extra,
		currentSubtotal,
		currentTax,
		currentShipping,
		currentDiscounts: sum(lines.map((line) => share(line, lineDiscount(line)))),
		currentTotal,
		received,
		refunded,
		refundedShipping,
		netPayment: received - refunded,
		outstanding: Math.max(0, currentTotal - (received - refunded)),
		capturable: capturable(order),
	};
}

/** Unit price times quantity less the line's discounts. */
export function lineNet(line: LineItem): number {
	return line.unitPrice * line.quantity - lineDiscount(line);
}

export function lineDiscount(line: LineItem): number {
	return sum(line.discounts.map((each) => each.amount));
}

export function lineTax(line: LineItem): number {
	return sum(line.taxLines.map(amount));
}

/** Quantity that is still part of the order. */
export function currentQuantity(line: LineItem): number {
	return line.quantity - line.removed;
}

/** Quantity of a line in fulfillments that were not cancelled. */
export function fulfilledQuantity(order: Order, line: LineItem): number {
	return sum(
		order.fulfillments
			.filter((fulfillment) => fulfillment.status === 'SUCCESS')
			.flatMap((fulfillment) => fulfillment.lines)
			.filter((each) => each.lineItemId === line.id)
			.map((each) => each.quantity),
	);
}

/** Quantity still to be fulfilled. */
export function unfulfilledQuantity(order: Order, line: LineItem): number {
	return Math.max(0, currentQuantity(line) - fulfilledQuantity(order, line));
}

/** Quantity that refunds have taken already. */
export function refundedQuantity(order: Order, line: LineItem): number {
	return sum(
		order.refunds
			.flatMap((refund) => refund.lines)
			.filter((each) => each.lineItemId === line.id)
			.map((each) => each.quantity),
	);
}

/** OrderDisplayFinancialStatus; null for an order without transactions, as made by an API client. */
export function financialStatus(order: Order): string | null {
	const { transactions, givenStatus } = order;
	if (givenStatus !== undefined) return givenStatus;
	if (transactions.length === 0) return null;
	const received = paid(order);
	if (received > 0) {
		const refunded = sum(successful(order, 'REFUND'));
		if (refunded >= received) return 'REFUNDED';
		if (refunded > 0) return 'PARTIALLY_REFUNDED';
		return received < totals(order).total ? 'PARTIALLY_PAID' : 'PAID';
	}
	if (transactions.some((each) => each.kind === 'VOID' && each.status === 'SUCCESS'))
		return 'VOIDED';
	if (capturable(order) > 0) return 'AUTHORIZED';
	return 'PENDING';
}

/** OrderDisplayFulfillmentStatus. */
export function fulfillmentStatus(order: Order): string {
	const done = sum(order.lineItems.map((line) => fulfilledQuantity(order, line)));
	if (done === 0) return 'UNFULFILLED';
	const open = sum(order.lineItems.map((line) => unfulfilledQuantity(order, line)));
	return open === 0 ? 'FULFILLED' : 'PARTIALLY_FULFILLED';
}

/** An amount of this order in both of its currencies. */
export function orderMoney(store: Store, order: Order, cents: number): MoneyBag {
	return moneyBag(cents, store.shop.currency, order.presentmentCurrency, order.presentmentRate);
}

/** Amount by which a transaction can still be refunded, in cents. */
export function refundable(order: Order, transactionId: string): number {
	const parent = order.transactions.find((each) => each.id === transactionId);
	if (parent === undefined) return 0;
	const back = order.transactions.filter((each) => {
		return each.kind === 'REFUND' && each.parentId === parent.id;
	});
	return parent.amount - sum(back.map(amount));
}

/** Payments (sales and captures) that went through. */
export function payments(order: Order): Order['transactions'] {
	return order.transactions.filter((each) => {
		return (each.kind === 'SALE' || each.kind === 'CAPTURE') && each.status === 'SUCCESS';
	});
}

export function sum(numbers: number[]): number {
	return numbers.reduce((a, b) => a + b, 0);
}

function paid(order: Order): number {
	return sum(payments(order).map(amount));
}

function capturable(order: Order): number {
	const settled = new Set(
		order.transactions
			.filter((each) => each.kind === 'CAPTURE' || each.kind === 'VOID')
			.map((each) => each.parentId),
	);
	return sum(
		order.transactions
			.filter((each) => each.kind === 'AUTHORIZATION' && each.status === 'SUCCESS')
			.filter((each) => !settled.has(each.id))
			.map(amount),
	);
}

function successful(order: Order, kind: string): number[] {
	return order.transactions
		.filter((each) => each.kind === kind && each.status === 'SUCCESS')
		.map(amount);
}

function share(line: LineItem, value: number): number {
	return line.quantity === 0 ? 0 : Math.round((value * currentQuantity(line)) / line.quantity);
}

function amount(entry: TaxLine | { amount: number }): number {
	return entry.amount;
}
