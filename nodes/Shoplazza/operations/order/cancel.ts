import { PlatformError } from '../../../shared/errors';
import { orderLocator } from '../../lookups/order';
import { ORDER_FIELDS, ORDER_SIMPLIFIED } from '../../payloads/order';
import { operation, segment } from '../kit';
import sample from './cancel.sample.json';

export const cancelOrder = operation({
	resource: 'order',
	operation: 'cancel',
	option: {
		name: 'Cancel',
		action: 'Cancel an order',
		description: 'Cancel an order; this cannot be undone',
	},
	hints: { readOnly: false, destructive: true, idempotent: false },
	scopes: ['write_order'],
	properties: [
		{ ...orderLocator, description: 'The order to cancel' },
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Reason',
					name: 'reason',
					type: 'string',
					default: '',
					placeholder: 'e.g. The customer asked for it',
				},
			],
		},
	],
	answer: { key: 'order', fields: ORDER_FIELDS, simplified: ORDER_SIMPLIFIED },
	sample,
	async run({ input }, shop) {
		const path = `/orders/${segment(input.order_id)}`;
		// n8n leaves out an empty body, so the reason is always there.
		const body = { reason: input.reason ?? '' };
		const options = {
			thing: 'The order',
			repeatable: false,
			check: 'whether the order was cancelled',
		};
		const order = await shop
			.write('POST', `${path}/cancel`, body, 'order', options)
			.catch(async (error: unknown) => {
				// The answer was lost: the order itself tells whether it was cancelled.
				const lost = error instanceof PlatformError && error.outcomeUnknown;
				const found = lost
					? await shop.record(path, 'order', 'The order').catch(() => undefined)
					: undefined;
				return found?.status === 'cancelled' ? found : await Promise.reject(error as Error);
			});
		return { order };
	},
});
