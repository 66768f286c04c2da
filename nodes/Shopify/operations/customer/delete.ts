import { gid } from '../../client/ids';
import { customerLocator } from '../../lookups/customer';
import { operation } from '../kit';
import sample from './delete.sample.json';

export const deleteCustomer = operation({
	resource: 'customer',
	operation: 'delete',
	option: {
		name: 'Delete',
		action: 'Delete a customer',
		description: 'Delete a customer who has never ordered; Shopify keeps those with orders',
	},
	hints: { readOnly: false, destructive: true, idempotent: true },
	scopes: ['write_customers'],
	properties: [{ ...customerLocator, description: 'The customer to delete' }],
	answer: {},
	sample,
	together: true,
	async run({ input }, shop) {
		await shop.mutate(
			'mutation DeleteCustomer($input: CustomerDeleteInput!) { customerDelete(input: $input) { deletedCustomerId userErrors { field message } } }',
			{ input: { id: gid('Customer', input.customer_id) } },
			{
				repeatable: true,
				first: true,
				alreadyDone: /can.t be found/i,
				check: 'whether the customer still exists',
			},
		);
		return { deleted: true };
	},
});
