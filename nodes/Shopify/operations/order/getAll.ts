import type { IDataObject } from 'n8n-workflow';

import { Order, ORDER_SIMPLIFIED } from '../../payloads/order';
import { recordLayout, fieldsProperty, queryOperation } from '../kit';
import { orderFilters, orderSearch } from './filters';
import sample from './getAll.sample.json';

export const getAllOrders = queryOperation({
	resource: 'order',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many orders',
		description: 'Get many orders, newest first',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_orders'],
	properties: [
		{
			displayName: 'Filters',
			name: 'configuration',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				...orderFilters.slice(0, 4),
				{
					displayName: 'IDs',
					name: 'ids',
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add ID' },
					default: [],
					placeholder: 'e.g. 4495678901234',
					description: 'Only these orders',
				},
				{
					displayName: 'Since ID',
					name: 'sinceId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 4495678901234',
					description: 'Only orders with a higher ID than this, oldest first',
				},
				...orderFilters.slice(4),
			],
		},
		fieldsProperty(Order),
	],
	answer: { key: 'orders', ...recordLayout(Order), simplified: ORDER_SIMPLIFIED },
	sample,
	query({ input, fields }) {
		const filters = (input.configuration ?? {}) as IDataObject;
		const since = filters.since_id !== undefined && filters.since_id !== null;
		return {
			root: 'orders',
			table: Order,
			fields,
			query: orderSearch(filters),
			sortKey: since ? 'ID' : 'CREATED_AT',
			reverse: !since,
		};
	},
});
