import type { Address, Customer } from '../model.mts';
import { normalTags } from '../products.mts';
import type { Store } from '../store.mts';
import { address, daysAgo, metafield } from './shop.mts';
import { CUSTOMER_TAGS, FIRST_NAMES, LAST_NAMES, NOTES, PLACES } from './words.mts';

/** Adds customers to the shop: with and without e-mail, phone, addresses and consent. */
export function seedCustomers(store: Store, count: number): void {
	for (let i = 0; i < count; i++) seedCustomer(store, store.customers.length + 1);
}

function seedCustomer(store: Store, number: number): void {
	const { random } = store;
	const firstName = FIRST_NAMES[number % FIRST_NAMES.length];
	const lastName = LAST_NAMES[(number * 7) % LAST_NAMES.length];
	const createdAt = daysAgo(store, 720 - Math.min(640, number * 5) + random.next());
	const ascii = `${firstName}.${lastName}`.normalize('NFD').replace(/[^a-z.]/gi, '');
	const email = number % 9 === 4 ? null : `${ascii.toLowerCase()}${number}@example.com`;
	const phone = email === null || number % 3 === 0 ? `+1613555${String(1000 + number)}` : null;
	const subscribed = email !== null && random.chance(0.5);
	const customer: Customer = {
		__typename: 'Customer',
		id: store.ids.next('Customer'),
		firstName,
		lastName: number % 17 === 0 ? null : lastName,
		email,
		phone,
		note: random.chance(0.25) ? random.pick(NOTES) : null,
		state: number % 5 === 0 ? 'ENABLED' : number % 11 === 0 ? 'INVITED' : 'DISABLED',
		verifiedEmail: email !== null,
		taxExempt: number % 13 === 0,
		taxExemptions: [],
		tags: normalTags(random.some(CUSTOMER_TAGS, random.int(0, 2))),
		locale: number % 6 === 0 ? 'fr' : 'en',
		createdAt,
		updatedAt: daysAgo(store, random.int(0, 60) + random.next()),
		emailMarketing: consent(email !== null, subscribed, createdAt),
		smsMarketing: consent(phone !== null, random.chance(0.2), createdAt),
		addresses: [],
		defaultAddressId: null,
		metafields: [],
	};
	store.customers.push(store.add(customer));
	for (let i = number % 8 === 0 ? 0 : random.int(1, 3); i > 0; i--) {
		const at = random.pick(PLACES);
		const one: Address = {
			...address(store, at, 'MailingAddress', '?model_name=CustomerAddress'),
			firstName: customer.firstName,
			lastName: customer.lastName,
			company: random.chance(0.2) ? `${lastName} & Co.` : null,
			phone: random.chance(0.5) ? `+1416555${String(2000 + number)}` : null,
		};
		customer.addresses.push(store.add(one));
	}
	customer.defaultAddressId = customer.addresses[0]?.id ?? null;
	if (number % 4 === 1) {
		const field = ['custom', 'shoe_size', 'number_decimal', '9.5'] as const;
		customer.metafields.push(metafield(store, customer.id, [...field], createdAt));
	}
}

function consent(
	has: boolean,
	given: boolean,
	at: string,
): { state: string; level: string | null; updatedAt: string | null } {
	if (!has || !given) {
		return { state: 'NOT_SUBSCRIBED', level: has ? 'SINGLE_OPT_IN' : null, updatedAt: null };
	}
	return { state: 'SUBSCRIBED', level: 'SINGLE_OPT_IN', updatedAt: at };
}
