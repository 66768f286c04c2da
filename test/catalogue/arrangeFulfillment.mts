import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../sandbox/index.mts';
import type { Order } from '../sandbox/shopify/model.mts';
import { at, graphql } from '../sandbox/testClient.mts';

/** What the samples of fulfillments, draft orders and abandoned checkouts need of the shop. */

const number = (gid: unknown): number => Number(/\/(\d+)/.exec(String(gid))?.[1]);

function anOrder({ shopify }: Sandbox, fits: (order: Order) => boolean): Order {
	const found = shopify.db.orders.find(fits);
	if (found === undefined) throw new Error('The sandbox has no such order');
	return found;
}

/** Nothing sent yet, everything from one location: see fulfillmentOrders.mts of the sandbox. */
const toSend = (order: Order): boolean =>
	order.fulfillments.length === 0 &&
	order.cancelledAt === null &&
	order.shippingAddress !== null &&
	order.lineItems.length >= 2 &&
	order.number % 5 !== 0;

/** A fulfillment with a tracking number and an origin, made as any client would. */
async function fulfillment(sandbox: Sandbox): Promise<{ order: Order; id: number }> {
	const order = anOrder(sandbox, toSend);
	const found = await graphql(
		sandbox,
		'query Of($id: ID!) { order(id: $id) { fulfillmentOrders(first: 1) { nodes { id } } } }',
		{ id: order.id },
	);
	const from = at(found.data, 'order', 'fulfillmentOrders', 'nodes', 0, 'id');
	const made = await graphql(
		sandbox,
		'mutation Send($input: FulfillmentInput!) { fulfillmentCreate(fulfillment: $input) { fulfillment { id } } }',
		{
			input: {
				lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: from }],
				trackingInfo: { company: 'UPS', number: '1Z9', url: 'https://www.ups.com/track?n=1Z9' },
				originAddress: {
					address1: '123 Warehouse St',
					address2: 'Dock 4',
					city: 'Toronto',
					countryCode: 'CA',
					provinceCode: 'ON',
					zip: 'M5V 2B7',
				},
			},
		},
	);
	return { order, id: number(at(made.data, 'fulfillmentCreate', 'fulfillment', 'id')) };
}

/** Customer and lines of the draft samples, with the shop's own ids. */
function draftParts({ shopify }: Sandbox): IDataObject {
	const [product] = shopify.db.products;
	const customer = shopify.db.customers.find(
		(one) => one.defaultAddressId !== null && one.email !== null && one.phone !== null,
	);
	return {
		customer: { id: String(number(customer?.id)) },
		draft_order_line_items: [
			{ variant_id: number(product.variants[0].id), quantity: 2 },
			{
				title: 'Custom T-Shirt',
				price: '29.99',
				quantity: 1,
				grams: 200,
				sku: 'CTS-001',
				taxable: true,
				requires_shipping: true,
				applied_discount: {
					value_type: 'percentage',
					value: '10',
					description: 'Summer Sale',
					title: '10% Off',
				},
				properties: [
					{ name: 'Color', value: 'Blue' },
					{ name: 'Size', value: 'Large' },
				],
			},
		],
	};
}

async function draftOrder(sandbox: Sandbox): Promise<IDataObject> {
	const { customer, draft_order_line_items: lines } = draftParts(sandbox);
	const [{ variant_id: variant }] = lines as Array<{ variant_id: number }>;
	const made = await graphql(
		sandbox,
		'mutation Draft($input: DraftOrderInput!) { draftOrderCreate(input: $input) { draftOrder { id } } }',
		{
			input: {
				lineItems: [{ variantId: `gid://shopify/ProductVariant/${variant}`, quantity: 2 }],
				purchasingEntity: {
					customerId: `gid://shopify/Customer/${(customer as { id: string }).id}`,
				},
				useCustomerDefaultAddress: true,
				shippingLine: {
					title: 'Standard Shipping',
					priceWithCurrency: { amount: '10.00', currencyCode: 'CAD' },
				},
				note: 'Customer requested express shipping',
				tags: ['sale', 'summer'],
			},
		},
	);
	return { draft_order_id: number(at(made.data, 'draftOrderCreate', 'draftOrder', 'id')) };
}

const PERIOD = { created_at_min: '2020-01-01T00:00:00Z', created_at_max: '2030-01-01T00:00:00Z' };

type Arrange = (sandbox: Sandbox) => IDataObject | Promise<IDataObject>;

export const FULFILLMENT_ARRANGEMENTS: Record<string, Arrange> = {
	'order.delete': (sandbox) => ({ order_id: number(anOrder(sandbox, () => true).id) }),
	'fulfillmentOrder.getAll': (sandbox) => ({ order_id: number(anOrder(sandbox, toSend).id) }),
	'fulfillment.create': async (sandbox) => {
		const found = await graphql(
			sandbox,
			'query Of($id: ID!) { order(id: $id) { fulfillmentOrders(first: 1) { nodes { id lineItems(first: 2) { nodes { id } } } } } }',
			{ id: anOrder(sandbox, toSend).id },
		);
		const from = at(found.data, 'order', 'fulfillmentOrders', 'nodes', 0);
		const lines = at(from, 'lineItems', 'nodes') as Array<{ id: string }>;
		return {
			line_items_by_fulfillment_order: [
				{
					fulfillment_order_id: number(at(from, 'id')),
					fulfillment_order_line_items: lines.map(({ id }) => ({ id: number(id), quantity: 1 })),
				},
			],
		};
	},
	'fulfillment.get': async (sandbox) => {
		const { order, id } = await fulfillment(sandbox);
		return { order_id: number(order.id), fulfillment_id: id };
	},
	'fulfillment.getAll': async (sandbox) => {
		const { order } = await fulfillment(sandbox);
		return { order_id: number(order.id), configuration: { since_id: 1, ...PERIOD } };
	},
	'fulfillment.count': async (sandbox) => {
		const { order } = await fulfillment(sandbox);
		return { order_id: number(order.id), ...PERIOD };
	},
	'fulfillment.cancel': async (sandbox) => ({ fulfillment_id: (await fulfillment(sandbox)).id }),
	'fulfillment.updateTracking': async (sandbox) => ({
		fulfillment_id: (await fulfillment(sandbox)).id,
	}),
	'draftOrder.create': draftParts,
	'draftOrder.update': async (sandbox) => ({
		...(await draftOrder(sandbox)),
		...draftParts(sandbox),
	}),
	'draftOrder.complete': async (sandbox) => {
		const draft = await draftOrder(sandbox);
		const id = `gid://shopify/DraftOrder/${draft.draft_order_id as number}`;
		const text =
			'mutation Invoice($id: ID!) { draftOrderInvoiceSend(id: $id) { userErrors { message } } }';
		await graphql(sandbox, text, { id });
		return draft;
	},
	'draftOrder.sendInvoice': draftOrder,
	'abandonedCheckout.getAll': () => PERIOD,
};
