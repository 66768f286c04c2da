import type { Args, Context, Resolver } from '../context.mts';
import type { Order } from '../model.mts';
import type { MoneyBag } from '../money.mts';
import { orderMoney } from '../orders.mts';
import type { Store } from '../store.mts';

/** Objects below an order know it by this link, so that amounts find their currencies. */
export interface OfOrder {
	orderId: string;
}

/** Tags parts of an order with the order they belong to. */
export function ofOrder<T extends object>(order: Order, parts: T[]): Array<T & OfOrder> {
	return parts.map((part) => ({ ...part, orderId: order.id }));
}

export function orderOf(source: OfOrder, store: Store): Order {
	const order = store.order(source.orderId);
	if (order === undefined) throw new Error(`No order ${source.orderId} in the sandbox.`);
	return order;
}

/** A MoneyBag field of something below an order. */
export function part<T extends OfOrder>(pick: (source: T, order: Order) => number): Resolver {
	return (source: T, _args: Args, { store }: Context): MoneyBag => {
		const order = orderOf(source, store);
		return orderMoney(store, order, pick(source, order));
	};
}
