import { connection, head, type PageArgs } from '../connections.mts';
import type { Args, Context, Resolvers } from '../context.mts';
import { idNumber } from '../ids.mts';
import type { Address, Customer, Order } from '../model.mts';
import { moneyV2 } from '../money.mts';
import { sum, totals } from '../orders.mts';
import type { Store } from '../store.mts';
import {
	byId,
	cursorTime,
	emptyConnection,
	legacyResourceId,
	metafieldFields,
	no,
	none,
	nothing,
} from './shared.mts';

interface OrdersByCustomer {
	count: number;
	last: Order | undefined;
	orders: Map<string | null, Order[]>;
}

/** A large shop's orders are looked through once, and again when one was added or deleted. */
const byCustomer = new WeakMap<Store, OrdersByCustomer>();

/** A customer's orders, oldest first. */
export function ordersOf(customer: Customer, store: Store): Order[] {
	const [count, last] = [store.orders.length, store.orders.at(-1)];
	let known = byCustomer.get(store);
	if (known?.count !== count || known.last !== last) {
		known = { count, last, orders: new Map() };
		for (const order of store.orders) {
			const own = known.orders.get(order.customerId);
			if (own) own.push(order);
			else known.orders.set(order.customerId, [order]);
		}
		byCustomer.set(store, known);
	}
	return known.orders.get(customer.id) ?? [];
}

/** What a customer has paid less what was paid back, in cents. */
export function amountSpent(customer: Customer, store: Store): number {
	return sum(ordersOf(customer, store).map((order) => totals(order).netPayment));
}

/** "Ada Lovelace", else the address by which the customer is known. */
export function displayName(customer: Customer): string {
	const name = [customer.firstName, customer.lastName].filter((part) => part !== null).join(' ');
	return name === '' ? (customer.email ?? customer.phone ?? '') : name;
}

export const customerTypes: Resolvers = {
	Customer: {
		...metafieldFields,
		legacyResourceId,
		displayName,
		amountSpent: (customer: Customer, _args: Args, { store }: Context) => {
			return moneyV2(amountSpent(customer, store), store.shop.currency);
		},
		numberOfOrders: (customer: Customer, _args: Args, { store }: Context) => {
			return String(ordersOf(customer, store).length);
		},
		lastOrder: (customer: Customer, _args: Args, { store }: Context) => {
			return ordersOf(customer, store).at(-1) ?? null;
		},
		orders: (customer: Customer, args: PageArgs, { store }: Context) => {
			return connection(ordersOf(customer, store), args, {
				id: (order) => idNumber(order.id),
				value: (order) => cursorTime(order.processedAt),
			});
		},
		canDelete: (customer: Customer, _args: Args, { store }: Context) => {
			return ordersOf(customer, store).length === 0;
		},
		defaultAddress: (customer: Customer) => {
			return customer.addresses.find((each) => each.id === customer.defaultAddressId) ?? null;
		},
		addresses: (customer: Customer, args: { first?: number }) => {
			return head(customer.addresses, args.first);
		},
		addressesV2: (customer: Customer, args: PageArgs) => byId(customer.addresses, args),
		defaultEmailAddress: (customer: Customer) => {
			if (customer.email === null) return null;
			return {
				emailAddress: customer.email,
				marketingState: customer.emailMarketing.state,
				marketingOptInLevel: customer.emailMarketing.level,
				marketingUpdatedAt: customer.emailMarketing.updatedAt,
				validFormat: true,
				openTrackingLevel: 'UNKNOWN',
				sourceLocation: null,
			};
		},
		defaultPhoneNumber: (customer: Customer) => {
			if (customer.phone === null) return null;
			return {
				phoneNumber: customer.phone,
				marketingState: customer.smsMarketing.state,
				marketingOptInLevel: customer.smsMarketing.level,
				marketingUpdatedAt: customer.smsMarketing.updatedAt,
				marketingCollectedFrom: customer.smsMarketing.level === null ? null : 'OTHER',
				sourceLocation: null,
				// From 2026-10 on the consent is an object of the number.
				smsMarketingConsent: {
					// The new object has another word for it than the deprecated fields.
					state: customer.smsMarketing.state.replace('NOT_SUBSCRIBED', 'NEVER_SUBSCRIBED'),
					optInLevel: customer.smsMarketing.level,
					updatedAt: customer.smsMarketing.updatedAt,
					collectedFrom: customer.smsMarketing.level === null ? null : 'OTHER',
					sourceLocation: null,
				},
			};
		},
		emailMarketingConsent: (customer: Customer) => {
			if (customer.email === null) return null;
			return {
				marketingState: customer.emailMarketing.state,
				marketingOptInLevel: customer.emailMarketing.level,
				consentUpdatedAt: customer.emailMarketing.updatedAt,
				sourceLocation: null,
			};
		},
		smsMarketingConsent: (customer: Customer) => {
			if (customer.phone === null) return null;
			return {
				marketingState: customer.smsMarketing.state,
				marketingOptInLevel: customer.smsMarketing.level,
				consentUpdatedAt: customer.smsMarketing.updatedAt,
				consentCollectedFrom: 'OTHER',
				sourceLocation: null,
			};
		},
		validEmailAddress: (customer: Customer) => customer.email !== null,
		dataSaleOptOut: no,
		hasTimelineComment: no,
		multipassIdentifier: nothing,
		productSubscriberStatus: () => 'NEVER_SUBSCRIBED',
		companyContactProfiles: none,
		subscriptionContracts: emptyConnection,
		paymentMethods: emptyConnection,
		lifetimeDuration: () => 'over 1 year',
	},
	MailingAddress: {
		name: (address: Address) => fullName(address),
		countryCodeV2: (address: Address) => address.countryCode,
		countryCode: (address: Address) => address.countryCode,
		coordinatesValidated: (address: Address) => address.latitude !== null,
		formattedArea: (address: Address) => {
			return [address.city, address.provinceCode, address.country].filter(Boolean).join(', ');
		},
		formatted: (address: Address, args: { withName?: boolean; withCompany?: boolean }) => {
			const place = [address.city, address.provinceCode, address.zip].filter(Boolean).join(' ');
			const lines = [address.address1, address.address2, place, address.country];
			if (args.withCompany === true) lines.unshift(address.company);
			if (args.withName === true) lines.unshift(fullName(address));
			return lines.filter((line) => line !== null && line !== '');
		},
		timeZone: nothing,
		validationResultSummary: nothing,
	},
};

function fullName(address: Address): string | null {
	const name = [address.firstName, address.lastName].filter(Boolean).join(' ');
	return name === '' ? null : name;
}
