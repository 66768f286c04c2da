import type { IDataObject } from 'n8n-workflow';
import { Fulfillment, TrackedFulfillment } from '../../nodes/Shopify/payloads/fulfillment.ts';
import { Order } from '../../nodes/Shopify/payloads/order.ts';
import type { Node } from '../../nodes/Shopify/payloads/payload.ts';
import { record } from './answer.mts';
import { bag, connection, fulfillment, lineItem, order } from './shapes.mts';

const cad = (amount: string) => ({
	shop_money: { amount, currency_code: 'CAD' },
	presentment_money: { amount, currency_code: 'CAD' },
});

/** One field of an order that differs in one thing. */
const field = (name: string, change: Node = {}) =>
	record(Order, { ...order, ...change }, [name])[name];

describe('order', () => {
	test('has the documented types and forms', () => {
		expect(record(Order, order)).toMatchObject({
			id: 9001,
			admin_graphql_api_id: 'gid://shopify/Order/9001',
			app_id: 580111,
			cancel_reason: null,
			checkout_id: null,
			contact_email: 'ada@example.com',
			currency: 'CAD',
			current_subtotal_price: '20.00',
			current_subtotal_price_set: cad('20.00'),
			financial_status: 'partially_refunded',
			fulfillment_status: 'partial',
			gateway: 'shopify_payments',
			landing_site: '/products/towel?utm=x',
			location_id: null,
			number: 513,
			order_number: 1513,
			payment_gateway_names: ['shopify_payments', 'gift_card'],
			referring_site: '',
			tags: 'gift, rush',
			tax_lines: [
				{ channel_liable: false, price: '2.60', price_set: cad('2.60'), rate: 0.13, title: 'HST' },
			],
			token: '5f0c9e',
			total_line_items_price: '20.30',
			total_outstanding: '0.00',
			total_weight: 500,
			user_id: null,
			shipping_address: null,
			client_details: {
				accept_language: null,
				browser_height: null,
				browser_ip: '203.0.113.1',
				browser_width: null,
				session_hash: null,
				user_agent: null,
			},
			payment_details: {
				credit_card_bin: '424242',
				avs_result_code: 'Y',
				cvv_result_code: null,
				credit_card_number: '•••• •••• •••• 4242',
				credit_card_company: 'Visa',
			},
			metafields: [
				{
					id: 31,
					namespace: 'custom',
					key: 'gift_message',
					value: 'Enjoy',
					type: 'single_line_text_field',
					description: null,
				},
			],
			refunds: [
				{
					id: 51,
					note: 'Too small',
					restock: true,
					user_id: null,
					transactions: [{ id: 41, amount: '10.00', kind: 'refund', status: 'success' }],
				},
			],
			shipping_lines: [
				{
					id: 61,
					title: 'Standard',
					price: '5.00',
					discounted_price: '0.00',
					requested_fulfillment_service_id: null,
				},
			],
			customer: {
				id: 501,
				orders_count: 13,
				total_spent: '902.40',
				currency: 'CAD',
				state: 'disabled',
				accepts_marketing: true,
				last_order_id: 9001,
				tags: 'loyal, vip',
			},
		});
	});

	test('total_price_usd is known where the shop sells in USD', () => {
		expect(field('total_price_usd')).toBeNull();
		expect(field('total_price_usd', { totalPriceSet: bag('27.6', 'USD') })).toBe('27.60');
	});

	test('an address is the documented one, its coordinates numbers', () => {
		expect(field('billing_address')).toEqual({
			first_name: 'Ada',
			last_name: 'Marsh',
			address1: '5 Elm Row',
			address2: null,
			company: null,
			city: 'Ottawa',
			province: 'Ontario',
			country: 'Canada',
			zip: 'K1A 0B1',
			phone: null,
			name: 'Ada Marsh',
			country_code: 'CA',
			province_code: 'ON',
			latitude: 45.42,
			longitude: -75.7,
		});
	});

	test('a line is the documented one', () => {
		const [line] = field('line_items') as IDataObject[];
		expect(line).toEqual({
			id: 701,
			admin_graphql_api_id: 'gid://shopify/LineItem/701',
			variant_id: 401,
			title: 'Tea towel',
			quantity: 2,
			sku: 'TT-BLUE',
			variant_title: 'Blue',
			vendor: 'Linen & Co',
			fulfillment_service: 'manual',
			product_id: 301,
			requires_shipping: true,
			taxable: true,
			gift_card: false,
			name: 'Tea towel - Blue',
			variant_inventory_management: 'shopify',
			properties: [{ name: 'Engraving', value: 'A. M.' }],
			product_exists: true,
			fulfillable_quantity: 2,
			grams: 250,
			price: '10.00',
			total_discount: '0.00',
			fulfillment_status: null,
			price_set: cad('10.00'),
		});
	});

	test('a line whose product is gone, or that never had one', () => {
		const lines = connection([lineItem({ product: null, variant: null, weight: null })]);
		expect(field('line_items', { lineItems: lines })).toEqual([
			expect.objectContaining({
				product_id: null,
				product_exists: false,
				variant_id: null,
				variant_inventory_management: null,
				grams: null,
			}),
		]);
	});

	test.each([
		['nothing is sent', { unfulfilledQuantity: 2 }, null],
		['some is sent', { unfulfilledQuantity: 1 }, 'partial'],
		['all is sent', { unfulfilledQuantity: 0 }, 'fulfilled'],
		[
			'one was refunded, the other is open',
			{ unfulfilledQuantity: 1, nonFulfillableQuantity: 1 },
			null,
		],
		[
			'one was refunded, the other is sent',
			{ unfulfilledQuantity: 0, nonFulfillableQuantity: 1 },
			'fulfilled',
		],
		['all was refunded', { unfulfilledQuantity: 0, nonFulfillableQuantity: 2 }, null],
	])('fulfillment_status of a line when %s', (_case, line, status) => {
		const lines = connection([lineItem(line)]);
		expect(field('line_items', { lineItems: lines })).toEqual([
			expect.objectContaining({ fulfillment_status: status }),
		]);
	});

	test.each([
		['FULFILLED', 'fulfilled'],
		['PARTIALLY_FULFILLED', 'partial'],
		['RESTOCKED', 'restocked'],
		['UNFULFILLED', null],
		['ON_HOLD', null],
	])('fulfillment_status of %s', (displayFulfillmentStatus, status) => {
		expect(field('fulfillment_status', { displayFulfillmentStatus })).toBe(status);
	});

	test('states and texts that Shopify leaves open', () => {
		expect(field('financial_status', { displayFinancialStatus: null })).toBeNull();
		expect(field('customer', { customer: null })).toBeNull();
		expect(field('gateway', { paymentGatewayNames: [] })).toBeNull();
		expect(field('payment_details', { transactions: [] })).toBeNull();
		expect(field('landing_site', { customerJourneySummary: null })).toBeNull();
		expect(field('token', { statusPageUrl: 'https://shop.example/elsewhere' })).toBeNull();
		expect(field('tags', { tags: [] })).toBe('');
		expect(field('cancel_reason', { cancelReason: 'FRAUD' })).toBe('fraud');
	});

	test('a refund that put nothing back', () => {
		const [refund] = order.refunds as Node[];
		const kept = { ...refund, refundLineItems: connection([{ restockType: 'NO_RESTOCK' }]) };
		expect(field('refunds', { refunds: [kept] })).toEqual([
			expect.objectContaining({ restock: false }),
		]);
	});

	test('a fulfillment inside knows its order and has no lines', () => {
		const [inside] = field('fulfillments') as IDataObject[];
		expect(inside).toMatchObject({ id: 801, order_id: 9001, name: '#1513.1', status: 'success' });
		expect(inside).not.toHaveProperty('line_items');
	});
});

describe('fulfillment', () => {
	const of = (change: Node = {}) => record(Fulfillment, { ...fulfillment, ...change });

	test('has the documented types and forms', () => {
		expect(of()).toMatchObject({
			id: 801,
			order_id: 9001,
			status: 'success',
			location_id: 21,
			service: 'manual',
			tracking_company: 'UPS',
			shipment_status: 'in_transit',
			origin_address: '1 Depot Rd, Toronto ON M5V 2B7, CA',
			tracking_number: '1Z1',
			tracking_numbers: ['1Z1', '1Z2'],
			tracking_url: 'https://ups.example/1Z1',
			tracking_urls: ['https://ups.example/1Z1'],
			receipt: {},
			name: '#1513.1',
			admin_graphql_api_id: 'gid://shopify/Fulfillment/801',
			line_items: [
				{
					id: 701,
					quantity: 1,
					fulfillable_quantity: 1,
					fulfillment_service: 'manual',
					fulfillment_status: 'partial',
					discount_allocations: [
						{ amount: '1.50', amount_set: cad('1.50'), discount_application_index: 0 },
					],
					duties: [
						{
							id: 1,
							harmonized_system_code: '630260',
							shop_money: { amount: '0.75', currency_code: 'CAD' },
							tax_lines: [],
						},
					],
					total_discount_set: cad('0.00'),
				},
			],
		});
	});

	test('after a tracking update the origin address is an object', () => {
		expect(record(TrackedFulfillment, fulfillment).origin_address).toEqual({
			address1: '1 Depot Rd',
			address2: null,
			city: 'Toronto',
			province_code: 'ON',
			country_code: 'CA',
			zip: 'M5V 2B7',
		});
	});

	test('a cancelled one, its lines included', () => {
		expect(of({ status: 'CANCELLED', displayStatus: 'CANCELED' })).toMatchObject({
			status: 'cancelled',
			shipment_status: null,
			line_items: [{ fulfillment_status: 'cancelled' }],
		});
	});

	test('one by a fulfillment service', () => {
		expect(of({ service: { handle: 'acme-logistics' } })).toMatchObject({
			service: 'acme-logistics',
			line_items: [{ fulfillment_service: 'acme-logistics' }],
		});
		expect(of({ service: null })).toMatchObject({ service: 'manual' });
	});

	test('one without tracking', () => {
		expect(of({ trackingInfo: [], originAddress: null, displayStatus: null })).toMatchObject({
			tracking_company: null,
			tracking_number: null,
			tracking_numbers: [],
			tracking_urls: [],
			shipment_status: null,
			origin_address: null,
		});
	});

	test.each([
		['#1001-F1', '#1001.1'],
		['WEB-2026-#77-A-F12', 'WEB-2026-#77-A.12'],
		['#1001', '#1001'],
	])('the name %s becomes %s', (name, documented) => {
		expect(of({ name })).toHaveProperty('name', documented);
	});
});
