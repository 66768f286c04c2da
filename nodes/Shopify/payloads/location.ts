import type { Payload } from './payload';
import { legacyId, payload, plain, without } from './payload';

/** A location. */
export const Location: Payload = payload('Location', {
	id: legacyId(),
	name: plain('name'),
	address1: plain('address.address1'),
	address2: plain('address.address2'),
	city: plain('address.city'),
	zip: plain('address.zip'),
	province: plain('address.province'),
	country: plain('address.country'),
	phone: plain('address.phone'),
	created_at: plain('createdAt'),
	updated_at: plain('updatedAt'),
	country_code: plain('address.countryCode'),
	country_name: plain('address.country'),
	province_code: plain('address.provinceCode'),
	legacy: plain('isFulfillmentService'),
	active: plain('isActive'),
	admin_graphql_api_id: plain('id'),
	localized_country_name: plain('address.country'),
	localized_province_name: plain('address.province'),
});

/** A location in a lookup. */
export const LocationLookup: Payload = without(
	Location,
	'admin_graphql_api_id',
	'localized_country_name',
	'localized_province_name',
);

export const LOCATION_SIMPLIFIED: readonly string[] = [
	'id',
	'name',
	'active',
	'address1',
	'city',
	'zip',
	'province',
	'country',
	'phone',
];
