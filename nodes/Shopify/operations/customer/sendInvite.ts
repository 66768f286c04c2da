import type { IDataObject } from 'n8n-workflow';

import { gid } from '../../client/ids';
import { customerLocator } from '../../lookups/customer';
import type { Node } from '../../payloads/payload';
import { dig } from '../../payloads/payload';
import { operation } from '../kit';
import { needPasswordAccounts } from './accounts';
import sample from './sendInvite.sample.json';

const PARTS = ['to', 'from', 'subject', 'custom_message', 'bcc'];

export const sendAccountInvite = operation({
	resource: 'customer',
	operation: 'sendInvite',
	option: {
		name: 'Send Account Invite',
		action: 'Send an account invite to a customer',
		description: 'Send a customer an email with which they activate their account',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: ['write_customers'],
	properties: [
		{ ...customerLocator, description: 'The customer to invite' },
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'BCC',
					name: 'bcc',
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Address' },
					default: [],
					placeholder: 'e.g. manager@example.com',
					description: 'Who gets a blind copy: addresses of the shop or its staff only',
				},
				{
					displayName: 'Custom Message',
					name: 'customMessage',
					type: 'string',
					typeOptions: { rows: 4 },
					default: '',
					placeholder: 'e.g. Welcome to our community',
					description: 'Text that stands above the link',
				},
				{
					displayName: 'From',
					name: 'from',
					type: 'string',
					default: '',
					placeholder: 'e.g. store@example.com',
					description: 'The sender: an address of the shop or its staff',
				},
				{
					displayName: 'Subject',
					name: 'subject',
					type: 'string',
					default: '',
					placeholder: 'e.g. Activate your account',
				},
				{
					displayName: 'To',
					name: 'to',
					type: 'string',
					default: '',
					placeholder: 'e.g. customer@example.com',
					description: "Where to send it; the customer's own address when not given",
				},
			],
		},
	],
	answer: { key: 'customer_invite', fields: PARTS, simplified: PARTS },
	sample,
	together: true,
	async run({ input }, shop) {
		await needPasswordAccounts(shop, 'Inviting a customer to an account');
		const { to, from, bcc, subject, custom_message: customMessage } = input;
		const email = given({ to, from, bcc, subject, customMessage });
		const { customer } = await shop.mutate(
			'mutation SendAccountInvite($id: ID!, $email: EmailInput) { customerSendAccountInviteEmail(customerId: $id, email: $email) { customer { defaultEmailAddress { emailAddress } } userErrors { field message code } } }',
			{ id: gid('Customer', input.customer_id), email },
			{ repeatable: false, first: true, check: "whether the customer's state is 'invited'" },
		);
		const own = dig((customer ?? {}) as Node, 'defaultEmailAddress.emailAddress');
		// Shopify does not tell what it sent: texts that it made itself are unknown.
		return {
			customer_invite: {
				to: to ?? own,
				from: from ?? null,
				subject: subject ?? null,
				custom_message: customMessage ?? null,
				bcc: bcc ?? [],
			} as IDataObject,
		};
	},
});

function given(email: IDataObject): IDataObject | null {
	const entries = Object.entries(email).filter(
		([, value]) => value !== undefined && value !== null && value !== '',
	);
	return entries.length > 0 ? Object.fromEntries(entries) : null;
}
