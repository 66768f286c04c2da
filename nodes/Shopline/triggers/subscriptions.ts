import type { IDataObject } from 'n8n-workflow';

import { InputError, PlatformError } from '../../shared/errors';
import { followPages } from '../../shared/paging';
import type { Subscription, SubscriptionApi, Wanted } from '../../shared/subscriptions';
import { topicName } from '../../shared/webhook';
import type { Store } from '../client/store';
import { wrapped } from '../client/store';

/** Older events are set up in SHOPLINE's admin or portal only, as documented. */
const OLDEST = 'v20240601';

/** @throws InputError for a version whose events the API cannot subscribe to */
export function checkEventVersion(version: string): string {
	if (version < OLDEST) {
		throw new InputError(
			`SHOPLINE's API cannot subscribe to events of version ${version}`,
			`Choose ${OLDEST} or newer as 'API Version'.`,
		);
	}
	return version;
}

const subscriptionOf = (webhook: IDataObject): Subscription => ({
	id: String(webhook.id),
	topic: String(webhook.topic),
	address: String(webhook.address),
	settings: String(webhook.api_version),
});

/**
 * The app's webhooks in one store. Its settings are the version of the events: it cannot be changed,
 * so a subscription of another version is replaced.
 */
export class ShoplineSubscriptions implements SubscriptionApi {
	readonly topicKey = topicName;

	constructor(private readonly store: Store) {}

	async list(): Promise<Subscription[]> {
		const { records } = await followPages(
			async (page) =>
				await this.store.page(
					{ endpoint: 'webhooks', key: 'webhooks', thing: 'The list of webhooks' },
					page,
				),
			{ limit: Infinity },
		);
		return records.map(subscriptionOf);
	}

	async create(wanted: Wanted): Promise<Subscription> {
		const { topic, address, settings } = wanted;
		const check = `in the app's webhooks whether there is one for ${topic}`;
		const body = { webhook: { address, topic: topicName(topic), api_version: settings } };
		const answer = await this.store.change('POST', 'webhooks', body, {
			thing: `The webhook for ${topic}`,
			repeatable: false,
			check,
		});
		const { webhook } = wrapped(answer, 'webhook', check) as { webhook: IDataObject };
		return { ...wanted, id: String(webhook.id) };
	}

	async remove({ id }: Subscription): Promise<void> {
		await this.store
			.remove(`${encodeURIComponent(id)}/webhooks`, 'The webhook')
			// SHOPLINE removes a subscription itself after two days of failed deliveries.
			.catch(unlessGone);
	}
}

const unlessGone = (error: unknown): void => {
	if (!(error instanceof PlatformError && error.code === '404')) throw error;
};
