import { wrapped } from '../../client/store';
import { customerLocator } from '../../lookups/customer';
import { allHaveIds, operation, someChange } from '../kit';
import { CUSTOMER_FIELDS, CUSTOMER_SIMPLIFIED } from '../records';
import { updateFields, verifyCustomer } from './fields';
import sample from './update.sample.json';

export const updateCustomer = operation({
	resource: 'customer',
	operation: 'update',
	option: {
		name: 'Update',
		action: 'Update a customer',
		description: 'Change fields of a customer',
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: ['write_customers'],
	properties: [
		{ ...customerLocator, description: 'The customer to update' },
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: updateFields,
		},
	],
	wrapper: 'customer',
	verify: verifyCustomer,
	answer: { key: 'customer', fields: CUSTOMER_FIELDS, simplified: CUSTOMER_SIMPLIFIED },
	sample,
	async run({ input }, store) {
		const { customer_id: id, ...changes } = input;
		const check = `the fields of customer ${String(id)}`;
		const body = await store.change(
			'PUT',
			`customers/${String(id)}`,
			{ customer: someChange(changes) },
			// An address without ID is a new one; nothing says that it is not added twice.
			{ thing: `Customer ${String(id)}`, repeatable: allHaveIds(changes.addresses), check },
		);
		return wrapped(body, 'customer', check);
	},
});
