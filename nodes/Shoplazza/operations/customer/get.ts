import { customerLocator } from '../../lookups/customer';
import { CUSTOMER_FIELDS, CUSTOMER_SIMPLIFIED } from '../../payloads/customer';
import { operation, segment } from '../kit';
import sample from './get.sample.json';

export const getCustomer = operation({
	resource: 'customer',
	operation: 'get',
	option: {
		name: 'Get',
		action: 'Get a customer',
		description: 'Get one customer with addresses',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_customer'],
	properties: [{ ...customerLocator, description: 'The customer to get' }],
	answer: { key: 'customer', fields: CUSTOMER_FIELDS, simplified: CUSTOMER_SIMPLIFIED },
	sample,
	async run({ input }, shop) {
		const path = `/customers/${segment(input.customer_id)}`;
		return { customer: await shop.record(path, 'customer', 'The customer') };
	},
});
