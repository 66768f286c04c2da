import type { Payload } from './payload';
import { absent, legacyId, list, overAll, payload, plain } from './payload';
import { RefundTransaction } from './transaction';

const RefundedLine = payload('RefundLineItem', { restock_type: plain('restockType') });

/** A refund of an order. */
export const Refund: Payload = payload('Refund', {
	id: legacyId(),
	created_at: plain('createdAt'),
	note: plain('note'),
	processed_at: plain('processedAt'),
	restock: overAll(
		'refundLineItems',
		RefundedLine,
		(lines) => lines.some(({ restockType }) => restockType !== 'NO_RESTOCK'),
		'whether any refundLineItems.restockType is not NO_RESTOCK',
		{ first: 7 },
	),
	user_id: absent(null, 'staffMember needs the scope read_users, on the plans that have it'),
	transactions: list('transactions', RefundTransaction, { first: 4 }),
});
