import type { IDataObject } from 'n8n-workflow';

import type { CatchUpList } from '../../shared/catchUp';
import type { ListOperation, Page, PageRequest } from '../../shared/operation';
import { callFor } from '../../shared/operation';
import { parameter } from '../../shared/parameter';
import type { TriggerPlatform } from '../../shared/triggerPlatform';
import { topicName } from '../../shared/webhook';
import type { ShopAddress } from '../client/shopAddress';
import { shopDomain, shopOrigin } from '../client/shopAddress';
import type { Store } from '../client/store';
import { connectStore, SIGNED_BY } from '../client/store';
import { USUAL_VERSION } from '../client/versions';
import { getAllCustomers } from '../operations/customer/getAll';
import { getAllOrders } from '../operations/order/getAll';
import { getAllProducts } from '../operations/product/getAll';
import { checkEventVersion, ShoplineSubscriptions } from './subscriptions';

/** Records of an operation's list that were changed since a time. */
const changed =
	(operation: ListOperation<Store>, filters: IDataObject = {}) =>
	async (store: Store, since: string, page: PageRequest) =>
		await operation.list(callFor({ ...filters, updated_at_min: since }), store, page);

/** Without this filter SHOPLINE's list holds unshipped orders only, by its documents. */
const SHIPMENT = ['unshipped', 'partial', 'shipped'];

/** Orders in every state of shipment, one state after the other; the cursor says which. */
async function orders(store: Store, since: string, { limit, cursor }: PageRequest): Promise<Page> {
	const [, state = '0', inner = ''] = /^(\d)\/(.*)$/.exec(cursor ?? '') ?? [];
	const at = Number(state);
	const list = changed(getAllOrders, { status: 'any', fulfillment_status: SHIPMENT[at] });
	const page = await list(store, since, { limit, cursor: inner || undefined });
	const isLast = page.next === null && at + 1 >= SHIPMENT.length;
	const next = page.next === null ? `${at + 1}/` : `${at}/${page.next}`;
	return { records: page.records, next: isLast ? null : next };
}

const products = changed(getAllProducts);
const customers = changed(getAllCustomers);

const catchUp: ReadonlyArray<CatchUpList<Store>> = [
	{ topic: 'orders/create', time: 'created_at', once: true, list: orders },
	{ topic: 'orders/updated', time: 'updated_at', once: false, list: orders },
	{ topic: 'orders/cancelled', time: 'cancelled_at', once: true, list: orders },
	{ topic: 'products/create', time: 'created_at', once: true, list: products },
	{ topic: 'products/update', time: 'updated_at', once: false, list: products },
	{ topic: 'customers/create', time: 'created_at', once: true, list: customers },
	{ topic: 'customers/update', time: 'updated_at', once: false, list: customers },
];

/** SHOPLINE's webhooks: https://developer.shopline.com/docs/webhook/overview */
export const shopline: TriggerPlatform<Store> = {
	name: 'SHOPLINE',
	headers: {
		signature: 'x-shopline-hmac-sha256',
		topic: 'x-shopline-topic',
		shop: 'x-shopline-shop-domain',
		delivery: 'x-shopline-webhook-id',
		apiVersion: 'x-shopline-api-version',
	},
	// The vendor's SDK compares hex, its documents show Base64.
	encodings: ['hex', 'base64'],
	credentialType: () => SIGNED_BY,
	secrets: ({ appSecret, previousSecret }) => [appSecret, previousSecret],
	secretHelp:
		"Enter 'App Secret' in the credential. It stands beside the access token in the shop's admin under Apps > Develop apps > your app.",
	place(credentials) {
		const address = credentials as unknown as ShopAddress;
		return { shop: shopDomain(address.handle), origin: shopOrigin(address) };
	},
	topicKey: topicName,
	settings: (context) => checkEventVersion(parameter(context, 'apiVersion', USUAL_VERSION)),
	connect: async (context) => await connectStore(context, undefined, 'apiVersion'),
	subscriptions: (store) => new ShoplineSubscriptions(store),
	catchUp,
};
