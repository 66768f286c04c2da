import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../../shared/errors';
import type { Shop } from '../../client/shop';
import { segment } from '../kit';

/**
 * The body of a fulfillment. It stands alone in 2022-01 and under its key in 2026-01; that 2025-06
 * is like 2026-01 is inferred.
 */
export function fulfillmentBody(input: IDataObject, modern: boolean): IDataObject {
	if (!modern) {
		// A text there, a switch in newer versions.
		const { send_email: told, ...others } = input;
		return told === undefined
			? others
			: { ...others, send_email: told === true ? 'true' : 'false' };
	}
	const lines = input.line_items as IDataObject[] | undefined;
	if (!lines) return { fulfillment: input };
	return {
		fulfillment: {
			...input,
			// 0 stands for the whole line in 2022-01; newer versions take a line without a quantity.
			line_items: lines.map(({ id, ship_quantity: quantity }) =>
				Number(quantity ?? 0) > 0 ? { id, ship_quantity: quantity } : { id },
			),
		},
	};
}

/** States of a line from which nothing is left to ship. */
const DONE = new Set(['shipped', 'finished', 'cancelled', 'returning', 'returned']);

/** All lines of an order that are not shipped yet. */
export async function linesToShip(shop: Shop, orderId: unknown): Promise<IDataObject[]> {
	const order = await shop.record(`/orders/${segment(orderId)}`, 'order', 'The order');
	const lines = (order.line_items ?? []) as IDataObject[];
	const open = lines.filter((line) => !DONE.has(String(line.fulfillment_status)));
	if (open.length > 0) return open.map(({ id }) => ({ id, ship_quantity: 0 }));
	throw new InputError('The order has no line that is not shipped yet');
}
