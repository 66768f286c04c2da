import { gid } from '../../client/ids';
import { orderLocator } from '../../lookups/order';
import { operation } from '../kit';
import sample from './delete.sample.json';

export const deleteOrder = operation({
	resource: 'order',
	operation: 'delete',
	option: {
		name: 'Delete',
		action: 'Delete an order',
		description: 'Delete an order for good, where its kind and state allow that',
	},
	hints: { readOnly: false, destructive: true, idempotent: true },
	scopes: ['write_orders'],
	properties: [{ ...orderLocator, description: 'The order to delete' }],
	answer: {},
	sample,
	together: true,
	async run({ input }, shop) {
		await shop.mutate(
			'mutation DeleteOrder($id: ID!) { orderDelete(orderId: $id) { deletedId userErrors { field message code } } }',
			{ id: gid('Order', input.order_id) },
			{
				repeatable: true,
				first: true,
				alreadyDone: /does not exist/i,
				check: 'whether the order is gone',
			},
		);
		return { deleted: true };
	},
});
