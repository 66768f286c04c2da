import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { provinceCodeOf } from './provinces';

/** Fields of a postal address, in the order in which one writes it. */
export const addressFields: INodeProperties[] = [
	{
		displayName: 'First Name',
		name: 'firstName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Ada',
	},
	{
		displayName: 'Last Name',
		name: 'lastName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Lovelace',
	},
	{
		displayName: 'Company',
		name: 'company',
		type: 'string',
		default: '',
		placeholder: 'e.g. Maple Trail Outfitters',
	},
	{
		displayName: 'Address Line 1',
		name: 'address1',
		type: 'string',
		default: '',
		placeholder: 'e.g. 123 Main Street',
	},
	{
		displayName: 'Address Line 2',
		name: 'address2',
		type: 'string',
		default: '',
		placeholder: 'e.g. Apartment 4',
	},
	{ displayName: 'City', name: 'city', type: 'string', default: '', placeholder: 'e.g. Toronto' },
	{
		displayName: 'Country',
		name: 'country',
		type: 'string',
		default: '',
		placeholder: 'e.g. Canada',
		description: 'Name or two-letter code',
	},
	{
		displayName: 'Country Code',
		name: 'countryCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. CA',
	},
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		default: '',
		placeholder: 'e.g. +1-555-123-4567',
	},
	{
		displayName: 'Province',
		name: 'province',
		type: 'string',
		default: '',
		placeholder: 'e.g. Ontario',
		description: 'State or province, by name or code',
	},
	{
		displayName: 'Province Code',
		name: 'provinceCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. ON',
	},
	{
		displayName: 'ZIP',
		name: 'zip',
		type: 'string',
		default: '',
		placeholder: 'e.g. M5V 2T6',
		description: 'Postal code',
	},
];

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');

let codes: Map<string, string> | undefined;

/** English country names → ISO 3166 codes, from the runtime's own data. */
function codeOfCountry(name: string): string | undefined {
	if (!codes) {
		const names = new Intl.DisplayNames(['en'], { type: 'region' });
		codes = new Map();
		for (const first of letters) {
			for (const second of letters) {
				const code = first + second;
				const known = names.of(code);
				if (known && known !== code) codes.set(known.toLowerCase(), code);
			}
		}
	}
	return codes.get(name.trim().toLowerCase());
}

const isCode = (value: unknown, longest: number) =>
	typeof value === 'string' && new RegExp(`^[A-Z0-9]{2,${longest}}$`).test(value.trim());

const set = (value: unknown) => value !== undefined && value !== null && value !== '';

/**
 * A documented address as MailingAddressInput. Countries become codes, and provinces where their
 * names are known; others are given by name, for which the API has no other input.
 */
export function addressInput(address: IDataObject): IDataObject {
	const { country, province } = address;
	const countryCode =
		address.country_code ??
		(isCode(country, 2) ? country : set(country) ? codeOfCountry(String(country)) : undefined);
	const provinceCode =
		address.province_code ??
		(isCode(province, 3) ? province : provinceCodeOf(countryCode, province));
	const input: IDataObject = {
		firstName: address.first_name,
		lastName: address.last_name,
		company: address.company,
		address1: address.address1,
		address2: address.address2,
		city: address.city,
		zip: address.zip,
		phone: address.phone,
		countryCode,
		country: set(countryCode) ? undefined : country,
		provinceCode,
		province: set(provinceCode) ? undefined : province,
	};
	return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
