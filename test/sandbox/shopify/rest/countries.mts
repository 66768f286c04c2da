import { SOLD_COUNTRIES } from '../countries.mts';

/** The body of GET countries.json: rates as fractions, and as percent for provinces. */
export const countriesBody = (): Record<string, unknown> => ({
	countries: SOLD_COUNTRIES.map(({ id, name, code, taxName, tax, provinces }) => ({
		id,
		name,
		code,
		tax_name: taxName,
		tax,
		provinces: provinces.map((province) => ({
			id: province.id,
			country_id: id,
			name: province.name,
			code: province.code,
			tax_name: province.taxName,
			tax_type: null,
			shipping_zone_id: null,
			tax: province.tax,
			tax_percentage: Math.round(province.tax * 10_000) / 100,
		})),
	})),
});
