import type {
	Attribute,
	DiscountApplication,
	Fulfillment,
	LineItem,
	Order,
	TaxLine,
} from '../model.mts';
import { cents } from '../money.mts';
import { lineNet, sum } from '../orders.mts';
import { variantTitle } from '../products.mts';
import type { Store } from '../store.mts';

export interface MoneyBagInput {
	shopMoney: { amount: string; currencyCode: string };
	presentmentMoney?: { amount: string; currencyCode: string } | null;
}

export interface TaxLineInput {
	title: string;
	rate: string | number;
	channelLiable?: boolean | null;
	priceSet?: MoneyBagInput | null;
}

export interface OrderLineInput {
	variantId?: string | null;
	productId?: string | null;
	title?: string | null;
	variantTitle?: string | null;
	vendor?: string | null;
	sku?: string | null;
	quantity: number;
	priceSet?: MoneyBagInput | null;
	giftCard?: boolean | null;
	requiresShipping?: boolean | null;
	taxable?: boolean | null;
	weight?: { value: number; unit: string } | null;
	properties?: Array<{ name: string; value: string }> | null;
	taxLines?: TaxLineInput[] | null;
}

export interface DiscountCodeInput {
	itemFixedDiscountCode?: { code: string; amountSet?: MoneyBagInput | null } | null;
	itemPercentageDiscountCode?: { code: string; percentage?: number | null } | null;
	freeShippingDiscountCode?: { code: string } | null;
}

/** What of a new order is sent already. */
export interface SentInput {
	fulfillmentStatus?: 'FULFILLED' | 'PARTIAL' | 'RESTOCKED' | null;
	fulfillment?: {
		locationId: string;
		trackingCompany?: string | null;
		trackingNumber?: string | null;
	} | null;
}

/** Cents of the shop's currency; an amount that is not given is nothing. */
export const shopCents = (price: MoneyBagInput | null | undefined): number =>
	cents(price?.shopMoney.amount ?? '0');

/** A tax as stored; without an amount it is its share of what is taxed. */
export const taxLine = (input: TaxLineInput, taxed: number): TaxLine => ({
	title: input.title,
	rate: Number(input.rate),
	amount: input.priceSet ? shopCents(input.priceSet) : Math.round(taxed * Number(input.rate)),
	channelLiable: input.channelLiable ?? false,
});

const GRAMS: Record<string, number> = {
	GRAMS: 1,
	KILOGRAMS: 1000,
	OUNCES: 28.349523125,
	POUNDS: 453.59237,
};

/**
 * A line of a new order. What is given counts; the variant fills in the rest. With an own title a
 * line has no variant title of its own. That a line needs shipping defaults to false in the
 * schema, so that a given false cannot be told from none: a variant's own flag counts as well.
 */
export function newLine(store: Store, input: OrderLineInput): LineItem {
	const variant = store.variant(input.variantId ?? null);
	const product = store.product(variant?.productId ?? input.productId ?? null);
	const ownTitle =
		variant === undefined || product === undefined ? null : variantTitle(product, variant);
	const kept = ownTitle === 'Default Title' || input.title ? null : ownTitle;
	const kilograms = variant?.item.weight.value ?? 0;
	const { value, unit } = input.weight ?? { value: kilograms, unit: 'KILOGRAMS' };
	const line: LineItem = {
		__typename: 'LineItem',
		id: store.ids.next('LineItem'),
		title: input.title ?? product?.title ?? '',
		variantTitle: input.variantTitle ?? kept,
		sku: input.sku ?? variant?.item.sku ?? null,
		vendor: input.vendor ?? product?.vendor ?? null,
		quantity: input.quantity,
		removed: 0,
		unitPrice: input.priceSet ? shopCents(input.priceSet) : (variant?.price ?? 0),
		discounts: [],
		taxLines: [],
		taxable: (input.taxable ?? true) && (variant?.taxable ?? true),
		requiresShipping: input.requiresShipping === true || variant?.item.requiresShipping === true,
		isGiftCard: input.giftCard ?? false,
		grams: Math.round(value * (GRAMS[unit] ?? 1)),
		productId: product?.id ?? null,
		variantId: variant?.id ?? null,
		customAttributes: (input.properties ?? []).map(({ name, value: text }): Attribute => ({
			key: name,
			value: text,
		})),
	};
	line.taxLines = (input.taxLines ?? []).map((each) => taxLine(each, lineNet(line)));
	return store.add(line);
}

/** Splits an amount by weights; the last part takes what rounding left. */
function split(amount: number, weights: number[]): number[] {
	const total = sum(weights);
	const parts = weights.map((weight) => {
		return total === 0 ? 0 : Math.round((amount * weight) / total);
	});
	parts[parts.length - 1] += amount - sum(parts);
	return parts;
}

/** Tax lines of the whole order stand on its taxable lines. */
export function spreadTaxes(order: Order, inputs: TaxLineInput[]): void {
	const lines = order.lineItems.filter((line) => line.taxable);
	if (lines.length === 0) return;
	const weights = lines.map(lineNet);
	for (const input of inputs) {
		const whole = taxLine(input, sum(weights));
		for (const [index, amount] of split(whole.amount, weights).entries()) {
			lines[index].taxLines.push({ ...whole, amount });
		}
	}
}

/** A discount code: taken off the lines, or off nothing when it only makes shipping free. */
export function applyCode(order: Order, input: DiscountCodeInput | null | undefined): void {
	const fixed = input?.itemFixedDiscountCode;
	const percent = input?.itemPercentageDiscountCode;
	const code = fixed?.code ?? percent?.code ?? input?.freeShippingDiscountCode?.code;
	if (code === undefined) return;
	const worth = order.lineItems.map(lineNet);
	const amount = fixed
		? Math.min(shopCents(fixed.amountSet), sum(worth))
		: Math.round((sum(worth) * (percent?.percentage ?? 0)) / 100);
	const application: DiscountApplication = {
		__typename: 'DiscountCodeApplication',
		index: 0,
		code,
		title: null,
		percentage: percent?.percentage ?? null,
		amount: fixed ? amount : null,
	};
	order.discountCodes = [code];
	order.discountApplications = [application];
	if (amount === 0) return;
	for (const [index, part] of split(amount, worth).entries()) {
		if (part > 0) order.lineItems[index].discounts = [{ index: 0, amount: part }];
	}
}

/** Everything is sent; of a partly sent order the first line; a restocked one is cancelled. */
export function fulfill(store: Store, order: Order, input: SentInput, now: string): void {
	const { fulfillment, fulfillmentStatus } = input;
	if (fulfillmentStatus === 'RESTOCKED') {
		order.cancelledAt = order.closedAt = now;
		for (const line of order.lineItems) line.removed = line.quantity;
		return;
	}
	if (!fulfillmentStatus && !fulfillment) return;
	const sent = fulfillmentStatus === 'PARTIAL' ? order.lineItems.slice(0, 1) : order.lineItems;
	const { trackingCompany: company = null, trackingNumber: number = null } = fulfillment ?? {};
	const made: Fulfillment = store.add({
		__typename: 'Fulfillment',
		id: store.ids.next('Fulfillment'),
		orderId: order.id,
		locationId: fulfillment?.locationId ?? store.locations[0].id,
		name: `${order.name}-F1`,
		status: 'SUCCESS',
		displayStatus: 'FULFILLED',
		createdAt: now,
		updatedAt: now,
		tracking: company === null && number === null ? [] : [{ company, number, url: null }],
		lines: sent.map(({ id, quantity }) => ({
			id: store.ids.next('FulfillmentLineItem'),
			lineItemId: id,
			quantity,
		})),
	});
	order.fulfillments.push(made);
}
