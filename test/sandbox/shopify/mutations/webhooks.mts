import type { GraphQLEnumType, GraphQLResolveInfo } from 'graphql';
import { isLoopback } from '../../webhooks/post.mts';
import type { Args, Context, Resolver } from '../context.mts';
import { type UserError, userError } from '../errors.mts';
import type { Store } from '../store.mts';
import { allows } from '../tokens.mts';
import { compileFilter } from '../webhooks/filter.mts';
import {
	removeSubscription,
	subscriptions,
	topicName,
	type WebhookSubscription,
} from '../webhooks/subscriptions.mts';

interface SubscriptionInput {
	uri?: string | null;
	callbackUrl?: string | null;
	format?: 'JSON' | 'XML' | null;
	filter?: string | null;
	includeFields?: string[] | null;
	metafieldNamespaces?: string[] | null;
	metafields?: Array<{ namespace: string; key: string }> | null;
	name?: string | null;
}

/** A text column's size: recorded for addresses and filters. */
const MAX_BYTES = 65_535;

const MISSING = 'Webhook subscription does not exist';

const wrong = (field: string, message: string): UserError => {
	return userError(['webhookSubscription', field], message);
};

/** Refusals of an address. The errors name `callbackUrl` also where `uri` was given (recorded). */
function addressErrors(uri: string): UserError[] {
	const address = (message: string): UserError => wrong('callbackUrl', `Address ${message}`);
	if (uri === '') return [address("can't be blank")];
	if (Buffer.byteLength(uri) > MAX_BYTES) return [address('is too big (maximum is 64 KB)')];
	if (uri.startsWith('arn:')) {
		return /^arn:aws:events:[a-z0-9-]+::event-source\/aws\.partner\/shopify\.com\/.+/.test(uri)
			? []
			: [address('is invalid'), address('is not a valid AWS ARN')];
	}
	const protocol = /^([a-z][a-z0-9+.-]*):\/\//i.exec(uri)?.[1].toLowerCase();
	if (protocol === 'pubsub') {
		if (/^pubsub:\/\/[^:/]+:[^:/]+$/.test(uri)) return [];
		const format = 'is not a valid GCP pub/sub format. Format should be pubsub://project:topic';
		return [address('protocol pubsub:// is not supported'), address(format)];
	}
	// The one exception to Shopify's rules: a receiver on this machine may do without TLS.
	if (protocol === 'http' && isLoopback(uri)) return [];
	if (protocol !== undefined && protocol !== 'https') {
		return [address(`protocol ${protocol}:// is not supported`)];
	}
	return URL.canParse(uri) ? [] : [address('is invalid')];
}

function nameErrors(store: Store, name: string | null | undefined, own?: string): UserError[] {
	if (typeof name !== 'string') return [];
	const form = 'Name name field can only contain alphanumeric characters, underscores, and hyphens';
	if (name === '') {
		return [wrong('name', 'Name is too short (minimum is 1 character)'), wrong('name', form)];
	}
	if (!/^[\w-]+$/.test(name)) return [wrong('name', form)];
	const rival = subscriptions(store).some((one) => {
		return one.id !== own && one.name?.toLowerCase() === name.toLowerCase();
	});
	return rival ? [wrong('name', 'Name already exists, no duplicate allowed')] : [];
}

/** Refusals of a subscription as it would be. */
function errors(store: Store, wanted: WebhookSubscription): UserError[] {
	const found = [...addressErrors(wanted.uri), ...nameErrors(store, wanted.name, wanted.id)];
	if (wanted.filter !== null && compileFilter(wanted.filter) === undefined) {
		const message =
			'The specified filter is invalid, please ensure you specify the field(s) you wish to filter on.';
		found.push(userError(['webhookSubscription'], message));
	}
	// That a filter is measured like an address is recorded; the sentence is inferred from it.
	if (Buffer.byteLength(wanted.filter ?? '') > MAX_BYTES) {
		found.push(wrong('filter', 'Filter is too big (maximum is 64 KB)'));
	}
	if (wanted.format === 'XML' && !/^https?:/.test(wanted.uri)) {
		found.push(wrong('format', "Format can only be used with format: 'json'"));
	}
	// Whether another filter makes room for a second one is not recorded; here it does not.
	const rival = subscriptions(store).some((one) => {
		return (
			one.id !== wanted.id &&
			one.topic === wanted.topic &&
			one.uri === wanted.uri &&
			one.format === wanted.format
		);
	});
	if (rival) found.push(wrong('callbackUrl', 'Address for this topic has already been taken'));
	return found;
}

function withInput(
	present: WebhookSubscription,
	input: SubscriptionInput,
	now: string,
): WebhookSubscription {
	const uri = input.uri ?? input.callbackUrl;
	// An app's own namespaces are resolved to its number.
	const namespaces = input.metafieldNamespaces?.map((one) => one.replace(/^\$app:/, 'app--1--'));
	return {
		...present,
		uri: typeof uri === 'string' ? uri.trim() : present.uri,
		format: input.format ?? present.format,
		filter: input.filter === undefined ? present.filter : input.filter,
		includeFields: input.includeFields ?? present.includeFields,
		metafieldNamespaces: namespaces ?? present.metafieldNamespaces,
		metafields: input.metafields ?? present.metafields,
		name: input.name === undefined ? present.name : input.name,
		updatedAt: now,
	};
}

/** Read scopes that topics need, by the beginning of their names; the others need none here. */
const SCOPES: Array<[RegExp, string]> = [
	[/^(orders|refunds|order_transactions|fulfillments|fulfillment_events)\//, 'read_orders'],
	[/^draft_orders\//, 'read_draft_orders'],
	[/^(customers|customer_groups)\/|^customer\./, 'read_customers'],
	[/^(products|collections|variants)\//, 'read_products'],
	[/^inventory_/, 'read_inventory'],
	[/^locations\//, 'read_locations'],
];

/** Shopify's sentence is from users' reports (of REST, status 403); the user error is inferred. */
function accessErrors(topic: string, { token }: Context): UserError[] {
	const scope = SCOPES.find(([pattern]) => pattern.test(topic))?.[1];
	if (scope === undefined || allows(token, [scope])) return [];
	const message = `You do not have permission to create or update webhooks with ${topic} topic.`;
	return [wrong('topic', message)];
}

function describedTopic(info: GraphQLResolveInfo, value: string): string {
	const topics = info.schema.getType('WebhookSubscriptionTopic') as GraphQLEnumType;
	return topicName(value, topics.getValue(value)?.description);
}

const refused = (userErrors: UserError[]) => ({ webhookSubscription: null, userErrors });

export const webhookMutations: Record<string, Resolver> = {
	webhookSubscriptionCreate: (
		_source: unknown,
		args: { topic: string; webhookSubscription: SubscriptionInput },
		context: Context,
		info,
	) => {
		const { store } = context;
		const now = store.timestamp();
		const blank: WebhookSubscription = {
			__typename: 'WebhookSubscription',
			id: '',
			topic: args.topic,
			uri: '',
			format: 'JSON',
			filter: null,
			includeFields: [],
			metafieldNamespaces: [],
			metafields: [],
			name: null,
			createdAt: now,
			updatedAt: now,
		};
		const wanted = withInput(blank, args.webhookSubscription, now);
		const userErrors = [
			...accessErrors(describedTopic(info, args.topic), context),
			...errors(store, wanted),
		];
		if (userErrors.length > 0) return refused(userErrors);
		const made = store.add({ ...wanted, id: store.ids.next('WebhookSubscription') });
		subscriptions(store).push(made);
		store.effect('webhookSubscriptionCreate', made.id, `${made.topic} ${made.uri}`);
		return { webhookSubscription: made, userErrors: [] };
	},
	webhookSubscriptionUpdate: (
		_source: unknown,
		args: { id: string; webhookSubscription: SubscriptionInput },
		{ store }: Context,
	) => {
		const present = subscriptions(store).find(({ id }) => id === args.id);
		if (present === undefined) return refused([userError(['id'], MISSING)]);
		const wanted = withInput(present, args.webhookSubscription, store.timestamp());
		const userErrors = errors(store, wanted);
		if (userErrors.length > 0) return refused(userErrors);
		Object.assign(present, wanted);
		store.effect('webhookSubscriptionUpdate', present.id, present.uri);
		return { webhookSubscription: present, userErrors: [] };
	},
	webhookSubscriptionDelete: (_source: unknown, { id }: Args, { store }: Context) => {
		if (!removeSubscription(store, String(id))) {
			return { deletedWebhookSubscriptionId: null, userErrors: [userError(['id'], MISSING)] };
		}
		store.effect('webhookSubscriptionDelete', String(id), 'deleted');
		return { deletedWebhookSubscriptionId: id, userErrors: [] };
	},
};
