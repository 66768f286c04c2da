import { inForm } from '../../client/bodies';
import { customerLocator } from '../../lookups/customer';
import { CUSTOMER_FIELDS, CUSTOMER_SIMPLIFIED } from '../../payloads/customer';
import { customerChanges } from './fields';
import { changes, operation, segment, textList } from '../kit';
import sample from './update.sample.json';

export const updateCustomer = operation({
	resource: 'customer',
	operation: 'update',
	option: {
		name: 'Update',
		action: 'Update a customer',
		description: 'Change a customer’s name, tags or consent',
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: ['write_customer'],
	properties: [
		{ ...customerLocator, description: 'The customer to change' },
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: customerChanges,
		},
	],
	shapes: { tags: textList },
	answer: { key: 'customer', fields: CUSTOMER_FIELDS, simplified: CUSTOMER_SIMPLIFIED },
	sample,
	async run({ input }, shop) {
		const customer = await shop.write(
			'PUT',
			`/customers/${segment(input.customer_id)}`,
			{ customer: inForm(changes(input, 'customer_id'), shop.modern) },
			'customer',
			{ thing: 'The customer', repeatable: true, check: 'the customer' },
		);
		return { customer };
	},
});
