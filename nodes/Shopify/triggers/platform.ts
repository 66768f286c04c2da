import type { IDataObject } from 'n8n-workflow';

import { parameter, splitList } from '../../shared/parameter';
import type { RequestContext } from '../../shared/request';
import type { TriggerPlatform } from '../../shared/triggerPlatform';
import { connectShop, CREDENTIAL_TYPES } from '../client/shop';
import type { Shop } from '../client/shop';
import type { ShopAddress } from '../client/shopAddress';
import { shopDomain, shopOrigin } from '../client/shopAddress';
import { catchUpLists } from './catchUp';
import { settingsOf, ShopifySubscriptions } from './subscriptions';
import { topicKey } from './topics';

const option = (context: RequestContext, name: string): string =>
	parameter(context, `triggerOptions.${name}`, '');

/** Shopify's webhooks: https://shopify.dev/docs/apps/build/webhooks */
export const shopify: TriggerPlatform<Shop> = {
	name: 'Shopify',
	headers: {
		signature: 'x-shopify-hmac-sha256',
		topic: 'x-shopify-topic',
		shop: 'x-shopify-shop-domain',
		delivery: 'x-shopify-webhook-id',
		event: 'x-shopify-event-id',
		apiVersion: 'x-shopify-api-version',
		triggeredAt: 'x-shopify-triggered-at',
	},
	encodings: ['base64'],
	credentialType: (context) =>
		CREDENTIAL_TYPES.get(parameter(context, 'authentication', 'accessToken')) ?? '',
	secrets: ({ apiSecret, clientSecret, previousSecret }) => [
		apiSecret,
		clientSecret,
		previousSecret,
	],
	secretHelp:
		"Enter 'API Secret Key' in the credential. It stands in the shop's admin under Settings > Apps > Develop apps > your app > API credentials.",
	place(credentials) {
		const address = credentials as unknown as ShopAddress;
		return { shop: shopDomain(address.shop), origin: shopOrigin(address) };
	},
	topicKey,
	settings: (context) =>
		settingsOf({
			filter: option(context, 'filter'),
			includeFields: option(context, 'includeFields'),
			metafieldNamespaces: option(context, 'metafieldNamespaces'),
		}),
	connect: async (context) => await connectShop(context),
	subscriptions: (shop) => new ShopifySubscriptions(shop),
	catchUp: catchUpLists,
	noCatchUp: (context) =>
		option(context, 'filter').trim() === ''
			? undefined
			: "'Catch Up' and 'Filter' cannot be used together: only Shopify can tell which events fit the filter. Remove one of them",
	trim(record, context): IDataObject {
		const wanted = splitList(option(context, 'includeFields')).map((path) => path.split('.')[0]);
		if (wanted.length === 0) return record;
		return Object.fromEntries(Object.entries(record).filter(([name]) => wanted.includes(name)));
	},
};
