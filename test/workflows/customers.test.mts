import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { byId, numberOf, ShopifyUnderTest } from './shopify.mts';

let sandbox: Sandbox;
let shopify: ShopifyUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox({ bucket: { maximum: 20_000, restoreRate: 1000 } });
	shopify = new ShopifyUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.control.reset());

const ADDRESS = {
	address1: '123 Main St',
	city: 'Anytown',
	province: 'Ontario',
	country_code: 'CA',
	zip: 'A1A 1A1',
	default: true,
};

/** Runs an operation by its payload; out: the record below the wrapper. */
async function payload(operation: string, input: IDataObject) {
	const { items, error, hints } = await shopify.payload('customer', operation, input);
	return { record: items[0]?.json, error, hints: hints.map(({ message }) => message) };
}

const effects = () => sandbox.control.effects().map(({ mutation }) => mutation);
const seeded = () => sandbox.shopify.db.customers;

describe('creating a customer', () => {
	it('gives addresses their province codes and names what is not stored', async () => {
		const { record, hints } = await payload('create', {
			first_name: 'John',
			email: 'john.doe@example.com',
			verified_email: true,
			currency: 'CAD',
			addresses: [ADDRESS, { ...ADDRESS, address1: '5 Side St', default: false }],
			email_marketing_consent: { state: 'subscribed', opt_in_level: 'confirmed_opt_in' },
		});
		expect(record).toMatchObject({
			accepts_marketing: true,
			email_marketing_consent: { state: 'subscribed', opt_in_level: 'confirmed_opt_in' },
			default_address: { address1: '123 Main St', province_code: 'ON', country: 'Canada' },
		});
		expect(record.addresses).toHaveLength(2);
		expect(hints).toEqual([
			expect.stringContaining("'verified_email' was not stored"),
			expect.stringContaining("'currency' was not stored"),
		]);
	});

	it('says what was done when an address is refused', async () => {
		const { error } = await payload('create', {
			first_name: 'John',
			addresses: [ADDRESS, { address1: 'x', country: 'Nowhere' }],
		});
		expect(error?.message).toContain('Country is invalid');
		expect(error?.description).toContain('The customer was created with the ID');
		expect(error?.description).toContain('1 of 2 addresses were written');
	});

	it('adds an address once although the answer was lost', async () => {
		sandbox.control.addFault({ kind: 'resetAfter', operation: '^AddAddress', times: 1 });
		const { record } = await payload('create', { first_name: 'John', addresses: [ADDRESS] });
		expect(record.addresses).toHaveLength(1);
		expect(effects().filter((each) => each === 'customerAddressCreate')).toHaveLength(1);
	});

	it.each([
		[{ note: 'x' }, "'email', 'phone', 'first_name' or 'last_name' is required"],
		[{ first_name: 'A', addresses: [{ default: true }] }, "'addresses[0]' is empty"],
		[{ first_name: 'A', addresses: [ADDRESS, ADDRESS] }, 'can be the default'],
	])('refuses %j before any request', async (input, text) => {
		const { error } = await payload('create', input);
		expect(error?.message).toContain(text);
		expect(sandbox.control.requests()).toHaveLength(0);
	});
});

describe('updating a customer', () => {
	const someone = () => seeded().find(({ addresses }) => addresses.length === 1) ?? seeded()[0];

	it('changes the addresses that are named, adds others, and does so once', async () => {
		const customer = someone();
		const [own] = customer.addresses;
		const input = {
			customer_id: numberOf(customer.id),
			addresses: [{ id: numberOf(own.id), city: 'Ottawa' }, ADDRESS],
		};
		await payload('update', input);
		const { record, error } = await payload('update', input);
		expect(error).toBeUndefined();
		expect(record.addresses).toMatchObject([
			{ city: 'Ottawa', default: false },
			{ city: 'Anytown', default: true },
		]);
	});

	it('changes nothing when an address is not the customer’s', async () => {
		const { error } = await payload('update', {
			customer_id: numberOf(someone().id),
			note: 'x',
			addresses: [{ id: 404, city: 'Ottawa' }],
		});
		expect(error?.message).toContain("'addresses[0].id' is not an address of this customer: 404");
		expect(effects()).toEqual([]);
	});

	it('writes consents by their own mutations and clears a text', async () => {
		const customer = seeded().find(({ email, phone }) => email !== null && phone !== null);
		const { record } = await payload('update', {
			customer_id: numberOf(customer?.id ?? ''),
			note: '',
			email_marketing_consent: { state: 'unsubscribed' },
			sms_marketing_consent: { state: 'subscribed' },
		});
		expect(record).toMatchObject({
			note: '',
			email_marketing_consent: { state: 'unsubscribed' },
			sms_marketing_consent: { state: 'subscribed' },
		});
	});
});

describe('searching customers', () => {
	const search = async (sortBy: string, sortOrder: string, more: IDataObject = {}) =>
		await shopify.run({
			resource: 'customer',
			operation: 'search',
			configuration: { query: 'country:Canada', sortBy, sortOrder },
			...(more as object),
		});

	it('sorts all that match by what Shopify cannot sort by, page after page', async () => {
		const all = await search('total_spent', 'DESC', { returnAll: true });
		const spent = all.items.map(({ json }) => Number(json.total_spent));
		expect(spent).toEqual([...spent].sort((a, b) => b - a));
		expect(all.hints[0].message).toContain(`all ${spent.length} that match were read`);
		const options = { pageCursor: 'sorted:3' };
		const page = await search('total_spent', 'DESC', { limit: 2, options, output: 'fullPayload' });
		const { customers, next_page: next, previous_page: previous } = page.items[0].json;
		expect((customers as IDataObject[]).map(({ id }) => id)).toEqual(
			all.items.slice(3, 5).map(({ json }) => json.id),
		);
		expect([next, previous]).toEqual(['sorted:5', 'sorted:1']);
	});

	it('puts customers who never ordered last in both directions', async () => {
		for (const order of ['ASC', 'DESC']) {
			const { items } = await search('last_order_date', order, { returnAll: true });
			const never = items.map(({ json }) => json.last_order_id === null);
			expect(never.lastIndexOf(false)).toBeLessThan(never.indexOf(true));
		}
	});
});

describe('accounts', () => {
	it.each(['createActivationUrl', 'sendInvite'])(
		'%s sends nothing where the shop uses new customer accounts',
		async (operation) => {
			sandbox.shopify.db.shop.customerAccounts = 'NEW_CUSTOMER_ACCOUNTS';
			const { error } = await payload(operation, { customer_id: numberOf(seeded()[0].id) });
			expect(error?.message).toContain('the shop uses new customer accounts');
			expect(effects()).toEqual([]);
		},
	);

	it('does not invite twice when the answer is lost', async () => {
		sandbox.control.addFault({ kind: 'resetAfter', operation: '^SendAccountInvite', times: 1 });
		const { error } = await payload('sendInvite', { customer_id: numberOf(seeded()[0].id) });
		expect(error?.description).toContain("whether the customer's state is 'invited'");
		expect(effects()).toEqual(['customerSendAccountInviteEmail']);
	});
});

it('deletes a customer although the answer was lost', async () => {
	const { customers, orders } = sandbox.shopify.db;
	const customer = customers.find(({ id }) => !orders.some(({ customerId }) => customerId === id));
	sandbox.control.addFault({ kind: 'resetAfter', operation: '^DeleteCustomer', times: 1 });
	const { items } = await shopify.run({
		resource: 'customer',
		operation: 'delete',
		customerId: byId(numberOf(customer?.id ?? '')),
	});
	expect(items[0].json).toEqual({ deleted: true });
});
