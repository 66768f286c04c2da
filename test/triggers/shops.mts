import type { INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../sandbox/index.mts';
import { graphql } from '../sandbox/testClient.mts';
import type { BenchSetup } from './bench.mts';
import { PLATFORMS, setupOf } from './platforms.mts';

/** A platform of the sandbox, and its node's settings for it. */
export interface ShopUnderTest {
	name: string;
	/** Its name at the sandbox's control. */
	key: 'shopify' | 'shoplazza' | 'shopline';
	/** Topics as the node's parameter has them, and as the sandbox shows them. */
	topics: Array<{ chosen: string; shown: string }>;
	credential(sandbox: Sandbox): Record<string, string>;
	/** Makes a subscription as another program of the same app would. */
	subscribe(sandbox: Sandbox, address: string): Promise<void>;
	/** Changes an order past our nodes. @returns its note (Shopify), or its ID */
	changeOrder(sandbox: Sandbox, index: number): Promise<string>;
}

const SUBSCRIBE = `mutation ($hook: WebhookSubscriptionInput!) {
	webhookSubscriptionCreate(topic: ORDERS_CREATE, webhookSubscription: $hook) { userErrors { message } } }`;

const NOTE = `mutation ($id: ID!, $note: String) { orderUpdate(input: { id: $id, note: $note }) {
	order { id } userErrors { message } } }`;

async function send(url: string, headers: Record<string, string>, method: string, body: object) {
	const answer = await fetch(url, {
		method,
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(body),
	});
	if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
}

let changes = 0;

/** Changes an order in a room's data, as the shop's own people do. */
function touch(
	sandbox: Sandbox,
	store: { orders: Iterable<Record<string, unknown>>; now(): string },
	index: number,
): string {
	const order = [...store.orders][index];
	order.note = `Change ${++changes}`;
	order.updated_at = store.now();
	sandbox.control.webhooks.notice();
	return String(order.id);
}

export const SHOPS: ShopUnderTest[] = [
	{
		name: 'Shopify',
		key: 'shopify',
		topics: [
			{ chosen: 'ORDERS_UPDATED', shown: 'orders/updated' },
			{ chosen: 'ORDERS_CREATE', shown: 'orders/create' },
			{ chosen: 'PRODUCTS_UPDATE', shown: 'products/update' },
		],
		credential: ({ shopify }) => ({
			shop: 'sandbox-maple-trail',
			baseUrl: shopify.baseUrl,
			accessToken: shopify.staticToken,
			apiSecret: shopify.clientSecret,
		}),
		async subscribe(sandbox, address) {
			await graphql(sandbox, SUBSCRIBE, { hook: { uri: address } });
		},
		async changeOrder(sandbox, index) {
			const { id } = sandbox.shopify.db.orders[index];
			const note = `Change ${++changes}`;
			await graphql(sandbox, NOTE, { id, note });
			return note;
		},
	},
	{
		name: 'Shoplazza',
		key: 'shoplazza',
		topics: [
			{ chosen: 'orders/update', shown: 'orders/update' },
			{ chosen: 'orders/create', shown: 'orders/create' },
			{ chosen: 'products/update', shown: 'products/update' },
		],
		credential: ({ shoplazza }) => ({
			shop: 'my-shop',
			baseUrl: shoplazza.baseUrl,
			accessToken: shoplazza.accessToken,
			webhookSecret: shoplazza.webhookSecret,
		}),
		async subscribe({ shoplazza }, address) {
			await send(
				`${shoplazza.baseUrl}/openapi/2026-01/webhooks`,
				{ 'access-token': shoplazza.accessToken },
				'POST',
				{ webhook: { address, topic: 'orders/create' } },
			);
		},
		async changeOrder(sandbox, index) {
			return await Promise.resolve(touch(sandbox, sandbox.shoplazza.room.store, index));
		},
	},
	{
		name: 'SHOPLINE',
		key: 'shopline',
		topics: [
			{ chosen: 'orders/updated', shown: 'orders/updated' },
			{ chosen: 'orders/create', shown: 'orders/create' },
			{ chosen: 'products/update', shown: 'products/update' },
		],
		credential: ({ shopline }) => ({
			handle: 'open001',
			baseUrl: shopline.baseUrl,
			accessToken: shopline.accessToken,
			appSecret: shopline.appSecret,
		}),
		async subscribe({ shopline }, address) {
			await send(
				`${shopline.baseUrl}/admin/openapi/v20260601/webhooks.json`,
				{ authorization: `Bearer ${shopline.accessToken}` },
				'POST',
				{ webhook: { address, topic: 'orders/create', api_version: 'v20260601' } },
			);
		},
		async changeOrder(sandbox, index) {
			const { store } = sandbox.shopline.room;
			return await Promise.resolve(
				touch(sandbox, { orders: store.orders.values(), now: () => store.now() }, index),
			);
		},
	},
];

/** The node of a shop in the sandbox. */
export function shopSetup(
	shop: ShopUnderTest,
	sandbox: Sandbox,
	parameters: INodeParameters = {},
	credential: Record<string, string> = {},
): BenchSetup {
	const platform = PLATFORMS.find(({ name }) => name === shop.name);
	if (!platform) throw new Error(shop.name);
	// The tests are not about the documented rate.
	const options = { binaryData: true, requestsPerSecond: 1000 };
	return setupOf(
		platform,
		{ options, ...parameters },
		{ ...shop.credential(sandbox), ...credential },
	);
}
