import type { Context, Resolver } from '../context.mts';
import { resourceNotFound, type UserError, userError } from '../errors.mts';
import {
	type FulfillmentOrder,
	type FulfillmentOrderLine,
	fulfillmentOrderStatus,
	reopen,
	takeFrom,
} from '../fulfillmentOrders.mts';
import { idNumber, parseGid } from '../ids.mts';
import type { Fulfillment } from '../model.mts';
import type { Store } from '../store.mts';

interface TrackingInput {
	company?: string | null;
	number?: string | null;
	numbers?: string[] | null;
	url?: string | null;
	urls?: string[] | null;
}

interface LinesInput {
	fulfillmentOrderId: string;
	fulfillmentOrderLineItems?: Array<{ id: string; quantity: number }> | null;
}

interface FulfillmentInput {
	lineItemsByFulfillmentOrder: LinesInput[];
	notifyCustomer?: boolean | null;
	originAddress?: Fulfillment['originAddress'];
	trackingInfo?: TrackingInput | null;
}

/** One row for each number or address, however they were given. */
function trackingRows(input: TrackingInput | null | undefined): Fulfillment['tracking'] {
	if (!input) return [];
	const numbers = input.numbers ?? (input.number == null ? [] : [input.number]);
	const urls = input.urls ?? (input.url == null ? [] : [input.url]);
	const rows = Math.max(numbers.length, urls.length, input.company == null ? 0 : 1);
	return Array.from({ length: rows }, (_none, index) => ({
		company: input.company ?? null,
		number: numbers[index] ?? null,
		url: urls[index] ?? null,
	}));
}

const refusal = (message: string): UserError[] => [userError(['fulfillment'], message)];

interface Part {
	from: FulfillmentOrder;
	line: FulfillmentOrderLine;
	quantity: number;
}

/** What an input takes from its fulfillment orders, or why it cannot. */
function plan(store: Store, groups: LinesInput[]): Part[] | UserError[] {
	const parts: Part[] = [];
	const orders: FulfillmentOrder[] = [];
	for (const [index, group] of groups.entries()) {
		const id = parseGid(group.fulfillmentOrderId);
		if (id?.type !== 'FulfillmentOrder' || id.key === '0') {
			throw resourceNotFound(group.fulfillmentOrderId);
		}
		const from = store.get<FulfillmentOrder>('FulfillmentOrder', group.fulfillmentOrderId);
		if (from === undefined) return refusal('Fulfillment order does not exist.');
		orders.push(from);
		const all = from.lines.map((line) => ({ id: line.id, quantity: line.remaining }));
		const wanted = group.fulfillmentOrderLineItems ?? all.filter((line) => line.quantity > 0);
		for (const [at, { id: lineId, quantity }] of wanted.entries()) {
			if (quantity < 1) {
				const path = ['lineItemsByFulfillmentOrder', `${index}`, 'fulfillmentOrderLineItems'];
				const field = ['fulfillment', ...path, `${at}`, 'quantity'];
				return [userError(field, 'Quantity must be greater than 0')];
			}
			const line = from.lines.find((each) => each.id === lineId);
			if (line === undefined) return refusal('Fulfillment order line item does not exist.');
			parts.push({ from, line, quantity });
		}
	}
	const several = [...new Set(orders.map((each) => idNumber(each.orderId)))];
	if (several.length > 1) {
		return refusal(
			`All fulfillment orders must belong to the same order. Multiple orders with ids [${several.join(', ')}] were found.`,
		);
	}
	const places = [...new Set(orders.map((each) => idNumber(each.locationId)))];
	if (places.length > 1) {
		return refusal(
			`All fulfillment orders must be assigned to a single location. Multiple locations with ids [${places.join(', ')}] were found.`,
		);
	}
	const closed = orders.find((each) => fulfillmentOrderStatus(each, store) === 'CLOSED');
	if (closed !== undefined) {
		const number = idNumber(closed.id);
		return refusal(`Fulfillment order ${number} has an unfulfillable status= closed.`);
	}
	const tooMany = parts.some(({ line, quantity }) => quantity > line.remaining);
	return tooMany ? refusal('Invalid fulfillment order line item quantity requested.') : parts;
}

const isPlan = (found: Part[] | UserError[]): found is Part[] =>
	found.length > 0 && 'line' in found[0];

export const fulfillmentMutations: Record<string, Resolver> = {
	fulfillmentCreate: (
		_source: unknown,
		{ fulfillment: input }: { fulfillment: FulfillmentInput },
		{ store }: Context,
	) => {
		const found = plan(store, input.lineItemsByFulfillmentOrder);
		if (!isPlan(found)) return { fulfillment: null, userErrors: found };
		const { orderId, locationId } = found[0].from;
		const order = store.order(orderId);
		if (order === undefined) throw new Error(`No order ${orderId} in the sandbox.`);
		const now = store.timestamp();
		const fulfillment: Fulfillment = store.add({
			__typename: 'Fulfillment',
			id: store.ids.next('Fulfillment'),
			orderId,
			locationId,
			name: `${order.name}-F${order.fulfillments.length + 1}`,
			status: 'SUCCESS',
			displayStatus: 'FULFILLED',
			createdAt: now,
			updatedAt: now,
			tracking: trackingRows(input.trackingInfo),
			originAddress: input.originAddress ?? null,
			lines: found.map(({ line, quantity }) => ({
				id: store.ids.next('FulfillmentLineItem'),
				lineItemId: line.lineItemId,
				quantity,
			})),
		});
		for (const { from, line, quantity } of found) takeFrom(from, line, quantity, now);
		order.fulfillments.push(fulfillment);
		order.updatedAt = now;
		store.effect('fulfillmentCreate', fulfillment.id, 'created');
		if (input.notifyCustomer === true) {
			store.effect('fulfillmentCreate', fulfillment.id, 'customer told');
		}
		return { fulfillment, userErrors: [] };
	},
	fulfillmentCancel: (_source: unknown, { id }: { id: string }, { store }: Context) => {
		const fulfillment = store.get<Fulfillment>('Fulfillment', id);
		const order = store.order(fulfillment?.orderId ?? '');
		if (fulfillment === undefined || order === undefined) {
			return { fulfillment: null, userErrors: [userError(['id'], 'Fulfillment not found.')] };
		}
		// A second time it succeeds again and nothing changes.
		if (fulfillment.status !== 'CANCELLED') {
			reopen(store, order, fulfillment);
			fulfillment.status = 'CANCELLED';
			fulfillment.displayStatus = 'CANCELED';
			fulfillment.updatedAt = order.updatedAt = store.timestamp();
			store.effect('fulfillmentCancel', id, 'cancelled');
		}
		return { fulfillment, userErrors: [] };
	},
	fulfillmentTrackingInfoUpdate: (
		_source: unknown,
		args: {
			fulfillmentId: string;
			trackingInfoInput: TrackingInput;
			notifyCustomer?: boolean | null;
		},
		{ store }: Context,
	) => {
		const fulfillment = store.get<Fulfillment>('Fulfillment', args.fulfillmentId);
		if (fulfillment === undefined) {
			const error = userError(['fulfillmentId'], 'Fulfillment does not exist.');
			return { fulfillment: null, userErrors: [error] };
		}
		fulfillment.tracking = trackingRows(args.trackingInfoInput);
		fulfillment.updatedAt = store.timestamp();
		store.effect('fulfillmentTrackingInfoUpdate', fulfillment.id, 'tracking');
		if (args.notifyCustomer === true) {
			store.effect('fulfillmentTrackingInfoUpdate', fulfillment.id, 'customer told');
		}
		return { fulfillment, userErrors: [] };
	},
};
