// Values that open the parts of the largest forms.
import { byId } from '../workflows.mjs';

/** A locator in which nothing is chosen yet. */
const nothing = { __rl: true, mode: 'list', value: '' };

const address = {
	firstName: 'Jo',
	lastName: 'Parcel',
	address1: '150 Elgin Street',
	city: 'Ottawa',
	country: 'Canada',
	province: 'Ontario',
	zip: 'K2P 1L4',
	default: true,
};
const metafields = {
	metafield: [{ namespace: 'custom', key: 'points', type: 'number_integer', value: '42' }],
};
const consent = { state: 'subscribed', optInLevel: 'single_opt_in' };

/** By "resource/operation". */
export const filled = {
	'customer/create': {
		email: 'jo.parcel@example.com',
		additionalFields: {
			addresses: { address: [address] },
			currency: '',
			emailMarketingConsent: { email: consent },
			metafields,
			note: 'Rings twice',
			phone: '',
			smsMarketingConsent: { sms: consent },
			tags: ['loyal', ''],
			taxExempt: false,
			verifiedEmail: false,
		},
	},
	'customer/update': {
		customerId: nothing,
		updateFields: {
			addresses: { address: [{ ...address, id: nothing }] },
			email: 'jo.parcel@example.com',
			emailMarketingConsent: { email: consent },
			firstName: '',
			metafields,
			tags: ['loyal'],
		},
	},
	'draftOrder/create': {
		draftOrderLineItems: {
			lineItem: [
				{
					variantId: nothing,
					title: 'Engraving',
					price: 4.5,
					quantity: 2,
					appliedDiscount: { discount: { value: 10, valueType: 'percentage' } },
					properties: { property: [{ name: 'Text', value: 'For Jo' }] },
				},
				{ variantId: byId('39072856'), quantity: 1 },
			],
		},
		customer: { id: nothing },
		additionalFields: {
			appliedDiscount: { discount: { value: 5, valueType: 'fixed_amount' } },
			note: '',
			shippingLine: { line: { title: 'Standard Shipping', price: 5 } },
			useCustomerDefaultAddress: true,
		},
	},
	'fulfillment/create': {
		lineItemsByFulfillmentOrder: {
			fulfillmentOrder: [
				{
					fulfillmentOrderId: nothing,
					fulfillmentOrderLineItems: {
						lineItem: [{ id: nothing, quantity: 1 }],
					},
				},
			],
		},
		additionalFields: {
			message: '',
			notifyCustomer: false,
			originAddress: { address: { city: 'Ottawa', countryCode: 'CA' } },
			trackingInfo: { company: '', number: '', url: '' },
		},
	},
	'product/create': {
		title: 'Parcel Lamp',
		additionalFields: {
			addTags: ['lamp'],
			bodyHtml: '<p>Shines <em>inside</em> the box.</p>',
			images: { image: [{ src: '', alt: '' }] },
			metafields,
			options: { option: [{ name: 'Color', values: ['Blue', 'Red'] }] },
			productType: '',
			published: true,
			status: 'active',
			templateSuffix: '',
			variants: { variant: [{ option1: 'Blue', price: 20 }] },
			vendor: '',
		},
	},
	'product/update': {
		productId: nothing,
		updateFields: {
			addTags: ['lamp'],
			options: { option: [{ name: 'Color', values: ['Green'] }] },
			publishedAt: '2026-12-01T09:00:00',
			titleUpdate: '',
			variants: {
				variant: [
					{ option1: 'Green', updateFields: { price: 22.5, weight: 1.5, weightUnit: 'kg' } },
				],
			},
		},
	},
};
