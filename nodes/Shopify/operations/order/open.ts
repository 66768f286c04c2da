import { Order, ORDER_SIMPLIFIED } from '../../payloads/order';
import { gid } from '../../client/ids';
import { change } from '../change';
import { fieldNames, operation } from '../kit';
import { orderLocator } from '../../lookups/order';
import sample from './open.sample.json';

export const openOrder = operation({
	resource: 'order',
	operation: 'open',
	option: {
		name: 'Open',
		action: 'Open an order',
		description: 'Take a closed order back from the archive; opening an open order changes nothing',
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: ['write_orders'],
	properties: [{ ...orderLocator, description: 'The order to open again' }],
	answer: { key: 'order', fields: fieldNames(Order), simplified: ORDER_SIMPLIFIED },
	sample,
	together: true,
	async run({ input, fields }, shop) {
		const order = await change(
			shop,
			{ table: Order, key: 'order', fields },
			(record) =>
				`mutation OpenOrder($input: OrderOpenInput!) { orderOpen(input: $input) { order { ${record} } userErrors { field message } } }`,
			{ input: { id: gid('Order', input.order_id) } },
			{ repeatable: true, first: true, check: 'whether the order is open' },
		);
		return { order };
	},
});
