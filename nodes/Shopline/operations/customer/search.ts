import { fieldsProperty, listOperation } from '../kit';
import { fields as limits, text } from '../limits';
import { CUSTOMER_FIELDS, CUSTOMER_SIMPLIFIED } from '../records';
import sample from './search.sample.json';

const verify = limits({ query_param: text(50) });

export const searchCustomers = listOperation({
	resource: 'customer',
	operation: 'search',
	option: {
		name: 'Search',
		action: 'Search customers',
		description: 'Find customers by a part of their name, email, phone or address',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_customers'],
	properties: [
		{
			displayName: 'Search Text',
			name: 'queryParam',
			type: 'string',
			default: '',
			placeholder: 'e.g. bob',
			description:
				'A part of a phone number, an email address, a name or an address; at most 50 characters',
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Order',
					name: 'order',
					type: 'options',
					options: [
						{ name: 'Newest First', value: '0' },
						{ name: 'Newest First, Then by Customer ID', value: '3' },
						{ name: 'Newest First, Then by Last Order', value: '1' },
						{ name: 'Newest First, Then by Number of Orders', value: '2' },
					],
					default: '0',
				},
				{
					displayName: 'Query',
					name: 'query',
					type: 'string',
					default: '',
					placeholder: 'e.g. orders_count:2;tags:loyal',
					description: 'Exact conditions: a field, a colon and its value, separated by semicolons',
				},
			],
		},
		fieldsProperty(CUSTOMER_FIELDS),
	],
	verify: (input) => verify(input, ''),
	answer: { key: 'customers', fields: CUSTOMER_FIELDS, simplified: CUSTOMER_SIMPLIFIED },
	sample,
	async list({ input, fields }, store, page) {
		return await store.page(
			{
				endpoint: 'customers/v2/search',
				key: 'customers',
				thing: 'The list of customers',
				filters: { query_param: input.query_param, query: input.query, order: input.order },
				fields,
			},
			page,
		);
	},
});
