/** Fields of a fulfillment: those of 2026-01. */
export const FULFILLMENT_FIELDS = [
	'id',
	'order_id',
	'status',
	'created_at',
	'updated_at',
	'tracking_company',
	'tracking_number',
	'tracking_company_code',
	'line_items',
	'tracking_url',
	'phone_number',
] as const;

export const FULFILLMENT_SIMPLIFIED = [
	'id',
	'order_id',
	'status',
	'tracking_company',
	'tracking_number',
	'tracking_url',
	'created_at',
	'updated_at',
] as const;
