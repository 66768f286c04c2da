import { wrapped } from '../../client/store';
import { operation } from '../kit';
import { CUSTOMER_FIELDS, CUSTOMER_SIMPLIFIED } from '../records';
import sample from './create.sample.json';
import { createFields, verifyCustomer } from './fields';

export const createCustomer = operation({
	resource: 'customer',
	operation: 'create',
	option: {
		name: 'Create',
		action: 'Create a customer',
		description: 'Create a customer with an email address or a phone number',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: ['write_customers'],
	properties: [
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: createFields,
		},
	],
	wrapper: 'customer',
	verify: verifyCustomer,
	answer: { key: 'customer', fields: CUSTOMER_FIELDS, simplified: CUSTOMER_SIMPLIFIED },
	sample,
	async run({ input }, store) {
		const who = String(input.email ?? input.phone ?? 'with these fields');
		const check = `whether the customer ${who} was created`;
		const body = await store.change(
			'POST',
			'customers',
			{ customer: input },
			{ thing: 'The customer', repeatable: false, check },
		);
		return wrapped(body, 'customer', check);
	},
});
