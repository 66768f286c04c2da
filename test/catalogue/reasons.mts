/**
 * Documented places that have no value in the contract runs, and why. A key matches the end of a
 * path without indexes. What is not listed here has to have a value of the documented type.
 */
const NO_SOURCE = 'GraphQL has no source for it';
const NOT_MEASURED = 'GraphQL does not tell it about the buyer’s browser';
const MAY_BE_EMPTY = 'empty in the sandbox’s data; a shop may leave it empty';

const REASONS: Record<string, string> = {
	'order.checkout_id': NO_SOURCE,
	'order.reference': NO_SOURCE,
	'order.device_id': NO_SOURCE,
	'order.total_price_usd': 'only shops that sell in US dollars have it; the sandbox sells in CAD',
	'order.landing_site': 'the sandbox records no visits',
	'order.user_id': 'needs the scope read_users, on the plans that have it',
	'refunds.user_id': 'needs the scope read_users, on the plans that have it',
	'refunds.note': 'cancelling has no input for a note of the refund',
	'client_details.accept_language': NOT_MEASURED,
	'client_details.browser_height': NOT_MEASURED,
	'client_details.browser_width': NOT_MEASURED,
	'client_details.session_hash': NOT_MEASURED,
	'client_details.user_agent': NOT_MEASURED,
	'shipping_lines.carrier_identifier': MAY_BE_EMPTY,
	'billing_address.company': MAY_BE_EMPTY,
	'shipping_address.latitude': 'a new address has not been placed on a map yet',
	'shipping_address.longitude': 'a new address has not been placed on a map yet',
	'customer.accepts_marketing_updated_at': MAY_BE_EMPTY,
	'metafields.description': 'stands in a metafield’s definition, and this one has none',
	'metafield.description': 'stands in a metafield’s definition, and this one has none',
	'customer.addresses.phone':
		'the sample’s address has none, and Shopify does not copy the customer’s',
	'default_address.phone':
		'the sample’s address has none, and Shopify does not copy the customer’s',
	'email_marketing_consent.consent_updated_at': 'a new customer has not decided yet',
	'location.phone': MAY_BE_EMPTY,
	'location.address2': MAY_BE_EMPTY,
	'locations.phone': MAY_BE_EMPTY,
	'fulfillment.shipment_status': 'a parcel that was just sent has no state yet',
	'fulfillment_orders.fulfill_by': MAY_BE_EMPTY,
	'fulfillment_orders.international_duties': MAY_BE_EMPTY,
	'assigned_location.address2': MAY_BE_EMPTY,
	'assigned_location.phone': MAY_BE_EMPTY,
	'shipping_line.handle': 'only a rate of the shop has one, a custom shipping line has none',
	'shipping_address.company': MAY_BE_EMPTY,
	'shipping_address.address2': MAY_BE_EMPTY,
	'shipping_address.phone': MAY_BE_EMPTY,
	'billing_address.address2': MAY_BE_EMPTY,
	'billing_address.phone': MAY_BE_EMPTY,
	'customer.note': MAY_BE_EMPTY,
	'checkouts.cart_token': NO_SOURCE,
	'checkouts.gateway': NO_SOURCE,
	'checkouts.landing_site': NO_SOURCE,
	'checkouts.referring_site': NO_SOURCE,
	'checkouts.shipping_lines': NO_SOURCE,
	'checkouts.source': NO_SOURCE,
	'checkouts.source_name': NO_SOURCE,
	'shop.address2': MAY_BE_EMPTY,
	'shop.source': NO_SOURCE,
	'shop.county_taxes': NO_SOURCE,
	'shop.plan_name': NO_SOURCE,
	'shop.has_discounts': NO_SOURCE,
	'shop.eligible_for_payments': NO_SOURCE,
	'shop.requires_extra_payments_agreement': NO_SOURCE,
	'shop.eligible_for_card_reader_giveaway': NO_SOURCE,
	'shop.finances': NO_SOURCE,
	'shop.cookie_consent_level': NO_SOURCE,
	'shop.visitor_tracking_consent_preference': NO_SOURCE,
	'shop.pre_launch_enabled': NO_SOURCE,
};

/** Why a documented place has no value in the sandbox, undefined when there is no reason. */
export const reasonFor = (path: string): string | undefined => {
	const place = path.replace(/\[\d*\]/g, '');
	const key = Object.keys(REASONS).find((end) => place === end || place.endsWith(`.${end}`));
	return key === undefined ? undefined : REASONS[key];
};

/** Documented places whose type is not the documented one, on purpose, and why. */
const DEVIATIONS: Record<string, string> = {
	'fulfillment.tracking_number':
		'the sample of creating has a number, all others have a text; as a number "1Z9" and "007" would be lost',
};

/** Why a place deviates, undefined when it must not. */
export const deviationFor = (deviation: string): string | undefined =>
	DEVIATIONS[deviation.replace(/:.*$/s, '').replace(/\[\d*\]/g, '')];
