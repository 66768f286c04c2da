import type { Context, Resolver } from '../context.mts';
import {
	type DraftDiscount,
	type DraftLine,
	draftOrder,
	type DraftOrder,
	draftOrders,
	draftTotals,
	lineDiscount,
	lineTaxes,
} from '../draftOrders.mts';
import { type UserError, userError } from '../errors.mts';
import { gid, idNumber } from '../ids.mts';
import type { Order } from '../model.mts';
import { cents } from '../money.mts';
import { blankOrder, transact } from '../newOrder.mts';
import { normalTags, variantTitle } from '../products.mts';
import type { Store } from '../store.mts';
import { addressFields, type AddressInput } from './addresses.mts';

interface MoneyInput {
	amount: string;
}

type DiscountInput = Omit<DraftDiscount, 'title' | 'description'> & {
	title?: string | null;
	description?: string | null;
};

interface LineInput {
	variantId?: string | null;
	title?: string | null;
	quantity: number;
	sku?: string | null;
	originalUnitPrice?: string | null;
	originalUnitPriceWithCurrency?: MoneyInput | null;
	requiresShipping?: boolean | null;
	taxable?: boolean | null;
	weight?: { value: number; unit: string } | null;
	customAttributes?: Array<{ key: string; value: string }> | null;
	appliedDiscount?: DiscountInput | null;
}

interface DraftInput {
	lineItems?: LineInput[] | null;
	appliedDiscount?: DiscountInput | null;
	purchasingEntity?: { customerId?: string | null } | null;
	customerId?: string | null;
	useCustomerDefaultAddress?: boolean | null;
	shippingAddress?: AddressInput | null;
	billingAddress?: AddressInput | null;
	shippingLine?: {
		title?: string | null;
		price?: string | null;
		priceWithCurrency?: MoneyInput | null;
	} | null;
	email?: string | null;
	note?: string | null;
	tags?: string[] | null;
	taxExempt?: boolean | null;
	customAttributes?: Array<{ key: string; value: string }> | null;
}

/** Shopify looks at one thing after the other and tells the first that is wrong. */
function refusals(store: Store, input: DraftInput, path: string[]): UserError[] {
	const wrong = (message: string, field: string[] | null = null): UserError[] => [
		userError(field, message),
	];
	for (const [index, line] of (input.lineItems ?? []).entries()) {
		if (line.quantity < 1) {
			const field = [...path, 'lineItems', `${index}`, 'quantity'];
			return wrong('Quantity must be greater than or equal to 1', field);
		}
		if (line.variantId) {
			if (store.variant(line.variantId) === undefined) {
				return wrong(`Product with ID ${idNumber(line.variantId)} is no longer available.`);
			}
		} else if (!line.title) return wrong('Merchandise title is empty.');
		const price = line.originalUnitPriceWithCurrency?.amount ?? line.originalUnitPrice;
		if (price && Number(price) < 0) return wrong('Cannot send negative price for line_item');
	}
	for (const one of [input.appliedDiscount, ...(input.lineItems ?? []).map(discountInput)]) {
		if (one?.valueType === 'PERCENTAGE' && one.value > 100) {
			return wrong('Applied discount value must be less than or equal to 100%');
		}
	}
	if (typeof input.email === 'string' && !/^\S+@\S+\.\S+$/.test(input.email)) {
		return wrong('Email is invalid', [...path, 'email']);
	}
	return [];
}

const discountInput = (line: LineInput): DiscountInput | null | undefined => line.appliedDiscount;

function discount(input: DiscountInput | null | undefined): DraftDiscount | null {
	if (!input) return null;
	const { title = null, description = null, value, valueType } = input;
	return { title, description, value, valueType };
}

/** A line: a variant's own title, price, number and flags count, whatever is sent beside its id. */
function newLine(store: Store, input: LineInput): DraftLine {
	const variant = store.variant(input.variantId ?? null);
	const product = store.product(variant?.productId ?? null);
	const base = {
		__typename: 'DraftOrderLineItem',
		id: store.ids.next('DraftOrderLineItem'),
		quantity: input.quantity,
		isGiftCard: product?.isGiftCard ?? false,
		customAttributes: (input.customAttributes ?? []).map(({ key, value }) => ({ key, value })),
		discount: discount(input.appliedDiscount),
		productId: product?.id ?? null,
		variantId: variant?.id ?? null,
	};
	if (variant !== undefined && product !== undefined) {
		const title = variantTitle(product, variant);
		return {
			...base,
			title: product.title,
			variantTitle: title === 'Default Title' ? null : title,
			sku: variant.item.sku,
			vendor: product.vendor,
			unitPrice: variant.price,
			requiresShipping: variant.item.requiresShipping,
			taxable: variant.taxable,
			grams: Math.round(variant.item.weight.value * 1000),
		};
	}
	const { unit = 'GRAMS', value = 0 } = input.weight ?? {};
	const price = input.originalUnitPriceWithCurrency?.amount ?? input.originalUnitPrice;
	return {
		...base,
		title: input.title ?? '',
		variantTitle: null,
		sku: input.sku ?? null,
		vendor: null,
		// A custom line without a price is free.
		unitPrice: cents(price ?? '0'),
		requiresShipping: input.requiresShipping ?? true,
		taxable: input.taxable ?? true,
		grams: Math.round(unit === 'KILOGRAMS' ? value * 1000 : value),
	};
}

function apply(store: Store, draft: DraftOrder, input: DraftInput): void {
	if (input.lineItems) draft.lines = input.lineItems.map((line) => newLine(store, line));
	if (input.appliedDiscount !== undefined) draft.discount = discount(input.appliedDiscount);
	if (input.note !== undefined) draft.note = input.note;
	if (input.tags) draft.tags = normalTags(input.tags);
	if (typeof input.taxExempt === 'boolean') draft.taxExempt = input.taxExempt;
	if (input.customAttributes) {
		draft.customAttributes = input.customAttributes.map(({ key, value }) => ({ key, value }));
	}
	if (input.purchasingEntity !== undefined || input.customerId !== undefined) {
		const customerId = input.purchasingEntity?.customerId ?? input.customerId ?? null;
		const customer = store.customer(customerId);
		draft.customerId = customer?.id ?? null;
		draft.email = customer?.email ?? draft.email;
		const address = customer?.addresses.find((one) => one.id === customer.defaultAddressId);
		if (input.useCustomerDefaultAddress === true && address !== undefined) {
			draft.shippingAddress = draft.billingAddress = { ...address };
		}
	}
	if (input.email !== undefined) draft.email = input.email;
	for (const key of ['shippingAddress', 'billingAddress'] as const) {
		const given = input[key];
		if (!given) continue;
		const id = `${store.ids.next('MailingAddress')}?model_name=Address`;
		draft[key] = { __typename: 'MailingAddress', id, ...addressFields(given) };
	}
	if (input.shippingLine !== undefined) {
		const { title, price, priceWithCurrency } = input.shippingLine ?? {};
		const amount = cents(priceWithCurrency?.amount ?? price ?? '0');
		draft.shippingLine = input.shippingLine && { title: title ?? 'Shipping', price: amount };
	}
	draft.updatedAt = store.timestamp();
}

function blankDraft(store: Store): DraftOrder {
	const now = store.timestamp();
	return {
		__typename: 'DraftOrder',
		id: store.ids.next('DraftOrder'),
		name: `#D${draftOrders(store).length + 1}`,
		status: 'OPEN',
		createdAt: now,
		updatedAt: now,
		completedAt: null,
		invoiceSentAt: null,
		invoiceToken: store.random.hex(32),
		email: null,
		note: null,
		tags: [],
		taxExempt: false,
		customerId: null,
		shippingAddress: null,
		billingAddress: null,
		customAttributes: [],
		discount: null,
		shippingLine: null,
		orderId: null,
		lines: [],
	};
}

/** The order that a completed draft becomes; its discounts stand on the lines. */
function orderOf(store: Store, draft: DraftOrder, pending: boolean): Order {
	const order = blankOrder(store, store.timestamp());
	Object.assign(order, {
		email: draft.email,
		note: draft.note,
		tags: [...draft.tags],
		customerId: draft.customerId,
		shippingAddress: draft.shippingAddress,
		billingAddress: draft.billingAddress,
		customAttributes: draft.customAttributes,
		sourceName: 'shopify_draft_order',
	});
	const { discount: whole } = draftTotals(draft);
	for (const [index, line] of draft.lines.entries()) {
		const off = lineDiscount(line) + (index === 0 ? whole : 0);
		order.lineItems.push(
			store.add({
				...line,
				__typename: 'LineItem',
				id: store.ids.next('LineItem'),
				removed: 0,
				discounts: off > 0 ? [{ index: 0, amount: off }] : [],
				taxLines: lineTaxes(draft, line),
			}),
		);
	}
	if (order.lineItems.some((line) => line.discounts.length > 0)) {
		const title = draft.discount?.title ?? 'Discount';
		order.discountApplications.push({
			__typename: 'ManualDiscountApplication',
			index: 0,
			code: null,
			title,
			percentage: null,
			amount: whole,
		});
	}
	if (draft.shippingLine !== null) {
		const { title, price } = draft.shippingLine;
		const id = store.ids.next('ShippingLine');
		const base = { code: 'custom', source: null, carrierIdentifier: null, taxLines: [] };
		order.shippingLines.push({ __typename: 'ShippingLine', id, title, price, ...base });
	}
	const sale = transact(store, order, 'SALE', draftTotals(draft).total, order.createdAt);
	sale.gateway = 'manual';
	sale.card = null;
	if (pending) sale.status = 'PENDING';
	return order;
}

export const draftOrderMutations: Record<string, Resolver> = {
	draftOrderCreate: (_source: unknown, { input }: { input: DraftInput }, { store }: Context) => {
		const userErrors =
			(input.lineItems ?? []).length === 0
				? [userError(null, 'Add at least 1 product')]
				: refusals(store, input, []);
		if (userErrors.length > 0) return { draftOrder: null, userErrors };
		const draft = blankDraft(store);
		apply(store, draft, input);
		draftOrders(store).push(store.add(draft));
		store.effect('draftOrderCreate', draft.id, 'created');
		return { draftOrder: draft, userErrors: [] };
	},
	draftOrderUpdate: (
		_source: unknown,
		{ id, input }: { id: string; input: DraftInput },
		{ store }: Context,
	) => {
		const draft = draftOrder(store, id);
		// The text for an unknown draft order is inferred from the reading roots' sentences.
		if (draft === undefined) {
			return { draftOrder: null, userErrors: [userError(['id'], 'Draft order does not exist')] };
		}
		const userErrors = refusals(store, input, ['input']);
		if (userErrors.length === 0) {
			apply(store, draft, input);
			store.effect('draftOrderUpdate', id, Object.keys(input).join(', '));
		}
		return { draftOrder: draft, userErrors };
	},
	draftOrderComplete: (
		_source: unknown,
		{ id, paymentPending }: { id: string; paymentPending?: boolean | null },
		{ store }: Context,
	) => {
		const draft = draftOrder(store, id);
		if (draft === undefined) {
			return { draftOrder: null, userErrors: [userError(['id'], 'Draft order does not exist')] };
		}
		if (draft.status === 'COMPLETED') {
			return { draftOrder: draft, userErrors: [userError(null, 'This order has been paid')] };
		}
		const order = orderOf(store, draft, paymentPending === true);
		draft.status = 'COMPLETED';
		draft.orderId = order.id;
		draft.completedAt = draft.updatedAt = order.createdAt;
		store.effect('draftOrderComplete', draft.id, 'completed');
		store.effect('draftOrderComplete', order.id, 'created');
		return { draftOrder: draft, userErrors: [] };
	},
	draftOrderInvoiceSend: (
		_source: unknown,
		{ id, email }: { id: string; email?: { to?: string | null } | null },
		{ store }: Context,
	) => {
		const draft = draftOrder(store, id);
		const refused = (message: string) => ({
			draftOrder: draft ?? null,
			userErrors: [userError(null, message)],
		});
		if (draft === undefined) return refused('Draft order not found');
		if (draft.status === 'COMPLETED') {
			return refused("Draft order Invoice can't be sent. This draft order is already paid.");
		}
		if (!(email?.to ?? draft.email)) return refused("To can't be blank");
		draft.status = 'INVOICE_SENT';
		draft.invoiceSentAt = store.timestamp();
		store.effect('draftOrderInvoiceSend', draft.id, 'invoice sent');
		return { draftOrder: draft, userErrors: [] };
	},
	draftOrderDelete: (
		_source: unknown,
		{ input: { id } }: { input: { id: string } },
		{ store }: Context,
	) => {
		const draft = draftOrder(store, gid('DraftOrder', idNumber(id)));
		if (draft === undefined) {
			return { deletedId: null, userErrors: [userError(['id'], 'Draft order does not exist')] };
		}
		draftOrders(store).splice(draftOrders(store).indexOf(draft), 1);
		store.remove(draft);
		store.effect('draftOrderDelete', draft.id, 'deleted');
		return { deletedId: draft.id, userErrors: [] };
	},
};
