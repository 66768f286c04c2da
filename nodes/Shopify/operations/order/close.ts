import { Order, ORDER_SIMPLIFIED } from '../../payloads/order';
import { gid } from '../../client/ids';
import { change } from '../change';
import { fieldNames, operation } from '../kit';
import { orderLocator } from '../../lookups/order';
import sample from './close.sample.json';

export const closeOrder = operation({
	resource: 'order',
	operation: 'close',
	option: {
		name: 'Close',
		action: 'Close an order',
		description: 'Move an order to the archive; closing a closed order changes nothing',
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: ['write_orders'],
	properties: [{ ...orderLocator, description: 'The order to close' }],
	answer: { key: 'order', fields: fieldNames(Order), simplified: ORDER_SIMPLIFIED },
	sample,
	together: true,
	async run({ input, fields }, shop) {
		const order = await change(
			shop,
			{ table: Order, key: 'order', fields },
			(record) =>
				`mutation CloseOrder($input: OrderCloseInput!) { orderClose(input: $input) { order { ${record} } userErrors { field message } } }`,
			{ input: { id: gid('Order', input.order_id) } },
			{ repeatable: true, first: true, check: 'whether the order is closed' },
		);
		return { order };
	},
});
