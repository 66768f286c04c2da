import { isRecord, type Outgoing } from '../http.mts';
import { invalid, missing, ok, Refusal, refused } from './answers.mts';
import { idList, inPeriods, page, type ListRequest } from './paging.mts';
import { type Row, type ShoplineStore, textOf, without } from './store.mts';

/** Longest texts of a customer, by the page of create-customer. */
const LONGEST: Record<string, number> = {
	first_name: 128,
	last_name: 128,
	email: 50,
	phone: 20,
	note: 1000,
};

/** Genders are sent as numbers and answered as words. */
const GENDERS = ['others', 'male', 'female', 'secret'];

const stars = (value: unknown) => `${textOf(value).slice(0, 1)}*****`;

/** Makes or changes a customer by a documented request body. */
export function customerRow(
	store: ShoplineStore,
	given: Record<string, unknown>,
	present?: Row,
): Row {
	for (const [name, most] of Object.entries(LONGEST)) {
		if (textOf(given[name]).length > most) invalid({ [name]: [`maximum length is ${most}`] });
	}
	const { email, phone } = { ...present, ...given };
	if (!email && !phone) invalid('Email or phone is required.');
	const rival = [...store.customers.values()].find(
		(one) => one.id !== present?.id && email && one.email === email,
	);
	if (rival) invalid({ email: ['has already been taken'] });
	const id = present?.id ?? store.id('customer');
	const { addresses, gender } = given;
	const own = without(given, 'addresses', 'gender', 'password', 'password_confirmation');
	const at = store.now();
	const customer: Row = {
		accepts_marketing: false,
		asid: '',
		birthday: '',
		created_at: at,
		currency: 'USD',
		email: '',
		email_subscribe_flag: 2,
		first_name: '',
		gender: GENDERS[0],
		language: 'en',
		last_name: '',
		last_order_id: '',
		last_order_name: '',
		mobile_subscribe_flag: 2,
		multipass_identifier: '',
		nick_name: '',
		note: '',
		orders_count: 0,
		phone: '',
		state: 1,
		tags: '',
		total_spent: '0.00',
		verified_email: false,
		addresses: [],
		...present,
		...own,
		id,
		updated_at: at,
	};
	if (gender !== undefined) customer.gender = GENDERS[Number(gender)] ?? GENDERS[0];
	if (Array.isArray(addresses)) {
		customer.addresses = addresses.filter(isRecord).map((address) => ({
			...address,
			id: address.id ?? store.id('address'),
			customer_id: id,
		}));
	}
	const list = customer.addresses as Row[];
	customer.default_address = list.find((one) => one.default === true) ?? list[0] ?? null;
	return customer;
}

/** The customers' endpoints: their paths differ in where the `v2` stands. */
export function customersAnswer(
	store: ShoplineStore,
	method: string,
	path: string,
	request: ListRequest & { body: unknown },
): Outgoing | undefined {
	const all = (filters: URLSearchParams) =>
		[...store.customers.values()].filter(
			(one) => (idList(filters, 'ids')?.includes(one.id) ?? true) && inPeriods(one, filters),
		);
	if (method === 'GET' && path === 'v2/customers.json') {
		return page(request, 'customers', 250, all);
	}
	if (method === 'GET' && path === 'customers/v2/count.json') {
		return ok({ count: all(request.query).length });
	}
	if (method === 'GET' && path === 'customers/v2/search.json') {
		return page(request, 'customers', 250, (filters) => {
			const typed = (filters.get('query_param') ?? '').toLowerCase();
			const exact = (filters.get('query') ?? '').split(';').filter(Boolean);
			return all(filters).filter(
				(one) =>
					['phone', 'email', 'first_name', 'last_name'].some((name) =>
						String(one[name]).toLowerCase().includes(typed),
					) &&
					exact.every((term) => {
						const [name, value] = term.split(':');
						return textOf(one[name.replace('customer_', '')]) === value;
					}),
			);
		});
	}
	const asked = /^customers\/(?:v2\/)?(\d+)\.json$/.exec(path);
	if (!asked && path !== 'customers.json') return undefined;
	const id = asked?.[1] ?? '';
	const present = store.customers.get(id);
	if (asked && !present) return missing('customer');
	if (method === 'GET' && path.startsWith('customers/v2/')) return ok({ customer: present });
	if (method === 'DELETE' && present) {
		store.customers.delete(id);
		store.changed('customer.delete', id);
		const { email, first_name, last_name, phone } = present;
		return ok({
			customer: {
				email: stars(email),
				first_name: stars(first_name),
				last_name: stars(last_name),
				phone: stars(phone),
			},
		});
	}
	const creates = method === 'POST' && !asked;
	if (!creates && method !== 'PUT') return undefined;
	const given = isRecord(request.body) ? request.body.customer : undefined;
	if (!isRecord(given)) throw new Refusal(refused(400, 'customer is required'));
	const customer = customerRow(store, given, present);
	store.customers.set(customer.id, customer);
	store.changed(creates ? 'customer.create' : 'customer.update', customer.id);
	return ok({ customer });
}
