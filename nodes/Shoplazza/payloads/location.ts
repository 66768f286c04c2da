/** Fields of a location: those of 2026-01. */
export const LOCATION_FIELDS = [
	'id',
	'active',
	'default',
	'country',
	'country_code',
	'province',
	'province_code',
	'city',
	'area',
	'address',
	'address1',
	'name',
	'phone',
	'zip',
	'company',
	'latitude',
	'longitude',
	'created_at',
	'updated_at',
] as const;

export const LOCATION_SIMPLIFIED = [
	'id',
	'name',
	'active',
	'default',
	'address1',
	'city',
	'zip',
	'country_code',
	'phone',
] as const;
