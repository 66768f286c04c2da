import { PlatformError } from '../../../shared/errors';
import type { Shop } from '../../client/shop';

const asked = new WeakMap<Shop, Promise<boolean>>();

async function usesNewAccounts(shop: Shop): Promise<boolean> {
	const data = (await shop.query(
		'query CustomerAccounts { shop { customerAccountsV2 { customerAccountsVersion } } }',
	)) as { shop?: { customerAccountsV2?: { customerAccountsVersion?: string } | null } };
	return data.shop?.customerAccountsV2?.customerAccountsVersion === 'NEW_CUSTOMER_ACCOUNTS';
}

/**
 * Refuses what only accounts with passwords know. Shopify itself would send an invitation, or make
 * an address, that leads nowhere. Asked once per run.
 *
 * @throws PlatformError when the shop uses new customer accounts
 */
export async function needPasswordAccounts(shop: Shop, what: string): Promise<void> {
	const answer = asked.get(shop) ?? usesNewAccounts(shop);
	asked.set(shop, answer);
	if (!(await answer)) return;
	throw new PlatformError({
		message: `${what} is not possible: the shop uses new customer accounts`,
		advice:
			'There customers log in with a code sent by email and need no activation: send them the address of the login page instead. Only legacy customer accounts, with passwords, can be activated.',
		code: 'NEW_CUSTOMER_ACCOUNTS',
	});
}
