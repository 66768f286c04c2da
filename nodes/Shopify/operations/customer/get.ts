import { customerLocator } from '../../lookups/customer';
import { Customer, CUSTOMER_SIMPLIFIED } from '../../payloads/customer';
import { fieldNames, fieldsProperty, operation, readById } from '../kit';
import sample from './get.sample.json';

export const getCustomer = operation({
	resource: 'customer',
	operation: 'get',
	option: {
		name: 'Get',
		action: 'Get a customer',
		description: 'Get one customer with addresses, consent and sums of orders',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_customers', 'read_orders'],
	properties: [
		{ ...customerLocator, description: 'The customer to get' },
		fieldsProperty(Customer),
	],
	answer: { key: 'customer', fields: fieldNames(Customer), simplified: CUSTOMER_SIMPLIFIED },
	sample,
	...readById(Customer, { key: 'customer_id', wrapper: 'customer', thing: 'Customer' }),
});
