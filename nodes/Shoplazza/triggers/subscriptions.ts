import type { IDataObject } from 'n8n-workflow';

import { PlatformError } from '../../shared/errors';
import { followPages } from '../../shared/paging';
import type { Subscription, SubscriptionApi, Wanted } from '../../shared/subscriptions';
import { topicName } from '../../shared/webhook';
import type { Shop } from '../client/shop';
import { segment } from '../operations/kit';

const subscriptionOf = ({ id, topic, address }: IDataObject): Subscription => ({
	id: String(id),
	topic: String(topic),
	address: String(address),
	settings: '',
});

/** The app's webhooks in one store. */
export class ShoplazzaSubscriptions implements SubscriptionApi {
	readonly topicKey = topicName;

	constructor(private readonly shop: Shop) {}

	/** The body stands alone in 2022-01 and has its key from 2025-06 on, as documented. */
	private body({ topic, address }: Wanted): IDataObject {
		const webhook = { address, topic: topicName(topic) };
		return this.shop.modern ? { webhook } : webhook;
	}

	async list(): Promise<Subscription[]> {
		const { records } = await followPages(
			async (page) =>
				await this.shop.page('/webhooks', 'webhooks', {
					paging: this.shop.modern ? { kind: 'cursor', size: 'page_size' } : { kind: 'number' },
					page,
					thing: 'The list of webhooks',
				}),
			{ limit: Infinity },
		);
		return records.map(subscriptionOf);
	}

	async create(wanted: Wanted): Promise<Subscription> {
		const made = await this.shop.write('POST', '/webhooks', this.body(wanted), 'webhook', {
			thing: 'The webhook',
			repeatable: false,
			check: `in the app's webhooks whether there is one for ${wanted.topic}`,
		});
		return { ...wanted, id: String(made.id) };
	}

	async update(id: string, wanted: Wanted): Promise<void> {
		await this.shop.write('PUT', `/webhooks/${segment(id)}`, this.body(wanted), 'webhook', {
			thing: 'The webhook',
			repeatable: true,
			check: 'whether the webhook was changed',
		});
	}

	async remove({ id }: Subscription): Promise<void> {
		await this.shop
			.remove(`/webhooks/${segment(id)}`, 'The webhook', 'whether the webhook was removed')
			// Shoplazza removes a subscription itself after two days of failed deliveries.
			.catch(unlessGone);
	}
}

const unlessGone = (error: unknown): void => {
	if (!(error instanceof PlatformError && error.code === '404')) throw error;
};
