import { ADDRESS, CUSTOMER_NULLS, CUSTOMER_OF_ORDER, within } from './nulls.mts';

/** As nulls.mts, for what belongs to products, stock, drafts and parcels. */

export const VARIANT_NULLS = [
	'sku',
	'inventory_management',
	'barcode',
	'compare_at_price',
	// The run's product has two options.
	'option3',
];

export const IMAGE_NULLS = ['alt'];

export const METAFIELD_NULLS = [
	// Stands in the metafield's definition, if it has one.
	'description',
];

export const ITEM_NULLS = [
	'sku',
	'cost',
	'country_code_of_origin',
	'province_code_of_origin',
	'harmonized_system_code',
];

export const LEVEL_NULLS: string[] = [];

export const COLLECTION_NULLS = ['published_at', 'template_suffix', 'body_html'];

/** Only REST, which not every app is served, tells these. */
export const COLLECT_NULLS = ['id', 'created_at', 'updated_at', 'sort_value'];

/** Only REST, which not every app is served, tells the rates. */
export const COUNTRY_NULLS = [
	'tax_name',
	'tax',
	'provinces[].tax_name',
	'provinces[].tax',
	'provinces[].tax_percentage',
];

export const CHECKOUT_NULLS = [
	'email',
	'phone',
	'note',
	'customer',
	'billing_address',
	'shipping_address',
	...within('billing_address', ADDRESS),
	...within('shipping_address', ADDRESS),
	...within('customer', CUSTOMER_NULLS),
	'customer_locale',
	// Nothing until the shopper has come that far.
	'total_tax',
	'total_duties',
	// No source.
	'cart_token',
	'gateway',
	'landing_site',
	'referring_site',
	'source',
	'source_name',
];

const DRAFT_LINE = ['variant_id', 'product_id', 'variant_title', 'sku', 'vendor'];

export const DRAFT_NULLS = [
	'email',
	'note',
	'invoice_sent_at',
	'completed_at',
	'order_id',
	'customer',
	'shipping_address',
	'billing_address',
	...within('customer', [...CUSTOMER_NULLS, ...CUSTOMER_OF_ORDER]),
	...within('shipping_address', ADDRESS),
	...within('billing_address', ADDRESS),
	// Custom lines have no variant.
	...within('line_items[]', DRAFT_LINE),
	// Only a rate of the shop has one.
	'shipping_line.handle',
];

export const FULFILLMENT_NULLS = [
	// Nothing until the carrier has told of the parcel.
	'shipment_status',
	'origin_address',
	'line_items[].sku',
	'line_items[].vendor',
	'line_items[].variant_title',
	'line_items[].variant_inventory_management',
	'line_items[].fulfillment_status',
];

export const FULFILLMENT_ORDER_NULLS = [
	'fulfill_at',
	'fulfill_by',
	'delivery_method',
	'destination',
	// Only parcels to other countries have duties.
	'international_duties',
	...within('assigned_location', ADDRESS),
];
