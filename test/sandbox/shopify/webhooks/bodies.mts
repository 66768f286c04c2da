import { draftOrder, draftTotals, lineNet, lineTaxes } from '../draftOrders.mts';
import { idNumber } from '../ids.mts';
import type {
	Collection,
	Customer,
	Fulfillment,
	InventoryItem,
	InventoryLevel,
	Metafield,
	Order,
	Product,
	Refund,
	Transaction,
} from '../model.mts';
import { money } from '../money.mts';
import { Serializer } from '../rest/serialize.mts';
import { isoSeconds, type Store } from '../store.mts';
import { amountSpent, ordersOf } from '../types/customer.mts';

type Json = Record<string, unknown>;
type Make = (store: Store, id: string, rest: Serializer) => Json | undefined;

const lower = (text: string | null): string | null => text?.toLowerCase() ?? null;

const own = (entity: { id: string }): Json => ({
	id: idNumber(entity.id),
	admin_graphql_api_id: entity.id,
});

function fulfillmentBody(store: Store, fulfillment: Fulfillment, rest: Serializer): Json {
	const order = store.order(fulfillment.orderId);
	const lines = (order === undefined ? [] : rest.order(order).line_items) as Json[];
	return {
		...own(fulfillment),
		order_id: idNumber(fulfillment.orderId),
		location_id: idNumber(fulfillment.locationId),
		name: fulfillment.name.replace(/-F(\d+)$/, '.$1'),
		status: lower(fulfillment.status),
		service: 'manual',
		shipment_status: null,
		created_at: rest.time(fulfillment.createdAt),
		updated_at: rest.time(fulfillment.updatedAt),
		tracking_company: fulfillment.tracking[0]?.company ?? null,
		tracking_number: fulfillment.tracking[0]?.number ?? null,
		tracking_numbers: fulfillment.tracking.flatMap(({ number }) => number ?? []),
		tracking_url: fulfillment.tracking[0]?.url ?? null,
		tracking_urls: fulfillment.tracking.flatMap(({ url }) => url ?? []),
		email: order?.email ?? null,
		line_items: fulfillment.lines.map((line) => ({
			...lines.find(({ id }) => id === idNumber(line.lineItemId)),
			quantity: line.quantity,
		})),
	};
}

function transactionBody(store: Store, transaction: Transaction, rest: Serializer): Json {
	return {
		...own(transaction),
		order_id: idNumber(transaction.orderId),
		kind: lower(transaction.kind),
		status: lower(transaction.status),
		gateway: transaction.gateway,
		amount: money(transaction.amount),
		currency: store.shop.currency,
		parent_id: transaction.parentId === null ? null : idNumber(transaction.parentId),
		test: false,
		created_at: rest.time(transaction.createdAt),
		processed_at: rest.time(transaction.createdAt),
	};
}

function refundBody(store: Store, refund: Refund, rest: Serializer): Json {
	return {
		...own(refund),
		order_id: idNumber(refund.orderId),
		note: refund.note,
		restock: refund.lines.some(({ restocked }) => restocked),
		created_at: rest.time(refund.createdAt),
		processed_at: rest.time(refund.createdAt),
		refund_line_items: refund.lines.map((line) => ({
			id: idNumber(line.id),
			line_item_id: idNumber(line.lineItemId),
			location_id: line.locationId === null ? null : idNumber(line.locationId),
			quantity: line.quantity,
			restock_type: lower(line.restockType),
			subtotal: Number(money(line.subtotal)),
			total_tax: Number(money(line.tax)),
		})),
		transactions: refund.transactions.map((each) => transactionBody(store, each, rest)),
		order_adjustments: [],
	};
}

function customerBody(store: Store, customer: Customer, rest: Serializer): Json {
	const orders = ordersOf(customer, store);
	const addresses = customer.addresses.map((address) => ({
		...rest.address(address),
		id: idNumber(address.id),
		customer_id: idNumber(customer.id),
		default: address.id === customer.defaultAddressId,
	}));
	return {
		...own(customer),
		email: customer.email,
		first_name: customer.firstName,
		last_name: customer.lastName,
		phone: customer.phone,
		note: customer.note,
		state: lower(customer.state),
		verified_email: customer.verifiedEmail,
		tax_exempt: customer.taxExempt,
		tax_exemptions: customer.taxExemptions,
		tags: customer.tags.join(', '),
		currency: store.shop.currency,
		orders_count: orders.length,
		total_spent: money(amountSpent(customer, store)),
		last_order_id: orders.length === 0 ? null : idNumber(orders[orders.length - 1].id),
		last_order_name: orders.at(-1)?.name ?? null,
		created_at: rest.time(customer.createdAt),
		updated_at: rest.time(customer.updatedAt),
		addresses,
		default_address: addresses.find((address) => address.default) ?? null,
	};
}

function draftOrderBody(store: Store, id: string, rest: Serializer): Json | undefined {
	const draft = draftOrder(store, id);
	if (draft === undefined) return undefined;
	const totals = draftTotals(draft);
	const customer = store.customer(draft.customerId);
	return {
		...own(draft),
		name: draft.name,
		status: lower(draft.status),
		email: draft.email,
		note: draft.note,
		tags: draft.tags.join(', '),
		currency: store.shop.currency,
		tax_exempt: draft.taxExempt,
		order_id: draft.orderId === null ? null : idNumber(draft.orderId),
		invoice_sent_at: rest.time(draft.invoiceSentAt),
		completed_at: rest.time(draft.completedAt),
		created_at: rest.time(draft.createdAt),
		updated_at: rest.time(draft.updatedAt),
		subtotal_price: money(totals.subtotal),
		total_tax: money(totals.tax),
		total_price: money(totals.total),
		line_items: draft.lines.map((line) => ({
			...own(line),
			title: line.title,
			variant_title: line.variantTitle,
			sku: line.sku,
			vendor: line.vendor,
			quantity: line.quantity,
			price: money(line.unitPrice),
			product_id: line.productId === null ? null : idNumber(line.productId),
			variant_id: line.variantId === null ? null : idNumber(line.variantId),
			total: money(lineNet(line)),
			tax_lines: lineTaxes(draft, line).map(({ title, rate, amount }) => ({
				title,
				rate,
				price: money(amount),
			})),
		})),
		shipping_address: rest.address(draft.shippingAddress),
		billing_address: rest.address(draft.billingAddress),
		customer: customer === undefined ? null : customerBody(store, customer, rest),
	};
}

function collectionBody(store: Store, collection: Collection, rest: Serializer): Json {
	const onlineStore = store.publications[0]?.id ?? '';
	return {
		...own(collection),
		title: collection.title,
		handle: collection.handle,
		body_html: collection.descriptionHtml,
		sort_order: collection.sortOrder.toLowerCase().replaceAll('_', '-'),
		template_suffix: collection.templateSuffix,
		published_scope: 'web',
		published_at: rest.time(collection.published.get(onlineStore) ?? null),
		updated_at: rest.time(collection.updatedAt),
	};
}

function inventoryItemBody(item: InventoryItem, rest: Serializer): Json {
	return {
		...own(item),
		sku: item.sku ?? '',
		tracked: item.tracked,
		requires_shipping: item.requiresShipping,
		cost: item.cost === null ? null : money(item.cost),
		country_code_of_origin: item.countryCodeOfOrigin,
		province_code_of_origin: item.provinceCodeOfOrigin,
		harmonized_system_code: item.harmonizedSystemCode,
		created_at: rest.time(item.createdAt),
		updated_at: rest.time(item.updatedAt),
	};
}

function inventoryLevelBody(level: InventoryLevel, rest: Serializer): Json {
	return {
		inventory_item_id: idNumber(level.itemId),
		location_id: idNumber(level.locationId),
		available: level.quantities.available ?? null,
		updated_at: rest.time(level.updatedAt),
		admin_graphql_api_id: level.id,
	};
}

/** The object of a type, made into a body. */
const of =
	<T extends { __typename: string; id: string }>(
		type: T['__typename'],
		body: (store: Store, object: T, rest: Serializer) => Json,
	): Make =>
	(store, id, rest) => {
		const object = store.get<T>(type, id);
		return object === undefined ? undefined : body(store, object, rest);
	};

const inOrder =
	<T extends { id: string }>(
		list: (order: Order) => T[],
		body: (store: Store, object: T, rest: Serializer) => Json,
	): Make =>
	(store, id, rest) => {
		const object = store.orders.flatMap(list).find((one) => one.id === id);
		return object === undefined ? undefined : body(store, object, rest);
	};

const item = (store: Store, id: string): InventoryItem | undefined =>
	store.products.flatMap(({ variants }) => variants).find((one) => one.item.id === id)?.item;

const level = (store: Store, id: string): InventoryLevel | undefined =>
	store.products
		.flatMap(({ variants }) => variants.flatMap((variant) => variant.item.levels))
		.find((one) => one.id === id);

const MAKE: Record<string, Make> = {
	order: of<Order>('Order', (_store, order, rest) => rest.order(order)),
	product: of<Product>('Product', (_store, product, rest) => rest.product(product)),
	customer: of<Customer>('Customer', customerBody),
	collection: of<Collection>('Collection', collectionBody),
	location: (store, id, rest) =>
		rest.locations().find((one) => one.id === idNumber(id)) ?? undefined,
	shop: (_store, _id, rest) => rest.shop(),
	fulfillment: inOrder((order) => order.fulfillments, fulfillmentBody),
	refund: inOrder((order) => order.refunds, refundBody),
	transaction: inOrder((order) => order.transactions, transactionBody),
	draftOrder: draftOrderBody,
	inventoryItem: (store, id, rest) => {
		const found = item(store, id);
		return found && inventoryItemBody(found, rest);
	},
	inventoryLevel: (store, id, rest) => {
		const found = level(store, id);
		return found && inventoryLevelBody(found, rest);
	},
};

/**
 * The body of a delivery: the object as the legacy REST API shows it, as Shopify documents. An
 * object that is gone is shown by its number.
 */
export function webhookBody(store: Store, kind: string, id: string): Json {
	return MAKE[kind](store, id, new Serializer(store)) ?? { id: idNumber(id) };
}

/** Metafields of an object in these namespaces, as a delivery adds them. */
export function webhookMetafields(
	store: Store,
	ownerId: string | null,
	namespaces: readonly string[],
): Json[] {
	const owner = store.find(ownerId ?? '') as { metafields?: Metafield[] } | undefined;
	return (owner?.metafields ?? [])
		.filter(({ namespace }) => namespaces.includes(namespace))
		.map((each) => ({
			...own(each),
			namespace: each.namespace,
			key: each.key,
			value: each.value,
			type: each.type,
			description: null,
			owner_id: idNumber(each.ownerId),
			created_at: isoSeconds(Date.parse(each.createdAt)),
			updated_at: isoSeconds(Date.parse(each.updatedAt)),
		}));
}
