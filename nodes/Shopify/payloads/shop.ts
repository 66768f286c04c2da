import type { Payload } from './payload';
import { absent, derived, dig, mapped, nodesIn, numberIn, payload, plain } from './payload';
import { weightUnit } from './weight';

/** What a zone, or its distance from UTC, is called on a day. */
function zoneName(zone: string, style: 'longOffset' | 'longGeneric' | 'shortGeneric', day: string) {
	const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: style });
	const parts = format.formatToParts(new Date(day));
	return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

const hours = (offset: string) => Number(offset.replace('GMT', '').replace(':', '.'));

/**
 * 'America/Toronto' → '(GMT-05:00) Eastern Time (ET)'. The distance from UTC is that of standard
 * time the whole year; Shop.timezoneOffset would be today's.
 */
function timezone(zone: string): string {
	const offsets = ['2026-01-01', '2026-07-01'].map((day) => zoneName(zone, 'longOffset', day));
	const [standard] = offsets.sort((a, b) => hours(a) - hours(b));
	const long = zoneName(zone, 'longGeneric', '2026-01-01');
	const short = zoneName(zone, 'shortGeneric', '2026-01-01');
	const name = long.startsWith('GMT') ? zone : long;
	return `(${standard}) ${name}${/^[A-Z]{2,4}$/.test(short) ? ` (${short})` : ''}`;
}

const ADDRESS = 'shop.shopAddress';
const FORMATS = 'shop.currencyFormats';

/** The shop and its settings, from several fields of the root. */
export const Shop: Payload = payload('QueryRoot', {
	id: numberIn('shop.id'),
	name: plain('shop.name'),
	email: plain('shop.email'),
	domain: plain('shop.primaryDomain.host'),
	province: plain(`${ADDRESS}.province`),
	country: plain(`${ADDRESS}.country`),
	address1: plain(`${ADDRESS}.address1`),
	zip: plain(`${ADDRESS}.zip`),
	city: plain(`${ADDRESS}.city`),
	source: absent(),
	phone: plain(`${ADDRESS}.phone`),
	latitude: plain(`${ADDRESS}.latitude`),
	longitude: plain(`${ADDRESS}.longitude`),
	primary_locale: derived(
		'shopLocales { locale primary }',
		({ shopLocales }) =>
			nodesIn(shopLocales).find(({ primary }) => primary === true)?.locale ?? null,
		'the primary one of shopLocales',
	),
	address2: plain(`${ADDRESS}.address2`),
	created_at: plain('shop.createdAt'),
	updated_at: plain('shop.updatedAt'),
	country_code: plain(`${ADDRESS}.countryCodeV2`),
	country_name: plain(`${ADDRESS}.country`),
	currency: plain('shop.currencyCode'),
	customer_email: plain('shop.contactEmail'),
	timezone: mapped('shop.ianaTimezone', timezone, 'its standard time and name'),
	iana_timezone: plain('shop.ianaTimezone'),
	shop_owner: plain('shop.shopOwnerName'),
	money_format: plain(`${FORMATS}.moneyFormat`),
	money_with_currency_format: plain(`${FORMATS}.moneyWithCurrencyFormat`),
	weight_unit: mapped('shop.weightUnit', weightUnit, 'as g, kg, oz or lb'),
	province_code: plain(`${ADDRESS}.provinceCode`),
	taxes_included: plain('shop.taxesIncluded'),
	tax_shipping: plain('shop.taxShipping'),
	county_taxes: absent(),
	plan_display_name: plain('shop.plan.publicDisplayName'),
	plan_name: absent(),
	has_discounts: absent(),
	has_gift_cards: plain('shop.features.giftCards'),
	myshopify_domain: plain('shop.myshopifyDomain'),
	money_in_emails_format: plain(`${FORMATS}.moneyInEmailsFormat`),
	money_with_currency_in_emails_format: plain(`${FORMATS}.moneyWithCurrencyInEmailsFormat`),
	eligible_for_payments: absent(),
	requires_extra_payments_agreement: absent(),
	password_enabled: plain('onlineStore.passwordProtection.enabled'),
	has_storefront: plain('shop.features.storefront'),
	eligible_for_card_reader_giveaway: absent(),
	finances: absent(),
	primary_location_id: numberIn('location.id'),
	cookie_consent_level: absent(),
	visitor_tracking_consent_preference: absent(),
	checkout_api_supported: plain('shop.checkoutApiSupported'),
	multi_location_enabled: derived(
		'locationsCount(query: "active:true") { count }',
		(root) => {
			const count = dig(root, 'locationsCount.count');
			return count === null ? null : Number(count) > 1;
		},
		'whether locationsCount of active:true is over 1',
	),
	setup_required: plain('shop.setupRequired'),
	pre_launch_enabled: absent(),
	enabled_presentment_currencies: plain('shop.enabledPresentmentCurrencies'),
});

export const SHOP_SIMPLIFIED: readonly string[] = [
	'id',
	'name',
	'email',
	'domain',
	'myshopify_domain',
	'shop_owner',
	'currency',
	'country',
	'iana_timezone',
	'plan_display_name',
];
