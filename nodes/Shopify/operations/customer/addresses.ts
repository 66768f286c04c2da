import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../shared/errors';
import { legacyId } from '../../client/ids';
import type { Shop } from '../../client/shop';
import { customerAddressLocator } from '../../lookups/customerAddress';
import type { Node } from '../../payloads/payload';
import { addressFields, addressInput } from '../address';
import { afterwards } from '../afterwards';

const addressRow: INodeProperties[] = [
	...addressFields,
	{
		displayName: 'Default',
		name: 'default',
		type: 'boolean',
		default: false,
		description: "Whether this is the customer's default address",
	},
];

/** Addresses of a new customer. */
export const newAddresses: INodeProperties = {
	displayName: 'Addresses',
	name: 'addresses',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Address',
	default: {},
	options: [{ displayName: 'Address', name: 'address', values: addressRow }],
};

/** Addresses of a present customer: those with an ID are changed, the others added. */
export const changedAddresses: INodeProperties = {
	...newAddresses,
	description: 'Addresses to change, or to add; the others stay as they are',
	options: [
		{ displayName: 'Address', name: 'address', values: [customerAddressLocator, ...addressRow] },
	],
};

/** An address of a customer as far as it matters for comparing. */
export const PRESENT =
	'id firstName lastName company address1 address2 city zip phone country countryCodeV2 province provinceCode';

/** One address to write, and the present one that it changes. */
export interface AddressStep {
	addressId?: string;
	address: IDataObject;
	setAsDefault: boolean;
}

const plain = (value: unknown) =>
	String((value as string | null | undefined) ?? '')
		.trim()
		.toLowerCase();
const digits = (value: unknown) => plain(value).replace(/\D/g, '');

/** Shopify refuses an address that the customer has; names are copied from the customer. */
function isSame(address: IDataObject, present: Node): boolean {
	const alike = ['company', 'address1', 'address2', 'city', 'zip'].every(
		(field) => plain(address[field]) === plain(present[field]),
	);
	const named = ['firstName', 'lastName'].every(
		(field) => address[field] === undefined || plain(address[field]) === plain(present[field]),
	);
	const inPlace =
		plain(address.countryCode ?? address.country) ===
			plain(address.countryCode === undefined ? present.country : present.countryCodeV2) &&
		plain(address.provinceCode ?? address.province) ===
			plain(address.provinceCode === undefined ? present.province : present.provinceCode);
	return alike && named && inPlace && digits(address.phone) === digits(present.phone);
}

/**
 * What is to be done for the documented addresses. An address without an ID that the customer has
 * already is not added again, so that a workflow can run twice.
 *
 * @param present the customer's addresses
 * @param defaultId the default one's id
 * @throws InputError for what could not be written, before anything is
 */
export function planAddresses(
	given: unknown,
	present: Node[] = [],
	defaultId?: unknown,
): AddressStep[] {
	const rows = (given ?? []) as IDataObject[];
	if (rows.filter((row) => row.default === true).length > 1) {
		throw new InputError("Only one of the 'addresses' can be the default");
	}
	const steps = rows.map(({ id, default: preferred, ...row }, index): AddressStep | undefined => {
		const address = addressInput(row);
		const setAsDefault = preferred === true;
		if (id !== undefined && id !== null) {
			const own = present.find((one) => String(legacyId(one.id)) === String(id as number));
			if (own) return { addressId: String(own.id), address, setAsDefault };
			throw new InputError(
				`'addresses[${index}].id' is not an address of this customer: ${String(id as number)}`,
				'Nothing was changed. Leave the ID out to add the address.',
			);
		}
		if (Object.values(address).every((value) => plain(value) === '')) {
			throw new InputError(`'addresses[${index}]' is empty`);
		}
		const same = present.find((one) => isSame(address, one));
		if (!same) return { address, setAsDefault };
		const done = !setAsDefault || same.id === defaultId;
		return done ? undefined : { addressId: String(same.id), address, setAsDefault };
	});
	return steps.filter((step): step is AddressStep => step !== undefined);
}

/**
 * Writes addresses one after the other.
 *
 * @param done what was done before, for the error when one is refused
 */
export async function writeAddresses(
	shop: Shop,
	customerId: string,
	steps: AddressStep[],
	done: string,
): Promise<void> {
	for (const [index, { addressId, ...step }] of steps.entries()) {
		const sofar = `${done} ${index} of ${steps.length} addresses were written.`.trim();
		await afterwards(sofar, async () => {
			if (addressId === undefined) await add(shop, { customerId, ...step });
			else await change(shop, { customerId, addressId, ...step });
		});
	}
}

const CHECK = "the customer's addresses";

async function add(shop: Shop, variables: IDataObject) {
	await shop.mutate(
		'mutation AddAddress($customerId: ID!, $address: MailingAddressInput!, $setAsDefault: Boolean) { customerAddressCreate(customerId: $customerId, address: $address, setAsDefault: $setAsDefault) { address { id } userErrors { field message } } }',
		variables,
		{ repeatable: true, alreadyDone: /address already exists/i, check: CHECK },
	);
}

async function change(shop: Shop, variables: IDataObject) {
	await shop.mutate(
		'mutation ChangeAddress($customerId: ID!, $addressId: ID!, $address: MailingAddressInput!, $setAsDefault: Boolean) { customerAddressUpdate(customerId: $customerId, addressId: $addressId, address: $address, setAsDefault: $setAsDefault) { address { id } userErrors { field message } } }',
		variables,
		{ repeatable: true, check: CHECK },
	);
}
