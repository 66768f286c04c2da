import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Call } from '../../../shared/operation';
import { gid } from '../../client/ids';
import type { Shop } from '../../client/shop';

const optInLevel: INodeProperties = {
	displayName: 'Opt-In Level',
	name: 'optInLevel',
	type: 'options',
	options: [
		{ name: 'Confirmed', value: 'confirmed_opt_in', description: 'Agreed again by a message' },
		{ name: 'Single', value: 'single_opt_in' },
		{ name: 'Unknown', value: 'unknown' },
	],
	default: 'single_opt_in',
};

const state: INodeProperties = {
	displayName: 'State',
	name: 'state',
	type: 'options',
	required: true,
	options: [
		{ name: 'Pending', value: 'pending' },
		{ name: 'Subscribed', value: 'subscribed' },
		{ name: 'Unsubscribed', value: 'unsubscribed' },
	],
	default: 'subscribed',
};

const consentUpdatedAt: INodeProperties = {
	displayName: 'Updated At',
	name: 'consentUpdatedAt',
	type: 'dateTime',
	default: '',
	description: 'When the customer decided; now when not given',
};

export const emailConsentProperty: INodeProperties = {
	displayName: 'Email Marketing Consent',
	name: 'emailMarketingConsent',
	type: 'fixedCollection',
	placeholder: 'Add Consent',
	default: {},
	description: 'Whether the customer wants marketing emails',
	options: [{ displayName: 'Email', name: 'email', values: [optInLevel, state, consentUpdatedAt] }],
};

export const smsConsentProperty: INodeProperties = {
	displayName: 'SMS Marketing Consent',
	name: 'smsMarketingConsent',
	type: 'fixedCollection',
	placeholder: 'Add Consent',
	default: {},
	description: 'Whether the customer wants marketing text messages',
	options: [{ displayName: 'SMS', name: 'sms', values: [optInLevel, state, consentUpdatedAt] }],
};

/** A documented consent as the API takes it. */
export function consentInput(consentGiven: unknown): IDataObject | undefined {
	const {
		state: is,
		opt_in_level: level,
		consent_updated_at: at,
	} = (consentGiven ?? {}) as IDataObject;
	if (!is) return undefined;
	return {
		marketingState: String(is).toUpperCase(),
		...(level ? { marketingOptInLevel: String(level).toUpperCase() } : {}),
		...(at ? { consentUpdatedAt: at } : {}),
	};
}

/** Writes the consents of an existing customer, which the update itself does not take. */
export async function writeConsents(shop: Shop, { input }: Call): Promise<void> {
	const customerId = gid('Customer', input.customer_id);
	const emailMarketingConsent = consentInput(input.email_marketing_consent);
	if (emailMarketingConsent) {
		await shop.mutate(
			'mutation EmailConsent($input: CustomerEmailMarketingConsentUpdateInput!) { customerEmailMarketingConsentUpdate(input: $input) { userErrors { field message code } } }',
			{ input: { customerId, emailMarketingConsent } },
			{ repeatable: true, check: "the customer's consent to marketing emails" },
		);
	}
	const smsMarketingConsent = consentInput(input.sms_marketing_consent);
	if (smsMarketingConsent) {
		await shop.mutate(
			'mutation SmsConsent($input: CustomerSmsMarketingConsentUpdateInput!) { customerSmsMarketingConsentUpdate(input: $input) { userErrors { field message code } } }',
			{ input: { customerId, smsMarketingConsent } },
			{ repeatable: true, check: "the customer's consent to marketing text messages" },
		);
	}
}
