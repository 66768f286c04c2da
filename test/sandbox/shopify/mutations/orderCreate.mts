import type { Context, Resolver } from '../context.mts';
import { type UserError, userError } from '../errors.mts';
import type { Order, Transaction } from '../model.mts';
import { blankOrder, transact } from '../newOrder.mts';
import { availableQuantity, normalTags } from '../products.mts';
import { normalPhone } from '../regions.mts';
import type { Store } from '../store.mts';
import { addressFields, type AddressInput, shippingAddressErrors } from './addresses.mts';
import { createCustomer } from './customers.mts';
import { inputMetafieldErrors, type MetafieldInput, putMetafield } from './metafields.mts';
import {
	applyCode,
	type DiscountCodeInput,
	fulfill,
	type MoneyBagInput,
	newLine,
	type OrderLineInput,
	type SentInput,
	shopCents,
	spreadTaxes,
	taxLine,
	type TaxLineInput,
} from './orderCreateLines.mts';
import { restock } from './refunds.mts';

interface CustomerChoice {
	toAssociate?: { id?: string | null; email?: string | null } | null;
	toUpsert?: {
		id?: string | null;
		email?: string | null;
		phone?: string | null;
		firstName?: string | null;
		lastName?: string | null;
		note?: string | null;
		tags?: string[] | null;
	} | null;
}

interface NewOrder extends SentInput {
	name?: string | null;
	email?: string | null;
	phone?: string | null;
	note?: string | null;
	poNumber?: string | null;
	sourceName?: string | null;
	tags?: string[] | null;
	test?: boolean | null;
	currency?: string | null;
	presentmentCurrency?: string | null;
	taxesIncluded?: boolean | null;
	buyerAcceptsMarketing?: boolean | null;
	processedAt?: string | null;
	closedAt?: string | null;
	financialStatus?: string | null;
	customerId?: string | null;
	customer?: CustomerChoice | null;
	customAttributes?: Array<{ key: string; value: string }> | null;
	billingAddress?: AddressInput | null;
	shippingAddress?: AddressInput | null;
	discountCode?: DiscountCodeInput | null;
	lineItems?: OrderLineInput[] | null;
	shippingLines?: Array<{
		title: string;
		code?: string | null;
		source?: string | null;
		priceSet: MoneyBagInput;
		taxLines?: TaxLineInput[] | null;
	}> | null;
	taxLines?: TaxLineInput[] | null;
	transactions?: Array<{
		kind?: Transaction['kind'] | null;
		status?: Transaction['status'] | null;
		gateway?: string | null;
		amountSet: MoneyBagInput;
		processedAt?: string | null;
	}> | null;
	metafields?: MetafieldInput[] | null;
}

interface Options {
	inventoryBehaviour?: string | null;
	sendReceipt?: boolean | null;
	sendFulfillmentReceipt?: boolean | null;
}

/**
 * What is wrong with an input. Recorded with their fields and codes: REDUNDANT_CUSTOMER_FIELDS and
 * TAX_LINE_RATE_MISSING; the other codes are the schema's, and all sentences are inferred.
 */
function refusals(store: Store, input: NewOrder, options: Options): UserError[] {
	const errors: UserError[] = [];
	const refuse = (path: string[], message: string, code = 'INVALID'): void => {
		errors.push(userError(['order', ...path], message, code, 'OrderCreateUserError'));
	};
	if (input.customerId && input.customer) {
		const message = 'Customer can only be given once, by customerId or by customer';
		refuse([], message, 'REDUNDANT_CUSTOMER_FIELDS');
	}
	if (input.currency && input.currency !== store.shop.currency) {
		refuse(['currency'], `The sandbox models orders in ${store.shop.currency} only`);
	}
	const lines = input.lineItems ?? [];
	if (lines.length === 0) refuse(['lineItems'], 'Line items must have at least one line item');
	const taxes = (path: string[], given: TaxLineInput[] | null | undefined): void => {
		for (const [index, { rate }] of (given ?? []).entries()) {
			if (String(rate).trim() !== '') continue;
			const field = [...path, 'taxLines', `${index}`, 'rate'];
			refuse(field, 'Tax line rate must be present', 'TAX_LINE_RATE_MISSING');
		}
	};
	taxes([], input.taxLines);
	if ((input.taxLines ?? []).length > 0 && lines.some((line) => (line.taxLines ?? []).length > 0)) {
		refuse(['taxLines'], 'Tax lines must be on either the order or the line items, not both');
	}
	for (const [index, line] of lines.entries()) {
		const path = ['lineItems', `${index}`];
		const variant = store.variant(line.variantId ?? null);
		if (line.variantId && variant === undefined) {
			refuse([...path, 'variantId'], 'Variant does not exist');
		} else if (!line.variantId && !line.title) refuse([...path, 'title'], "Title can't be blank");
		if (line.quantity < 1) refuse([...path, 'quantity'], 'Quantity must be greater than 0');
		taxes(path, line.taxLines);
		const obeys = options.inventoryBehaviour === 'DECREMENT_OBEYING_POLICY';
		if (obeys && variant?.item.tracked === true && variant.inventoryPolicy === 'DENY') {
			if (availableQuantity(variant) < line.quantity) {
				refuse(path, 'Unable to claim inventory', 'INVENTORY_CLAIM_FAILED');
			}
		}
	}
	for (const [index, line] of (input.shippingLines ?? []).entries()) {
		taxes(['shippingLines', `${index}`], line.taxLines);
	}
	if (input.phone && normalPhone(input.phone) === undefined) refuse(['phone'], 'Phone is invalid');
	if (input.email && !/^\S+@\S+\.\S+$/.test(input.email)) refuse(['email'], 'Email is invalid');
	if (input.shippingAddress) {
		for (const error of shippingAddressErrors(addressFields(input.shippingAddress))) {
			refuse(error.field ?? [], error.message);
		}
	}
	for (const error of inputMetafieldErrors(undefined, input.metafields, ['metafields'])) {
		refuse(error.field ?? [], error.message);
	}
	if (input.fulfillment && store.location(input.fulfillment.locationId) === undefined) {
		refuse(['fulfillment', 'locationId'], 'Location does not exist');
	}
	return errors;
}

/** The order's customer: a known one, or one that is made of the input. */
function customerOf(store: Store, input: NewOrder): { id: string | null; errors: UserError[] } {
	const { toAssociate, toUpsert } = input.customer ?? {};
	const wanted = toAssociate ?? toUpsert ?? (input.customerId ? { id: input.customerId } : null);
	if (wanted === null) return { id: null, errors: [] };
	const email = 'email' in wanted ? wanted.email?.toLowerCase() : undefined;
	const known = wanted.id
		? store.customer(wanted.id)
		: store.customers.find((each) => email !== undefined && each.email?.toLowerCase() === email);
	if (known !== undefined) return { id: known.id, errors: [] };
	const missing = userError(['order', 'customer'], 'Customer does not exist', 'INVALID');
	if (!toUpsert || toUpsert.id) return { id: null, errors: [missing] };
	const { firstName, lastName, phone, note, tags } = toUpsert;
	const made = createCustomer(store, {
		email: toUpsert.email ?? input.email,
		...{ firstName, lastName, phone, note, tags },
	});
	return {
		id: made.customer?.id ?? null,
		errors: made.userErrors.map(({ field, message }) => {
			return userError(['order', 'customer', 'toUpsert', ...(field ?? [])], message, 'INVALID');
		}),
	};
}

function build(store: Store, input: NewOrder, customerId: string | null): Order {
	const now = store.timestamp();
	const order = blankOrder(store, now);
	const address = (given: AddressInput | null | undefined): Order['billingAddress'] => {
		if (!given) return null;
		const id = `${store.ids.next('MailingAddress')}?model_name=Address`;
		return { __typename: 'MailingAddress', id, ...addressFields(given) };
	};
	const time = (given: string | null | undefined): string | undefined =>
		given ? new Date(given).toISOString().replace(/\.\d+Z$/, 'Z') : undefined;
	// From 2026-07 on a future time becomes the present one.
	const processedAt = [time(input.processedAt) ?? now, now].sort()[0];
	const first = (input.lineItems ?? []).find((line) => line.priceSet?.presentmentMoney)?.priceSet;
	const shown = Number(first?.presentmentMoney?.amount);
	const rate = shown / Number(first?.shopMoney.amount);
	Object.assign(order, {
		processedAt,
		closedAt: time(input.closedAt) ?? null,
		name: input.name ?? order.name,
		email: input.email ?? store.customer(customerId)?.email ?? null,
		phone: normalPhone(input.phone ?? '') ?? null,
		note: input.note ?? null,
		poNumber: input.poNumber ?? null,
		tags: normalTags(input.tags ?? []),
		test: input.test ?? false,
		taxesIncluded: input.taxesIncluded ?? false,
		presentmentCurrency: input.presentmentCurrency ?? store.shop.currency,
		presentmentRate: rate > 0 ? rate : 1,
		customerId,
		customerAcceptsMarketing: input.buyerAcceptsMarketing ?? false,
		sourceName: input.sourceName ?? order.sourceName,
		customAttributes: (input.customAttributes ?? []).map(({ key, value }) => ({ key, value })),
		billingAddress: address(input.billingAddress),
		shippingAddress: address(input.shippingAddress),
		lineItems: (input.lineItems ?? []).map((line) => newLine(store, line)),
	} satisfies Partial<Order>);
	applyCode(order, input.discountCode);
	spreadTaxes(order, input.taxLines ?? []);
	const free = Boolean(input.discountCode?.freeShippingDiscountCode);
	order.shippingLines = (input.shippingLines ?? []).map((line) => {
		const price = free ? 0 : shopCents(line.priceSet);
		return {
			__typename: 'ShippingLine',
			id: store.ids.next('ShippingLine'),
			title: line.title,
			code: line.code ?? null,
			source: line.source ?? null,
			carrierIdentifier: null,
			price,
			taxLines: (line.taxLines ?? []).map((each) => taxLine(each, price)),
		};
	});
	for (const each of input.transactions ?? []) {
		const { kind, status, gateway } = each;
		const at = time(each.processedAt) ?? now;
		const made = transact(store, order, kind ?? 'SALE', shopCents(each.amountSet), at);
		Object.assign(made, { status: status ?? 'SUCCESS', gateway: gateway ?? 'manual', card: null });
	}
	if (input.financialStatus) order.givenStatus = input.financialStatus;
	fulfill(store, order, input, now);
	for (const metafield of input.metafields ?? []) {
		putMetafield(store, order, metafield, 'orderCreate');
	}
	return order;
}

export const orderCreateMutations: Record<string, Resolver> = {
	orderCreate: (
		_source: unknown,
		args: { order: NewOrder; options?: Options | null },
		{ store }: Context,
	) => {
		const options = args.options ?? {};
		const userErrors = refusals(store, args.order, options);
		if (userErrors.length > 0) return { order: null, userErrors };
		const customer = customerOf(store, args.order);
		if (customer.errors.length > 0) return { order: null, userErrors: customer.errors };
		const order = build(store, args.order, customer.id);
		store.indexLater(order);
		store.effect('orderCreate', order.id, 'created');
		if ((options.inventoryBehaviour ?? 'BYPASS') !== 'BYPASS') {
			for (const line of order.lineItems) restock(store, line, -line.quantity, null, 'orderCreate');
		}
		if (options.sendReceipt === true) store.effect('orderCreate', order.id, 'receipt sent');
		if (options.sendFulfillmentReceipt === true && order.fulfillments.length > 0) {
			store.effect('orderCreate', order.id, 'customer told');
		}
		return { order, userErrors: [] };
	},
};
