import type { IDataObject } from 'n8n-workflow';
import { ADDRESS, CUSTOMER_NULLS } from './nulls.mts';
import { bornWith, documentedInput, idOf, json, keepAs, listOf, must, recordOf } from '../step.mts';
import { SEARCH_LAG, sameId, type Step, tagsOf, text, type World } from '../step.mts';

export const emailOf = ({ mark }: World): string => `${mark}@example.com`;

/** A number that nobody has: those from 0100 to 0199 are kept for fiction. */
const phoneOf = ({ mark }: World): string => {
	const digits = parseInt(mark.slice(-4), 36) % 100;
	return `+1613555${String(100 + digits).padStart(4, '0')}`;
};

const NULLS = [
	...CUSTOMER_NULLS,
	...ADDRESS.flatMap((key) => [`addresses[].${key}`, `default_address.${key}`]),
];

/** Shops with new customer accounts have neither invitations nor activation. */
const mayRefuse = () => /new customer accounts/;

const addressesOf = (customer: IDataObject) => (customer.addresses ?? []) as IDataObject[];

/** Makes a customer, finds and changes them, and invites them. */
export const CUSTOMER_STEPS: Step[] = [
	{
		resource: 'customer',
		operation: 'create',
		makes: 'customer',
		parameters: (world) => {
			const documented = documentedInput('customer', 'create');
			return json({
				...documented,
				email: emailOf(world),
				phone: phoneOf(world),
				tags: [...(documented.tags as string[]), world.mark],
			});
		},
		nulls: NULLS,
		check: (outcome, world) => {
			const customer = recordOf(outcome, 'customer');
			const [address] = addressesOf(customer);
			return [
				...must(customer.email === emailOf(world), `the email is ${text(customer.email)}`),
				...must(customer.phone === phoneOf(world), `the phone is ${text(customer.phone)}`),
				...must(customer.note === 'Preferred customer', 'the note is another'),
				...must(tagsOf(customer).includes(world.mark), 'the tag is missing'),
				...must(addressesOf(customer).length === 1, 'not exactly the one address came'),
				...must(address?.province_code === 'ON' && address.default === true, 'another address'),
			];
		},
		keep: keepAs('customer', 'customer'),
	},
	{
		resource: 'customer',
		operation: 'get',
		needs: ['customer'],
		parameters: ({ customer }) =>
			json({ ...documentedInput('customer', 'get'), customer_id: idOf(customer) }),
		nulls: CUSTOMER_NULLS,
		check: (outcome, { customer }) => {
			const read = recordOf(outcome, 'customer');
			const differing = Object.keys(read).filter(
				(key) => text(read[key]) !== text(customer?.[key]),
			);
			return must(differing.length === 0, `differs from what create gave: ${differing.join(', ')}`);
		},
	},
	{
		resource: 'customer',
		operation: 'update',
		needs: ['customer'],
		parameters: (world) =>
			json({
				...documentedInput('customer', 'update'),
				customer_id: idOf(world.customer),
				email: emailOf(world),
				phone: phoneOf(world),
				tags: ['VIP', 'Loyalty Program', world.mark],
			}),
		nulls: NULLS,
		check: (outcome, { mark }) => {
			const customer = recordOf(outcome, 'customer');
			const standard = customer.default_address as IDataObject | null;
			const tags = ['VIP', 'Loyalty Program', mark].sort().join();
			return [
				...must(tagsOf(customer).sort().join() === tags, `the tags are ${text(customer.tags)}`),
				...must(addressesOf(customer).length === 2, 'not both addresses are there'),
				...must(standard?.province_code === 'NY', 'the new address is not the default'),
			];
		},
		keep: keepAs('customer', 'customer'),
	},
	{
		resource: 'customer',
		operation: 'search',
		needs: ['customer'],
		patience: SEARCH_LAG,
		parameters: (world) =>
			json({
				...documentedInput('customer', 'search'),
				configuration: {
					query: `email:'${emailOf(world)}'`,
					sort_by: 'last_order_date',
					sort_order: 'DESC',
				},
			}),
		nulls: CUSTOMER_NULLS,
		check: (outcome, { customer }) => {
			const found = listOf(outcome, 'customers');
			return must(
				found.length === 1 && sameId(found[0].id, customer?.id),
				`${found.length} customers instead of the one`,
			);
		},
	},
	{
		resource: 'customer',
		operation: 'getAll',
		about: 'of two seconds',
		needs: ['customer'],
		patience: SEARCH_LAG,
		parameters: ({ customer }) => json({ configuration: bornWith(customer), limit: 250 }),
		check: (outcome, world) => {
			const found = listOf(outcome, 'customers');
			world.listed = found.length;
			const times = found.filter(({ id }) => sameId(id, world.customer?.id)).length;
			return must(times === 1, `the customer came ${times} times`);
		},
	},
	{
		resource: 'customer',
		operation: 'count',
		about: 'of two seconds',
		needs: ['customer'],
		patience: SEARCH_LAG,
		parameters: ({ customer }) => json(bornWith(customer)),
		nulls: [],
		check: ({ payload }, { listed }) =>
			must(payload.count === listed, `${text(payload.count)}, but ${listed} were listed`),
	},
	{
		resource: 'customer',
		operation: 'sendInvite',
		needs: ['customer'],
		parameters: (world) => {
			const { subject, custom_message: message } = documentedInput('customer', 'sendInvite');
			return json({
				customer_id: idOf(world.customer),
				to: emailOf(world),
				subject,
				custom_message: message,
			});
		},
		nulls: ['from'],
		mayRefuse,
		check: (outcome, world) => {
			const invite = recordOf(outcome, 'customer_invite');
			return must(invite.to === emailOf(world), `it went to ${text(invite.to)}`);
		},
	},
	{
		resource: 'customer',
		operation: 'createActivationUrl',
		needs: ['customer'],
		parameters: ({ customer }) => json({ customer_id: idOf(customer) }),
		nulls: [],
		mayRefuse,
	},
];
