import type { Payload } from './payload';
import { absent, legacyId, payload, plain, shopMoney } from './payload';

/** A shipping line of an order. */
export const ShippingLine: Payload = payload('ShippingLine', {
	id: legacyId(),
	carrier_identifier: plain('carrierIdentifier'),
	code: plain('code'),
	delivery_category: plain('deliveryCategory'),
	discounted_price: shopMoney('discountedPriceSet'),
	phone: plain('phone'),
	price: shopMoney('originalPriceSet'),
	requested_fulfillment_service_id: absent(null, 'Shopify no longer uses it'),
	source: plain('source'),
	title: plain('title'),
});

/** The shipping line of a draft order. */
export const DraftOrderShippingLine: Payload = payload('ShippingLine', {
	title: plain('title'),
	custom: plain('custom'),
	handle: plain('shippingRateHandle'),
	price: shopMoney('originalPriceSet'),
});
