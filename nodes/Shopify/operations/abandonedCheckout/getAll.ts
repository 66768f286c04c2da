import { allOf, period, term } from '../../client/search';
import { AbandonedCheckout, ABANDONED_CHECKOUT_SIMPLIFIED } from '../../payloads/abandonedCheckout';
import { recordLayout, queryOperation } from '../kit';
import sample from './getAll.sample.json';

export const getAllAbandonedCheckouts = queryOperation({
	resource: 'abandonedCheckout',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many abandoned checkouts',
		description: 'Get many abandoned checkouts, newest first',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_orders', 'read_customers', 'read_products'],
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Created After',
					name: 'createdAtMin',
					type: 'dateTime',
					default: '',
					description: 'Only checkouts created at or after this time',
				},
				{
					displayName: 'Created Before',
					name: 'createdAtMax',
					type: 'dateTime',
					default: '',
					description: 'Only checkouts created at or before this time',
				},
				{
					displayName: 'Since ID',
					name: 'sinceId',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 0 },
					default: 0,
					description: 'Only checkouts with a higher ID than this, oldest first',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: [
						{ name: 'Any', value: 'any' },
						{ name: 'Closed', value: 'closed' },
						{ name: 'Open', value: 'open' },
					],
					default: 'open',
					description:
						'Only checkouts in this state. Without this filter only open checkouts are returned.',
				},
				{
					displayName: 'Updated After',
					name: 'updatedAtMin',
					type: 'dateTime',
					default: '',
					description: 'Only checkouts changed at or after this time',
				},
				{
					displayName: 'Updated Before',
					name: 'updatedAtMax',
					type: 'dateTime',
					default: '',
					description: 'Only checkouts changed at or before this time',
				},
			],
		},
	],
	answer: {
		key: 'checkouts',
		...recordLayout(AbandonedCheckout),
		simplified: ABANDONED_CHECKOUT_SIMPLIFIED,
	},
	sample,
	query({ input, fields }) {
		const since = input.since_id !== undefined && input.since_id !== null;
		// REST, whose payload this is, lists open checkouts when no status is given.
		const status = input.status ?? 'open';
		return {
			root: 'abandonedCheckouts',
			table: AbandonedCheckout,
			fields,
			query: allOf(
				term('status', status === 'any' ? undefined : status),
				period('created_at', input.created_at_min, input.created_at_max),
				period('updated_at', input.updated_at_min, input.updated_at_max),
				term('id', input.since_id, '>'),
			),
			sortKey: since ? 'ID' : 'CREATED_AT',
			reverse: !since,
		};
	},
});
