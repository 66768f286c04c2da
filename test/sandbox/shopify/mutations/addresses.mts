import { type UserError, userError } from '../errors.mts';
import type { Address } from '../model.mts';
import { countryCode, countryName, provincesOf } from '../regions.mts';

export interface AddressInput {
	firstName?: string | null;
	lastName?: string | null;
	company?: string | null;
	address1?: string | null;
	address2?: string | null;
	city?: string | null;
	province?: string | null;
	provinceCode?: string | null;
	country?: string | null;
	countryCode?: string | null;
	zip?: string | null;
	phone?: string | null;
}

/** The fields of an address as stored: codes and names filled in from each other. */
export type AddressFields = Omit<Address, '__typename' | 'id'>;

/** An input as address fields; what is missing is null. */
export function addressFields(input: AddressInput): AddressFields {
	const code = input.countryCode ?? countryCode(input.country ?? '') ?? null;
	const provinces = provincesOf(code ?? '');
	const named = Object.entries(provinces ?? {}).find(([, name]) => {
		return name.toLowerCase() === input.province?.toLowerCase();
	});
	const provinceCode = input.provinceCode ?? named?.[0] ?? null;
	return {
		firstName: input.firstName ?? null,
		lastName: input.lastName ?? null,
		company: input.company ?? null,
		address1: input.address1 ?? null,
		address2: input.address2 ?? null,
		city: input.city ?? null,
		province: provinces?.[provinceCode ?? ''] ?? input.province ?? null,
		provinceCode,
		country: code === null ? (input.country ?? null) : countryName(code),
		countryCode: code,
		zip: input.zip ?? null,
		phone: input.phone ?? null,
		latitude: null,
		longitude: null,
	};
}

/**
 * What an order's shipping address lacks. Recorded: last name, ZIP code and state; the other
 * texts follow their pattern.
 */
export function shippingAddressErrors(address: AddressFields): UserError[] {
	const errors: UserError[] = [];
	const refuse = (field: string, message: string): void => {
		errors.push(userError(['shippingAddress', field], message));
	};
	const us = address.countryCode === 'US';
	if (blank(address.lastName)) refuse('lastName', 'Enter a last name');
	if (blank(address.address1)) refuse('address1', 'Enter an address');
	if (blank(address.city)) refuse('city', 'Enter a city');
	if (blank(address.zip)) refuse('zip', us ? 'Enter a ZIP code' : 'Enter a postal code');
	if (address.countryCode === null) refuse('country', 'Select a country/region');
	else {
		const provinces = provincesOf(address.countryCode);
		if (provinces !== undefined && provinces[address.provinceCode ?? ''] === undefined) {
			const zone = us ? 'State' : 'Province';
			const country = address.country ?? '';
			refuse('province', `${zone} is not a valid ${zone.toLowerCase()} in ${country}`);
		}
	}
	return errors;
}

function blank(value: string | null): boolean {
	return value === null || value.trim() === '';
}
