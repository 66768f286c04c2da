import type { IDataObject } from 'n8n-workflow';

import { legacyId } from '../../client/ids';
import { orderLocator } from '../../lookups/order';
import { Fulfillment, FULFILLMENT_SIMPLIFIED } from '../../payloads/fulfillment';
import type { Node } from '../../payloads/payload';
import { recordLayout, fieldsProperty, listOperation } from '../kit';
import { fulfillmentFilters, fulfillmentsOf } from './filters';
import sample from './getAll.sample.json';

export const getAllFulfillments = listOperation({
	resource: 'fulfillment',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many fulfillments',
		description: 'Get the fulfillments of an order, oldest first, cancelled ones included',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_orders', 'read_products', 'read_inventory'],
	properties: [
		{ ...orderLocator, description: 'The order whose fulfillments to get' },
		{
			displayName: 'Filters',
			name: 'configuration',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				...fulfillmentFilters.slice(0, 2),
				{
					displayName: 'Since ID',
					name: 'sinceId',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 0 },
					default: 0,
					description: 'Only fulfillments with a higher ID than this',
				},
				...fulfillmentFilters.slice(2),
			],
		},
		fieldsProperty(Fulfillment),
	],
	answer: {
		key: 'fulfillments',
		...recordLayout(Fulfillment),
		simplified: FULFILLMENT_SIMPLIFIED,
	},
	sample,
	async list({ input, fields }, shop, { limit, cursor }) {
		const filters = (input.configuration ?? {}) as IDataObject;
		const found = await fulfillmentsOf(
			shop,
			input.order_id,
			filters,
			shop.selection(Fulfillment, fields),
		);
		// The page cursor is the id of the last fulfillment: the API has no pages here.
		const after = Math.max(number(filters.since_id), number(cursor));
		const rest = found
			.filter((node) => numberOf(node) > after)
			.sort((a, b) => numberOf(a) - numberOf(b));
		const page = rest.slice(0, limit);
		return {
			records: await Promise.all(page.map((node) => shop.record(Fulfillment, node, fields))),
			next: rest.length > page.length ? String(numberOf(page[page.length - 1])) : null,
		};
	},
});

/** An id as a number; 0 when none is given. */
const number = (id: unknown): number => (id ? Number(/\d+$/.exec(String(id))?.[0] ?? 0) : 0);

const numberOf = (node: Node): number => legacyId(node.id) ?? 0;
