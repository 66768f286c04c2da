import type { Order, Transaction } from './model.mts';
import type { Store } from './store.mts';

/** Adds an order with the next number and nothing in it, as an API client's import would be. */
export function blankOrder(store: Store, createdAt: string): Order {
	const { random, ids } = store;
	const number = 1001 + store.orderCount++;
	const order: Order = {
		__typename: 'Order',
		id: ids.next('Order'),
		name: `#${number}`,
		number,
		createdAt,
		updatedAt: createdAt,
		processedAt: createdAt,
		closedAt: null,
		cancelledAt: null,
		cancelReason: null,
		staffNote: null,
		cancelling: null,
		email: null,
		phone: null,
		note: null,
		poNumber: null,
		tags: [],
		test: false,
		taxesIncluded: false,
		presentmentCurrency: store.shop.currency,
		presentmentRate: 1,
		customerId: null,
		customerLocale: null,
		customerAcceptsMarketing: false,
		clientIp: null,
		sourceName: 'sandbox-importer',
		app: { id: 'gid://shopify/App/7007001', name: 'Order Importer' },
		confirmationNumber: random.hex(9).toUpperCase(),
		statusToken: random.hex(32),
		cartToken: null,
		checkoutToken: null,
		customAttributes: [],
		discountCodes: [],
		discountApplications: [],
		billingAddress: null,
		shippingAddress: null,
		retailLocationId: null,
		lineItems: [],
		shippingLines: [],
		transactions: [],
		refunds: [],
		fulfillments: [],
		metafields: [],
	};
	store.orders.push(store.add(order));
	return order;
}

/** Books a transaction on an order; card payments carry the card's details. */
export function transact(
	store: Store,
	order: Order,
	kind: Transaction['kind'],
	amount: number,
	createdAt: string,
	parentId: string | null = null,
): Transaction {
	const { random } = store;
	const parent = order.transactions.find((each) => each.id === parentId);
	const gateway = parent?.gateway ?? (random.chance(0.3) ? 'manual' : 'shopify_payments');
	const transaction: Transaction = {
		__typename: 'OrderTransaction',
		id: store.ids.next('OrderTransaction'),
		kind,
		status: 'SUCCESS',
		gateway,
		amount,
		createdAt,
		parentId,
		orderId: order.id,
		card: parent?.card ?? (gateway === 'manual' ? null : card(store, order)),
	};
	order.transactions.push(store.add(transaction));
	delete order.givenStatus;
	return transaction;
}

function card(store: Store, order: Order): Transaction['card'] {
	const visa = store.random.chance(0.6);
	const last4 = String(store.random.int(1000, 9999));
	const address = order.billingAddress;
	return {
		bin: visa ? '424242' : '555555',
		avsResultCode: 'Y',
		cvvResultCode: 'M',
		number: `•••• •••• •••• ${last4}`,
		company: visa ? 'Visa' : 'Mastercard',
		name: [address?.firstName, address?.lastName].filter(Boolean).join(' '),
		expirationMonth: store.random.int(1, 12),
		expirationYear: 2029,
	};
}
