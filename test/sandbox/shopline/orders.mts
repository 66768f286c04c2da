import { isRecord, type Outgoing } from '../http.mts';
import { invalid, missing, ok, Refusal, refused } from './answers.mts';
import { idList, inPeriods, page, type ListRequest } from './paging.mts';
import { type Row, type ShoplineStore, textOf } from './store.mts';

const SHIPPED = ['unshipped', 'partial', 'shipped'];
const PAID = [
	'unpaid',
	'authorized',
	'pending',
	'partially_paid',
	'paid',
	'partially_refunded',
	'refunded',
];

/** Whether an order is in the state that the list or the count calls so. */
const inStatus = (order: Row, status: string | null) =>
	status === null ||
	status === 'any' ||
	(status === 'cancelled' && order.cancelled_at !== null) ||
	(status === 'hidden' && order.hidden_order === true) ||
	(status === 'open' && order.cancelled_at === null && order.hidden_order !== true);

function checked(filters: URLSearchParams, name: string, known: string[], more: string[] = []) {
	const value = filters.get(name);
	if (value !== null && !known.includes(value) && !more.includes(value)) {
		invalid(`${name.replace('_', ' ')} value is illegal`);
	}
	return value;
}

/** The list's own rules: unshipped and not archived unless something else is said. */
function listed(store: ShoplineStore, filters: URLSearchParams): Row[] {
	const shipped = checked(filters, 'fulfillment_status', SHIPPED) ?? 'unshipped';
	const paid = checked(filters, 'financial_status', PAID);
	const hidden = filters.get('hidden_order') === 'true';
	const list = [...store.orders.values()].filter(
		(order) =>
			(idList(filters, 'ids')?.includes(order.id) ?? true) &&
			order.fulfillment_status === shipped &&
			(paid === null || order.financial_status === paid) &&
			order.hidden_order === hidden &&
			inStatus(order, filters.get('status')) &&
			(!filters.get('email') || order.email === filters.get('email')) &&
			(!filters.get('name') || order.name === filters.get('name')) &&
			inPeriods(order, filters),
	);
	return (filters.get('sort_condition') ?? '').startsWith('order_at:desc') ? list.reverse() : list;
}

/** orders.json, orders/count.json, orders/{id}.json and orders/{id}/cancel.json. */
export function ordersAnswer(
	store: ShoplineStore,
	method: string,
	path: string,
	request: ListRequest & { body: unknown },
): Outgoing | undefined {
	const { query, body } = request;
	if (method === 'GET' && path === 'orders.json') {
		return page(request, 'orders', 100, (filters) => listed(store, filters));
	}
	if (method === 'GET' && path === 'orders/count.json') {
		const shipped = checked(query, 'fulfillment_status', SHIPPED, ['any']);
		const paid = checked(query, 'financial_status', PAID, ['any']);
		const is = (value: unknown, wanted: string | null) =>
			wanted === null || wanted === 'any' || value === wanted;
		const list = [...store.orders.values()].filter(
			(order) =>
				is(order.fulfillment_status, shipped) &&
				is(order.financial_status, paid) &&
				inStatus(order, query.get('status')) &&
				inPeriods(order, query),
		);
		return ok({ count: list.length });
	}
	const found = /^orders\/(\d+)(\/cancel)?\.json$/.exec(path);
	if (!found) return undefined;
	const order = store.orders.get(found[1]);
	if (!order) return missing('order');
	if (method === 'POST' && found[2]) return cancel(store, order, isRecord(body) ? body : {});
	if (method !== 'PUT' || found[2]) return undefined;
	const given = isRecord(body) ? body.order : undefined;
	if (!isRecord(given)) throw new Refusal(refused(400, 'order is required'));
	const { shipping_address: address, note_attributes: notes, ...own } = given;
	// An empty value leaves the field as it is.
	const kept = Object.entries(own).filter(([, value]) => value !== '' && value !== null);
	Object.assign(order, Object.fromEntries(kept), { id: order.id, updated_at: store.now() });
	if (isRecord(address)) {
		order.shipping_address = { ...(order.shipping_address as object), ...address };
	}
	if (Array.isArray(notes)) {
		order.note_attributes = [...(order.note_attributes as unknown[]), ...(notes as unknown[])];
	}
	store.changed('order.update', order.id);
	return ok({ order });
}

function cancel(store: ShoplineStore, order: Row, given: Record<string, unknown>): Outgoing {
	if (order.cancelled_at !== null) return refused(422, 'The order has been cancelled.');
	order.cancelled_at = given.processed_at ?? store.now();
	order.cancel_reason = given.cancel_reason ?? '';
	if (Number(given.amount) > 0) {
		order.refunds = [{ id: '2605', order_id: order.id, amount: textOf(given.amount) }];
		order.financial_status = 'partially_refunded';
	}
	if (given.restock === true) {
		for (const line of order.line_items as Row[]) {
			const variant = store.variant(String(line.variant_id))?.variant;
			const item = String(variant?.inventory_item_id);
			const [level] = [...store.levels.values()].filter((one) => one.inventory_item_id === item);
			if (!level) continue;
			store.stock(item, String(level.location_id), Number(level.available) + Number(line.quantity));
		}
	}
	store.changed('order.cancel', order.id, textOf(given.amount));
	return ok({ order });
}
