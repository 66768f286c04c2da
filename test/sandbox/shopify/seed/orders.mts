import type {
	Customer,
	DiscountApplication,
	Fulfillment,
	LineItem,
	Order,
	TaxLine,
	Variant,
} from '../model.mts';
import { lineNet, lineTax, payments, sum, totals } from '../orders.mts';
import { normalTags, variantTitle } from '../products.mts';
import { isoSeconds, type Store } from '../store.mts';
import { blankOrder, transact } from '../newOrder.mts';
import { address, daysAgo, metafield } from './shop.mts';
import { NOTES, ORDER_TAGS, PLACES, type Place } from './words.mts';

/** States that the seeded orders go through in turn. */
const STATES = [
	'paid',
	'paid fulfilled closed',
	'pending',
	'paid partly-fulfilled',
	'authorized',
	'paid fulfilled',
	'partially-paid',
	'paid fulfilled partially-refunded',
	'none',
	'paid fulfilled closed refunded',
	'voided cancelled',
	'paid refunded cancelled',
] as const;

/** Order number of the one order with 130 line items. */
export const LONG_ORDER_NUMBER = 1050;
const LONG_ORDER_LINES = 130;

/** Adds orders to the shop, oldest first: every payment and fulfillment state in turn. */
export function seedOrders(store: Store, count: number): void {
	const before = store.orders.length;
	// Later additions are newer than everything before them.
	const span = before === 0 ? 490 : 3;
	for (let i = 0; i < count; i++) {
		const days = ((count - i) * span) / count;
		seedOrder(store, before + i, Math.max(0.02, days - (store.random.next() * span) / count));
	}
}

function seedOrder(store: Store, index: number, days: number): void {
	const { random } = store;
	const state: string = STATES[index % STATES.length];
	const createdAt = daysAgo(store, days);
	const base = Date.parse(store.options.baseDate);
	const later = (hours: number): string => {
		return isoSeconds(Math.min(base, Date.parse(createdAt) + hours * 3_600_000));
	};
	const customer = index % 14 === 13 ? null : random.pick(store.customers);
	const at = random.pick(PLACES);
	const abroad = at.countryCode === 'US';
	const order = blankOrder(store, createdAt);
	Object.assign(order, {
		customerId: customer?.id ?? null,
		email: customer?.email ?? null,
		phone: customer?.phone ?? null,
		customerLocale: customer?.locale ?? null,
		customerAcceptsMarketing: customer?.emailMarketing.state === 'SUBSCRIBED',
		note: random.chance(0.3) ? random.pick(NOTES) : null,
		poNumber: index % 20 === 6 ? `PO-${order.number}` : null,
		tags: normalTags(random.some(ORDER_TAGS, random.int(0, 2))),
		taxesIncluded: index % 25 === 24,
		presentmentCurrency: abroad ? 'USD' : store.shop.currency,
		presentmentRate: abroad ? 0.73 : 1,
		customAttributes: index % 5 === 1 ? [{ key: 'gift_message', value: 'Happy birthday!' }] : [],
	} satisfies Partial<Order>);
	if (state !== 'none') {
		Object.assign(order, {
			clientIp: `203.0.113.${index % 250}`,
			sourceName: index % 9 === 2 ? 'pos' : 'web',
			app: { id: 'gid://shopify/App/580111', name: 'Online Store' },
			cartToken: random.hex(32),
			checkoutToken: random.hex(32),
			billingAddress: orderAddress(store, at, customer),
			shippingAddress: orderAddress(store, at, customer),
			retailLocationId: index % 9 === 2 ? store.locations[0].id : null,
		} satisfies Partial<Order>);
	}
	addLines(store, order, order.number === LONG_ORDER_NUMBER ? LONG_ORDER_LINES : random.int(1, 4));
	// Half of a single piece cannot be sent.
	if (state.includes('partly')) order.lineItems[0].quantity += 1;
	discount(order, index);
	tax(order, at);
	ship(store, order, at, index);
	pay(store, order, state, later(0));
	if (state.includes('fulfilled')) fulfill(store, order, state.includes('partly'), later(26));
	if (state.includes('refunded')) refund(store, order, state.includes('partially'), later(200));
	if (state.includes('cancelled')) {
		order.cancelledAt = order.closedAt = later(30);
		order.cancelReason = random.pick(['CUSTOMER', 'FRAUD', 'INVENTORY', 'DECLINED', 'OTHER']);
		for (const line of order.lineItems) line.removed = line.quantity;
	} else if (state.includes('closed')) order.closedAt = later(220);
	if (index % 6 === 0) {
		const field = ['custom', 'packing_note', 'single_line_text_field', 'two boxes'] as const;
		order.metafields.push(metafield(store, order.id, [...field], createdAt));
	}
	const times = [
		order.createdAt,
		order.closedAt,
		...order.refunds.map((each) => each.createdAt),
		...order.fulfillments.map((each) => each.updatedAt),
	];
	order.updatedAt =
		times
			.filter((each) => each !== null)
			.sort()
			.at(-1) ?? createdAt;
}

function orderAddress(store: Store, at: Place, customer: Customer | null): Order['billingAddress'] {
	return {
		...address(store, at, 'MailingAddress', '?model_name=Address'),
		firstName: customer?.firstName ?? null,
		lastName: customer?.lastName ?? 'Walk-in',
		phone: customer?.phone ?? null,
	};
}

function addLines(store: Store, order: Order, count: number): void {
	const { random } = store;
	const sellable = store.products.filter((product) => product.status === 'ACTIVE');
	for (let i = 0; i < count; i++) {
		const product = random.pick(sellable);
		const variant: Variant = random.pick(product.variants);
		const custom = random.chance(0.05);
		const title = variantTitle(product, variant);
		const line: LineItem = {
			__typename: 'LineItem',
			id: store.ids.next('LineItem'),
			title: custom ? 'Engraving' : product.title,
			variantTitle: custom || title === 'Default Title' ? null : title,
			sku: custom ? null : variant.item.sku,
			vendor: custom ? null : product.vendor,
			quantity: random.int(1, 4),
			removed: 0,
			unitPrice: custom ? 1500 : variant.price,
			discounts: [],
			taxLines: [],
			taxable: true,
			requiresShipping: !custom,
			isGiftCard: false,
			grams: custom ? 0 : Math.round(variant.item.weight.value * 1000),
			productId: custom ? null : product.id,
			variantId: custom ? null : variant.id,
			customAttributes: random.chance(0.1) ? [{ key: 'Engraving', value: 'A. L.' }] : [],
		};
		order.lineItems.push(store.add(line));
	}
}

function discount(order: Order, index: number): void {
	if (index % 4 !== 1) return;
	const byCode = index % 8 === 1;
	const application: DiscountApplication = {
		__typename: byCode ? 'DiscountCodeApplication' : 'ManualDiscountApplication',
		index: 0,
		code: byCode ? 'SPRING10' : null,
		title: byCode ? null : 'Loyalty',
		percentage: byCode ? 10 : null,
		amount: byCode ? null : 500,
	};
	order.discountApplications = [application];
	order.discountCodes = byCode ? ['SPRING10'] : [];
	if (byCode) {
		for (const line of order.lineItems) {
			const amount = Math.round(line.unitPrice * line.quantity * 0.1);
			line.discounts = [{ index: 0, amount }];
		}
	} else order.lineItems[0].discounts = [{ index: 0, amount: 500 }];
}

function taxLine(at: Place, value: number): TaxLine {
	const amount = Math.round(value * at.taxRate);
	return { title: at.taxTitle, rate: at.taxRate, amount, channelLiable: false };
}

function tax(order: Order, at: Place): void {
	for (const line of order.lineItems) line.taxLines = [taxLine(at, lineNet(line))];
}

function ship(store: Store, order: Order, at: Place, index: number): void {
	if (order.sourceName === 'pos' || order.shippingAddress === null) return;
	const [title, price] =
		index % 5 === 0 ? (['Express', 2450] as const) : (['Standard', 1200] as const);
	order.shippingLines.push({
		__typename: 'ShippingLine',
		id: store.ids.next('ShippingLine'),
		title,
		code: title,
		source: 'shopify',
		carrierIdentifier: null,
		price,
		taxLines: [taxLine(at, price)],
	});
}

function pay(store: Store, order: Order, state: string, at: string): void {
	const { total } = totals(order);
	if (state.startsWith('paid')) {
		if (order.number % 2 === 0) {
			const parent = transact(store, order, 'AUTHORIZATION', total, at);
			transact(store, order, 'CAPTURE', total, at, parent.id);
		} else transact(store, order, 'SALE', total, at);
	} else if (state === 'partially-paid') {
		transact(store, order, 'SALE', Math.round(total / 2), at);
	} else if (state === 'pending') {
		transact(store, order, 'SALE', total, at).status = 'PENDING';
	} else if (state === 'authorized' || state.startsWith('voided')) {
		const parent = transact(store, order, 'AUTHORIZATION', total, at);
		if (state.startsWith('voided')) transact(store, order, 'VOID', total, at, parent.id);
	}
}

function fulfill(store: Store, order: Order, partly: boolean, at: string): void {
	const lines = order.lineItems.map((line, i) => {
		const quantity = partly && i === 0 ? Math.max(0, line.quantity - 1) : line.quantity;
		return { id: store.ids.next('FulfillmentLineItem'), lineItemId: line.id, quantity };
	});
	const sent = lines.filter((line) => line.quantity > 0);
	const tracking = `MT${order.number}CA`;
	const fulfillment: Fulfillment = {
		__typename: 'Fulfillment',
		id: store.ids.next('Fulfillment'),
		orderId: order.id,
		locationId: store.locations[order.number % 3].id,
		name: `${order.name}-F1`,
		status: 'SUCCESS',
		displayStatus: 'FULFILLED',
		createdAt: at,
		updatedAt: at,
		tracking: [
			{
				company: 'Canada Post',
				number: tracking,
				url: `https://www.canadapost-postescanada.ca/track?id=${tracking}`,
			},
		],
		lines: sent,
	};
	order.fulfillments.push(store.add(fulfillment));
}

function refund(store: Store, order: Order, partial: boolean, at: string): void {
	const lines = partial ? order.lineItems.slice(0, 1) : order.lineItems;
	const shippingAmount = partial ? 0 : sum(order.shippingLines.map((line) => line.price));
	const parent = payments(order)[0];
	const quantity = (line: LineItem): number => (partial ? 1 : line.quantity);
	const share = (line: LineItem, value: number): number => {
		return Math.round((value * quantity(line)) / line.quantity);
	};
	const worth = sum(lines.map((line) => share(line, lineNet(line) + lineTax(line))));
	const amount = partial ? Math.min(worth, parent.amount - 1) : parent.amount;
	const transaction = transact(store, order, 'REFUND', amount, at, parent.id);
	order.refunds.push(
		store.add({
			__typename: 'Refund',
			id: store.ids.next('Refund'),
			orderId: order.id,
			note: partial ? 'One piece came back' : null,
			createdAt: at,
			lines: lines.map((line) => ({
				__typename: 'RefundLineItem',
				id: store.ids.next('RefundLineItem'),
				lineItemId: line.id,
				quantity: quantity(line),
				restockType: 'RETURN',
				restocked: true,
				locationId: store.locations[0].id,
				subtotal: share(line, lineNet(line)),
				tax: share(line, lineTax(line)),
			})),
			shippingAmount,
			transactions: [transaction],
		}),
	);
	for (const line of lines) line.removed = quantity(line);
}
