import { InputError } from '../../../shared/errors';
import { inForm } from '../../client/bodies';
import { CUSTOMER_FIELDS, CUSTOMER_SIMPLIFIED } from '../../payloads/customer';
import { newCustomerFields } from './fields';
import { operation, textList } from '../kit';
import sample from './create.sample.json';

export const createCustomer = operation({
	resource: 'customer',
	operation: 'create',
	option: {
		name: 'Create',
		action: 'Create a customer',
		description: 'Create a customer by email or phone number',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: ['write_customer'],
	properties: [
		{
			displayName: 'Contact Type',
			name: 'contactType',
			type: 'options',
			options: [
				{ name: 'Email', value: 'email' },
				{ name: 'Phone', value: 'phone' },
			],
			default: 'email',
			required: true,
			description: 'How the customer is reached',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: newCustomerFields,
		},
	],
	shapes: { tags: textList },
	answer: { key: 'customer', fields: CUSTOMER_FIELDS, simplified: CUSTOMER_SIMPLIFIED },
	sample,
	verify(input) {
		const key = String(input.contact_type);
		if (!input[key]) {
			throw new InputError(`'${key}' is required when 'contact_type' is '${key}'`);
		}
	},
	subject: () => undefined,
	async run({ input }, shop) {
		const { password } = input;
		const body = { ...input, ...(password ? { password_confirmation: password } : {}) };
		const customer = await shop.write(
			'POST',
			'/customers',
			{ customer: inForm(body, shop.modern) },
			'customer',
			{
				thing: 'The customer',
				repeatable: false,
				check: `whether the customer ${String(input.email ?? input.phone)} was created`,
			},
		);
		return { customer };
	},
});
