import { customerLocator } from '../../lookups/customer';
import { operation } from '../kit';
import sample from './delete.sample.json';

export const deleteCustomer = operation({
	resource: 'customer',
	operation: 'delete',
	option: {
		name: 'Delete',
		action: 'Delete a customer',
		description: 'Delete a customer for good',
	},
	hints: { readOnly: false, destructive: true, idempotent: true },
	scopes: ['write_customers'],
	properties: [{ ...customerLocator, description: 'The customer to delete' }],
	answer: {},
	sample,
	async run({ input }, store) {
		const id = String(input.customer_id);
		await store.remove(`customers/${id}`, `Customer ${id}`);
		return { deleted: true };
	},
});
