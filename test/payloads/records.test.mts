import type { IDataObject } from 'n8n-workflow';
import { AbandonedCheckout } from '../../nodes/Shopify/payloads/abandonedCheckout.ts';
import { Country } from '../../nodes/Shopify/payloads/country.ts';
import { Customer, CustomerLookup } from '../../nodes/Shopify/payloads/customer.ts';
import { DraftOrder } from '../../nodes/Shopify/payloads/draftOrder.ts';
import { FulfillmentOrder, inShop } from '../../nodes/Shopify/payloads/fulfillmentOrder.ts';
import { Location, LocationLookup } from '../../nodes/Shopify/payloads/location.ts';
import type { Node } from '../../nodes/Shopify/payloads/payload.ts';
import { Shop } from '../../nodes/Shopify/payloads/shop.ts';
import { record } from './answer.mts';
import * as shapes from './shapes.mts';

describe('customer', () => {
	const of = (change: Node = {}) => record(Customer, { ...shapes.customer, ...change });

	test('has the documented types and forms', () => {
		expect(of()).toMatchObject({
			id: 501,
			email: 'ada@example.com',
			phone: '+16134505293',
			orders_count: 13,
			total_spent: '902.40',
			currency: 'CAD',
			state: 'disabled',
			tags: 'loyal, vip',
			last_order_id: 9001,
			last_order_name: '#1513',
			accepts_marketing: true,
			tax_exemptions: [],
			email_marketing_consent: {
				state: 'subscribed',
				opt_in_level: 'single_opt_in',
				consent_updated_at: '2026-04-20T10:00:00Z',
			},
			sms_marketing_consent: {
				state: 'not_subscribed',
				opt_in_level: 'single_opt_in',
				consent_updated_at: null,
				consent_collected_from: 'OTHER',
			},
		});
	});

	test('the consent to text messages is the same in both versions', () => {
		const [newer, older] = (['2026-10', '2026-07'] as const).map((version) =>
			record(Customer, shapes.customer, ['sms_marketing_consent'], version),
		);
		expect(newer).toEqual(older);
	});

	test('addresses name their customer and say which is the default one', () => {
		const { addresses, default_address: standard } = of();
		expect(addresses).toMatchObject([
			{ id: 11, customer_id: 501, default: false, country_name: 'Canada', province_code: 'ON' },
			{ id: 12, customer_id: 501, default: true },
		]);
		expect(standard).toMatchObject({ id: 12, customer_id: 501, default: true });
	});

	test('one without any contact', () => {
		const bare = of({
			defaultEmailAddress: null,
			defaultPhoneNumber: null,
			defaultAddress: null,
			lastOrder: null,
			addressesV2: shapes.connection([]),
			tags: [],
		});
		expect(bare).toMatchObject({
			email: null,
			phone: null,
			accepts_marketing: false,
			accepts_marketing_updated_at: null,
			email_marketing_consent: null,
			sms_marketing_consent: null,
			default_address: null,
			addresses: [],
			last_order_id: null,
			tags: '',
		});
	});

	test('a lookup keeps the tags as a list and shortens addresses', () => {
		const found = record(CustomerLookup, shapes.customer);
		expect(found.tags).toEqual(['loyal', 'vip']);
		expect((found.addresses as IDataObject[])[0]).toEqual({
			address1: '5 Elm Row',
			city: 'Ottawa',
			province: 'ON',
			country: 'CA',
			zip: 'K1A 0B1',
		});
	});
});

test('location', () => {
	expect(record(Location, shapes.location)).toMatchObject({
		id: 21,
		name: 'Depot',
		country: 'Canada',
		country_code: 'CA',
		country_name: 'Canada',
		localized_province_name: 'Ontario',
		legacy: false,
		active: true,
	});
	expect(record(LocationLookup, shapes.location)).not.toHaveProperty('admin_graphql_api_id');
});

describe('shop', () => {
	const of = (change: Node = {}) => record(Shop, { ...shapes.shop, ...change });

	test('has the documented types and forms', () => {
		expect(of()).toMatchObject({
			id: 72885,
			domain: 'shop.example',
			primary_locale: 'en',
			timezone: '(GMT-05:00) Eastern Time (ET)',
			iana_timezone: 'America/Toronto',
			weight_unit: 'kg',
			country_code: 'CA',
			plan_display_name: 'Development',
			primary_location_id: 21,
			multi_location_enabled: true,
			password_enabled: true,
			finances: null,
			enabled_presentment_currencies: ['CAD', 'USD'],
		});
	});

	test('one location, and a locale list that may not be read', () => {
		expect(of({ locationsCount: { count: 1 }, shopLocales: null })).toMatchObject({
			multi_location_enabled: false,
			primary_locale: null,
		});
	});

	test.each([
		['UTC', '(GMT+00:00) UTC'],
		['Asia/Kolkata', '(GMT+05:30) India Standard Time'],
		['Europe/Berlin', '(GMT+01:00) Central European Time'],
		['Australia/Adelaide', '(GMT+09:30) Australian Central Time'],
		['America/St_Johns', '(GMT-03:30) Newfoundland Time'],
	])('the standard time of %s, winter and summer', (ianaTimezone, text) => {
		const shop = { ...(shapes.shop.shop as Node), ianaTimezone };
		expect(of({ shop })).toHaveProperty('timezone', text);
	});
});

test('draft order', () => {
	expect(record(DraftOrder, shapes.draftOrder)).toMatchObject({
		id: 1001,
		status: 'invoice_sent',
		tags: '',
		note_attributes: [{ name: 'Gift', value: 'Yes' }],
		order_id: null,
		applied_discount: {
			title: '$5 off',
			value: '5.00',
			amount: '5.00',
			value_type: 'fixed_amount',
		},
		shipping_line: { title: 'Standard', custom: true, handle: null, price: '9.90' },
		shipping_address: { latitude: '45.42', longitude: '-75.7' },
		billing_address: null,
		payment_terms: {
			payment_terms_name: 'Net 30',
			payment_terms_type: 'net',
			due_in_days: 30,
			payment_schedules: [{ amount: '24.90', currency: 'CAD', completed_at: null }],
		},
		line_items: [
			{
				id: 77,
				variant_id: 401,
				fulfillment_service: 'manual',
				grams: 250,
				price: '10.00',
				properties: [{ name: 'Engraving', value: 'A. M.' }],
				applied_discount: { value: '10', amount: '2.00', value_type: 'percentage' },
			},
		],
		customer: { id: 501, email: 'ada@example.com' },
	});
});

test('fulfillment order', () => {
	const found = inShop(record(FulfillmentOrder, shapes.fulfillmentOrder), 72885);
	expect(found).toMatchObject({
		id: 111,
		shop_id: 72885,
		order_id: 9001,
		assigned_location_id: 21,
		status: 'open',
		request_status: 'unsubmitted',
		supported_actions: ['create_fulfillment', 'move'],
		destination: '5 Elm Row, Ottawa Ontario K1A 0B1, CA',
		delivery_method: 'shipping',
		international_duties: null,
		fulfillment_holds: [{ reason: 'awaiting_payment', reason_notes: null }],
		assigned_location: { name: 'Depot', location_id: 21 },
		line_items: [
			{
				id: 121,
				shop_id: 72885,
				fulfillment_order_id: 111,
				quantity: 2,
				fulfillable_quantity: 1,
				line_item_id: 701,
				inventory_item_id: 601,
				variant_id: 401,
			},
		],
	});
	expect(inShop({ id: 1 }, 72885)).toEqual({ id: 1 });
});

describe('abandoned checkout', () => {
	const of = (change: Node = {}) =>
		record(AbandonedCheckout, { ...shapes.abandonedCheckout, ...change });

	test('has the documented types and forms', () => {
		expect(of()).toMatchObject({
			id: 131,
			token: 'b1946ac9',
			email: 'ada@example.com',
			buyer_accepts_marketing: true,
			buyer_accepts_sms_marketing: false,
			sms_marketing_phone: null,
			total_weight: 1360,
			currency: 'CAD',
			discount_codes: [{ code: 'SPRING' }],
			total_duties: null,
			total_line_items_price: '20.00',
			line_items: [
				{ product_id: 301, variant_id: 401, vendor: 'Linen & Co', grams: 680, price: '10.00' },
				{ product_id: null, variant_id: null, vendor: null, grams: null, taxable: null },
			],
			billing_address: { name: 'Ada Marsh' },
			customer: { id: 501 },
		});
	});

	test('of a guest', () => {
		expect(of({ customer: null })).toMatchObject({
			email: null,
			phone: null,
			buyer_accepts_marketing: false,
			buyer_accepts_sms_marketing: false,
			customer: null,
		});
	});

	test.each([
		['https://shop.example/72885/checkouts/b1946/recover?key=x', 'b1946'],
		['https://shop.example/72885/checkouts/cn/Z2NwLX/recover', 'Z2NwLX'],
		['https://shop.example/cart/b1946', 'b1946'],
		['https://shop.example/elsewhere', null],
	])('the token in %s', (abandonedCheckoutUrl, token) => {
		expect(of({ abandonedCheckoutUrl })).toHaveProperty('token', token);
	});
});

test('country', () => {
	expect(record(Country, shapes.country)).toMatchObject({
		id: 141,
		name: 'Canada',
		code: 'CA',
		tax: null,
		provinces: [{ id: 142, country_id: 141, code: 'ON', tax: null }],
	});
	const rest = { ...shapes.country, code: { countryCode: null, restOfWorld: true } };
	expect(record(Country, rest, ['code'])).toEqual({ code: '*' });
});
