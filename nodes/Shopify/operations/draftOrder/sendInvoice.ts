import type { IDataObject } from 'n8n-workflow';

import { gid } from '../../client/ids';
import { draftOrderLocator } from '../../lookups/draftOrder';
import type { Node } from '../../payloads/payload';
import { operation } from '../kit';
import sample from './sendInvoice.sample.json';

export const sendDraftOrderInvoice = operation({
	resource: 'draftOrder',
	operation: 'sendInvoice',
	option: {
		name: 'Send Invoice',
		action: 'Send an invoice for a draft order',
		description: 'Send the customer an email with a link to pay the draft order',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: ['write_draft_orders'],
	properties: [
		{ ...draftOrderLocator, description: 'The draft order to send an invoice for' },
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Bcc',
					name: 'bcc',
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Address' },
					default: [],
					placeholder: 'e.g. manager@my-shop.com',
					description: 'Who gets a copy; only addresses of the shop and its staff',
				},
				{
					displayName: 'Custom Message',
					name: 'customMessage',
					type: 'string',
					typeOptions: { rows: 3 },
					default: '',
					placeholder: 'e.g. Thank you for your order',
					description: 'Text above the link',
				},
				{
					displayName: 'From',
					name: 'from',
					type: 'string',
					default: '',
					placeholder: 'e.g. sales@my-shop.com',
					description: 'Who sends it; only an address of the shop or its staff',
				},
				{
					displayName: 'Subject',
					name: 'subject',
					type: 'string',
					default: '',
					placeholder: 'e.g. Your invoice',
				},
				{
					displayName: 'To',
					name: 'to',
					type: 'string',
					default: '',
					placeholder: 'e.g. customer@example.com',
					description: "Who gets it; the draft order's own address when left out",
				},
			],
		},
	],
	answer: {
		key: 'draft_order_invoice',
		fields: ['to', 'from', 'subject', 'custom_message', 'bcc'],
		simplified: ['to', 'from', 'subject', 'custom_message', 'bcc'],
	},
	sample,
	together: true,
	async run({ input }, shop) {
		const email = emailInput(input);
		const { draftOrder } = await shop.mutate(
			'mutation SendInvoice($id: ID!, $email: EmailInput) { draftOrderInvoiceSend(id: $id, email: $email) { draftOrder { email invoiceEmailTemplateSubject } userErrors { field message } } }',
			{ id: gid('DraftOrder', input.draft_order_id), email },
			{
				repeatable: false,
				first: true,
				check: "whether the invoice was sent (the draft order's timeline tells)",
			},
		);
		// Shopify does not tell what it sent: what was left out is what it takes instead.
		const sent = (draftOrder ?? {}) as Node;
		return {
			draft_order_invoice: {
				to: email.to ?? sent.email ?? null,
				from: email.from ?? null,
				subject: email.subject ?? sent.invoiceEmailTemplateSubject ?? null,
				custom_message: email.customMessage ?? null,
				bcc: email.bcc ?? [],
			} as IDataObject,
		};
	},
});

/** An empty subject or address is none: Shopify would refuse it. */
function emailInput({ to, from, bcc, subject, custom_message: message }: IDataObject): IDataObject {
	const whole: IDataObject = { to, from, bcc, subject, customMessage: message };
	return Object.fromEntries(
		Object.entries(whole).filter(
			([, value]) => value !== undefined && value !== null && value !== '',
		),
	);
}
