import { head } from '../connections.mts';
import type { Args, Context, Resolver, Resolvers } from '../context.mts';
import type { DiscountApplication, LineItem, ShippingLine, TaxLine } from '../model.mts';
import { money, moneyV2 } from '../money.mts';
import * as orders from '../orders.mts';
import { type OfOrder, orderOf, part } from './orderLink.mts';
import { no, none, nothing } from './shared.mts';

type Line = LineItem & OfOrder;

/** Lines of an order, their taxes and discounts. */
export const orderLineTypes: Resolvers = {
	LineItem: {
		name: (line: Line) => {
			return line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`;
		},
		product: (line: Line, _args: Args, { store }: Context) => store.product(line.productId) ?? null,
		variant: (line: Line, _args: Args, { store }: Context) => store.variant(line.variantId) ?? null,
		currentQuantity: orders.currentQuantity,
		unfulfilledQuantity: (line: Line, _args: Args, { store }: Context) => {
			return orders.unfulfilledQuantity(orderOf(line, store), line);
		},
		fulfillableQuantity: (line: Line, _args: Args, { store }: Context) => {
			return orders.unfulfilledQuantity(orderOf(line, store), line);
		},
		fulfillmentStatus: (line: Line, _args: Args, { store }: Context) => {
			const order = orderOf(line, store);
			if (orders.fulfilledQuantity(order, line) === 0) return 'unfulfilled';
			return orders.unfulfilledQuantity(order, line) === 0 ? 'fulfilled' : 'partial';
		},
		nonFulfillableQuantity: () => 0,
		refundableQuantity: (line: Line, _args: Args, { store }: Context) => {
			return line.quantity - orders.refundedQuantity(orderOf(line, store), line);
		},
		restockable: (line: Line) => orders.currentQuantity(line) > 0 && line.variantId !== null,
		merchantEditable: () => true,
		originalUnitPriceSet: part((line: Line) => line.unitPrice),
		originalTotalSet: part((line: Line) => line.unitPrice * line.quantity),
		totalDiscountSet: part((line: Line) => orders.lineDiscount(line)),
		discountedTotalSet: part((line: Line) => orders.lineNet(line)),
		discountedUnitPriceSet: part((line: Line) => Math.round(orders.lineNet(line) / line.quantity)),
		discountedUnitPriceAfterAllDiscountsSet: part((line: Line) => {
			return Math.round(orders.lineNet(line) / line.quantity);
		}),
		originalUnitPrice: (line: Line) => money(line.unitPrice),
		originalTotal: (line: Line) => money(line.unitPrice * line.quantity),
		totalDiscount: (line: Line) => money(orders.lineDiscount(line)),
		discountedTotal: (line: Line) => money(orders.lineNet(line)),
		discountAllocations: (line: Line, _args: Args, { store }: Context) => {
			const order = orderOf(line, store);
			return line.discounts.map((each) => ({
				orderId: order.id,
				amount: each.amount,
				discountApplication: order.discountApplications[each.index],
			}));
		},
		taxLines: (line: Line, args: { first?: number }) => {
			return head(
				line.taxLines.map((tax) => ({ ...tax, orderId: line.orderId })),
				args.first,
			);
		},
		duties: none,
		weight: (line: Line) => ({ value: line.grams, unit: 'GRAMS' }),
		image: (line: Line, _args: Args, { store }: Context) => {
			return store.product(line.productId)?.media[0] ?? null;
		},
		contract: nothing,
		sellingPlan: nothing,
		lineItemGroup: nothing,
	},
	ShippingLine: {
		custom: (line: ShippingLine) => line.source === null,
		originalPriceSet: part((line: ShippingLine & OfOrder) => line.price),
		discountedPriceSet: part((line: ShippingLine & OfOrder) => line.price),
		currentDiscountedPriceSet: part((line: ShippingLine & OfOrder, order) => {
			return order.cancelledAt === null ? line.price : 0;
		}),
		price: (line: ShippingLine) => money(line.price),
		taxLines: (line: ShippingLine & OfOrder) => {
			return line.taxLines.map((tax) => ({ ...tax, orderId: line.orderId }));
		},
		discountAllocations: none,
		isRemoved: no,
		deliveryCategory: nothing,
		shippingRateHandle: nothing,
		phone: nothing,
	},
	TaxLine: {
		priceSet: part((line: TaxLine & OfOrder) => line.amount),
		price: (line: TaxLine) => money(line.amount),
		ratePercentage: (line: TaxLine) => line.rate * 100,
		source: () => 'Shopify',
	},
	DiscountAllocation: {
		allocatedAmountSet: part((each: OfOrder & { amount: number }) => each.amount),
	},
	DiscountCodeApplication: discountApplication(),
	ManualDiscountApplication: discountApplication(),
};

function discountApplication(): Record<string, Resolver> {
	return {
		allocationMethod: () => 'ACROSS',
		targetSelection: () => 'ALL',
		targetType: () => 'LINE_ITEM',
		title: (application: DiscountApplication) => application.title ?? application.code ?? '',
		description: (application: DiscountApplication) => application.title,
		value: (application: DiscountApplication, _args: Args, { store }: Context) => {
			if (application.percentage !== null) {
				return { __typename: 'PricingPercentageValue', percentage: application.percentage };
			}
			return moneyV2(application.amount ?? 0, store.shop.currency);
		},
	};
}
