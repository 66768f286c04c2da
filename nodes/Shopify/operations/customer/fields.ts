import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Call } from '../../../shared/operation';
import { notStored } from '../kit';
import { emailConsentProperty, smsConsentProperty } from './consent';

/** Fields of a customer that creating and updating share, in the order of their labels. */
export const customerFields: INodeProperties[] = [
	{
		displayName: 'Currency',
		name: 'currency',
		type: 'string',
		default: '',
		placeholder: 'e.g. CAD',
		description: "Shopify derives this from the customer's orders, so it is not stored",
	},
	emailConsentProperty,
	{
		displayName: 'Note',
		name: 'note',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. Prefers to be called',
		description: 'Text that only the shop sees',
	},
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		default: '',
		placeholder: 'e.g. +1-555-123-4567',
		description: 'With the country code; no two customers can have the same',
	},
	smsConsentProperty,
	{
		displayName: 'Tags',
		name: 'tags',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Tag' },
		default: [],
		placeholder: 'e.g. loyal',
	},
	{
		displayName: 'Tax Exempt',
		name: 'taxExempt',
		type: 'boolean',
		default: false,
		description: 'Whether the customer pays no taxes',
	},
	{
		displayName: 'Verified Email',
		name: 'verifiedEmail',
		type: 'boolean',
		default: false,
		description:
			'Whether the email address is verified; Shopify finds out itself and stores nothing',
	},
];

/** Names the inputs that have no place in the API. */
export function tellNotStored(call: Call): void {
	notStored(call, 'verified_email', 'Shopify verifies email addresses itself');
	notStored(call, 'currency', "Shopify derives it from the shop and the customer's orders");
}

/** The customer's own fields as CustomerInput; absent ones are left out. */
export function customerInput(input: IDataObject): IDataObject {
	const own = {
		email: input.email,
		phone: input.phone,
		firstName: input.first_name,
		lastName: input.last_name,
		note: input.note,
		tags: input.tags ?? undefined,
		taxExempt: input.tax_exempt ?? undefined,
	};
	return Object.fromEntries(
		Object.entries(own).filter(([, value]) => value !== undefined),
	) as IDataObject;
}
