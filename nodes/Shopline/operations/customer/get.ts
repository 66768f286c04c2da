import { wrapped } from '../../client/store';
import { customerLocator } from '../../lookups/customer';
import { operation } from '../kit';
import { CUSTOMER_FIELDS, CUSTOMER_SIMPLIFIED } from '../records';
import sample from './get.sample.json';

export const getCustomer = operation({
	resource: 'customer',
	operation: 'get',
	option: {
		name: 'Get',
		action: 'Get a customer',
		description: 'Get one customer with the addresses',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_customers'],
	properties: [{ ...customerLocator, description: 'The customer to get' }],
	answer: { key: 'customer', fields: CUSTOMER_FIELDS, simplified: CUSTOMER_SIMPLIFIED },
	sample,
	async run({ input }, store) {
		const id = String(input.customer_id);
		return wrapped(await store.read(`customers/v2/${id}`, `Customer ${id}`), 'customer');
	},
});
