import { fieldsProperty, joined, listOperation, without } from '../kit';
import { CUSTOMER_FIELDS, CUSTOMER_SIMPLIFIED } from '../records';
import sample from './getAll.sample.json';

export const getAllCustomers = listOperation({
	resource: 'customer',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many customers',
		description: 'Get many customers by their IDs or by times',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_customers'],
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
					description: 'Only customers created at or after this time',
				},
				{
					displayName: 'Created Before',
					name: 'createdAtMax',
					type: 'dateTime',
					default: '',
					description: 'Only customers created at or before this time',
				},
				{
					displayName: 'IDs',
					name: 'ids',
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add ID' },
					default: [],
					placeholder: 'e.g. 4201825024',
					description: 'Only these customers',
				},
				{
					displayName: 'Since ID',
					name: 'sinceId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 4201825024',
					description: 'Only customers from this ID on',
				},
				{
					displayName: 'Updated After',
					name: 'updatedAtMin',
					type: 'dateTime',
					default: '',
					description: 'Only customers changed at or after this time',
				},
				{
					displayName: 'Updated Before',
					name: 'updatedAtMax',
					type: 'dateTime',
					default: '',
					description: 'Only customers changed at or before this time',
				},
			],
		},
		fieldsProperty(CUSTOMER_FIELDS),
	],
	answer: { key: 'customers', fields: CUSTOMER_FIELDS, simplified: CUSTOMER_SIMPLIFIED },
	sample,
	async list({ input, fields }, store, page) {
		const { ids, ...filters } = without(input, 'limit', 'fields');
		return await store.page(
			{
				endpoint: 'v2/customers',
				key: 'customers',
				thing: 'The list of customers',
				filters: { ...filters, ids: joined(ids) },
				fields,
			},
			page,
		);
	},
});
