import type { ApiVersion } from '../client/versions';
import type { Node, Payload } from './payload';
import {
	absent,
	byVersion,
	dig,
	isNode,
	legacyId,
	list,
	many,
	mapped,
	numberIn,
	object,
	objectAs,
	overAll,
	payload,
	plain,
	shopMoney,
} from './payload';
import { CheckoutAddress } from './address';
import { Attribute } from './attribute';
import { BuyerCustomer } from './customer';
import { DiscountAllocation } from './discount';
import { TaxLine } from './taxLine';
import { grams } from './weight';

const LINES = { first: 12 };
const WEIGHT = 'variant.inventoryItem.measurement.weight';

/** The token in https://shop/1234/checkouts/token/recover?key=… */
const tokenOf = (url: string) =>
	/\/(?:checkouts(?:\/[a-z]{1,3})?|cart)\/([^/?]+)/.exec(url)?.[1] ?? null;

/** A line of an abandoned checkout. */
const CheckoutLine = payload('AbandonedCheckoutLineItem', {
	product_id: numberIn('product.id'),
	variant_id: numberIn('variant.id'),
	title: plain('title'),
	variant_title: plain('variantTitle'),
	sku: plain('sku'),
	vendor: plain('product.vendor'),
	quantity: plain('quantity'),
	price: shopMoney('originalUnitPriceSet'),
	grams: objectAs(WEIGHT, 'value unit', grams, 'in grams'),
	requires_shipping: plain('variant.inventoryItem.requiresShipping'),
	taxable: plain('variant.taxable'),
	gift_card: plain('product.isGiftCard'),
	fulfillment_service: absent('manual'),
	properties: many('customAttributes', Attribute),
	applied_discounts: absent([]),
	discount_allocations: list('discountAllocations', DiscountAllocation, { first: 2 }),
});

const LineWeight = payload('AbandonedCheckoutLineItem', {
	grams: CheckoutLine.fields.grams,
	quantity: plain('quantity'),
});

/** Grams of everything in the checkout, as far as its variants still exist. */
const totalWeight = (lines: Node[]): number =>
	lines.reduce((sum, line) => {
		const weight = dig(line, WEIGHT);
		return sum + (isNode(weight) ? (grams(weight) ?? 0) : 0) * Number(line.quantity);
	}, 0);

const PHONE = 'customer.defaultPhoneNumber';

/** Where each version keeps the consent to text messages; 2026-07 has no object for it. */
const smsState = (version: ApiVersion) =>
	version === '2026-07' ? 'marketingState' : 'smsMarketingConsent { state }';

function acceptsSms(checkout: Node): boolean {
	const state = dig(checkout, `${PHONE}.smsMarketingConsent.state`);
	return (state ?? dig(checkout, `${PHONE}.marketingState`)) === 'SUBSCRIBED';
}

/** An abandoned checkout. */
export const AbandonedCheckout: Payload = payload('AbandonedCheckout', {
	id: legacyId(),
	token: mapped('abandonedCheckoutUrl', tokenOf, 'its part after /checkouts/'),
	cart_token: absent(),
	email: plain('customer.defaultEmailAddress.emailAddress'),
	gateway: absent(),
	buyer_accepts_marketing: {
		...plain('customer.defaultEmailAddress.marketingState'),
		read: (node) => dig(node, 'customer.defaultEmailAddress.marketingState') === 'SUBSCRIBED',
		source: 'whether customer.defaultEmailAddress.marketingState is SUBSCRIBED',
	},
	created_at: plain('createdAt'),
	updated_at: plain('updatedAt'),
	landing_site: absent(),
	note: plain('note'),
	note_attributes: many('customAttributes', Attribute),
	referring_site: absent(),
	shipping_lines: absent([]),
	taxes_included: plain('taxesIncluded'),
	total_weight: overAll(
		'lineItems',
		LineWeight,
		totalWeight,
		'the sum of grams × quantity over all lineItems',
		LINES,
	),
	currency: plain('totalPriceSet.shopMoney.currencyCode'),
	completed_at: plain('completedAt'),
	closed_at: absent(),
	user_id: absent(),
	location_id: absent(),
	source_identifier: absent(),
	source_url: absent(),
	device_id: absent(),
	phone: plain('customer.defaultPhoneNumber.phoneNumber'),
	customer_locale: plain('customer.locale'),
	line_items: list('lineItems', CheckoutLine, LINES),
	name: plain('name'),
	source: absent(),
	abandoned_checkout_url: plain('abandonedCheckoutUrl'),
	discount_codes: mapped(
		'discountCodes',
		(codes: string[]) => codes.map((code) => ({ code })),
		'as objects',
	),
	tax_lines: many('taxLines', TaxLine),
	source_name: absent(),
	presentment_currency: plain('totalPriceSet.presentmentMoney.currencyCode'),
	buyer_accepts_sms_marketing: byVersion(
		(version) => `customer { defaultPhoneNumber { ${smsState(version)} } }`,
		acceptsSms,
		`whether the consent of ${PHONE} is SUBSCRIBED`,
	),
	sms_marketing_phone: byVersion(
		(version) => `customer { defaultPhoneNumber { phoneNumber ${smsState(version)} } }`,
		(checkout) => (acceptsSms(checkout) ? dig(checkout, `${PHONE}.phoneNumber`) : null),
		`${PHONE}.phoneNumber, with consent`,
	),
	total_discounts: shopMoney('totalDiscountSet'),
	total_line_items_price: shopMoney('totalLineItemsPriceSet'),
	total_price: shopMoney('totalPriceSet'),
	total_tax: shopMoney('totalTaxSet'),
	subtotal_price: shopMoney('subtotalPriceSet'),
	total_duties: shopMoney('totalDutiesSet'),
	billing_address: object('billingAddress', CheckoutAddress),
	shipping_address: object('shippingAddress', CheckoutAddress),
	customer: object('customer', BuyerCustomer),
});

export const ABANDONED_CHECKOUT_SIMPLIFIED: readonly string[] = [
	'id',
	'name',
	'created_at',
	'email',
	'total_price',
	'currency',
	'abandoned_checkout_url',
	'completed_at',
	'customer.first_name',
	'customer.last_name',
];
