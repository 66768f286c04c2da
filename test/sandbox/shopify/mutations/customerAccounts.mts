import type { Context, Resolver } from '../context.mts';
import { type UserError, userError } from '../errors.mts';
import { idNumber } from '../ids.mts';
import type { Store } from '../store.mts';

interface EmailInput {
	to?: string | null;
	from?: string | null;
	subject?: string | null;
	bcc?: string[] | null;
}

const INVITE = 'CustomerSendAccountInviteEmailUserError';

/** Whether an address has the form of one; only the shop's own are senders. */
function isAddress(email: string): boolean {
	return /^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(email);
}

function inviteRefusals(store: Store, email: EmailInput): UserError[] {
	const errors: UserError[] = [];
	const refuse = (field: string, message: string): void => {
		errors.push(userError(['email', field], message, 'INVALID', INVITE));
	};
	const { shop } = store;
	// Staff addresses are those of the shop's own mail domain.
	const domain = shop.email.split('@')[1];
	const ours = (address: string): boolean => isAddress(address) && address.endsWith(`@${domain}`);
	if (typeof email.subject === 'string' && email.subject.trim() === '') {
		refuse('subject', "Subject can't be blank");
	}
	if (typeof email.to === 'string' && !isAddress(email.to)) refuse('to', 'To is invalid');
	if (typeof email.from === 'string' && !ours(email.from)) {
		refuse('from', 'From Sender is invalid');
	}
	const strangers = (email.bcc ?? []).filter((address) => !ours(address));
	if (strangers.length > 0) {
		const each = strangers.map((address) => `${address} is not a valid bcc address`);
		refuse('bcc', `Bcc ${each.join(' and ')}`);
	}
	return errors;
}

export const customerAccountMutations: Record<string, Resolver> = {
	customerSendAccountInviteEmail: (
		_source: unknown,
		args: { customerId: string; email?: EmailInput | null },
		{ store }: Context,
	) => {
		const customer = store.customer(args.customerId);
		if (customer === undefined) {
			const message = "Customer can't be found";
			return {
				customer: null,
				userErrors: [userError(['customerId'], message, 'INVALID', INVITE)],
			};
		}
		const errors = inviteRefusals(store, args.email ?? {});
		if (errors.length > 0) return { customer: null, userErrors: errors };
		customer.state = 'INVITED';
		store.effect('customerSendAccountInviteEmail', customer.id, 'invited');
		return { customer, userErrors: [] };
	},
	customerGenerateAccountActivationUrl: (
		_source: unknown,
		args: { customerId: string },
		{ store }: Context,
	) => {
		const customer = store.customer(args.customerId);
		const refused = (message: string): unknown => ({
			accountActivationUrl: null,
			userErrors: [userError(['customerId'], message)],
		});
		if (customer === undefined) return refused("The customer can't be found.");
		// Documented as refused, the text is not recorded.
		if (customer.state === 'ENABLED') return refused('The customer account is already enabled.');
		store.effect('customerGenerateAccountActivationUrl', customer.id, 'activation URL');
		const token = store.random.uuid();
		const path = `account/activate/${idNumber(customer.id)}/${token}`;
		return { accountActivationUrl: `https://${store.shop.domain}/${path}`, userErrors: [] };
	},
};
