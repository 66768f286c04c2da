import { createHmac } from 'node:crypto';
import type { INodeParameters, INodeType } from 'n8n-workflow';

import { ShopifyAdminTokenApi } from '../../credentials/ShopifyAdminTokenApi.credentials.ts';
import { ShoplazzaApi } from '../../credentials/ShoplazzaApi.credentials.ts';
import { ShoplineApi } from '../../credentials/ShoplineApi.credentials.ts';
import { ShopifyAdminTrigger } from '../../nodes/Shopify/ShopifyAdminTrigger.node.ts';
import { ShoplazzaTrigger } from '../../nodes/Shoplazza/ShoplazzaTrigger.node.ts';
import { ShoplineTrigger } from '../../nodes/Shopline/ShoplineTrigger.node.ts';
import type { CredentialSetup } from '../workflows/harness.mts';

/** How a platform's calls look, by its documents. */
export interface PlatformUnderTest {
	name: string;
	node(): INodeType;
	/** A topic as the node's parameter has it, and as the header does. */
	topic: { chosen: string; header: string; other: string };
	shop: string;
	secretField: string;
	credential: { name: string; type: CredentialSetup['type']; data: Record<string, string> };
	encodings: Array<'base64' | 'hex'>;
	header: { signature: string; topic: string; shop: string; delivery: string };
}

export const SECRET = 'the-secret-of-the-app';

const base = { accessToken: 'token-of-the-app', baseUrl: 'http://127.0.0.1:9' };

export const PLATFORMS: PlatformUnderTest[] = [
	{
		name: 'Shopify',
		node: () => new ShopifyAdminTrigger(),
		topic: { chosen: 'ORDERS_CREATE', header: 'orders/create', other: 'orders/paid' },
		shop: 'my-shop.myshopify.com',
		secretField: 'apiSecret',
		credential: {
			name: 'shopifyAdminTokenApi',
			type: new ShopifyAdminTokenApi(),
			data: { ...base, shop: 'my-shop' },
		},
		encodings: ['base64'],
		header: {
			signature: 'X-Shopify-Hmac-SHA256',
			topic: 'X-Shopify-Topic',
			shop: 'X-Shopify-Shop-Domain',
			delivery: 'X-Shopify-Webhook-Id',
		},
	},
	{
		name: 'Shoplazza',
		node: () => new ShoplazzaTrigger(),
		topic: { chosen: 'orders/create', header: 'orders/create', other: 'orders/paid' },
		shop: 'my-shop.myshoplaza.com',
		secretField: 'webhookSecret',
		credential: {
			name: 'shoplazzaApi',
			type: new ShoplazzaApi(),
			data: { ...base, shop: 'my-shop' },
		},
		encodings: ['base64', 'hex'],
		header: {
			signature: 'X-Shoplazza-Hmac-Sha256',
			topic: 'X-Shoplazza-Topic',
			shop: 'X-Shoplazza-Shop-Domain',
			delivery: 'X-Shoplazza-Deduplication-ID',
		},
	},
	{
		name: 'SHOPLINE',
		node: () => new ShoplineTrigger(),
		topic: { chosen: 'orders/create', header: 'orders/create', other: 'orders/paid' },
		shop: 'open001.myshopline.com',
		secretField: 'appSecret',
		credential: {
			name: 'shoplineApi',
			type: new ShoplineApi(),
			data: { ...base, handle: 'open001' },
		},
		encodings: ['hex', 'base64'],
		header: {
			signature: 'X-Shopline-Hmac-Sha256',
			topic: 'X-Shopline-Topic',
			shop: 'X-Shopline-Shop-Domain',
			delivery: 'X-Shopline-Webhook-Id',
		},
	},
];

/** The digest as a platform documents it: over the raw bytes. */
export const sign = (body: Buffer | string, encoding: 'base64' | 'hex', secret = SECRET): string =>
	createHmac('sha256', secret).update(body).digest(encoding);

/** The headers of a genuine call. */
export function headersOf(
	platform: PlatformUnderTest,
	body: Buffer | string,
	delivery: string,
	more: { topic?: string; encoding?: 'base64' | 'hex'; secret?: string } = {},
): Record<string, string> {
	const { header, encodings, topic, shop } = platform;
	return {
		'Content-Type': 'application/json',
		[header.signature]: sign(body, more.encoding ?? encodings[0], more.secret),
		[header.topic]: more.topic ?? topic.header,
		[header.shop]: shop,
		[header.delivery]: delivery,
	};
}

/** A node with its credential, as Bench takes it. */
export const setupOf = (
	platform: PlatformUnderTest,
	parameters: INodeParameters = {},
	credential: Record<string, string> = {},
) => ({
	node: platform.node(),
	parameters: { topics: [platform.topic.chosen], ...parameters },
	credentials: {
		[platform.credential.name]: {
			type: platform.credential.type,
			data: { ...platform.credential.data, [platform.secretField]: SECRET, ...credential },
		},
	},
});
