import type { Payload } from './payload';
import { absent, derived, dig, legacyId, many, parentId, payload, plain } from './payload';

const NO_TAXES = 'GraphQL has no tax rates, REST has';

/** A province of a country. */
export const Province: Payload = payload('DeliveryProvince', {
	id: legacyId(),
	country_id: parentId(),
	name: plain('name'),
	code: plain('code'),
	tax_name: absent(null, NO_TAXES),
	tax_type: absent(null, NO_TAXES),
	shipping_zone_id: absent(null, 'a province does not name its zone'),
	tax: absent(null, NO_TAXES),
	tax_percentage: absent(null, NO_TAXES),
});

/** A country of a delivery zone, as far as GraphQL knows it. */
export const Country: Payload = payload('DeliveryCountry', {
	id: legacyId(),
	name: plain('name'),
	code: derived(
		'code { countryCode restOfWorld }',
		(node) =>
			dig(node, 'code.countryCode') ?? (dig(node, 'code.restOfWorld') === true ? '*' : null),
		'code.countryCode, else "*" for the rest of the world',
	),
	tax_name: absent(null, NO_TAXES),
	tax: absent(null, NO_TAXES),
	provinces: many('provinces', Province),
});

export const COUNTRY_SIMPLIFIED: readonly string[] = ['id', 'name', 'code', 'tax_name', 'tax'];
