/**
 * Where a live shop may answer null although the sample has a value. Paths within one record.
 * Fields marked "no source" are always null: the payload tables in nodes/Shopify/payloads say why.
 */

export const ADDRESS = [
	'first_name',
	'last_name',
	'company',
	'address1',
	'address2',
	'city',
	'zip',
	'province',
	'province_code',
	'country',
	'country_code',
	'phone',
	'name',
	// Not every address could be placed on a map.
	'latitude',
	'longitude',
];

export const within = (path: string, names: string[]) => names.map((name) => `${path}.${name}`);

export const SHOP_NULLS = [
	'address1',
	'address2',
	'zip',
	'city',
	'province',
	'province_code',
	'phone',
	'latitude',
	'longitude',
	// No source.
	'source',
	'county_taxes',
	'plan_name',
	'has_discounts',
	'eligible_for_payments',
	'requires_extra_payments_agreement',
	'eligible_for_card_reader_giveaway',
	'finances',
	'cookie_consent_level',
	'visitor_tracking_consent_preference',
	'pre_launch_enabled',
];

export const LOCATION_NULLS = [
	'address1',
	'address2',
	'city',
	'zip',
	'phone',
	'province',
	'province_code',
	'localized_province_name',
	'country',
	'country_code',
	'country_name',
	'localized_country_name',
];

const CONSENTS = [
	// Without an address or a number there is nothing to agree to.
	'email_marketing_consent',
	'sms_marketing_consent',
	// Nothing until the customer decides.
	'email_marketing_consent.consent_updated_at',
	'sms_marketing_consent.consent_updated_at',
	'sms_marketing_consent.opt_in_level',
];

export const CUSTOMER_NULLS = [
	'email',
	'phone',
	'first_name',
	'last_name',
	'note',
	'last_order_id',
	'last_order_name',
	...CONSENTS,
];

export const PRODUCT_NULLS = [
	'published_at',
	'image',
	'image.alt',
	'images[].alt',
	'variants[].sku',
	'variants[].barcode',
	'variants[].compare_at_price',
	'variants[].image_id',
	'variants[].inventory_management',
	'variants[].option2',
];

export const CUSTOMER_OF_ORDER = [
	'email',
	'phone',
	'first_name',
	'last_name',
	'note',
	'currency',
	'last_order_id',
	'last_order_name',
	'accepts_marketing_updated_at',
	'multipass_identifier',
];

export const ORDER_NULLS = [
	'app_id',
	'email',
	'contact_email',
	'phone',
	'note',
	'customer',
	'billing_address',
	'shipping_address',
	...within('billing_address', ADDRESS),
	...within('shipping_address', ADDRESS),
	...within('customer', CUSTOMER_OF_ORDER),
	'cancel_reason',
	'cancelled_at',
	'closed_at',
	// Orders that no browser placed have no checkout and no visitor.
	'browser_ip',
	'cart_token',
	'checkout_token',
	'client_details.*',
	'customer_locale',
	'landing_site',
	'location_id',
	'source_identifier',
	'source_url',
	// Orders without a payment.
	'financial_status',
	'gateway',
	'payment_details',
	'payment_details.*',
	'fulfillment_status',
	'line_items[].fulfillment_status',
	// Lines whose product is gone or that never had one.
	'line_items[].product_id',
	'line_items[].variant_id',
	'line_items[].variant_title',
	'line_items[].variant_inventory_management',
	'line_items[].sku',
	'line_items[].vendor',
	'shipping_lines[].carrier_identifier',
	'shipping_lines[].code',
	'shipping_lines[].delivery_category',
	'shipping_lines[].phone',
	'shipping_lines[].source',
	'refunds[].note',
	'refunds[].processed_at',
	// Kept in the metafield's definition, if it has one.
	'metafields[].description',
	// No source.
	'checkout_id',
	'device_id',
	'reference',
	'total_price_usd',
	'user_id',
	'refunds[].user_id',
	'shipping_lines[].requested_fulfillment_service_id',
];
