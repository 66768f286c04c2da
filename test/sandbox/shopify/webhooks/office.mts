import { adminApi } from '../../schema.mts';
import { railsJson } from '../../webhooks/letter.mts';
import type { Office, Subscription } from '../../webhooks/desk.mts';
import type { GraphQLEnumType } from 'graphql';
import { Random } from '../../random.mts';
import type { Store } from '../store.mts';
import { DELIVERED_VERSION } from '../types/webhook.mts';
import { webhookBody, webhookMetafields } from './bodies.mts';
import { included } from './fields.mts';
import { compileFilter } from './filter.mts';
import {
	removeSubscription,
	subscriptions,
	topicName,
	type WebhookSubscription,
} from './subscriptions.mts';
import { shown, TOPICS } from './topics.mts';

const HOUR = 3_600_000;

type Hook = Subscription & { own: WebhookSubscription };

/**
 * Shopify's webhooks: what is delivered, with the documented headers, and when. Eight repeats in four
 * hours are documented, and that a subscription is removed after eight failures in a row.
 */
export function shopifyOffice(store: () => Store, secret: string, seed: number): Office<Hook> {
	const random = new Random(seed + 8);
	const header = (value: string): string => {
		const { schema } = adminApi(DELIVERED_VERSION);
		const topics = schema.getType('WebhookSubscriptionTopic') as GraphQLEnumType;
		return topicName(value, topics.getValue(value)?.description);
	};
	return {
		sender: {
			platform: 'shopify',
			secret,
			encoding: 'base64',
			header: {
				signature: 'X-Shopify-Hmac-Sha256',
				topic: 'X-Shopify-Topic',
				shop: 'X-Shopify-Shop-Domain',
				delivery: 'X-Shopify-Webhook-Id',
				event: 'X-Shopify-Event-Id',
				triggered: 'X-Shopify-Triggered-At',
			},
			retries: { count: 8, windowMs: 4 * HOUR },
			deliveryId: () => random.uuid(),
			givenUp: (id) => {
				removeSubscription(store(), id);
			},
		},
		topics: TOPICS,
		subscriptions: () =>
			subscriptions(store())
				.filter(({ uri }) => /^https?:/.test(uri))
				.map((own) => ({ id: own.id, topic: header(own.topic), address: own.uri, own })),
		show: (kind) => shown(store(), kind),
		body: (kind, id) => webhookBody(store(), kind, id),
		now: () => new Date(store().now()).toISOString(),
		due: () => {
			store().tick();
			return store().nextDue();
		},
		wrap: ({ own }, { topic, id, body, eventId, at }) => {
			if (own.filter !== null && compileFilter(own.filter)?.(body) !== true) return undefined;
			const kept = included(body, own.includeFields);
			const { metafieldNamespaces: namespaces } = own;
			const metafields = webhookMetafields(store(), id, namespaces);
			const whole = namespaces.length === 0 ? kept : { ...kept, metafields };
			return {
				headers: {
					'User-Agent': 'Shopify-Captain-Hook',
					Accept: '*/*',
					'X-Shopify-Topic': topic,
					'X-Shopify-Shop-Domain': store().shop.domain,
					'X-Shopify-API-Version': DELIVERED_VERSION,
					'X-Shopify-Webhook-Id': random.uuid(),
					'X-Shopify-Event-Id': eventId,
					'X-Shopify-Triggered-At': at,
					...(own.name === null ? {} : { 'X-Shopify-Name': own.name }),
				},
				body: railsJson(whole),
			};
		},
	};
}
