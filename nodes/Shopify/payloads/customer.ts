import type { Field, Payload } from './payload';
import {
	byVersion,
	commaJoined,
	dig,
	extend,
	legacyId,
	list,
	lower,
	moneyV2,
	numberIn,
	numeric,
	object,
	only,
	payload,
	plain,
	without,
} from './payload';
import { CustomerAddress, ShortAddress } from './address';

const toLower = (value: string) => value.toLowerCase();

/** 2026-10 calls NEVER_SUBSCRIBED what was NOT_SUBSCRIBED before. */
const smsState = (value: string) =>
	value === 'NEVER_SUBSCRIBED' ? 'not_subscribed' : value.toLowerCase();

/** Consent to marketing mails. */
const EmailConsent = payload('CustomerEmailAddress', {
	state: lower('marketingState'),
	opt_in_level: lower('marketingOptInLevel'),
	consent_updated_at: plain('marketingUpdatedAt'),
});

/** 2026-10 has an object for the consent to text messages, 2026-07 only fields of the number. */
const smsConsent = (field: string, before: string, convert = (value: string) => value): Field =>
	byVersion(
		(version) => (version === '2026-07' ? before : `smsMarketingConsent { ${field} }`),
		(phone) => {
			const value = dig(phone, `smsMarketingConsent.${field}`) ?? dig(phone, before);
			return value === null ? null : convert(String(value));
		},
		`smsMarketingConsent.${field} (2026-07: ${before})`,
	);

/** Consent to text messages. */
const SmsConsent = payload('CustomerPhoneNumber', {
	state: smsConsent('state', 'marketingState', smsState),
	opt_in_level: smsConsent('optInLevel', 'marketingOptInLevel', toLower),
	consent_updated_at: smsConsent('updatedAt', 'marketingUpdatedAt'),
	consent_collected_from: smsConsent('collectedFrom', 'marketingCollectedFrom'),
});

/** A customer. */
export const Customer: Payload = payload('Customer', {
	id: legacyId(),
	email: plain('defaultEmailAddress.emailAddress'),
	accepts_marketing: {
		...plain('defaultEmailAddress.marketingState'),
		read: (node) => dig(node, 'defaultEmailAddress.marketingState') === 'SUBSCRIBED',
		source: 'whether defaultEmailAddress.marketingState is SUBSCRIBED',
	},
	created_at: plain('createdAt'),
	updated_at: plain('updatedAt'),
	first_name: plain('firstName'),
	last_name: plain('lastName'),
	orders_count: numeric('numberOfOrders'),
	state: lower('state'),
	total_spent: moneyV2('amountSpent'),
	last_order_id: numberIn('lastOrder.id'),
	note: plain('note'),
	verified_email: plain('verifiedEmail'),
	multipass_identifier: plain('multipassIdentifier'),
	tax_exempt: plain('taxExempt'),
	tags: commaJoined('tags'),
	last_order_name: plain('lastOrder.name'),
	currency: plain('amountSpent.currencyCode'),
	phone: plain('defaultPhoneNumber.phoneNumber'),
	addresses: list('addressesV2', CustomerAddress),
	accepts_marketing_updated_at: plain('defaultEmailAddress.marketingUpdatedAt'),
	tax_exemptions: plain('taxExemptions'),
	email_marketing_consent: object('defaultEmailAddress', EmailConsent),
	sms_marketing_consent: object('defaultPhoneNumber', SmsConsent),
	admin_graphql_api_id: plain('id'),
	default_address: object('defaultAddress', CustomerAddress),
});

/** The customer of a draft order or an abandoned checkout. */
export const BuyerCustomer: Payload = without(
	Customer,
	'accepts_marketing',
	'accepts_marketing_updated_at',
	'addresses',
	'default_address',
);

/** A customer in a lookup: tags are a list, addresses short. */
export const CustomerLookup: Payload = extend(
	only(Customer, [
		'id',
		'email',
		'accepts_marketing',
		'created_at',
		'updated_at',
		'first_name',
		'last_name',
		'orders_count',
		'total_spent',
		'tags',
		'phone',
		'addresses',
	]),
	{ tags: plain('tags'), addresses: list('addressesV2', ShortAddress) },
);

export const CUSTOMER_SIMPLIFIED: readonly string[] = [
	'id',
	'first_name',
	'last_name',
	'email',
	'phone',
	'state',
	'orders_count',
	'total_spent',
	'tags',
	'created_at',
];
