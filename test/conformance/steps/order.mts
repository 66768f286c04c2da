import type { IDataObject } from 'n8n-workflow';
import { PRICES } from './makeOrder.mts';
import { ORDER_NULLS } from './nulls.mts';
import { byId, documentedInput, idOf, json, keepAs, listOf, must, recordOf } from '../step.mts';
import { tagsOf, text } from '../step.mts';
import { SEARCH_LAG, UNKNOWN_ID, type Step, type World } from '../step.mts';

/** A filter that hardly any other order meets. */
const momentOf = ({ order }: World) => {
	const at = (seconds: number) =>
		new Date(Date.parse(text(order?.created_at)) + seconds * 1000).toISOString();
	return { status: 'any', createdAtMin: at(-2), createdAtMax: at(2) };
};

/** Reads what the shop has, for the parts that the run's own order does not fill. */
export const EXISTING_ORDERS: Step[] = [
	{
		resource: 'order',
		operation: 'getAll',
		about: "the shop's own, all fields",
		parameters: () => ({
			limit: 25,
			configuration: { status: 'any' },
			output: 'fullPayload',
		}),
		sample: 'open',
		nulls: ORDER_NULLS,
		idle: (outcome) =>
			listOf(outcome, 'orders').length === 0 ? 'the shop has no order' : undefined,
	},
];

/** Reads the order in every way, changes it, and checks by the record that comes back. */
export const ORDER_STEPS: Step[] = [
	{
		resource: 'order',
		operation: 'get',
		about: 'two items, one with an unknown ID',
		needs: ['order'],
		keepsErrors: true,
		items: ({ order }) => [{ id: idOf(order) }, { id: UNKNOWN_ID }],
		parameters: () => ({
			orderId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			output: 'fullPayload',
		}),
		nulls: ORDER_NULLS,
		check: (outcome, { mark, order }) => {
			const read = recordOf(outcome, 'order');
			const [line] = (read.line_items ?? []) as IDataObject[];
			return [
				...must(text(read.id) === text(order?.id), 'another order came'),
				...must(read.total_price === PRICES.total, `the total is ${text(read.total_price)}`),
				...must(line?.price === '19.99' && line.quantity === 2, 'the line is another'),
				...must(read.financial_status === 'paid', 'it is not paid'),
				...must(tagsOf(read).includes(mark), 'the tag is missing'),
				...must(outcome.items.length === 2, `${outcome.items.length} output items instead of 2`),
				...must(
					/not found/.test(text(outcome.items[1]?.error)),
					'the unknown ID gave no such answer',
				),
			];
		},
		keep: keepAs('order', 'order'),
	},
	{
		resource: 'order',
		operation: 'update',
		about: 'Fields',
		needs: ['order'],
		parameters: ({ mark, order }) => ({
			orderId: byId(order),
			updateFields: { note: 'Please gift wrap the items.', tags: ['VIP', mark] },
			output: 'fullPayload',
		}),
		nulls: ORDER_NULLS,
		check: (outcome, { mark }) => {
			const order = recordOf(outcome, 'order');
			return [
				...must(order.note === 'Please gift wrap the items.', 'the note is another'),
				...must(tagsOf(order).sort().join() === ['VIP', mark].sort().join(), 'tags are others'),
			];
		},
	},
	{
		resource: 'order',
		operation: 'update',
		about: 'JSON: the documented keys',
		needs: ['order'],
		parameters: ({ mark, order }) =>
			json({
				...documentedInput('order', 'update'),
				order_id: idOf(order),
				tags: ['Repeat Customer', 'VIP', mark],
				email: `${mark}@example.com`,
				phone: '+16135550127',
				shipping_address: {
					first_name: 'John',
					last_name: 'Doe',
					address1: '90 Wellington Street',
					city: 'Ottawa',
					province: 'Ontario',
					country: 'Canada',
					zip: 'K1A 0A6',
				},
			}),
		nulls: ORDER_NULLS,
		check: (outcome, { mark }) => {
			const order = recordOf(outcome, 'order');
			const address = order.shipping_address as IDataObject | null;
			const metafields = (order.metafields ?? []) as IDataObject[];
			const metafield = metafields.find(({ key }) => key === 'gift_message');
			return [
				...must(order.email === `${mark}@example.com`, 'the email is another'),
				...must(order.phone === '+16135550127', 'the phone is another'),
				...must(address?.address1 === '90 Wellington Street', 'the address is another'),
				...must(address?.province_code === 'ON', 'the province is another'),
				...must(metafield?.value === 'Happy Birthday!', 'the metafield is missing'),
			];
		},
		keep: keepAs('order', 'order'),
	},
	{
		resource: 'order',
		operation: 'get',
		about: 'read again after the updates',
		needs: ['order'],
		parameters: ({ order }) => ({ orderId: byId(order), output: 'fullPayload' }),
		check: (outcome, { order }) => {
			const read = recordOf(outcome, 'order');
			const keys = ['note', 'tags', 'email', 'phone', 'shipping_address', 'metafields'];
			const lost = keys.filter((key) => JSON.stringify(read[key]) !== JSON.stringify(order?.[key]));
			return must(lost.length === 0, `not as updated: ${lost.join(', ')}`);
		},
	},
	{
		resource: 'order',
		operation: 'getAll',
		needs: ['order'],
		patience: SEARCH_LAG,
		parameters: (world) => ({
			returnAll: true,
			configuration: momentOf(world),
			fields: ['id', 'email', 'created_at', 'total_price', 'financial_status'],
			output: 'fullPayload',
		}),
		check: (outcome, world) => {
			world.listed = listOf(outcome, 'orders').length;
			const found = listOf(outcome, 'orders').filter(
				({ id }) => text(id) === text(world.order?.id),
			);
			return must(found.length === 1, `the order came ${found.length} times`);
		},
	},
	{
		resource: 'order',
		operation: 'count',
		needs: ['order'],
		patience: SEARCH_LAG,
		parameters: (world) => ({ filters: momentOf(world) }),
		nulls: [],
		check: ({ payload }, { listed }) =>
			must(payload.count === listed, `${text(payload.count)}, but ${listed} were listed`),
	},
];
