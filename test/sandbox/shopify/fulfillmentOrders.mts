import type { Entity, Fulfillment, Order } from './model.mts';
import { sum, unfulfilledQuantity } from './orders.mts';
import type { Store } from './store.mts';

export interface FulfillmentOrderLine extends Entity {
	lineItemId: string;
	total: number;
	remaining: number;
}

export interface FulfillmentOrder extends Entity {
	orderId: string;
	locationId: string;
	createdAt: string;
	updatedAt: string;
	closed: boolean;
	lines: FulfillmentOrderLine[];
}

const known = new WeakMap<Order, FulfillmentOrder[]>();

/**
 * What is to be sent of an order, by location. Made when it is first asked for: of every fifth
 * order with nothing sent yet and several lines, the last line lies at another location.
 */
export function fulfillmentOrdersOf(order: Order, store: Store): FulfillmentOrder[] {
	let found = known.get(order);
	if (found === undefined) {
		const home = order.number % 3;
		const split =
			order.number % 5 === 0 && order.fulfillments.length === 0 && order.lineItems.length > 1;
		const groups = split
			? [order.lineItems.slice(0, -1), order.lineItems.slice(-1)]
			: [order.lineItems];
		found = groups.map((lines, index) =>
			newFulfillmentOrder(
				store,
				order,
				order.fulfillments[0]?.locationId ?? store.locations[(home + index) % 3].id,
				lines.map((line) => ({
					lineItemId: line.id,
					total: line.quantity,
					remaining: unfulfilledQuantity(order, line),
				})),
			),
		);
		known.set(order, found);
	}
	return found;
}

/** OPEN, IN_PROGRESS once a part was sent, CLOSED. A cancelled order's are closed. */
export function fulfillmentOrderStatus(each: FulfillmentOrder, store: Store): string {
	const cancelled = store.order(each.orderId)?.cancelledAt ?? null;
	if (each.closed || cancelled !== null) return 'CLOSED';
	return each.lines.some((line) => line.remaining < line.total) ? 'IN_PROGRESS' : 'OPEN';
}

/** Takes a quantity out of what remains; a fulfillment order of which nothing remains is closed. */
export function takeFrom(
	each: FulfillmentOrder,
	line: FulfillmentOrderLine,
	quantity: number,
	now: string,
): void {
	line.remaining -= quantity;
	each.updatedAt = now;
	each.closed = sum(each.lines.map((one) => one.remaining)) === 0;
}

/**
 * After a cancellation the old fulfillment order stays closed, its quantities remaining again, and
 * a new open one holds what can be sent anew.
 */
export function reopen(store: Store, order: Order, fulfillment: Fulfillment): void {
	const all = fulfillmentOrdersOf(order, store);
	const back = fulfillment.lines.map(({ lineItemId, quantity }) => ({
		lineItemId,
		total: quantity,
		remaining: quantity,
	}));
	for (const { lineItemId, total } of back) {
		const line = all.flatMap((each) => each.lines).find((one) => one.lineItemId === lineItemId);
		if (line !== undefined) line.remaining = Math.min(line.total, line.remaining + total);
	}
	for (const each of all) {
		if (each.lines.some((line) => back.some((one) => one.lineItemId === line.lineItemId))) {
			each.closed = true;
		}
	}
	all.push(newFulfillmentOrder(store, order, fulfillment.locationId, back));
}

function newFulfillmentOrder(
	store: Store,
	order: Order,
	locationId: string,
	lines: Array<Omit<FulfillmentOrderLine, keyof Entity>>,
): FulfillmentOrder {
	return store.add({
		__typename: 'FulfillmentOrder',
		id: store.ids.next('FulfillmentOrder'),
		orderId: order.id,
		locationId,
		createdAt: order.createdAt,
		updatedAt: order.updatedAt,
		closed: lines.every((line) => line.remaining === 0),
		lines: lines.map((line) => ({
			__typename: 'FulfillmentOrderLineItem',
			id: store.ids.next('FulfillmentOrderLineItem'),
			...line,
		})),
	});
}
