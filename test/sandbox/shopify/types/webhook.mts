import { connection, type PageArgs } from '../connections.mts';
import type { Args, Context, Resolvers } from '../context.mts';
import { resourceNotFound } from '../errors.mts';
import { idNumber, parseGid } from '../ids.mts';
import type { Filters } from '../search/match.mts';
import { subscriptions, type WebhookSubscription } from '../webhooks/subscriptions.mts';
import { counted, cursorTime, legacyResourceId, searched } from './shared.mts';

/** The version of all deliveries: the app's setting, not the version of the request. */
export const DELIVERED_VERSION = '2026-10';

const filters: Filters<WebhookSubscription> = {
	id: { kind: 'id', get: (one) => [idNumber(one.id)] },
	created_at: { kind: 'time', get: (one) => [one.createdAt] },
	updated_at: { kind: 'time', get: (one) => [one.updatedAt] },
};

const endpoint = (uri: string): Record<string, unknown> => {
	if (uri.startsWith('arn:')) return { __typename: 'WebhookEventBridgeEndpoint', arn: uri };
	const [, pubSubProject, pubSubTopic] = /^pubsub:\/\/([^:]+):(.+)$/.exec(uri) ?? [];
	if (pubSubTopic) return { __typename: 'WebhookPubSubEndpoint', pubSubProject, pubSubTopic };
	return { __typename: 'WebhookHttpEndpoint', callbackUrl: uri };
};

export const webhookTypes: Resolvers = {
	QueryRoot: {
		webhookSubscription: (_source: unknown, { id }: { id: string }, { store }: Context) => {
			if (parseGid(id)?.type !== 'WebhookSubscription') throw resourceNotFound(id);
			return store.get<WebhookSubscription>('WebhookSubscription', id) ?? null;
		},
		webhookSubscriptions: (
			_source: unknown,
			args: PageArgs & Args & { topics?: string[] | null; uri?: string | null },
			context: Context,
			info,
		) => {
			const { topics, sortKey } = args;
			const uri = args.uri ?? args.callbackUrl;
			const wanted = subscriptions(context.store).filter((one) => {
				return (
					(!Array.isArray(topics) || topics.includes(one.topic)) &&
					(typeof uri !== 'string' || one.uri === uri) &&
					(typeof args.format !== 'string' || one.format === args.format)
				);
			});
			return connection(searched(wanted, args, filters, context, info), args, {
				id: (one) => idNumber(one.id),
				value: (one) => (sortKey === 'CREATED_AT' ? cursorTime(one.createdAt) : idNumber(one.id)),
			});
		},
		webhookSubscriptionsCount: (_source: unknown, args: Args, context: Context, info) => {
			const found = searched(subscriptions(context.store), args, filters, context, info);
			return counted(found.length, args.limit);
		},
	},
	WebhookSubscription: {
		legacyResourceId,
		apiVersion: () => ({
			__typename: 'ApiVersion',
			handle: DELIVERED_VERSION,
			displayName: `${DELIVERED_VERSION} (Latest)`,
			supported: true,
		}),
		callbackUrl: (one: WebhookSubscription) => one.uri,
		endpoint: (one: WebhookSubscription) => endpoint(one.uri),
		metafields: (one: WebhookSubscription) => one.metafields,
	},
};
