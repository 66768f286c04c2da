import { PlatformError } from '../../../shared/errors';
import { gid } from '../../client/ids';
import { draftOrderLocator } from '../../lookups/draftOrder';
import { DraftOrder, DRAFT_ORDER_SIMPLIFIED } from '../../payloads/draftOrder';
import type { Node } from '../../payloads/payload';
import { afterwards } from '../afterwards';
import { fieldNames, notFound, operation } from '../kit';
import sample from './complete.sample.json';

/** Shopify works out prices after a change; until then a draft order cannot be completed. */
const READY_MS = 60_000;

export const completeDraftOrder = operation({
	resource: 'draftOrder',
	operation: 'complete',
	option: {
		name: 'Complete',
		action: 'Complete a draft order',
		description: 'Make an order of a draft order, paid or with its payment pending',
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: ['write_draft_orders', 'read_orders', 'read_customers', 'read_products'],
	properties: [
		{ ...draftOrderLocator, description: 'The draft order to complete' },
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Payment Pending',
					name: 'paymentPending',
					type: 'boolean',
					default: true,
					description:
						'Whether the payment is still to come. Without this the order is paid, unless the draft order has payment terms.',
				},
			],
		},
	],
	answer: {
		key: 'draft_order',
		fields: fieldNames(DraftOrder),
		simplified: DRAFT_ORDER_SIMPLIFIED,
	},
	sample,
	async run({ input, fields }, shop) {
		const id = gid('DraftOrder', input.draft_order_id);
		const state = await shop.poll(
			'query DraftOrderReady($id: ID!) { draftOrder(id: $id) { ready } }',
			{ id },
			({ draftOrder }) => !draftOrder || (draftOrder as Node).ready === true,
			READY_MS,
		);
		if (!state) {
			throw new PlatformError({
				message: 'Shopify is still working out the draft order, so it cannot be completed yet',
				advice: 'Nothing was changed. Run this item again in a minute.',
			});
		}
		if (!state.draftOrder) throw notFound('Draft order', input.draft_order_id);
		// The argument is deprecated in favour of payment terms, but those would stay on the order and
		// are something else than a payment that is pending. It is sent only when the user decides it.
		const decided = typeof input.payment_pending === 'boolean';
		const [declared, argument] = decided
			? [', $pending: Boolean', ', paymentPending: $pending']
			: ['', ''];
		const { draftOrder } = await shop.mutate(
			`mutation CompleteDraftOrder($id: ID!${declared}) { draftOrderComplete(id: $id${argument}) { draftOrder { ${shop.selection(DraftOrder, fields)} } userErrors { field message } } }`,
			{ id, ...(decided ? { pending: input.payment_pending } : {}) },
			{
				repeatable: true,
				alreadyDone: /has been paid|already/i,
				check: 'whether the draft order is completed',
			},
		);
		return await afterwards(
			'The draft order was completed, only reading it failed: do not run this item again.',
			async () => ({ draft_order: await shop.record(DraftOrder, draftOrder, fields) }),
		);
	},
});
