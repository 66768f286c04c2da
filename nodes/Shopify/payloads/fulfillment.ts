import type { Node, Payload } from './payload';
import {
	absent,
	derived,
	extend,
	legacyId,
	list,
	lower,
	mapped,
	nodesIn,
	numberIn,
	object,
	objectAs,
	parentId,
	payload,
	plain,
	textOr,
	without,
} from './payload';
import { addressText } from './address';
import { FulfillmentLineItem } from './lineItem';

/** Display states that are a parcel's state; the others only repeat the fulfillment's own. */
const PARCEL_STATES = [
	'ATTEMPTED_DELIVERY',
	'CARRIER_PICKED_UP',
	'CONFIRMED',
	'DELAYED',
	'DELIVERED',
	'FAILURE',
	'IN_TRANSIT',
	'LABEL_PRINTED',
	'LABEL_PURCHASED',
	'OUT_FOR_DELIVERY',
	'READY_FOR_PICKUP',
];

const shipmentStatus = (status: string) =>
	PARCEL_STATES.includes(status) ? status.toLowerCase() : null;

/** GraphQL names a fulfillment #1001-F1, the payloads #1001.1. */
const fulfillmentName = (name: string) => name.replace(/-F(\d+)$/, '.$1');

const TRACKING = 'trackingInfo(first: 250)';

/** All values of a part of the tracking information, in order. */
const trackings = (node: Node, key: string): unknown[] =>
	nodesIn(node.trackingInfo)
		.map((info) => info[key] ?? null)
		.filter((value) => value !== null);

const firstTracking = (key: string) =>
	derived(
		`${TRACKING} { ${key} }`,
		(node) => trackings(node, key)[0] ?? null,
		`first trackingInfo.${key}`,
	);

const allTrackings = (key: string) =>
	derived(`${TRACKING} { ${key} }`, (node) => trackings(node, key), `every trackingInfo.${key}`);

const OriginAddress = payload('FulfillmentOriginAddress', {
	address1: plain('address1'),
	address2: plain('address2'),
	city: plain('city'),
	province_code: plain('provinceCode'),
	country_code: plain('countryCode'),
	zip: plain('zip'),
});

/** A fulfillment. */
export const Fulfillment: Payload = payload('Fulfillment', {
	id: legacyId(),
	order_id: numberIn('order.id'),
	status: lower('status'),
	location_id: numberIn('location.id'),
	created_at: plain('createdAt'),
	service: textOr('service.handle', 'manual'),
	updated_at: plain('updatedAt'),
	tracking_company: firstTracking('company'),
	shipment_status: mapped(
		'displayStatus',
		shipmentStatus,
		'in lower case when it is a parcel state',
	),
	origin_address: objectAs(
		'originAddress',
		'address1 address2 city provinceCode countryCode zip',
		addressText,
		'as one text',
	),
	line_items: list('fulfillmentLineItems', FulfillmentLineItem),
	tracking_number: firstTracking('number'),
	tracking_numbers: allTrackings('number'),
	tracking_url: firstTracking('url'),
	tracking_urls: allTrackings('url'),
	receipt: absent({}),
	name: mapped('name', fulfillmentName, '"-F1" at its end written ".1"'),
	admin_graphql_api_id: plain('id'),
});

/** A fulfillment as the tracking update answers it: its origin address is an object. */
export const TrackedFulfillment: Payload = extend(Fulfillment, {
	origin_address: object('originAddress', OriginAddress),
});

/** A fulfillment within its order. */
export const OrderFulfillment: Payload = extend(
	without(Fulfillment, 'line_items', 'origin_address'),
	{ order_id: parentId() },
);

export const FULFILLMENT_SIMPLIFIED: readonly string[] = [
	'id',
	'order_id',
	'name',
	'status',
	'shipment_status',
	'tracking_company',
	'tracking_number',
	'tracking_url',
	'location_id',
	'created_at',
];
