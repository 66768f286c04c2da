import { countryName, provincesOf } from './regions.mts';
import { PLACES } from './seed/words.mts';

/** A country that the shop sells to, with what REST alone tells of it: its taxes. */
export interface SoldCountry {
	id: number;
	/** '*' stands for the rest of the world. */
	code: string;
	name: string;
	taxName: string;
	tax: number;
	provinces: Array<{ id: number; code: string; name: string; taxName: string; tax: number }>;
}

const rateOf = (province: string): { taxName: string; tax: number } => {
	const place = PLACES.find(({ provinceCode }) => provinceCode === province);
	return { taxName: place?.taxTitle ?? 'GST', tax: place?.taxRate ?? 0 };
};

/** The shop's countries: Canada, the United States, and the rest of the world without taxes. */
export const SOLD_COUNTRIES: readonly SoldCountry[] = ['CA', 'US', '*'].map((code, index) => {
	const id = 459_921_100_000 + index * 1000;
	const provinces = Object.entries(provincesOf(code) ?? {});
	return {
		id,
		code,
		name: code === '*' ? 'Rest of World' : countryName(code),
		taxName: code === 'CA' ? 'GST' : 'Tax',
		tax: code === 'CA' ? 0.05 : 0,
		provinces: provinces.map(([province, name], place) => ({
			id: id + 1 + place,
			code: province,
			name,
			...rateOf(province),
		})),
	};
});
