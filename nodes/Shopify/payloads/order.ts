import type { IDataObject } from 'n8n-workflow';

import type { Node, Payload } from './payload';
import {
	absent,
	commaJoined,
	convert,
	derived,
	dig,
	legacyId,
	list,
	lower,
	many,
	mapped,
	moneySet,
	nodesIn,
	numberIn,
	numeric,
	object,
	overAll,
	part,
	payload,
	places,
	plain,
	shopMoney,
	textOr,
} from './payload';
import { OrderAddress } from './address';
import { ClientDetails } from './clientDetails';
import { OrderFulfillment } from './fulfillment';
import { OrderLineItem } from './lineItem';
import { OrderMetafield } from './metafield';
import { OrderCustomer } from './orderCustomer';
import { Refund } from './refund';
import { ShippingLine } from './shippingLine';
import { TaxLine } from './taxLine';
import { PaymentDetails } from './transaction';

/** Lines that come with an order: so many that 250 orders still fit into one query. */
const LINES = { first: 20 };

const FULFILLMENT_STATES: Record<string, string> = {
	FULFILLED: 'fulfilled',
	PARTIALLY_FULFILLED: 'partial',
	RESTOCKED: 'restocked',
};

const UNIT_PRICE = 'originalUnitPriceSet.shopMoney';

/** The token in https://shop/1234/orders/token/authenticate?key=… */
const tokenOf = (url: string) => /\/orders\/([^/?]+)/.exec(url)?.[1] ?? null;

/** The path of an address, as REST gives landing pages. */
const pathOf = (url: string) => url.replace(/^https?:\/\/[^/]*/, '') || '/';

/** What all lines cost before discounts and taxes, in the shop's currency. */
function lineItemsPrice(lines: Node[]): string {
	const prices = lines.map((line) => ({
		amount: Number(dig(line, `${UNIT_PRICE}.amount`)) * Number(line.quantity),
		currency: String(dig(line, `${UNIT_PRICE}.currencyCode`)),
	}));
	const sum = prices.reduce((all, { amount }) => all + amount, 0);
	return sum.toFixed(places(prices[0]?.currency ?? ''));
}

const total = shopMoney('totalPriceSet');

const TOTAL_CURRENCY = 'totalPriceSet.shopMoney.currencyCode';

/** The card of the first transaction that was paid with one. */
function card({ transactions }: Node): IDataObject | null {
	const details = nodesIn(nodesIn(transactions).map(({ paymentDetails }) => paymentDetails));
	const found = details.find((entry) => Object.keys(entry).length > 0);
	return found ? convert(PaymentDetails, found) : null;
}

/** An order. */
export const Order: Payload = payload('Order', {
	id: legacyId(),
	admin_graphql_api_id: plain('id'),
	app_id: numberIn('app.id'),
	browser_ip: plain('clientIp'),
	buyer_accepts_marketing: plain('customerAcceptsMarketing'),
	cancel_reason: lower('cancelReason'),
	cancelled_at: plain('cancelledAt'),
	cart_token: plain('cartToken'),
	checkout_id: absent(),
	checkout_token: plain('checkoutToken'),
	client_details: part(ClientDetails),
	closed_at: plain('closedAt'),
	confirmed: plain('confirmed'),
	contact_email: plain('email'),
	created_at: plain('createdAt'),
	currency: plain('currencyCode'),
	current_subtotal_price: shopMoney('currentSubtotalPriceSet'),
	current_subtotal_price_set: moneySet('currentSubtotalPriceSet'),
	current_total_discounts: shopMoney('currentTotalDiscountsSet'),
	current_total_price: shopMoney('currentTotalPriceSet'),
	current_total_tax: shopMoney('currentTotalTaxSet'),
	customer_locale: plain('customerLocale'),
	device_id: absent(),
	email: plain('email'),
	financial_status: lower('displayFinancialStatus'),
	fulfillment_status: mapped(
		'displayFulfillmentStatus',
		(status: string) => FULFILLMENT_STATES[status] ?? null,
		'"fulfilled", "partial", "restocked" or null',
	),
	gateway: mapped('paymentGatewayNames', ([first]: string[]) => first ?? null, 'the first'),
	landing_site: mapped('customerJourneySummary.firstVisit.landingPage', pathOf, 'its path'),
	location_id: numberIn('retailLocation.id'),
	name: plain('name'),
	note: plain('note'),
	number: mapped('number', (number: number) => number - 1000, 'less 1000'),
	order_number: plain('number'),
	order_status_url: plain('statusPageUrl'),
	payment_gateway_names: plain('paymentGatewayNames'),
	phone: plain('phone'),
	presentment_currency: plain('presentmentCurrencyCode'),
	processed_at: plain('processedAt'),
	reference: absent(),
	referring_site: textOr('customerJourneySummary.firstVisit.referrerUrl', ''),
	source_identifier: plain('sourceIdentifier'),
	source_url: plain('registeredSourceUrl'),
	subtotal_price: shopMoney('subtotalPriceSet'),
	tags: commaJoined('tags'),
	tax_lines: many('taxLines', TaxLine),
	taxes_included: plain('taxesIncluded'),
	test: plain('test'),
	token: mapped('statusPageUrl', tokenOf, 'its part after /orders/'),
	total_discounts: shopMoney('totalDiscountsSet'),
	total_line_items_price: overAll(
		'lineItems',
		payload('LineItem', {
			price: shopMoney('originalUnitPriceSet'),
			quantity: plain('quantity'),
		}),
		lineItemsPrice,
		'the sum of originalUnitPriceSet × quantity over all lineItems',
		LINES,
	),
	total_outstanding: shopMoney('totalOutstandingSet'),
	total_price: total,
	total_price_usd: {
		...total,
		read: (order) => (dig(order, TOTAL_CURRENCY) === 'USD' ? total.read(order) : null),
		source: `${total.source} in shops whose currency is USD, else null`,
	},
	total_tax: shopMoney('totalTaxSet'),
	total_tip_received: shopMoney('totalTipReceivedSet'),
	total_weight: numeric('totalWeight'),
	updated_at: plain('updatedAt'),
	user_id: absent(null, 'staffMember needs the scope read_users, on the plans that have it'),
	billing_address: object('billingAddress', OrderAddress),
	customer: object('customer', OrderCustomer),
	fulfillments: many('fulfillments(first: 250)', OrderFulfillment),
	line_items: list('lineItems', OrderLineItem, LINES),
	metafields: list('metafields', OrderMetafield),
	payment_details: derived(
		`transactions(first: 250) {
			paymentDetails {
				... on CardPaymentDetails { bin avsResultCode cvvResultCode number company }
			}
		}`,
		card,
		'the first transactions.paymentDetails of a card',
	),
	refunds: many('refunds(first: 250)', Refund),
	shipping_address: object('shippingAddress', OrderAddress),
	shipping_lines: list('shippingLines', ShippingLine, { first: 4 }),
});

export const ORDER_SIMPLIFIED: readonly string[] = [
	'id',
	'name',
	'created_at',
	'financial_status',
	'fulfillment_status',
	'total_price',
	'currency',
	'email',
	'customer.first_name',
	'customer.last_name',
];
