import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../../shared/errors';
import { legacyId } from '../../client/ids';
import { Customer, CUSTOMER_SIMPLIFIED } from '../../payloads/customer';
import { afterwards } from '../afterwards';
import { change } from '../change';
import { fieldNames, notFound, operation } from '../kit';
import { metafieldInputs, metafieldList, metafieldsProperty } from '../metafields';
import { newAddresses, planAddresses, writeAddresses } from './addresses';
import { consentInput } from './consent';
import sample from './create.sample.json';
import { customerFields, customerInput, tellNotStored } from './fields';

export const createCustomer = operation({
	resource: 'customer',
	operation: 'create',
	option: {
		name: 'Create',
		action: 'Create a customer',
		description: 'Create a customer with addresses, tags, consent and metafields',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: ['write_customers', 'read_orders'],
	bulkFrom: 500,
	properties: [
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			placeholder: 'name@email.com',
			default: '',
			description: 'An email address, a phone number or a name is needed',
		},
		{
			displayName: 'First Name',
			name: 'firstName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Ada',
		},
		{
			displayName: 'Last Name',
			name: 'lastName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Lovelace',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				newAddresses,
				...customerFields.slice(0, 2),
				metafieldsProperty,
				...customerFields.slice(2),
			],
		},
	],
	shapes: { metafields: metafieldList },
	subject: ({ email, phone }) => (email ?? phone ?? undefined) as string | undefined,
	answer: { key: 'customer', fields: fieldNames(Customer), simplified: CUSTOMER_SIMPLIFIED },
	sample,
	together: true,
	async run(call, shop) {
		const { input } = call;
		const own = customerInput(input);
		if (!['email', 'phone', 'firstName', 'lastName'].some((key) => own[key])) {
			throw new InputError("'email', 'phone', 'first_name' or 'last_name' is required");
		}
		const addresses = planAddresses(input.addresses);
		const email = consentInput(input.email_marketing_consent);
		const sms = consentInput(input.sms_marketing_consent);
		const metafields = metafieldInputs(input.metafields, call);
		tellNotStored(call);
		const create = (record: string) =>
			`mutation CreateCustomer($input: CustomerInput!) { customerCreate(input: $input) { customer { ${record} } userErrors { field message } } }`;
		const variables: IDataObject = {
			input: {
				...own,
				...(email ? { emailMarketingConsent: email } : {}),
				...(sms ? { smsMarketingConsent: sms } : {}),
				...(metafields ? { metafields } : {}),
			},
		};
		const options = { repeatable: false, first: true, check: 'whether the customer was created' };
		const record = { table: Customer, key: 'customer', fields: call.fields };
		if (addresses.length === 0) {
			return { customer: await change(shop, record, create, variables, options) };
		}
		const { customer } = (await shop.mutate(create('id'), variables, options)) as {
			customer: { id: string };
		};
		const { id } = customer;
		const done = `The customer was created with the ID ${legacyId(id)}: do not create it again, use 'Update'.`;
		await writeAddresses(shop, id, addresses, done);
		return await afterwards(done, async () => {
			const found = await shop.byId(Customer, id, call.fields);
			if (!found) throw notFound('Customer', legacyId(id));
			return { customer: found };
		});
	},
});
