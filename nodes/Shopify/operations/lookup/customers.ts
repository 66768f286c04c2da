import { CustomerLookup } from '../../payloads/customer';
import { fieldNames, listOperation } from '../kit';
import sample from './customers.sample.json';

export const lookupCustomers = listOperation({
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
		fields: fieldNames(CustomerLookup),
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
	async list({ fields }, shop, page) {
		return await shop.page(
			{ root: 'customers', table: CustomerLookup, fields, sortKey: 'NAME' },
			page,
		);
	},
});
