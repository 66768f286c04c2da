import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../../shared/operation';
import type { Store } from '../../client/store';
import { recordsOf } from '../../client/store';
import { orderLocator } from '../../lookups/order';
import { batchOperation, fieldsProperty, notFound } from '../kit';
import { ORDER_FIELDS, ORDER_SIMPLIFIED } from '../records';
import sample from './get.sample.json';
import { MAX_ORDERS } from './getAll';

/**
 * SHOPLINE has no endpoint for one order: the list gives it by its ID. By its documents the list
 * holds only unshipped orders that are not archived unless it is told otherwise, so what is missing
 * is looked for among the others too.
 */
const WAYS: IDataObject[] = [
	{ status: 'any' },
	{ status: 'any', hidden_order: 'true' },
	...['partial', 'shipped'].flatMap((fulfillment_status) => [
		{ status: 'any', fulfillment_status },
		{ status: 'any', fulfillment_status, hidden_order: 'true' },
	]),
];

export const getOrder = batchOperation({
	resource: 'order',
	operation: 'get',
	option: {
		name: 'Get',
		action: 'Get an order',
		description: 'Get one order with its lines, addresses, shipments and refunds',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_orders'],
	properties: [{ ...orderLocator, description: 'The order to get' }, fieldsProperty(ORDER_FIELDS)],
	answer: { key: 'order', fields: ORDER_FIELDS, simplified: ORDER_SIMPLIFIED },
	sample,
	batchSize: MAX_ORDERS,
	async runBatch(calls, store) {
		const found = new Map<string, IDataObject>();
		for (const way of WAYS) {
			const ids = missingIds(calls, found);
			if (ids.length === 0) break;
			for (const order of await orders(store, ids, way)) found.set(String(order.id), order);
		}
		return calls.map(({ input, fields }) => {
			const order = found.get(String(input.order_id));
			if (!order) return notFound(`Order ${String(input.order_id)}`);
			return { order: fields ? only(order, fields) : order };
		});
	},
});

const missingIds = (calls: Call[], found: Map<string, IDataObject>): string[] => [
	...new Set(calls.map(({ input }) => String(input.order_id)).filter((id) => !found.has(id))),
];

async function orders(store: Store, ids: string[], way: IDataObject): Promise<IDataObject[]> {
	const qs = { ...way, ids: ids.join(','), limit: MAX_ORDERS };
	return recordsOf(await store.read('orders', 'The list of orders', qs), 'orders');
}

const only = (order: IDataObject, fields: string[]): IDataObject =>
	Object.fromEntries(Object.entries(order).filter(([name]) => fields.includes(name)));
