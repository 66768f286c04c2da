import type { Node, Payload } from './payload';
import { amountText, derived, dig, lower, moneySet, payload, plain, shopMoney } from './payload';

/** The share of a discount that falls on a line. */
export const DiscountAllocation: Payload = payload('DiscountAllocation', {
	amount: shopMoney('allocatedAmountSet'),
	amount_set: moneySet('allocatedAmountSet'),
	discount_application_index: plain('discountApplication.index'),
});

/** "10" percent or "5.00" in money. */
const discountValue = ({ value, valueType, amountSet }: Node) =>
	valueType === 'PERCENTAGE'
		? String(value)
		: amountText(value, dig((amountSet ?? {}) as Node, 'shopMoney.currencyCode'));

/** A discount that was entered on a draft order or on one of its lines. */
export const AppliedDiscount: Payload = payload('DraftOrderAppliedDiscount', {
	description: plain('description'),
	value: derived(
		'value valueType amountSet { shopMoney { currencyCode } }',
		discountValue,
		'as text, with the currency’s places when it is an amount',
	),
	title: plain('title'),
	amount: shopMoney('amountSet'),
	value_type: lower('valueType'),
});
