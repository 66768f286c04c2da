import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../shared/errors';
import type { Call } from '../../../shared/operation';
import { gid } from '../../client/ids';
import type { Shop } from '../../client/shop';
import { customerLocator } from '../../lookups/customer';
import { Customer, CUSTOMER_SIMPLIFIED } from '../../payloads/customer';
import { dig, nodesOf } from '../../payloads/payload';
import { afterwards } from '../afterwards';
import { change } from '../change';
import { fieldNames, notFound, operation } from '../kit';
import { metafieldInputs, metafieldList, metafieldsProperty } from '../metafields';
import type { AddressStep } from './addresses';
import { changedAddresses, planAddresses, PRESENT, writeAddresses } from './addresses';
import { consentInput, writeConsents } from './consent';
import { customerFields, customerInput, tellNotStored } from './fields';
import sample from './update.sample.json';

const names: INodeProperties[] = [
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		placeholder: 'name@email.com',
		default: '',
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
];

export const updateCustomer = operation({
	resource: 'customer',
	operation: 'update',
	option: {
		name: 'Update',
		action: 'Update a customer',
		description: "Change a customer's contact, addresses, tags, consent or metafields",
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: ['write_customers', 'read_orders'],
	bulkFrom: 500,
	properties: [
		{ ...customerLocator, description: 'The customer to update' },
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			description: 'An empty text takes the value away; tags replace the present ones',
			options: [changedAddresses, ...customerFields, metafieldsProperty, ...names].sort((a, b) =>
				a.displayName.localeCompare(b.displayName),
			),
		},
	],
	shapes: { metafields: metafieldList },
	answer: { key: 'customer', fields: fieldNames(Customer), simplified: CUSTOMER_SIMPLIFIED },
	sample,
	together: true,
	async run(call, shop) {
		const { input, fields } = call;
		const id = gid('Customer', input.customer_id);
		const own = customerInput(input);
		const metafields = metafieldInputs(input.metafields, call);
		if (metafields) own.metafields = metafields;
		const consents = [input.email_marketing_consent, input.sms_marketing_consent].some(
			consentInput,
		);
		const hasAddresses = Array.isArray(input.addresses) && input.addresses.length > 0;
		if (Object.keys(own).length === 0 && !consents && !hasAddresses) {
			throw new InputError(
				'There is nothing to update',
				"Add at least one field under 'Update Fields' that Shopify stores.",
			);
		}
		tellNotStored(call);
		const addresses = hasAddresses ? await plan(shop, id, call) : [];
		const later = consents || addresses.length > 0 || Object.keys(own).length === 0;
		let done = '';
		if (Object.keys(own).length > 0) {
			const customer = await change(
				shop,
				{ table: Customer, key: 'customer', fields: later ? [] : fields },
				(record) =>
					`mutation UpdateCustomer($input: CustomerInput!) { customerUpdate(input: $input) { customer { ${record} } userErrors { field message } } }`,
				{ input: { id, ...own } },
				{ repeatable: true, first: true, check: "the customer's fields" },
			);
			if (!later) return { customer };
			done = "The customer's other fields were updated.";
		}
		await afterwards(done, async () => await writeConsents(shop, call));
		await writeAddresses(shop, id, addresses, done);
		return await afterwards(
			'All changes were made, only reading the customer failed.',
			async () => {
				const customer = await shop.byId(Customer, id, fields);
				if (!customer) throw notFound('Customer', input.customer_id);
				return { customer };
			},
		);
	},
});

/** Reads the present addresses, by which the given ones are changed, added, or left as they are. */
async function plan(shop: Shop, id: string, { input }: Call): Promise<AddressStep[]> {
	const customer = await shop.nodeById(
		'Customer',
		id,
		`defaultAddress { id } addressesV2(first: 250) { nodes { ${PRESENT} } }`,
		{ first: true },
	);
	if (!customer) throw notFound('Customer', input.customer_id);
	const present = nodesOf(customer, 'addressesV2');
	return planAddresses(input.addresses, present, dig(customer, 'defaultAddress.id'));
}
