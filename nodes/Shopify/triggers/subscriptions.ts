import type { IDataObject } from 'n8n-workflow';

import { InputError, PlatformError } from '../../shared/errors';
import { followPages } from '../../shared/paging';
import { splitList } from '../../shared/parameter';
import type { Subscription, SubscriptionApi, Wanted } from '../../shared/subscriptions';
import type { Shop } from '../client/shop';
import type { Node } from '../payloads/payload';
import { topicKey } from './topics';

/** What belongs to a subscription beside topic and address. */
export interface SubscriptionSettings {
	filter: string;
	includeFields: string[];
	metafieldNamespaces: string[];
}

const FIELDS = 'id topic uri filter includeFields metafieldNamespaces';

export const LIST = `query Subscriptions($first: Int!, $after: String) { webhookSubscriptions(first: $first, after: $after) { nodes { ${FIELDS} } pageInfo { hasNextPage endCursor } } }`;

export const CREATE = `mutation Subscribe($topic: WebhookSubscriptionTopic!, $subscription: WebhookSubscriptionInput!) { webhookSubscriptionCreate(topic: $topic, webhookSubscription: $subscription) { webhookSubscription { ${FIELDS} } userErrors { field message } } }`;

export const UPDATE = `mutation ChangeSubscription($id: ID!, $subscription: WebhookSubscriptionInput!) { webhookSubscriptionUpdate(id: $id, webhookSubscription: $subscription) { webhookSubscription { ${FIELDS} } userErrors { field message } } }`;

export const REMOVE =
	'mutation Unsubscribe($id: ID!) { webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { field message } } }';

/** Subscriptions of one page; an app has few. */
const PAGE = 100;

const GONE = /does not exist/i;
const TAKEN = /already been taken/i;

const sortedList = (values: unknown): string[] =>
	(Array.isArray(values) ? values : []).map(String).sort();

/** Settings in a form that is equal for equal settings. */
export const settingsText = (settings: Partial<SubscriptionSettings>): string =>
	JSON.stringify([
		(settings.filter ?? '').trim(),
		sortedList(settings.includeFields),
		sortedList(settings.metafieldNamespaces),
	]);

const subscriptionOf = (node: Node): Subscription => ({
	id: String(node.id),
	topic: String(node.topic),
	address: String(node.uri),
	settings: settingsText({
		...(node as Partial<SubscriptionSettings>),
		filter: (node.filter as string | null) ?? '',
	}),
});

/** The settings as the API takes them; empty ones are sent too, because an update keeps what is not. */
function inputOf({ address, settings }: Wanted): IDataObject {
	const [filter, includeFields, metafieldNamespaces] = JSON.parse(settings) as [
		string,
		string[],
		string[],
	];
	return { uri: address, format: 'JSON', filter, includeFields, metafieldNamespaces };
}

/** Lets a list that the user typed be commas, blanks or lines. */
export const settingsOf = (typed: {
	filter: string;
	includeFields: string;
	metafieldNamespaces: string;
}): string =>
	settingsText({
		filter: typed.filter,
		includeFields: splitList(typed.includeFields),
		metafieldNamespaces: splitList(typed.metafieldNamespaces),
	});

/** The app's webhook subscriptions in one shop. */
export class ShopifySubscriptions implements SubscriptionApi {
	readonly topicKey = topicKey;

	constructor(private readonly shop: Shop) {}

	async list(): Promise<Subscription[]> {
		const { records } = await followPages(
			async ({ cursor }) => {
				const data = await this.shop.query(LIST, { first: PAGE, after: cursor ?? null });
				const { nodes, pageInfo } = data.webhookSubscriptions as {
					nodes: IDataObject[];
					pageInfo: Node;
				};
				const next = pageInfo.hasNextPage === true ? String(pageInfo.endCursor) : null;
				return { records: nodes, next };
			},
			{ limit: Infinity },
		);
		return records.map((node) => subscriptionOf(node as Node));
	}

	async create(wanted: Wanted): Promise<Subscription> {
		const topic = topicKey(wanted.topic);
		if (!/^[A-Z][A-Z_]*$/.test(topic)) {
			throw new InputError(
				`'${wanted.topic}' is no topic`,
				'A topic looks like orders/create or ORDERS_CREATE.',
			);
		}
		try {
			const { webhookSubscription: made } = await this.shop.mutate(
				CREATE,
				{ topic, subscription: inputOf(wanted) },
				// Shopify refuses a second subscription with the same topic and address.
				{ repeatable: true, check: `whether there is a webhook for ${topic}` },
			);
			return subscriptionOf(made as Node);
		} catch (error) {
			const taken = error instanceof PlatformError && TAKEN.test(error.message + error.advice);
			return await this.adopt(wanted, taken, error);
		}
	}

	/** After a lost answer, or when the list lagged: the subscription is there already. */
	private async adopt(wanted: Wanted, taken: boolean, refusal: unknown): Promise<Subscription> {
		const topic = topicKey(wanted.topic);
		const found = taken
			? (await this.list()).find((one) => one.topic === topic && one.address === wanted.address)
			: undefined;
		if (!found) throw explained(topic, refusal);
		if (found.settings !== wanted.settings) await this.update(found.id, wanted);
		return { ...found, settings: wanted.settings };
	}

	async update(id: string, wanted: Wanted): Promise<void> {
		await this.shop.mutate(
			UPDATE,
			{ id, subscription: inputOf(wanted) },
			{ repeatable: true, check: 'whether the webhook was changed' },
		);
	}

	async remove({ id }: Subscription): Promise<void> {
		try {
			await this.shop.mutate(
				REMOVE,
				{ id },
				{ repeatable: true, alreadyDone: GONE, check: 'whether the webhook was removed' },
			);
		} catch (error) {
			// Shopify removes a subscription itself after eight failed deliveries.
			if (!(error instanceof PlatformError && GONE.test(error.message + error.advice))) {
				throw asError(error);
			}
		}
	}
}

const asError = (thrown: unknown): Error =>
	thrown instanceof Error ? thrown : new Error(String(thrown));

/** Names the topic: a node may have many. */
function explained(topic: string, refusal: unknown): Error {
	if (!(refusal instanceof PlatformError)) return asError(refusal);
	return new PlatformError({
		message: `${topic}: ${refusal.message}`,
		advice: [
			refusal.advice,
			'Check that the app has the access scope for this topic, and that the topic exists.',
		]
			.filter((part) => part !== undefined)
			.join(' '),
		code: refusal.code,
		outcomeUnknown: refusal.outcomeUnknown,
	});
}
