import type { Node, Payload } from './payload';
import { derived, dig, extend, legacyId, mapped, only, parentId, payload, plain } from './payload';

/** A person's address, with all that a catalogue address of any kind shows. */
const Address = payload('MailingAddress', {
	first_name: plain('firstName'),
	last_name: plain('lastName'),
	address1: plain('address1'),
	address2: plain('address2'),
	company: plain('company'),
	city: plain('city'),
	province: plain('province'),
	country: plain('country'),
	zip: plain('zip'),
	phone: plain('phone'),
	name: plain('name'),
	country_code: plain('countryCodeV2'),
	province_code: plain('provinceCode'),
	latitude: plain('latitude'),
	longitude: plain('longitude'),
});

/** billing_address and shipping_address of an order. */
export const OrderAddress: Payload = Address;

/** The addresses of a draft order, whose coordinates are texts. */
export const DraftOrderAddress: Payload = extend(Address, {
	latitude: mapped('latitude', String, 'as text'),
	longitude: mapped('longitude', String, 'as text'),
});

/** The addresses of an abandoned checkout. */
export const CheckoutAddress: Payload = only(Address, [
	'first_name',
	'last_name',
	'address1',
	'city',
	'province',
	'country',
	'zip',
	'phone',
	'name',
	'country_code',
	'province_code',
]);

/** An entry of a customer's addresses, and the default one. */
export const CustomerAddress: Payload = payload('MailingAddress', {
	id: legacyId(),
	customer_id: parentId(),
	first_name: plain('firstName'),
	last_name: plain('lastName'),
	company: plain('company'),
	address1: plain('address1'),
	address2: plain('address2'),
	city: plain('city'),
	province: plain('province'),
	country: plain('country'),
	zip: plain('zip'),
	phone: plain('phone'),
	name: plain('name'),
	province_code: plain('provinceCode'),
	country_code: plain('countryCodeV2'),
	country_name: plain('country'),
	default: {
		...derived(
			'id',
			(node, parent) => node.id === dig(parent ?? {}, 'defaultAddress.id'),
			'whether its id is that of defaultAddress',
		),
		ofParent: [plain('defaultAddress.id')],
	},
});

/** The address of a customer in a lookup: state and country are codes there. */
export const ShortAddress: Payload = payload('MailingAddress', {
	address1: plain('address1'),
	city: plain('city'),
	province: plain('provinceCode'),
	country: plain('countryCodeV2'),
	zip: plain('zip'),
});

/** An address as one text: street, town with state and postcode, country. */
export function addressText(address: Node): string {
	const joined = (parts: unknown[], by: string) => parts.filter((part) => part).join(by);
	const town = joined([address.city, address.provinceCode, address.zip], ' ');
	return joined([address.address1, address.address2, town, address.countryCode], ', ');
}
