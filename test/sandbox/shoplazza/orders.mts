import type { Outgoing } from '../http.mts';
import { isRecord } from '../http.mts';
import { type Ask, bad, invalid, missing, ok } from './answers.mts';
import { inForm, type Row } from './forms.mts';
import { cursorPage, numberedPage, partOf, passes } from './lists.mts';
import type { ShoplazzaStore } from './store.mts';

const STATES = ['status', 'financial_status', 'fulfillment_status'];

function matches(ask: Ask, row: Row): boolean {
	for (const key of STATES) {
		const wanted = ask.query.getAll(key);
		if (wanted.length > 0 && !wanted.includes(String(row[key]))) return false;
	}
	const keyword = ask.query.get('keyword')?.toLowerCase();
	const { email } = (row.customer ?? {}) as Row;
	const searched = `${String(row.number)} ${String(email)}`.toLowerCase();
	if (keyword && !searched.includes(keyword)) return false;
	return passes(ask, row);
}

function cancel(store: ShoplazzaStore, ask: Ask, order: Row): Outgoing {
	if (order.status === 'cancelled') throw invalid(ask, 'Order has been cancelled');
	order.status = 'cancelled';
	order.cancel_reason = ask.body.reason ?? '';
	order.cancelled_at = store.now();
	order.updated_at = store.now();
	store.effect('orderCancel', order.id, String(order.cancel_reason));
	return ok({ order: inForm('order', order, ask.modern) });
}

/** The fulfillment's part of the body: it stands alone in 2022-01. */
const fulfillmentPart = (ask: Ask): Row => (ask.modern ? partOf(ask, 'fulfillment') : ask.body);

function ship(store: ShoplazzaStore, ask: Ask, order: Row): Outgoing {
	const given = fulfillmentPart(ask);
	if (!ask.modern && typeof given.tracking_number !== 'string') throw bad();
	const wanted = given.line_items;
	if (ask.modern && !Array.isArray(wanted)) throw bad();
	const lines = order.line_items as Row[];
	const shipped = (Array.isArray(wanted) ? wanted : []).filter(isRecord).map(({ id, ...one }) => {
		const line = lines.find((candidate) => candidate.id === id);
		if (!line) throw invalid(ask, 'Line item not found');
		if (line.fulfillment_status === 'shipped') throw invalid(ask, 'Line item has been shipped');
		const quantity = Number(one.ship_quantity ?? 0) || Number(line.quantity);
		return { ...line, ship_quantity: quantity, shipping_quantity: quantity };
	});
	for (const { id } of shipped as Row[]) {
		const line = lines.find((one) => one.id === id);
		if (line) line.fulfillment_status = 'shipped';
	}
	const tracking = { ...given };
	delete tracking.line_items;
	delete tracking.line_item_ids;
	const fulfillment: Row = {
		...tracking,
		id: store.id(),
		order_id: order.id,
		status: 'waiting',
		created_at: store.now(),
		updated_at: store.now(),
		line_items: shipped,
	};
	(order.fulfillments as Row[]).push(fulfillment);
	const open = lines.some((line) => line.fulfillment_status !== 'shipped');
	order.fulfillment_status = open ? 'partially_shipped' : 'shipped';
	store.effect('fulfillmentCreate', fulfillment.id, String(given.tracking_number));
	return ok({ fulfillment: inForm('fulfillment', fulfillment, ask.modern) });
}

function fulfillments(store: ShoplazzaStore, ask: Ask, order: Row, id?: string): Outgoing {
	const all = order.fulfillments as Row[];
	const form = (row: Row) => inForm('fulfillment', row, ask.modern);
	if (id === undefined && ask.method === 'POST') return ship(store, ask, order);
	if (id === undefined) {
		const found = all.filter((row) => passes(ask, row));
		return ok(
			ask.modern
				? cursorPage(ask, 'fulfillments', found, form, { size: 'page_size' })
				: numberedPage(ask, 'fulfillments', found, form, 50),
		);
	}
	const fulfillment = all.find((one) => one.id === id);
	if (!fulfillment) throw missing(ask, 'Unable to find resource');
	if (ask.method === 'GET') return ok({ fulfillment: form(fulfillment) });
	const given = fulfillmentPart(ask);
	if (given.send_email !== undefined) {
		if (typeof given.send_email !== (ask.modern ? 'boolean' : 'string')) throw bad();
		if (given.send_email === true || given.send_email === 'true')
			store.effect('customerTold', id, '');
	}
	Object.assign(fulfillment, given, { updated_at: store.now() });
	store.effect('fulfillmentUpdate', id, Object.keys(given).join());
	return ok({ fulfillment: form(fulfillment) });
}

/** Orders and their fulfillments; undefined for other paths. */
export function ordersAnswer(store: ShoplazzaStore, ask: Ask): Outgoing | undefined {
	const [root, id, part, below] = ask.path;
	if (root !== 'orders') return undefined;
	const form = (row: Row) => inForm('order', row, ask.modern);
	if (id === undefined || id === 'count') {
		const found = store.orders.filter((row) => matches(ask, row));
		if (id === 'count') return ok({ count: found.length });
		return ok(
			ask.modern
				? cursorPage(ask, 'orders', found, form, { size: 'page_size' })
				: numberedPage(ask, 'orders', found, form, 10),
		);
	}
	const order = store.orders.find((one) => one.id === id);
	if (!order) throw missing(ask, 'Unable to find resource');
	if (part === 'cancel' && ask.method === 'POST') return cancel(store, ask, order);
	if (part === 'fulfillments') return fulfillments(store, ask, order, below);
	return part === undefined && ask.method === 'GET' ? ok({ order: form(order) }) : undefined;
}
