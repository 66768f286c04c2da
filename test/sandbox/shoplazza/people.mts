import type { Outgoing } from '../http.mts';
import { isRecord } from '../http.mts';
import { type Ask, bad, invalid, missing, ok } from './answers.mts';
import { inForm, type Row } from './forms.mts';
import { cursorPage, numberedPage, partOf, passes } from './lists.mts';
import type { ShoplazzaStore } from './store.mts';

const listed = (value: unknown): string[] =>
	Array.isArray(value)
		? value.map(String)
		: typeof value === 'string'
			? value.split(',').filter(Boolean)
			: [];

/** Stores a customer; the newest stands first. */
export function addCustomer(store: ShoplazzaStore, given: Row): Row {
	const id = store.id();
	const name = [given.first_name, given.last_name].filter(Boolean).join(' ');
	const addresses = (Array.isArray(given.addresses) ? given.addresses : []).filter(isRecord);
	const customer: Row = {
		contact_type: 'email',
		registered: false,
		orders_count: 0,
		total_spent: '0.00',
		...given,
		id,
		name,
		tags: listed(given.tags),
		created_at: store.now(),
		updated_at: store.now(),
		addresses: addresses.map((one, index) => ({
			...one,
			id: store.id(),
			customer_id: id,
			name: [one.first_name, one.last_name].filter(Boolean).join(' '),
			country_name: one.country,
			default: one.default ?? index === 0,
		})),
	};
	store.customers.unshift(customer);
	return customer;
}

function checkTags(ask: Ask, given: Row): void {
	if (given.tags !== undefined && Array.isArray(given.tags) !== ask.modern) throw bad();
}

function create(store: ShoplazzaStore, ask: Ask): Outgoing {
	const given = partOf(ask, 'customer');
	const type = String(given.contact_type);
	if (type !== 'email' && type !== 'phone') throw bad();
	if (typeof given[type] !== 'string') throw bad();
	if (type === 'email' && !/^\S+@\S+\.\S+$/.test(String(given.email))) {
		throw invalid(ask, 'Email is invalid');
	}
	if (given.password !== given.password_confirmation) throw bad();
	checkTags(ask, given);
	const customer = addCustomer(store, given);
	store.effect('customerCreate', customer.id, String(given[type]));
	return ok({ customer: inForm('customer', customer, ask.modern) });
}

function matches(ask: Ask, row: Row): boolean {
	const email = ask.query.get('email');
	if (email && row.email !== email) return false;
	const contact = ask.query.get('contact')?.toLowerCase();
	if (contact && !`${String(row.email)} ${String(row.phone)}`.toLowerCase().includes(contact)) {
		return false;
	}
	return passes(ask, row);
}

/** Customers; undefined for other paths. */
export function customersAnswer(store: ShoplazzaStore, ask: Ask): Outgoing | undefined {
	const [root, id, part] = ask.path;
	if (root !== 'customers' || part !== undefined) return undefined;
	const form = (row: Row) => inForm('customer', row, ask.modern);
	if (id === 'count') return ok({ count: store.customers.length });
	if (id === undefined) {
		if (ask.method === 'POST') return create(store, ask);
		const found = store.customers.filter((row) => matches(ask, row));
		return ok(
			ask.modern
				? cursorPage(ask, 'customers', found, form, { size: 'page_size' })
				: numberedPage(ask, 'customers', found, form, 10),
		);
	}
	const customer = store.customers.find((one) => one.id === id);
	if (!customer) throw missing(ask, 'record not found');
	if (ask.method === 'GET') return ok({ customer: form(customer) });
	const given = partOf(ask, 'customer');
	checkTags(ask, given);
	const { tags, ...others } = given;
	Object.assign(customer, others, tags === undefined ? {} : { tags: listed(tags) });
	customer.name = [customer.first_name, customer.last_name].filter(Boolean).join(' ');
	customer.updated_at = store.now();
	store.effect('customerUpdate', id, Object.keys(given).join());
	return ok({ customer: form(customer) });
}
