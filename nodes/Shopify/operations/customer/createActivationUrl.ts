import { gid } from '../../client/ids';
import { customerLocator } from '../../lookups/customer';
import { operation } from '../kit';
import { needPasswordAccounts } from './accounts';
import sample from './createActivationUrl.sample.json';

export const createActivationUrl = operation({
	resource: 'customer',
	operation: 'createActivationUrl',
	option: {
		name: 'Create Activation URL',
		action: 'Create an account activation URL of a customer',
		description:
			'Make a one-time address where a customer activates their account; it voids an earlier one and lasts 30 days',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: ['write_customers'],
	properties: [{ ...customerLocator, description: 'The customer whose account to activate' }],
	answer: {},
	sample,
	together: true,
	async run({ input }, shop) {
		await needPasswordAccounts(shop, 'Activating an account');
		const { accountActivationUrl } = await shop.mutate(
			'mutation CreateActivationUrl($id: ID!) { customerGenerateAccountActivationUrl(customerId: $id) { accountActivationUrl userErrors { field message } } }',
			{ id: gid('Customer', input.customer_id) },
			// A repeat makes another address and voids the one whose answer was lost.
			{ repeatable: true, first: true, check: 'whether the account is active' },
		);
		return { account_activation_url: accountActivationUrl as string };
	},
});
