import type { IDataObject } from 'n8n-workflow';
import { DRAFT_COMPLETE, DRAFT_CREATE, ORDER_CREATE } from './documents.mts';
import { graphql, type Step, type World, text } from '../step.mts';

/** Two pieces of the first variant at 19.99 each, and 5.00 for shipping. */
export const PRICES = { total: '44.98', shipping: '5.00', refund: '10.00' };

const ADDRESS = {
	firstName: 'Conny',
	lastName: 'Formance',
	address1: '150 Elgin Street',
	city: 'Ottawa',
	provinceCode: 'ON',
	countryCode: 'CA',
	zip: 'K2P 1L4',
};

const newOrder = ({ mark, currency, product }: World): IDataObject => {
	const inShopMoney = (amount: string) => ({ shopMoney: { amount, currencyCode: currency } });
	const [variant] = (product?.variants ?? []) as IDataObject[];
	return {
		currency,
		test: true,
		tags: [mark],
		lineItems: [{ variantId: variant?.admin_graphql_api_id, quantity: 2 }],
		shippingLines: [{ title: 'Standard', priceSet: inShopMoney(PRICES.shipping) }],
		billingAddress: ADDRESS,
		shippingAddress: ADDRESS,
		transactions: [
			{
				kind: 'SALE',
				status: 'SUCCESS',
				gateway: 'manual',
				test: true,
				amountSet: inShopMoney(PRICES.total),
			},
		],
	};
};

const newDraft = ({ mark, currency, product }: World): IDataObject => {
	const [variant] = (product?.variants ?? []) as IDataObject[];
	return {
		tags: [mark],
		taxExempt: true,
		lineItems: [{ variantId: variant?.admin_graphql_api_id, quantity: 2 }],
		shippingLine: {
			title: 'Standard',
			priceWithCurrency: { amount: PRICES.shipping, currencyCode: currency },
		},
		billingAddress: ADDRESS,
		shippingAddress: ADDRESS,
	};
};

/** What the steps need of an order before the node has read it. */
const asRecord = (order: IDataObject): IDataObject => ({
	id: text(order.id).split('/').at(-1) ?? null,
});

/** Makes an order of the product. Apps that may not do so get one by way of a draft. */
export const MAKE_ORDER: Step[] = [
	{
		resource: 'graphql',
		operation: 'request',
		about: 'orderCreate',
		needs: ['product'],
		makes: 'order',
		optional: true,
		parameters: (world) => graphql(ORDER_CREATE, { order: newOrder(world) }),
		keep: ({ items }, world) => {
			world.order = asRecord((items[0]?.orderCreate as IDataObject).order as IDataObject);
		},
	},
	{
		resource: 'graphql',
		operation: 'request',
		about: 'draftOrderCreate, for lack of an order',
		needs: ['product'],
		makes: 'spareDraft',
		unneeded: ({ order }) => order !== undefined,
		optional: true,
		parameters: (world) => graphql(DRAFT_CREATE, { input: newDraft(world) }),
		keep: ({ items }, world) => {
			const { draftOrder } = items[0]?.draftOrderCreate as { draftOrder: IDataObject };
			world.spareDraft = asRecord(draftOrder);
		},
	},
	{
		resource: 'graphql',
		operation: 'request',
		about: 'draftOrderComplete, for lack of an order',
		needs: ['spareDraft'],
		makes: 'order',
		unneeded: ({ order, spareDraft }) => order !== undefined || spareDraft === undefined,
		optional: true,
		parameters: ({ spareDraft }) =>
			graphql(DRAFT_COMPLETE, { id: `gid://shopify/DraftOrder/${text(spareDraft?.id)}` }),
		keep: ({ items }, world) => {
			const { draftOrder } = items[0]?.draftOrderComplete as { draftOrder: IDataObject };
			world.order = asRecord(draftOrder.order as IDataObject);
		},
	},
];
