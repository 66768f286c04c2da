import type { Node, Payload } from './payload';
import {
	derived,
	dig,
	extend,
	legacyId,
	many,
	mapped,
	moneySet,
	numberIn,
	objectAs,
	payload,
	plain,
	shopMoney,
	through,
} from './payload';
import { Attribute } from './attribute';
import { DiscountAllocation } from './discount';
import { Duty } from './duty';
import { TaxLine } from './taxLine';
import { grams } from './weight';

/** 'shopify' when Shopify counts the variant's stock. */
export const stockKeeper = (tracked: boolean): string | null => (tracked ? 'shopify' : null);

/**
 * fulfilled when nothing is left to fulfill, partial when something is, null when nothing has been
 * fulfilled yet. Units that can never be fulfilled (refunded, removed) do not count.
 */
function fulfillmentStatus(line: Node): string | null {
	const open = Number(line.unfulfilledQuantity);
	const all = Number(line.quantity) - Number(line.nonFulfillableQuantity ?? 0);
	if (all <= 0 || open >= all) return null;
	return open > 0 ? 'partial' : 'fulfilled';
}

/** A line of an order. */
export const OrderLineItem: Payload = payload('LineItem', {
	id: legacyId(),
	admin_graphql_api_id: plain('id'),
	variant_id: numberIn('variant.id'),
	title: plain('title'),
	quantity: plain('quantity'),
	sku: plain('sku'),
	variant_title: plain('variantTitle'),
	vendor: plain('vendor'),
	fulfillment_service: derived(
		'isGiftCard',
		(line) => (line.isGiftCard === true ? 'gift_card' : 'manual'),
		'"gift_card" for gift cards, else "manual": Shopify no longer ties lines to services',
	),
	product_id: numberIn('product.id'),
	requires_shipping: plain('requiresShipping'),
	taxable: plain('taxable'),
	gift_card: plain('isGiftCard'),
	name: plain('name'),
	variant_inventory_management: mapped(
		'variant.inventoryItem.tracked',
		stockKeeper,
		'"shopify" when it is true',
	),
	properties: many('customAttributes', Attribute),
	product_exists: derived(
		'product { id }',
		(line) => line.product !== null,
		'whether product is there',
	),
	fulfillable_quantity: plain('unfulfilledQuantity'),
	grams: objectAs('weight', 'value unit', grams, 'in grams'),
	price: shopMoney('originalUnitPriceSet'),
	total_discount: shopMoney('totalDiscountSet'),
	fulfillment_status: derived(
		'quantity unfulfilledQuantity nonFulfillableQuantity',
		fulfillmentStatus,
		'"fulfilled", "partial" or null by unfulfilledQuantity',
	),
	price_set: moneySet('originalUnitPriceSet'),
});

/** A line of an order with all that a fulfillment shows of it. */
const LineItem = extend(OrderLineItem, {
	total_discount_set: moneySet('totalDiscountSet'),
	discount_allocations: many('discountAllocations', DiscountAllocation),
	duties: many('duties', Duty),
	tax_lines: many('taxLines(first: 250)', TaxLine),
});

/** A line of a fulfillment: the order's line, with the fulfilled quantity. */
export const FulfillmentLineItem: Payload = payload('FulfillmentLineItem', {
	...through('lineItem', LineItem),
	quantity: plain('quantity'),
	fulfillment_service: {
		select: {},
		read: (_line, fulfillment) => dig(fulfillment ?? {}, 'service.handle') ?? 'manual',
		source: 'service.handle of the fulfillment, else "manual"',
		ofParent: [plain('service.handle')],
	},
	fulfillment_status: {
		...derived(
			'lineItem { quantity unfulfilledQuantity nonFulfillableQuantity }',
			(line, fulfillment) =>
				fulfillment?.status === 'CANCELLED'
					? 'cancelled'
					: fulfillmentStatus((line.lineItem ?? {}) as Node),
			'"cancelled" with the fulfillment, else "fulfilled", "partial" or null by unfulfilledQuantity',
		),
		ofParent: [plain('status')],
	},
});
