import type { IDataObject } from 'n8n-workflow';

import type { CatchUpList } from '../../shared/catchUp';
import type { ListOperation, PageRequest } from '../../shared/operation';
import { callFor } from '../../shared/operation';
import { parameter } from '../../shared/parameter';
import type { TriggerPlatform } from '../../shared/triggerPlatform';
import { topicName } from '../../shared/webhook';
import type { Shop } from '../client/shop';
import { connectShop, CREDENTIAL_TYPES } from '../client/shop';
import type { ShopAddress } from '../client/shopAddress';
import { shopDomain, shopOrigin } from '../client/shopAddress';
import { getAllCustomers } from '../operations/customer/getAll';
import { getAllOrders } from '../operations/order/getAll';
import { getAllProducts } from '../operations/product/getAll';
import { ShoplazzaSubscriptions } from './subscriptions';

/** Records of an operation's list that were changed since a time. */
const changed =
	(operation: ListOperation<Shop>, filters: IDataObject = {}) =>
	async (shop: Shop, since: string, page: PageRequest) =>
		await operation.list(callFor({ ...filters, updated_at_min: since }), shop, page);

const orders = changed(getAllOrders);
const products = changed(getAllProducts);
const customers = changed(getAllCustomers);

const catchUp: ReadonlyArray<CatchUpList<Shop>> = [
	{ topic: 'orders/create', time: 'created_at', once: true, list: orders },
	{ topic: 'orders/update', time: 'updated_at', once: false, list: orders },
	{ topic: 'orders/cancelled', time: 'canceled_at', once: true, list: orders },
	{ topic: 'products/create', time: 'created_at', once: true, list: products },
	{ topic: 'products/update', time: 'updated_at', once: false, list: products },
	{ topic: 'customers/create', time: 'created_at', once: true, list: customers },
	{ topic: 'customers/update', time: 'updated_at', once: false, list: customers },
];

/** Shoplazza's webhooks: https://www.shoplazza.dev/reference/webhook-properties */
export const shoplazza: TriggerPlatform<Shop> = {
	name: 'Shoplazza',
	headers: {
		signature: 'x-shoplazza-hmac-sha256',
		topic: 'x-shoplazza-topic',
		shop: 'x-shoplazza-shop-domain',
		delivery: 'x-shoplazza-deduplication-id',
		apiVersion: 'x-shoplazza-api-version',
	},
	// Base64 is documented for webhooks; one sentence of the documents speaks of hex.
	encodings: ['base64', 'hex'],
	credentialType: (context) =>
		CREDENTIAL_TYPES.get(parameter(context, 'authentication', 'accessToken')) ?? '',
	secrets: ({ webhookSecret, clientSecret, previousSecret }) => [
		webhookSecret,
		clientSecret,
		previousSecret,
	],
	secretHelp:
		"Enter 'Webhook Secret' in the credential. It stands beside the access token in the store's admin under Apps > Manage private apps.",
	place(credentials) {
		const address = credentials as unknown as ShopAddress;
		return { shop: shopDomain(address.shop), origin: shopOrigin(address) };
	},
	topicKey: topicName,
	settings: () => '',
	connect: async (context) => await connectShop(context, undefined, 'apiVersion'),
	subscriptions: (shop) => new ShoplazzaSubscriptions(shop),
	catchUp,
};
