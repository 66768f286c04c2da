import type { Context, Resolver } from '../context.mts';
import { type UserError, userError } from '../errors.mts';
import type { Customer } from '../model.mts';
import { normalTags } from '../products.mts';
import { normalPhone } from '../regions.mts';
import type { Store } from '../store.mts';
import { ordersOf } from '../types/customer.mts';
import { inputMetafieldErrors, type MetafieldInput, putMetafield } from './metafields.mts';

interface ConsentInput {
	marketingState: string;
	marketingOptInLevel?: string | null;
	consentUpdatedAt?: string | null;
}

interface CustomerInput {
	id?: string | null;
	email?: string | null;
	phone?: string | null;
	firstName?: string | null;
	lastName?: string | null;
	note?: string | null;
	tags?: string[] | null;
	taxExempt?: boolean | null;
	locale?: string | null;
	metafields?: MetafieldInput[] | null;
	emailMarketingConsent?: ConsentInput | null;
	smsMarketingConsent?: ConsentInput | null;
}

const NOT_SUBSCRIBED = { state: 'NOT_SUBSCRIBED', level: 'SINGLE_OPT_IN', updatedAt: null };

/** Blank names and phones become null. */
function orNull(value: string | null | undefined): string | null {
	const clean = value?.trim() ?? '';
	return clean === '' ? null : clean;
}

/** E-mail addresses lose their inner blanks. */
function normalEmail(email: string | null | undefined): string | null {
	return orNull(email?.replace(/\s/g, ''));
}

type Texts = Pick<Customer, 'firstName' | 'lastName' | 'email' | 'phone'>;

/** The texts that a customer would have with the input. */
function textsAfter(input: CustomerInput, known?: Customer): Texts {
	const phone = orNull(input.phone);
	return {
		firstName: input.firstName === undefined ? (known?.firstName ?? null) : orNull(input.firstName),
		lastName: input.lastName === undefined ? (known?.lastName ?? null) : orNull(input.lastName),
		email: input.email === undefined ? (known?.email ?? null) : normalEmail(input.email),
		phone:
			input.phone === undefined
				? (known?.phone ?? null)
				: phone === null
					? null
					: (normalPhone(phone) ?? phone),
	};
}

function refusals(
	store: Store,
	input: CustomerInput,
	texts: Texts,
	known: Customer | undefined,
): UserError[] {
	const errors: UserError[] = [];
	const refuse = (field: string | null, message: string): void => {
		errors.push(userError(field === null ? null : [field], message));
	};
	const others = store.customers.filter((each) => each !== known);
	const { email, phone } = texts;
	if (email !== null) {
		const taken = others.some((each) => each.email?.toLowerCase() === email.toLowerCase());
		if (email.length > 255) refuse('email', 'Email is too long (maximum is 255 characters)');
		else if (!/^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(email)) refuse('email', 'Email is invalid');
		else if (taken) refuse('email', 'Email has already been taken');
	}
	if (phone !== null) {
		if (normalPhone(phone) === undefined) refuse('phone', 'Phone is invalid');
		else if (others.some((each) => each.phone === phone)) {
			refuse('phone', 'Phone has already been taken');
		}
	}
	if (Object.values(texts).every((text) => text === null)) {
		refuse(null, 'A name, phone number, or email address must be present');
	}
	const tags = normalTags(input.tags ?? []);
	if (tags.length > 250) refuse('tags', 'Tags cannot be more than 250');
	if (tags.some((tag) => tag.length > 255)) {
		refuse('tags', 'Tags is too long (maximum is 255 characters)');
	}
	return [...errors, ...inputMetafieldErrors(known, input.metafields, ['metafields'])];
}

/** A consent as stored. */
export function consentOf(input: ConsentInput, now: string): Customer['emailMarketing'] {
	return {
		state: input.marketingState,
		level: input.marketingOptInLevel ?? 'SINGLE_OPT_IN',
		updatedAt: input.consentUpdatedAt ?? now,
	};
}

function write(store: Store, customer: Customer, input: CustomerInput, texts: Texts): void {
	Object.assign(customer, texts);
	if (input.note !== undefined) customer.note = input.note;
	if (Array.isArray(input.tags)) customer.tags = normalTags(input.tags);
	if (typeof input.taxExempt === 'boolean') customer.taxExempt = input.taxExempt;
	if (typeof input.locale === 'string') customer.locale = input.locale;
	customer.updatedAt = store.timestamp();
}

/** What a new customer comes to: the record, or why there is none. */
export function createCustomer(
	store: Store,
	input: CustomerInput,
): { customer: Customer | null; userErrors: UserError[] } {
	if (typeof input.id === 'string') {
		return { customer: null, userErrors: [userError(['id'], 'Cannot specify ID on creation')] };
	}
	const texts = textsAfter(input);
	const errors = refusals(store, input, texts, undefined);
	if (input.emailMarketingConsent && texts.email === null) {
		const message = 'An email address is required to set the email marketing consent state.';
		errors.push(userError(['emailMarketingConsent'], message));
	}
	if (input.smsMarketingConsent && texts.phone === null) {
		// The text is inferred from that for e-mail.
		const message = 'A phone number is required to set the SMS consent state.';
		errors.push(userError(['smsMarketingConsent'], message));
	}
	if (errors.length > 0) return { customer: null, userErrors: errors };
	const now = store.timestamp();
	const { emailMarketingConsent: email, smsMarketingConsent: sms } = input;
	const customer: Customer = store.add({
		__typename: 'Customer',
		id: store.ids.next('Customer'),
		...texts,
		note: null,
		state: 'DISABLED',
		verifiedEmail: texts.email !== null,
		taxExempt: false,
		taxExemptions: [],
		tags: [],
		locale: 'en',
		createdAt: now,
		updatedAt: now,
		emailMarketing: email ? consentOf(email, now) : { ...NOT_SUBSCRIBED },
		smsMarketing: sms ? consentOf(sms, now) : { ...NOT_SUBSCRIBED },
		addresses: [],
		defaultAddressId: null,
		metafields: [],
	});
	store.customers.push(customer);
	store.indexLater(customer);
	store.effect('customerCreate', customer.id, `created ${texts.email ?? texts.phone ?? ''}`);
	write(store, customer, input, texts);
	for (const each of input.metafields ?? []) putMetafield(store, customer, each, 'customerCreate');
	return { customer, userErrors: [] };
}

function update(store: Store, input: CustomerInput): unknown {
	const customer = store.customer(input.id ?? null);
	if (customer === undefined) {
		return { customer: null, userErrors: [userError(['id'], 'Customer does not exist')] };
	}
	for (const [field, name] of [
		['emailMarketingConsent', 'Email'],
		['smsMarketingConsent', 'Sms'],
	] as const) {
		if (!input[field]) continue;
		const message = `To update ${field}, please use the customer${name}MarketingConsentUpdate Mutation instead`;
		return { customer: null, userErrors: [userError([field], message)] };
	}
	const texts = textsAfter(input, customer);
	const errors = refusals(store, input, texts, customer);
	if (errors.length > 0) return { customer, userErrors: errors };
	write(store, customer, input, texts);
	store.effect('customerUpdate', customer.id, Object.keys(input).join(', '));
	for (const each of input.metafields ?? []) putMetafield(store, customer, each, 'customerUpdate');
	return { customer, userErrors: [] };
}

function remove(store: Store, id: string): unknown {
	const customer = store.customer(id);
	const refused = (message: string): unknown => ({
		deletedCustomerId: null,
		shop: store.shop,
		userErrors: [userError(['id'], message)],
	});
	if (customer === undefined) return refused("Customer can't be found");
	if (ordersOf(customer, store).length > 0) {
		return refused('Customer can’t be deleted because they have associated orders');
	}
	store.customers.splice(store.customers.indexOf(customer), 1);
	store.remove(customer, ...customer.addresses, ...customer.metafields);
	store.effect('customerDelete', id, 'deleted');
	return { deletedCustomerId: id, shop: store.shop, userErrors: [] };
}

/** Changes one consent of a customer. */
function consentUpdate(
	store: Store,
	customerId: string,
	mutation: string,
	put: (customer: Customer) => void,
): unknown {
	const customer = store.customer(customerId);
	if (customer === undefined) {
		return { customer: null, userErrors: [userError(null, 'Customer not found')] };
	}
	put(customer);
	store.effect(mutation, customer.id, 'consent');
	return { customer, userErrors: [] };
}

export const customerMutations: Record<string, Resolver> = {
	customerCreate: (_source: unknown, { input }: { input: CustomerInput }, { store }: Context) => {
		return createCustomer(store, input);
	},
	customerUpdate: (_source: unknown, { input }: { input: CustomerInput }, { store }: Context) => {
		return update(store, input);
	},
	customerDelete: (_source: unknown, { input }: { input: { id: string } }, { store }: Context) => {
		return remove(store, input.id);
	},
	customerEmailMarketingConsentUpdate: (
		_source: unknown,
		{ input }: { input: { customerId: string; emailMarketingConsent: ConsentInput } },
		{ store }: Context,
	) => {
		const mutation = 'customerEmailMarketingConsentUpdate';
		return consentUpdate(store, input.customerId, mutation, (customer) => {
			customer.emailMarketing = consentOf(input.emailMarketingConsent, store.timestamp());
		});
	},
	customerSmsMarketingConsentUpdate: (
		_source: unknown,
		{ input }: { input: { customerId: string; smsMarketingConsent: ConsentInput } },
		{ store }: Context,
	) => {
		const mutation = 'customerSmsMarketingConsentUpdate';
		return consentUpdate(store, input.customerId, mutation, (customer) => {
			customer.smsMarketing = consentOf(input.smsMarketingConsent, store.timestamp());
		});
	},
};
