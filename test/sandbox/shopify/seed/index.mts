import { Store, type StoreOptions } from '../store.mts';
import { seedCollections } from './collections.mts';
import { seedCustomers } from './customers.mts';
import { seedOrders } from './orders.mts';
import { seedProducts } from './products.mts';
import { seedShop } from './shop.mts';

/** How much is in the shop, or is to be added. */
export interface Amounts {
	products: number;
	customers: number;
	orders: number;
}

export const DEFAULT_AMOUNTS: Amounts = { products: 60, customers: 40, orders: 120 };

/** A shop full of believable data; equal options give equal shops, ids included. */
export function seededStore(
	options: StoreOptions,
	amounts: Amounts,
	filesUrl: string,
	since: number,
): Store {
	const store = new Store(options, since);
	store.filesUrl = filesUrl;
	seedShop(store);
	grow(store, amounts);
	seedCollections(store);
	store.seeding = false;
	return store;
}

/** Adds products, customers and orders of the same kind. */
export function grow(store: Store, amounts: Partial<Amounts>): void {
	seedProducts(store, amounts.products ?? 0);
	seedCustomers(store, amounts.customers ?? 0);
	seedOrders(store, amounts.orders ?? 0);
}
