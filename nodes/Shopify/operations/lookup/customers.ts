import { CustomerLookup } from '../../payloads/customer';
import { recordLayout, queryOperation } from '../kit';
import sample from './customers.sample.json';

export const lookupCustomers = queryOperation({
	resource: 'lookup',
	operation: 'customers',
	option: {
		name: 'List Customers',
		action: 'List customers',
		description: 'List customers by name, with short addresses, to choose from',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_customers', 'read_orders'],
	properties: [],
	answer: {
		key: 'customers',
		...recordLayout(CustomerLookup),
		simplified: [
			'id',
			'first_name',
			'last_name',
			'email',
			'phone',
			'orders_count',
			'total_spent',
			'tags',
			'created_at',
			'updated_at',
		],
	},
	sample,
	query: ({ fields }) => ({ root: 'customers', table: CustomerLookup, fields, sortKey: 'NAME' }),
});
