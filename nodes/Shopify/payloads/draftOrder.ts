import type { Payload } from './payload';
import {
	commaJoined,
	extend,
	legacyId,
	list,
	lower,
	many,
	moneyV2,
	numberIn,
	numberTextIn,
	object,
	objectAs,
	payload,
	plain,
	shopMoney,
	textOr,
} from './payload';
import { DraftOrderAddress } from './address';
import { Attribute } from './attribute';
import { BuyerCustomer } from './customer';
import { AppliedDiscount } from './discount';
import { DraftOrderShippingLine } from './shippingLine';
import { TaxLine } from './taxLine';
import { grams } from './weight';

/** A line of a draft order. */
const DraftOrderLineItem = payload('DraftOrderLineItem', {
	id: legacyId(),
	variant_id: numberIn('variant.id'),
	product_id: numberIn('product.id'),
	title: plain('title'),
	variant_title: plain('variantTitle'),
	sku: plain('sku'),
	vendor: plain('vendor'),
	quantity: plain('quantity'),
	requires_shipping: plain('requiresShipping'),
	taxable: plain('taxable'),
	gift_card: plain('isGiftCard'),
	fulfillment_service: textOr('fulfillmentService.handle', 'manual'),
	grams: objectAs('weight', 'value unit', grams, 'in grams'),
	tax_lines: many('taxLines', TaxLine),
	applied_discount: object('appliedDiscount', AppliedDiscount),
	name: plain('name'),
	properties: many('customAttributes', Attribute),
	custom: plain('custom'),
	price: shopMoney('originalUnitPriceSet'),
	admin_graphql_api_id: plain('id'),
});

const PaymentSchedule = payload('PaymentSchedule', {
	amount: moneyV2('totalBalance'),
	currency: plain('totalBalance.currencyCode'),
	issued_at: plain('issuedAt'),
	due_at: plain('dueAt'),
	completed_at: plain('completedAt'),
});

/** When a draft order is to be paid. */
const PaymentTerms = payload('PaymentTerms', {
	payment_terms_name: plain('paymentTermsName'),
	payment_terms_type: lower('paymentTermsType'),
	due_in_days: plain('dueInDays'),
	payment_schedules: list('paymentSchedules', PaymentSchedule, { first: 2 }),
});

/** A draft order. */
export const DraftOrder: Payload = payload('DraftOrder', {
	id: legacyId(),
	note: plain('note2'),
	email: plain('email'),
	taxes_included: plain('taxesIncluded'),
	currency: plain('currencyCode'),
	invoice_sent_at: plain('invoiceSentAt'),
	created_at: plain('createdAt'),
	updated_at: plain('updatedAt'),
	tax_exempt: plain('taxExempt'),
	completed_at: plain('completedAt'),
	name: plain('name'),
	status: lower('status'),
	line_items: list('lineItems', DraftOrderLineItem),
	shipping_address: object('shippingAddress', DraftOrderAddress),
	billing_address: object('billingAddress', DraftOrderAddress),
	invoice_url: plain('invoiceUrl'),
	applied_discount: object('appliedDiscount', AppliedDiscount),
	order_id: numberIn('order.id'),
	shipping_line: object('shippingLine', DraftOrderShippingLine),
	tax_lines: many('taxLines', TaxLine),
	tags: commaJoined('tags'),
	note_attributes: many('customAttributes', Attribute),
	total_price: shopMoney('totalPriceSet'),
	subtotal_price: shopMoney('subtotalPriceSet'),
	total_tax: shopMoney('totalTaxSet'),
	payment_terms: object('paymentTerms', PaymentTerms),
	admin_graphql_api_id: plain('id'),
	customer: object('customer', BuyerCustomer),
});

/** A draft order as updating answers it: the ids of what its lines sell are texts. */
export const ChangedDraftOrder: Payload = extend(DraftOrder, {
	line_items: list(
		'lineItems',
		extend(DraftOrderLineItem, {
			variant_id: numberTextIn('variant.id'),
			product_id: numberTextIn('product.id'),
		}),
	),
});

export const DRAFT_ORDER_SIMPLIFIED: readonly string[] = [
	'id',
	'name',
	'status',
	'email',
	'total_price',
	'currency',
	'order_id',
	'invoice_url',
	'created_at',
	'updated_at',
];
