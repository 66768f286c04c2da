import { legacyId } from '../client/ids';
import { dig } from '../payloads/payload';
import type { Lookup } from './lookup';
import { listSearch } from './lookup';

/** What a user types, as a phrase that matches the beginning of words. */
const words = (typed: string) => `${typed.replace(/[\\'":()]/g, ' ').trim()}*`;

const text = (value: unknown) => String(value ?? '');

const orders: Lookup = {
	root: 'orders',
	selection: 'id name displayFinancialStatus customer { displayName }',
	args: 'sortKey: CREATED_AT, reverse: true',
	search: words,
	entry: (node) => ({
		name: [text(node.name), text(dig(node, 'customer.displayName'))].filter(Boolean).join(' – '),
		value: String(legacyId(node.id)),
	}),
};

const products: Lookup = {
	root: 'products',
	selection: 'id title vendor',
	args: 'sortKey: TITLE',
	search: words,
	entry: (node) => ({ name: text(node.title), value: String(legacyId(node.id)) }),
};

const customers: Lookup = {
	root: 'customers',
	selection: 'id displayName',
	args: 'sortKey: NAME',
	search: words,
	entry: (node) => ({ name: text(node.displayName), value: String(legacyId(node.id)) }),
};

const locations: Lookup = {
	root: 'locations',
	selection: 'id name isActive',
	args: 'includeInactive: true',
	search: words,
	entry: (node) => ({
		name: node.isActive === false ? `${text(node.name)} (inactive)` : text(node.name),
		value: String(legacyId(node.id)),
	}),
};

/** List-search methods, by the names that the locators use. */
export const lookups = {
	searchCustomers: listSearch(customers),
	searchLocations: listSearch(locations),
	searchOrders: listSearch(orders),
	searchProducts: listSearch(products),
};
