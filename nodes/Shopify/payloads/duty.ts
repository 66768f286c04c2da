import type { Payload } from './payload';
import { legacyId, many, moneyWithCurrency, payload, plain } from './payload';
import { TaxLine } from './taxLine';

/** A duty on a line of an order. */
export const Duty: Payload = payload('Duty', {
	id: legacyId(),
	harmonized_system_code: plain('harmonizedSystemCode'),
	country_code_of_origin: plain('countryCodeOfOrigin'),
	shop_money: moneyWithCurrency('price.shopMoney'),
	presentment_money: moneyWithCurrency('price.presentmentMoney'),
	tax_lines: many('taxLines', TaxLine),
	admin_graphql_api_id: plain('id'),
});
