import type { IDataObject } from 'n8n-workflow';

import { allOf, anyOf, period, term } from '../../client/search';
import { Customer, CUSTOMER_SIMPLIFIED } from '../../payloads/customer';
import { recordLayout, fieldsProperty, queryOperation } from '../kit';
import { createdAfter, createdBefore, updatedAfter, updatedBefore } from './periods';
import sample from './getAll.sample.json';

export const getAllCustomers = queryOperation({
	resource: 'customer',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many customers',
		description: 'Get many customers, oldest first',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_customers', 'read_orders'],
	properties: [
		{
			displayName: 'Filters',
			name: 'configuration',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				createdAfter,
				createdBefore,
				{
					displayName: 'IDs',
					name: 'ids',
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add ID' },
					default: [],
					placeholder: 'e.g. 4563217890123',
					description: 'Only these customers',
				},
				{
					displayName: 'Since ID',
					name: 'sinceId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 4563217890123',
					description: 'Only customers with a higher ID than this',
				},
				updatedAfter,
				updatedBefore,
			],
		},
		fieldsProperty(Customer),
	],
	answer: { key: 'customers', ...recordLayout(Customer), simplified: CUSTOMER_SIMPLIFIED },
	sample,
	query({ input, fields }) {
		const filters = (input.configuration ?? {}) as IDataObject;
		return {
			root: 'customers',
			table: Customer,
			fields,
			query: customerSearch(filters),
			sortKey: 'ID',
			keep: within(filters),
		};
	},
});

const DAY_MS = 86_400_000;

/** A day as Shopify's search reads it, moved by whole days. */
const day = (time: unknown, days: number): string | undefined =>
	time === undefined || time === null
		? undefined
		: new Date(Date.parse(String(time)) + days * DAY_MS).toISOString().slice(0, 10);

/**
 * The search of customers knows days only, in the shop's time zone. It narrows the list to the days
 * around the wanted times; the exact times are compared on our side.
 */
const customerSearch = (filters: IDataObject) =>
	allOf(
		anyOf('id', filters.ids),
		term('id', filters.since_id, '>'),
		period('customer_date', day(filters.created_at_min, -1), day(filters.created_at_max, 1)),
		period('updated_at', day(filters.updated_at_min, -1), day(filters.updated_at_max, 1)),
	);

function within(filters: IDataObject) {
	const bound = (key: string, otherwise: number) =>
		filters[key] === undefined || filters[key] === null
			? otherwise
			: Date.parse(String(filters[key]));
	const created = [bound('created_at_min', -Infinity), bound('created_at_max', Infinity)];
	const updated = [bound('updated_at_min', -Infinity), bound('updated_at_max', Infinity)];
	const inside = (time: unknown, [from, to]: number[]) => {
		const at = Date.parse(String(time));
		return at >= from && at <= to;
	};
	return {
		select: 'createdAt updatedAt',
		test: (node: IDataObject) => inside(node.createdAt, created) && inside(node.updatedAt, updated),
	};
}
