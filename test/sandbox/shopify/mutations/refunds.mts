import type { Context, Resolver } from '../context.mts';
import { resourceNotFound, type UserError, userError } from '../errors.mts';
import { parseGid } from '../ids.mts';
import type { LineItem, Order, Refund, RefundLine } from '../model.mts';
import { cents, dollars } from '../money.mts';
import { lineNet, lineTax, refundedQuantity, sum, totals } from '../orders.mts';
import { stock } from '../seed/products.mts';
import { transact } from '../newOrder.mts';
import type { Store } from '../store.mts';

interface RefundInput {
	orderId: string;
	currency?: string | null;
	note?: string | null;
	allowOverRefunding?: boolean | null;
	refundLineItems?: Array<{
		lineItemId: string;
		quantity: number;
		restockType?: RefundLine['restockType'] | null;
		locationId?: string | null;
	}> | null;
	shipping?: { amount?: string | null; fullRefund?: boolean | null } | null;
	transactions?: Array<{
		amount: string;
		gateway: string;
		kind: string;
		orderId: string;
		parentId?: string | null;
	}> | null;
}

/** A refund that was found right; amounts in cents. */
export interface RefundPlan {
	note: string | null;
	lines: Array<{
		line: LineItem;
		quantity: number;
		restockType: RefundLine['restockType'];
		locationId: string | null;
		subtotal: number;
		tax: number;
	}>;
	shippingAmount: number;
	transactions: Array<{ parentId: string; amount: number }>;
	/** Root field, for the list of effects. */
	mutation: string;
}

/** Books a refund: its transactions, its lines, what goes back into stock. */
export function bookRefund(store: Store, order: Order, plan: RefundPlan): Refund {
	const now = store.timestamp();
	const transactions = plan.transactions.map(({ parentId, amount }) => {
		const transaction = transact(store, order, 'REFUND', amount, now, parentId);
		store.effect(plan.mutation, order.id, `refunded ${dollars(amount)}`);
		return transaction;
	});
	const lines = plan.lines.map((each): RefundLine => {
		const { line, quantity, restockType } = each;
		const restocked = restockType === 'RETURN' || restockType === 'CANCEL';
		line.removed = Math.min(line.quantity, line.removed + quantity);
		const locationId = restocked
			? restock(store, line, quantity, each.locationId, plan.mutation)
			: each.locationId;
		return {
			__typename: 'RefundLineItem',
			id: store.ids.next('RefundLineItem'),
			lineItemId: line.id,
			quantity,
			restockType,
			restocked,
			locationId,
			subtotal: each.subtotal,
			tax: each.tax,
		};
	});
	const refund: Refund = store.add({
		__typename: 'Refund',
		id: store.ids.next('Refund'),
		orderId: order.id,
		note: plan.note,
		createdAt: now,
		lines,
		shippingAmount: plan.shippingAmount,
		transactions,
	});
	order.refunds.push(refund);
	order.updatedAt = now;
	store.effect(plan.mutation, refund.id, 'created');
	return refund;
}

/** Puts pieces of a line back into stock. Out: where, null when the line has no stocked variant. */
export function restock(
	store: Store,
	line: LineItem,
	quantity: number,
	locationId: string | null,
	mutation: string,
): string | null {
	const item = store.variant(line.variantId)?.item;
	if (item === undefined || !item.tracked) return null;
	const level = item.levels.find((each) => {
		return locationId === null ? each.isActive : each.locationId === locationId;
	});
	const target = level?.locationId ?? locationId ?? store.locations[0].id;
	const available = (level?.quantities.available ?? 0) + quantity;
	stock(store, item, target, available, store.timestamp());
	store.effect(mutation, item.id, `restocked ${quantity}`);
	return target;
}

/**
 * What is wrong with a refund's currency. The schema says: it is the customer's, in which the
 * transactions' amounts are meant, and it is required where that differs from the shop's. The texts
 * are not recorded.
 */
function currencyFault(store: Store, order: Order, { currency }: RefundInput): UserError[] {
	const { presentmentCurrency } = order;
	if (currency === presentmentCurrency) return [];
	if ((currency ?? null) === null && presentmentCurrency === store.shop.currency) return [];
	const message = currency
		? `Currency must be ${presentmentCurrency}`
		: 'Currency is required for multi-currency orders';
	return [userError(['currency'], message)];
}

function plan(
	store: Store,
	order: Order,
	input: RefundInput,
): { plan: RefundPlan } | { errors: UserError[] } {
	const errors = currencyFault(store, order, input);
	const inShopMoney = (amount: string) => Math.round(cents(amount) / order.presentmentRate);
	const lines: RefundPlan['lines'] = [];
	(input.refundLineItems ?? []).forEach((each, index) => {
		const path = ['refundLineItems', String(index)];
		const line = order.lineItems.find((known) => known.id === each.lineItemId);
		// Not recorded; the texts are those of the REST API.
		if (line === undefined) {
			errors.push(userError([...path, 'lineItemId'], 'Line item does not exist'));
		} else if (each.quantity > line.quantity - refundedQuantity(order, line)) {
			const message = 'Quantity cannot refund more items than were purchased';
			errors.push(userError([...path, 'quantity'], message));
		} else {
			const share = each.quantity / line.quantity;
			lines.push({
				line,
				quantity: each.quantity,
				restockType: each.restockType ?? 'NO_RESTOCK',
				locationId: each.locationId ?? null,
				subtotal: Math.round(lineNet(line) * share),
				tax: Math.round(lineTax(line) * share),
			});
		}
	});
	const transactions: RefundPlan['transactions'] = [];
	for (const each of input.transactions ?? []) {
		if (each.kind !== 'REFUND') {
			const kind = each.kind.toLowerCase();
			errors.push(userError(null, `Kind ${kind} is not a valid transaction`));
		} else if (!order.transactions.some((known) => known.id === each.parentId)) {
			const message = 'Transactions require a parent_id associated with the order';
			errors.push(userError(['transactions'], message));
		} else {
			transactions.push({ parentId: each.parentId ?? '', amount: inShopMoney(each.amount) });
		}
	}
	const { netPayment, currentShipping } = totals(order);
	const amount = sum(transactions.map((each) => each.amount));
	if (amount > netPayment && input.allowOverRefunding !== true) {
		const message = `Refund amount ${dollars(amount)} is greater than net payment received ${dollars(netPayment)}`;
		errors.push(userError(null, message));
	}
	const { shipping } = input;
	const shippingAmount =
		shipping?.fullRefund === true ? currentShipping : cents(shipping?.amount ?? 0);
	if (errors.length > 0) return { errors };
	const note = input.note ?? null;
	return { plan: { note, lines, shippingAmount, transactions, mutation: 'refundCreate' } };
}

export const refundMutations: Record<string, Resolver> = {
	refundCreate: (_source: unknown, { input }: { input: RefundInput }, { store }: Context) => {
		if (parseGid(input.orderId)?.type !== 'Order') throw resourceNotFound(input.orderId);
		const order = store.order(input.orderId);
		if (order === undefined) {
			const error = userError(['orderId'], 'Order does not exist');
			return { refund: null, order: null, userErrors: [error] };
		}
		const made = plan(store, order, input);
		if ('errors' in made) return { refund: null, order, userErrors: made.errors };
		return { refund: bookRefund(store, order, made.plan), order, userErrors: [] };
	},
};
