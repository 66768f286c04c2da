import { listConnection, type PageArgs } from '../connections.mts';
import type { Args, Context, Resolver, Resolvers } from '../context.mts';
import { idNumber } from '../ids.mts';
import type { Attribute, Customer, Entity, Variant } from '../model.mts';
import { moneyBag } from '../money.mts';
import { sum } from '../orders.mts';
import { variantTitle } from '../products.mts';
import type { Filters } from '../search/match.mts';
import { daysAgo } from '../seed/shop.mts';
import type { Store } from '../store.mts';
import { count, list } from './query.mts';
import { cursorTime, emptyConnection, no } from './shared.mts';

interface CheckoutLine extends Entity {
	variantId: string;
	productId: string;
	title: string;
	variantTitle: string | null;
	sku: string | null;
	quantity: number;
	unitPrice: number;
	customAttributes: Attribute[];
}

interface Checkout extends Entity {
	name: string;
	createdAt: string;
	updatedAt: string;
	completedAt: string | null;
	note: string;
	token: string;
	customerId: string | null;
	discountCodes: string[];
	customAttributes: Attribute[];
	lines: CheckoutLine[];
}

const seeded = new WeakMap<Store, Checkout[]>();

/** Six checkouts that were left, the last of which was paid for later. Made when first asked for. */
function checkouts(store: Store): Checkout[] {
	const found = seeded.get(store) ?? [];
	if (seeded.has(store)) return found;
	seeded.set(store, found);
	const variants = store.products.flatMap((product) => product.variants);
	for (let index = 0; index < Math.min(6, variants.length); index++) {
		const at = daysAgo(store, 30 - index * 4);
		const customer: Customer | undefined = store.customers[index];
		const id = store.ids.next('AbandonedCheckout');
		const checkout: Checkout = {
			__typename: 'AbandonedCheckout',
			id,
			name: `#${idNumber(id)}`,
			createdAt: at,
			updatedAt: at,
			completedAt: index === 5 ? daysAgo(store, 9) : null,
			note: index === 0 ? 'Please gift wrap' : '',
			token: store.random.hex(32),
			customerId: customer?.id ?? null,
			discountCodes: index === 1 ? ['SPRING10'] : [],
			customAttributes: [{ key: 'Gift', value: index % 2 === 0 ? 'Yes' : 'No' }],
			lines: variants.slice(index, index + 2).map((variant) => line(store, variant)),
		};
		found.push(store.add(checkout));
	}
	return found;
}

function line(store: Store, variant: Variant): CheckoutLine {
	const product = store.product(variant.productId);
	const title = product === undefined ? '' : variantTitle(product, variant);
	return {
		__typename: 'AbandonedCheckoutLineItem',
		id: `${store.ids.next('AbandonedCheckoutLineItem')}`,
		variantId: variant.id,
		productId: variant.productId,
		title: product?.title ?? '',
		variantTitle: title === 'Default Title' ? null : title,
		sku: variant.item.sku,
		quantity: 2,
		unitPrice: variant.price,
		customAttributes: [],
	};
}

const worth = (checkout: Checkout): number =>
	sum(checkout.lines.map((one) => one.unitPrice * one.quantity));

const tax = (checkout: Checkout): number => Math.round(worth(checkout) * 0.13);

const amount =
	<T,>(pick: (source: T) => number): Resolver =>
	(source: T, _args: Args, { store }: Context) =>
		moneyBag(pick(source), store.shop.currency);

const filters = (): Filters<Checkout> => ({
	id: { kind: 'id', get: (checkout) => [idNumber(checkout.id)] },
	created_at: { kind: 'time', get: (checkout) => [checkout.createdAt] },
	updated_at: { kind: 'time', get: (checkout) => [checkout.updatedAt] },
	status: {
		kind: 'enum',
		values: ['open', 'closed'],
		get: (checkout) => [checkout.completedAt === null ? 'open' : 'closed'],
	},
	recovery_state: {
		kind: 'enum',
		values: ['recovered', 'not_recovered'],
		get: (checkout) => [checkout.completedAt === null ? 'not_recovered' : 'recovered'],
	},
});

export const abandonedCheckoutTypes: Resolvers = {
	QueryRoot: {
		abandonedCheckoutsCount: count<Checkout>({ records: checkouts, filters, sortKeys: {} }),
		abandonedCheckouts: list<Checkout>({
			records: checkouts,
			filters,
			sortKeys: {
				ID: (checkout) => idNumber(checkout.id),
				CHECKOUT_ID: (checkout) => idNumber(checkout.id),
				CREATED_AT: (checkout) => cursorTime(checkout.createdAt),
				TOTAL_PRICE: worth,
			},
		}),
	},
	AbandonedCheckout: {
		abandonedCheckoutUrl: (checkout: Checkout, _args: Args, { store }: Context) =>
			`https://${store.shop.host}/${idNumber(store.shop.id)}/checkouts/${checkout.token}/recover?key=${checkout.token.slice(0, 8)}`,
		customer: (checkout: Checkout, _args: Args, { store }: Context) =>
			store.customer(checkout.customerId) ?? null,
		billingAddress: (checkout: Checkout, _args: Args, { store }: Context) =>
			store.customer(checkout.customerId)?.addresses[0] ?? null,
		shippingAddress: (checkout: Checkout, _args: Args, { store }: Context) =>
			store.customer(checkout.customerId)?.addresses[0] ?? null,
		taxesIncluded: no,
		taxLines: (checkout: Checkout, _args: Args, { store }: Context) => {
			const priceSet = moneyBag(tax(checkout), store.shop.currency);
			return [{ title: 'HST', rate: 0.13, channelLiable: null, priceSet }];
		},
		totalDiscountSet: amount(() => 0),
		totalLineItemsPriceSet: amount(worth),
		subtotalPriceSet: amount(worth),
		totalPriceSet: amount((checkout: Checkout) => worth(checkout) + tax(checkout)),
		totalTaxSet: amount(tax),
		totalDutiesSet: amount(() => 0),
		lineItems: (checkout: Checkout, args: PageArgs) =>
			listConnection(checkout.lines, args, idNumber),
	},
	AbandonedCheckoutLineItem: {
		product: (one: CheckoutLine, _args: Args, { store }: Context) =>
			store.product(one.productId) ?? null,
		variant: (one: CheckoutLine, _args: Args, { store }: Context) =>
			store.variant(one.variantId) ?? null,
		originalUnitPriceSet: amount((one: CheckoutLine) => one.unitPrice),
		originalTotalPriceSet: amount((one: CheckoutLine) => one.unitPrice * one.quantity),
		discountAllocations: emptyConnection,
	},
};
