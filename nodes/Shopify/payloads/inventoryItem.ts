import type { Payload } from './payload';
import { extend, legacyId, list, mapped, moneyV2, overAll, payload, plain } from './payload';

const CountryCode = payload('CountryHarmonizedSystemCode', {
	country_code: plain('countryCode'),
	harmonized_system_code: plain('harmonizedSystemCode'),
});

/** The number of a code; a code that starts with 0 stays a text, or it would become another one. */
function codeNumber(code: string): number | string {
	const number = Number(code);
	return String(number) === code ? number : code;
}

/** An inventory item that is read or written on its own. */
export const InventoryItem: Payload = payload('InventoryItem', {
	id: legacyId(),
	sku: plain('sku'),
	created_at: plain('createdAt'),
	updated_at: plain('updatedAt'),
	requires_shipping: plain('requiresShipping'),
	cost: moneyV2('unitCost'),
	country_code_of_origin: plain('countryCodeOfOrigin'),
	province_code_of_origin: plain('provinceCodeOfOrigin'),
	harmonized_system_code: mapped('harmonizedSystemCode', codeNumber, 'as a number where it is one'),
	tracked: plain('tracked'),
	country_harmonized_system_codes: list('countryHarmonizedSystemCodes', CountryCode, { first: 4 }),
	admin_graphql_api_id: plain('id'),
});

/** An inventory item of a list: its codes are texts. */
export const ListedInventoryItem: Payload = extend(InventoryItem, {
	harmonized_system_code: plain('harmonizedSystemCode'),
	country_harmonized_system_codes: overAll(
		'countryHarmonizedSystemCodes',
		CountryCode,
		(codes) => codes.map(({ harmonizedSystemCode }) => harmonizedSystemCode),
		'countryHarmonizedSystemCodes, the codes',
		{ first: 4 },
	),
});

export const INVENTORY_ITEM_SIMPLIFIED: readonly string[] = [
	'id',
	'sku',
	'tracked',
	'cost',
	'requires_shipping',
	'country_code_of_origin',
	'harmonized_system_code',
	'updated_at',
];
