import type { PageArgs } from '../connections.mts';
import { listConnection } from '../connections.mts';
import type { Args, Context, Resolver, Resolvers } from '../context.mts';
import {
	discountOf,
	type DraftDiscount,
	type DraftLine,
	type DraftOrder,
	draftOrders,
	draftTotals,
	lineDiscount,
	lineNet,
	lineTaxes,
} from '../draftOrders.mts';
import { idNumber } from '../ids.mts';
import { money, moneyBag, type MoneyBag } from '../money.mts';
import type { TaxLine } from '../model.mts';
import { sum } from '../orders.mts';
import type { Filters } from '../search/match.mts';
import type { Store } from '../store.mts';
import { orderLineTypes } from './orderLines.mts';
import { byGid, list } from './query.mts';
import { cursorTime, legacyResourceId, metafieldFields, no, none, nothing } from './shared.mts';

type Line = DraftLine & { draft: DraftOrder };

const bag = (cents: number, store: Store): MoneyBag => moneyBag(cents, store.shop.currency);

const amount =
	<T,>(pick: (source: T) => number): Resolver =>
	(source: T, _args: Args, { store }: Context) =>
		bag(pick(source), store);

/** A discount with what it takes off. */
const applied = (discount: DraftDiscount | null, of: number, store: Store) =>
	discount && {
		__typename: 'DraftOrderAppliedDiscount',
		...discount,
		amountSet: bag(discountOf(discount, of), store),
		amountV2: bag(discountOf(discount, of), store).shopMoney,
	};

/** Taxes of a draft order bring their amounts with them; those of an order find them there. */
const taxes = (lines: TaxLine[], store: Store) =>
	lines.map((line) => ({ ...line, priceSet: bag(line.amount, store) }));

const own =
	(field: string, type: 'TaxLine' | 'ShippingLine'): Resolver =>
	(source: Record<string, unknown>, args: Args, context, info) =>
		source[field] ?? orderLineTypes[type][field](source as never, args as never, context, info);

const filters = (): Filters<DraftOrder> => ({
	default: { kind: 'text', get: (draft) => [draft.name, draft.email, draft.note] },
	id: { kind: 'id', get: (draft) => [idNumber(draft.id)] },
	status: {
		kind: 'enum',
		values: ['open', 'invoice_sent', 'completed'],
		get: (draft) => [draft.status.toLowerCase()],
	},
	tag: { kind: 'keyword', get: (draft) => draft.tags },
	customer_id: { kind: 'id', get: (draft) => [draft.customerId && idNumber(draft.customerId)] },
	created_at: { kind: 'time', get: (draft) => [draft.createdAt] },
	updated_at: { kind: 'time', get: (draft) => [draft.updatedAt] },
});

export const draftOrderTypes: Resolvers = {
	QueryRoot: {
		draftOrder: byGid('DraftOrder'),
		draftOrders: list<DraftOrder>({
			records: draftOrders,
			filters,
			sortKeys: {
				ID: (draft) => idNumber(draft.id),
				NUMBER: (draft) => idNumber(draft.id),
				STATUS: (draft) => draft.status,
				TOTAL_PRICE: (draft) => draftTotals(draft).total,
				UPDATED_AT: (draft) => cursorTime(draft.updatedAt),
			},
		}),
	},
	DraftOrder: {
		...metafieldFields,
		legacyResourceId,
		ready: () => true,
		note2: (draft: DraftOrder) => draft.note,
		currencyCode: (_draft: DraftOrder, _args: Args, { store }: Context) => store.shop.currency,
		presentmentCurrencyCode: (_draft: DraftOrder, _args: Args, { store }: Context) =>
			store.shop.currency,
		taxesIncluded: no,
		customer: (draft: DraftOrder, _args: Args, { store }: Context) =>
			store.customer(draft.customerId) ?? null,
		order: (draft: DraftOrder, _args: Args, { store }: Context) =>
			draft.orderId === null ? null : (store.order(draft.orderId) ?? null),
		invoiceUrl: (draft: DraftOrder, _args: Args, { store }: Context) =>
			`https://${store.shop.domain}/${idNumber(store.shop.id)}/invoices/${draft.invoiceToken}`,
		invoiceEmailTemplateSubject: () => 'Complete your purchase',
		paymentTerms: nothing,
		phone: nothing,
		poNumber: nothing,
		appliedDiscount: (draft: DraftOrder, _args: Args, { store }: Context) =>
			applied(draft.discount, sum(draft.lines.map(lineNet)), store),
		shippingLine: (draft: DraftOrder, _args: Args, { store }: Context) =>
			draft.shippingLine && {
				__typename: 'ShippingLine',
				id: draft.id.replace('/DraftOrder/', '/ShippingLine/'),
				title: draft.shippingLine.title,
				code: 'custom',
				source: null,
				carrierIdentifier: null,
				originalPriceSet: bag(draft.shippingLine.price, store),
				discountedPriceSet: bag(draft.shippingLine.price, store),
				taxLines: [],
			},
		taxLines: (draft: DraftOrder, _args: Args, { store }: Context) => {
			const lines = draft.lines.flatMap((line) => lineTaxes(draft, line));
			const [first] = lines;
			const total = sum(lines.map((line) => line.amount));
			return first === undefined ? [] : taxes([{ ...first, amount: total }], store);
		},
		subtotalPriceSet: amount((draft: DraftOrder) => draftTotals(draft).subtotal),
		totalTaxSet: amount((draft: DraftOrder) => draftTotals(draft).tax),
		totalPriceSet: amount((draft: DraftOrder) => draftTotals(draft).total),
		totalShippingPriceSet: amount((draft: DraftOrder) => draftTotals(draft).shipping),
		totalDiscountsSet: amount(
			(draft: DraftOrder) =>
				draftTotals(draft).discount + sum(draft.lines.map((line) => lineDiscount(line))),
		),
		totalPrice: (draft: DraftOrder) => money(draftTotals(draft).total),
		lineItems: (draft: DraftOrder, args: PageArgs) =>
			listConnection(
				draft.lines.map((line) => ({ ...line, draft })),
				args,
				idNumber,
			),
	},
	DraftOrderLineItem: {
		name: (line: Line) =>
			line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
		// A variant without a SKU shows an empty one.
		sku: (line: Line) => line.sku ?? (line.variantId === null ? null : ''),
		custom: (line: Line) => line.variantId === null,
		variant: (line: Line, _args: Args, { store }: Context) => store.variant(line.variantId) ?? null,
		product: (line: Line, _args: Args, { store }: Context) => store.product(line.productId) ?? null,
		fulfillmentService: nothing,
		weight: (line: Line) => ({ value: line.grams, unit: 'GRAMS' }),
		appliedDiscount: (line: Line, _args: Args, { store }: Context) =>
			applied(line.discount, line.unitPrice * line.quantity, store),
		originalUnitPriceSet: amount((line: Line) => line.unitPrice),
		originalTotalSet: amount((line: Line) => line.unitPrice * line.quantity),
		discountedTotalSet: amount(lineNet),
		totalDiscountSet: amount(lineDiscount),
		taxLines: (line: Line, _args: Args, { store }: Context) =>
			taxes(lineTaxes(line.draft, line), store),
		components: none,
	},
	TaxLine: { priceSet: own('priceSet', 'TaxLine') },
	ShippingLine: {
		originalPriceSet: own('originalPriceSet', 'ShippingLine'),
		discountedPriceSet: own('discountedPriceSet', 'ShippingLine'),
		taxLines: own('taxLines', 'ShippingLine'),
	},
};
