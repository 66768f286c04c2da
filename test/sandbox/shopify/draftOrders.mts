import type { Address, Attribute, Entity, TaxLine } from './model.mts';
import { sum } from './orders.mts';
import { PLACES } from './seed/words.mts';
import type { Store } from './store.mts';

export interface DraftDiscount {
	title: string | null;
	description: string | null;
	value: number;
	valueType: 'FIXED_AMOUNT' | 'PERCENTAGE';
}

export interface DraftLine extends Entity {
	title: string;
	variantTitle: string | null;
	sku: string | null;
	vendor: string | null;
	quantity: number;
	unitPrice: number;
	requiresShipping: boolean;
	taxable: boolean;
	isGiftCard: boolean;
	grams: number;
	productId: string | null;
	variantId: string | null;
	customAttributes: Attribute[];
	discount: DraftDiscount | null;
}

export interface DraftOrder extends Entity {
	name: string;
	status: 'OPEN' | 'INVOICE_SENT' | 'COMPLETED';
	createdAt: string;
	updatedAt: string;
	completedAt: string | null;
	invoiceSentAt: string | null;
	invoiceToken: string;
	email: string | null;
	note: string | null;
	tags: string[];
	taxExempt: boolean;
	customerId: string | null;
	shippingAddress: Address | null;
	billingAddress: Address | null;
	customAttributes: Attribute[];
	discount: DraftDiscount | null;
	shippingLine: { title: string; price: number } | null;
	orderId: string | null;
	lines: DraftLine[];
}

const all = new WeakMap<Store, DraftOrder[]>();

/** The shop's draft orders; a new shop has none. */
export function draftOrders(store: Store): DraftOrder[] {
	const found = all.get(store) ?? [];
	all.set(store, found);
	return found;
}

export const draftOrder = (store: Store, id: string): DraftOrder | undefined =>
	store.get<DraftOrder>('DraftOrder', id);

/** What a discount takes off an amount, in cents. */
export function discountOf(discount: DraftDiscount | null, amount: number): number {
	if (discount === null) return 0;
	const { value, valueType } = discount;
	const off = valueType === 'PERCENTAGE' ? Math.round((amount * value) / 100) : value * 100;
	return Math.min(amount, Math.round(off));
}

const gross = (line: DraftLine): number => line.unitPrice * line.quantity;

export const lineDiscount = (line: DraftLine): number => discountOf(line.discount, gross(line));

export const lineNet = (line: DraftLine): number => gross(line) - lineDiscount(line);

/** Taxes of a line, by the address that it is shipped to. */
export function lineTaxes(draft: DraftOrder, line: DraftLine): TaxLine[] {
	const at = draft.shippingAddress ?? draft.billingAddress;
	const place = PLACES.find((one) => one.provinceCode === at?.provinceCode);
	if (draft.taxExempt || !line.taxable || place === undefined) return [];
	const amount = Math.round(lineNet(line) * place.taxRate);
	return [{ title: place.taxTitle, rate: place.taxRate, amount, channelLiable: false }];
}

/** Amounts of a draft order, in cents: its discount is taken off the lines, not off their taxes. */
export function draftTotals(draft: DraftOrder) {
	const net = sum(draft.lines.map(lineNet));
	const discount = discountOf(draft.discount, net);
	const tax = sum(draft.lines.flatMap((line) => lineTaxes(draft, line)).map((one) => one.amount));
	const shipping = draft.shippingLine?.price ?? 0;
	const subtotal = net - discount;
	return { discount, tax, shipping, subtotal, total: subtotal + shipping + tax };
}
