import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../sandbox/index.mts';
import type { Customer } from '../sandbox/shopify/model.mts';
import { at, graphql } from '../sandbox/testClient.mts';

/** What the samples of customers and metafields need of the shop. */

const number = (gid: unknown): number => Number(/\/(\d+)/.exec(String(gid))?.[1]);

function aCustomer({ shopify }: Sandbox, fits: (customer: Customer) => boolean): Customer {
	const found = shopify.db.customers.find(fits);
	if (found === undefined) throw new Error('The sandbox has no such customer');
	return found;
}

const ordered = ({ shopify }: Sandbox, customer: Customer): boolean =>
	shopify.db.orders.some(({ customerId }) => customerId === customer.id);

/** A customer of whom every documented field has a value. */
function known(sandbox: Sandbox): Customer {
	const customer = aCustomer(
		sandbox,
		(one) => one.email !== null && one.phone !== null && ordered(sandbox, one),
	);
	customer.emailMarketing = {
		state: 'SUBSCRIBED',
		level: 'SINGLE_OPT_IN',
		updatedAt: '2026-01-01T00:00:00Z',
	};
	return customer;
}

/** A metafield of a product, made as any client would. */
async function metafield(sandbox: Sandbox): Promise<IDataObject> {
	const [{ id: ownerId }] = sandbox.shopify.db.products;
	const made = await graphql(
		sandbox,
		'mutation Make($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) { metafields { id } } }',
		{
			metafields: [
				{
					ownerId,
					namespace: 'product_details',
					key: 'material',
					type: 'single_line_text_field',
					value: 'cotton',
				},
			],
		},
	);
	return {
		resource_type: { type: 'products', id: number(ownerId) },
		metafield_id: number(at(made.data, 'metafieldsSet', 'metafields', 0, 'id')),
	};
}

type Arrange = (sandbox: Sandbox) => IDataObject | Promise<IDataObject>;

export const CUSTOMER_ARRANGEMENTS: Record<string, Arrange> = {
	'customer.createActivationUrl': (sandbox) => ({
		customer_id: number(aCustomer(sandbox, ({ state }) => state === 'DISABLED').id),
	}),
	'customer.delete': (sandbox) => ({
		customer_id: number(aCustomer(sandbox, (one) => !ordered(sandbox, one)).id),
	}),
	'customer.get': (sandbox) => {
		const customer = known(sandbox);
		customer.tags = ['Loyalty Program', 'VIP'];
		return { customer_id: number(customer.id) };
	},
	'customer.search': () => ({ configuration: { query: 'country:Canada', sort_by: 'total_spent' } }),
	// Only addresses of the shop and its staff are senders.
	'customer.sendInvite': (sandbox) => ({
		customer_id: number(sandbox.shopify.db.customers[0].id),
		from: sandbox.shopify.db.shop.email,
		bcc: [sandbox.shopify.db.shop.email],
	}),
	'customer.update': (sandbox) => ({ customer_id: number(known(sandbox).id) }),
	'metafield.create': ({ shopify }) => ({
		resource_type: { type: 'products', id: number(shopify.db.products[0].id) },
	}),
	'metafield.delete': metafield,
	'metafield.get': metafield,
	'metafield.getAll': async (sandbox) => {
		const { resource_type } = await metafield(sandbox);
		return { resource_type, updated_at_max: '2030-01-01T00:00:00Z' };
	},
	'metafield.update': metafield,
};
