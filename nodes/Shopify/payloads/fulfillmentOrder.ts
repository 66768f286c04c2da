import type { IDataObject } from 'n8n-workflow';

import type { Field, Payload } from './payload';
import {
	derived,
	legacyId,
	list,
	lower,
	many,
	nodesIn,
	numberIn,
	object,
	objectAs,
	parentId,
	payload,
	plain,
} from './payload';
import { addressText } from './address';

/** The number of the shop, which no object inside the shop knows; `inShop` puts it in. */
const shopId = (): Field => ({ select: {}, read: () => null, source: 'the number in shop.id' });

const FulfillmentOrderLine = payload('FulfillmentOrderLineItem', {
	id: legacyId(),
	shop_id: shopId(),
	fulfillment_order_id: parentId(),
	quantity: plain('totalQuantity'),
	line_item_id: numberIn('lineItem.id'),
	inventory_item_id: numberIn('inventoryItemId'),
	fulfillable_quantity: plain('remainingQuantity'),
	variant_id: numberIn('variant.id'),
});

const AssignedLocation = payload('FulfillmentOrderAssignedLocation', {
	address1: plain('address1'),
	address2: plain('address2'),
	city: plain('city'),
	country_code: plain('countryCode'),
	location_id: numberIn('location.id'),
	name: plain('name'),
	phone: plain('phone'),
	province: plain('province'),
	zip: plain('zip'),
});

const FulfillmentHold = payload('FulfillmentHold', {
	reason: lower('reason'),
	reason_notes: plain('reasonNotes'),
});

const MerchantRequest = payload('FulfillmentOrderMerchantRequest', {
	message: plain('message'),
	request_options: plain('requestOptions'),
	kind: lower('kind'),
});

/** What is to be sent from one location for an order. */
export const FulfillmentOrder: Payload = payload('FulfillmentOrder', {
	id: legacyId(),
	shop_id: shopId(),
	order_id: numberIn('orderId'),
	assigned_location_id: numberIn('assignedLocation.location.id'),
	request_status: lower('requestStatus'),
	status: lower('status'),
	supported_actions: derived(
		'supportedActions { action }',
		({ supportedActions }) =>
			nodesIn(supportedActions).map(({ action }) => String(action).toLowerCase()),
		'supportedActions.action, in lower case',
	),
	destination: objectAs(
		'destination',
		'address1 address2 city province countryCode zip',
		({ province, ...address }) => addressText({ ...address, provinceCode: province }),
		'as one text',
	),
	line_items: list('lineItems', FulfillmentOrderLine),
	fulfill_at: plain('fulfillAt'),
	fulfill_by: plain('fulfillBy'),
	international_duties: plain('internationalDuties.incoterm'),
	fulfillment_holds: many('fulfillmentHolds', FulfillmentHold),
	delivery_method: lower('deliveryMethod.methodType'),
	assigned_location: object('assignedLocation', AssignedLocation),
	merchant_requests: list('merchantRequests', MerchantRequest, { first: 4 }),
});

/** The fulfillment orders of one order. */
export const OrderFulfillmentOrders: Payload = payload('Order', {
	fulfillment_orders: list('fulfillmentOrders', FulfillmentOrder, { first: 7 }),
});

/**
 * The record with the number of its shop, also in its lines, wherever they have the field.
 *
 * @param shop the number in the id of the root field `shop`
 */
export function inShop(record: IDataObject, shop: number | null): IDataObject {
	const filled = { ...record };
	if ('shop_id' in filled) filled.shop_id = shop;
	if (Array.isArray(filled.line_items)) {
		filled.line_items = (filled.line_items as IDataObject[]).map((line) => inShop(line, shop));
	}
	return filled;
}

export const FULFILLMENT_ORDER_SIMPLIFIED: readonly string[] = [
	'id',
	'order_id',
	'status',
	'request_status',
	'assigned_location_id',
	'assigned_location.name',
	'delivery_method',
	'destination',
	'fulfill_at',
	'fulfill_by',
];
