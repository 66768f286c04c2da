import { connection, type PageArgs } from '../connections.mts';
import type { Args, Context, Resolver, Resolvers } from '../context.mts';
import { resourceNotFound } from '../errors.mts';
import { idNumber, parseGid } from '../ids.mts';
import type {
	Collection,
	Entity,
	InventoryItem,
	Job,
	Location,
	Order,
	Product,
	Publication,
	Variant,
} from '../model.mts';
import { financialStatus, fulfillmentStatus, sum, totals } from '../orders.mts';
import { availableQuantity, publishedAt, totalInventory, variantTitle } from '../products.mts';
import {
	CUSTOMER_COUNT_FILTERS,
	customerFilters,
	INVENTORY_ITEM_FILTERS,
	locationFilters,
	orderFilters,
	productFilters,
	variantFilters,
} from '../search/filters.mts';
import { displayName } from './customer.mts';
import { byId, counted, cursorTime, searched } from './shared.mts';
import { collectionFilters } from '../search/collections.mts';
import type { Filters } from '../search/match.mts';
import type { Store } from '../store.mts';

/** A root list: its records, its search fields and its sort keys. */
export interface ListRoot<T extends Entity> {
	records(store: Store, args: Args): T[];
	filters: (store: Store) => Filters<T>;
	sortKeys: Record<string, (record: T, store: Store) => string | number>;
}

export function list<T extends Entity>(root: ListRoot<T>): Resolver {
	return (_source: unknown, args: PageArgs & Args, context: Context, info) => {
		const { store } = context;
		const known = store.listed(root.records(store, args));
		const found = searched(known, args, root.filters(store), context, info);
		const key = root.sortKeys[String(args.sortKey)];
		return connection(found, args, {
			id: (record) => idNumber(record.id),
			value: (record) => (key === undefined ? idNumber(record.id) : key(record, store)),
		});
	};
}

export function count<T extends Entity>(root: ListRoot<T>, filters = root.filters): Resolver {
	return (_source: unknown, args: Args, context: Context, info) => {
		const { store } = context;
		const known = store.listed(root.records(store, { includeInactive: true }));
		return counted(searched(known, args, filters(store), context, info).length, args.limit);
	};
}

/** A root that reads one object: null for an unknown id, a refusal for an id of another type. */
export function byGid(type: string): Resolver {
	return (_source: unknown, args: { id: string }, { store }: Context) => {
		if (parseGid(args.id)?.type !== type) throw resourceNotFound(args.id);
		return store.get(type, args.id) ?? null;
	};
}

const number = (record: Entity): number => idNumber(record.id);

const orderRoot: ListRoot<Order> = {
	records: (store) => store.orders,
	filters: orderFilters,
	sortKeys: {
		CREATED_AT: (order) => cursorTime(order.createdAt),
		CURRENT_TOTAL_PRICE: (order) => totals(order).currentTotal,
		CUSTOMER_NAME: (order, store) => {
			const customer = store.customer(order.customerId);
			return customer === undefined ? '' : displayName(customer).toLowerCase();
		},
		DESTINATION: (order) => order.shippingAddress?.city?.toLowerCase() ?? '',
		FINANCIAL_STATUS: (order) => financialStatus(order) ?? '',
		FULFILLMENT_STATUS: fulfillmentStatus,
		ID: number,
		ORDER_NUMBER: (order) => order.number,
		PO_NUMBER: (order) => order.poNumber ?? '',
		PROCESSED_AT: (order) => cursorTime(order.processedAt),
		TOTAL_ITEMS_QUANTITY: (order) => sum(order.lineItems.map((line) => line.quantity)),
		TOTAL_PRICE: (order) => totals(order).total,
		UPDATED_AT: (order) => cursorTime(order.updatedAt),
	},
};

const productRoot: ListRoot<Product> = {
	records: (store) => store.products,
	filters: productFilters,
	sortKeys: {
		CREATED_AT: (product) => cursorTime(product.createdAt),
		ID: number,
		INVENTORY_TOTAL: totalInventory,
		PRODUCT_TYPE: (product) => product.productType.toLowerCase(),
		PUBLISHED_AT: (product, store) => cursorTime(publishedAt(product, store)),
		TITLE: (product) => product.title.toLowerCase(),
		UPDATED_AT: (product) => cursorTime(product.updatedAt),
		VENDOR: (product) => product.vendor.toLowerCase(),
	},
};

const variantRoot: ListRoot<Variant> = {
	records: (store) => store.products.flatMap((product) => product.variants),
	filters: variantFilters,
	sortKeys: {
		ID: number,
		INVENTORY_QUANTITY: availableQuantity,
		INVENTORY_LEVELS_AVAILABLE: availableQuantity,
		POSITION: (variant) => variant.position,
		SKU: (variant) => variant.item.sku ?? '',
		TITLE: (variant, store) => {
			const product = store.product(variant.productId);
			return product === undefined ? '' : variantTitle(product, variant).toLowerCase();
		},
	},
};

const inventoryItemRoot: ListRoot<InventoryItem> = {
	records: (store) => store.products.flatMap(({ variants }) => variants.map(({ item }) => item)),
	filters: () => INVENTORY_ITEM_FILTERS,
	sortKeys: {},
};

const collectionRoot: ListRoot<Collection> = {
	records: (store) => store.collections,
	filters: collectionFilters,
	sortKeys: {
		ID: number,
		TITLE: (collection) => collection.title.toLowerCase(),
		UPDATED_AT: (collection) => cursorTime(collection.updatedAt),
	},
};

const customerRoot: ListRoot<Store['customers'][number]> = {
	records: (store) => store.customers,
	filters: customerFilters,
	sortKeys: {
		CREATED_AT: (customer) => cursorTime(customer.createdAt),
		ID: number,
		LOCATION: (customer) => customer.addresses[0]?.country?.toLowerCase() ?? '',
		NAME: (customer) => {
			return `${customer.lastName ?? ''}, ${customer.firstName ?? ''}`.toLowerCase();
		},
		UPDATED_AT: (customer) => cursorTime(customer.updatedAt),
	},
};

const locationRoot: ListRoot<Location> = {
	records: (store, args) => {
		return store.locations.filter((each) => each.isActive || args.includeInactive === true);
	},
	filters: locationFilters,
	sortKeys: { ID: number, NAME: (location) => location.name.toLowerCase() },
};

export const queryTypes: Resolvers = {
	QueryRoot: {
		shop: (_source: unknown, _args: Args, { store }: Context) => store.shop,
		order: byGid('Order'),
		orders: list(orderRoot),
		ordersCount: count(orderRoot),
		product: byGid('Product'),
		productByIdentifier: (_source: unknown, { identifier }: Args, { store }: Context) => {
			const { id, handle } = identifier as { id?: string; handle?: string };
			const known = store.products.find((one) => one.id === id || one.handle === handle);
			return known ?? null;
		},
		products: list(productRoot),
		productsCount: count(productRoot),
		productVariant: byGid('ProductVariant'),
		productVariants: list(variantRoot),
		productVariantsCount: count(variantRoot),
		collection: byGid('Collection'),
		collections: list(collectionRoot),
		collectionsCount: count(collectionRoot),
		inventoryItem: byGid('InventoryItem'),
		inventoryItems: list(inventoryItemRoot),
		inventoryLevel: byGid('InventoryLevel'),
		fulfillment: byGid('Fulfillment'),
		refund: byGid('Refund'),
		customer: byGid('Customer'),
		customers: list(customerRoot),
		customersCount: count(customerRoot, () => CUSTOMER_COUNT_FILTERS),
		location: (_source: unknown, args: { id?: string | null }, { store }: Context) => {
			if (typeof args.id !== 'string') return store.locations[0];
			if (parseGid(args.id)?.type !== 'Location') throw resourceNotFound(args.id);
			return store.location(args.id) ?? null;
		},
		locations: list(locationRoot),
		locationsCount: count(locationRoot),
		node: (_source: unknown, args: { id: string }, { store }: Context) => node(args.id, store),
		nodes: (_source: unknown, args: { ids: string[] }, { store }: Context) => {
			return args.ids.map((id) => node(id, store));
		},
		job: (_source: unknown, args: { id: string }, { store }: Context) => {
			// An id nobody has is a job that is done.
			const job = store.get<Job>('Job', args.id);
			return job ?? { __typename: 'Job', id: args.id, done: true };
		},
		publication: byGid('Publication'),
		publications: (
			_source: unknown,
			args: PageArgs & { catalogType?: string | null },
			{ store }: Context,
		) => {
			const { catalogType } = args;
			const found = typeof catalogType !== 'string' || catalogType === 'APP';
			return byId<Publication>(found ? store.publications : [], args);
		},
		shopLocales: (_source: unknown, args: { published?: boolean }) => {
			const all = [
				{ locale: 'en', name: 'English', primary: true, published: true, marketWebPresences: [] },
				{ locale: 'fr', name: 'French', primary: false, published: false, marketWebPresences: [] },
			];
			return args.published === true ? all.filter((each) => each.published) : all;
		},
		onlineStore: () => ({ passwordProtection: { enabled: false } }),
	},
	Job: { query: () => ({ __typename: 'QueryRoot' }) },
};

/** Objects that `node` gives, too, are all that have a global id, except jobs. */
function node(id: string, store: Store): Entity | null {
	const entity = store.find(id);
	return entity === undefined || entity.__typename === 'Job' ? null : entity;
}
