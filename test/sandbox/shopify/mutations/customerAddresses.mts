import type { Context, Resolver } from '../context.mts';
import { resourceNotFound, type UserError, userError } from '../errors.mts';
import { idNumber } from '../ids.mts';
import type { Address, Customer } from '../model.mts';
import { countryCode, normalPhone, provincesOf } from '../regions.mts';
import type { Store } from '../store.mts';
import { addressFields, type AddressFields, type AddressInput } from './addresses.mts';

/** The texts of an input, trimmed; blank ones are null. */
function trimmed(input: AddressInput): AddressInput {
	const entries = Object.entries(input).map(([field, value]) => {
		const text = typeof value === 'string' ? value.trim() : null;
		return [field, text === '' ? null : text];
	});
	const clean = Object.fromEntries(entries) as AddressInput;
	if (typeof clean.phone === 'string') clean.phone = normalPhone(clean.phone) ?? clean.phone;
	return clean;
}

const TEXTS = ['firstName', 'lastName', 'company', 'address1', 'address2', 'city', 'zip'] as const;

function refusals(input: AddressInput, fields: AddressFields): UserError[] {
	const errors: UserError[] = [];
	const refuse = (field: string, message: string): void => {
		errors.push(userError(['address', field], message));
	};
	for (const field of TEXTS) {
		const value = fields[field] ?? '';
		const label = field.charAt(0).toUpperCase() + field.slice(1);
		if (value.length > 255) refuse(field, `${label} is too long (maximum is 255 characters)`);
		else if (/<[^>]+>/.test(value)) refuse(field, `${label} cannot contain HTML tags`);
		else if (/https?:\/\//.test(value)) refuse(field, `${label} cannot contain URL`);
		else if (/\p{Extended_Pictographic}/u.test(value)) {
			refuse(field, `${label} cannot contain emojis`);
		}
	}
	const named = typeof input.country === 'string' && typeof input.countryCode !== 'string';
	if (named && countryCode(input.country ?? '') === undefined) {
		refuse('country', 'Country is invalid');
	}
	const zones = provincesOf(fields.countryCode ?? '');
	const wanted = input.provinceCode ?? input.province;
	if (zones !== undefined && wanted && zones[fields.provinceCode ?? ''] === undefined) {
		refuse('province', 'Province is invalid');
	}
	return errors;
}

const COMPARED = [...TEXTS, 'phone', 'countryCode', 'provinceCode'] as const;

function known(customer: Customer, fields: AddressFields, self?: Address): boolean {
	return customer.addresses.some((each) => {
		if (each === self) return false;
		return COMPARED.every((field) => {
			return (each[field] ?? '').toLowerCase() === (fields[field] ?? '').toLowerCase();
		});
	});
}

interface AddressArgs {
	customerId: string;
	addressId: string;
	address: AddressInput;
	setAsDefault?: boolean | null;
}

function refused(field: string, message: string): unknown {
	return { address: null, userErrors: [userError([field], message)] };
}

function create(store: Store, args: AddressArgs): unknown {
	const customer = store.customer(args.customerId);
	if (customer === undefined) return refused('customerId', 'Customer does not exist');
	const input = trimmed(args.address);
	const fields = addressFields({
		...input,
		firstName: input.firstName ?? customer.firstName,
		lastName: input.lastName ?? customer.lastName,
	});
	const errors = refusals(input, fields);
	if (errors.length > 0) return { address: null, userErrors: errors };
	if (known(customer, fields)) return refused('address', 'Address already exists');
	const id = `${store.ids.next('MailingAddress')}?model_name=CustomerAddress`;
	const address: Address = store.add({ __typename: 'MailingAddress', id, ...fields });
	customer.addresses.push(address);
	// The first address is the default one in any case.
	if (args.setAsDefault === true) customer.defaultAddressId = id;
	customer.defaultAddressId ??= id;
	customer.updatedAt = store.timestamp();
	store.effect('customerAddressCreate', id, `address of ${customer.id}`);
	return { address, userErrors: [] };
}

function update(store: Store, args: AddressArgs): unknown {
	const number = idNumber(args.addressId);
	const own = store.customers
		.flatMap((customer) => customer.addresses.map((address) => ({ customer, address })))
		.find(({ address }) => idNumber(address.id) === number);
	if (own === undefined) throw resourceNotFound(args.addressId);
	const { customer, address } = own;
	if (store.customer(args.customerId) === undefined) {
		return refused('customerId', 'Customer does not exist');
	}
	if (customer.id !== args.customerId) return refused('addressId', 'Address does not exist');
	const input = trimmed(args.address);
	// Parts that are not given stay; a new country or province takes the place of both its forms.
	const kept: AddressInput = { ...address };
	if ('country' in input || 'countryCode' in input) delete kept.countryCode;
	if ('province' in input || 'provinceCode' in input) delete kept.provinceCode;
	const fields = addressFields({ ...kept, ...input });
	const errors = refusals(input, fields);
	if (errors.length > 0) return { address: null, userErrors: errors };
	if (known(customer, fields, address)) return refused('address', 'Address already exists');
	Object.assign(address, fields);
	if (args.setAsDefault === true) customer.defaultAddressId = address.id;
	customer.updatedAt = store.timestamp();
	store.effect('customerAddressUpdate', address.id, `address of ${customer.id}`);
	return { address, userErrors: [] };
}

export const customerAddressMutations: Record<string, Resolver> = {
	customerAddressCreate: (_source: unknown, args: AddressArgs, { store }: Context) => {
		return create(store, args);
	},
	customerAddressUpdate: (_source: unknown, args: AddressArgs, { store }: Context) => {
		return update(store, args);
	},
};
