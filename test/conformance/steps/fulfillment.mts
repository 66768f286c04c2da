import type { IDataObject } from 'n8n-workflow';
import { FULFILLMENT_NULLS, FULFILLMENT_ORDER_NULLS } from './moreNulls.mts';
import { bornWith, documentedInput, idOf, json, keepAs, listOf, must, recordOf } from '../step.mts';
import { sameId, type Outcome, type Step, text, type World } from '../step.mts';

const linesOf = (record: IDataObject | undefined) => (record?.line_items ?? []) as IDataObject[];

const sameAsKept = (outcome: Outcome, { fulfillment }: World): string[] =>
	must(sameId(recordOf(outcome, 'fulfillment').id, fulfillment?.id), 'another fulfillment came');

/** Sends one of the order's two pieces, follows the parcel, and calls it back. */
export const FULFILLMENT_STEPS: Step[] = [
	{
		resource: 'fulfillmentOrder',
		operation: 'getAll',
		needs: ['order'],
		makes: 'fulfillmentOrder',
		// Shopify makes them a moment after the order.
		patience: 20_000,
		parameters: ({ order }) => json({ order_id: idOf(order) }),
		nulls: FULFILLMENT_ORDER_NULLS,
		check: (outcome, { order }) => {
			const [first, ...others] = listOf(outcome, 'fulfillment_orders');
			return [
				...must(first !== undefined && others.length === 0, 'not exactly one came'),
				...must(sameId(first?.order_id, order?.id), 'it is of another order'),
				...must(first?.status === 'open', `it is ${text(first?.status)}`),
				...must(linesOf(first)[0]?.fulfillable_quantity === 2, 'not both pieces are to be sent'),
			];
		},
		keep: (outcome, world) => {
			[world.fulfillmentOrder] = listOf(outcome, 'fulfillment_orders');
		},
	},
	{
		resource: 'fulfillment',
		operation: 'create',
		needs: ['fulfillmentOrder'],
		makes: 'fulfillment',
		parameters: ({ fulfillmentOrder }) =>
			json({
				...documentedInput('fulfillment', 'create'),
				line_items_by_fulfillment_order: [
					{
						fulfillment_order_id: idOf(fulfillmentOrder),
						fulfillment_order_line_items: [{ id: idOf(linesOf(fulfillmentOrder)[0]), quantity: 1 }],
					},
				],
				notify_customer: false,
			}),
		nulls: FULFILLMENT_NULLS,
		check: (outcome, { order }) => {
			const fulfillment = recordOf(outcome, 'fulfillment');
			return [
				...must(sameId(fulfillment.order_id, order?.id), 'it is of another order'),
				...must(fulfillment.status === 'success', `it is ${text(fulfillment.status)}`),
				...must(/\.1$/.test(text(fulfillment.name)), `its name is ${text(fulfillment.name)}`),
				...must(fulfillment.tracking_number === '1234567890123', 'the tracking number is another'),
				...must(linesOf(fulfillment)[0]?.quantity === 1, 'not exactly one piece was sent'),
			];
		},
		keep: keepAs('fulfillment', 'fulfillment'),
	},
	{
		resource: 'fulfillment',
		operation: 'get',
		needs: ['order', 'fulfillment'],
		parameters: ({ order, fulfillment }) =>
			json({
				...documentedInput('fulfillment', 'get'),
				order_id: idOf(order),
				fulfillment_id: idOf(fulfillment),
			}),
		nulls: FULFILLMENT_NULLS,
		check: sameAsKept,
	},
	{
		resource: 'fulfillment',
		operation: 'getAll',
		needs: ['order', 'fulfillment'],
		parameters: ({ order, fulfillment }) =>
			json({
				...documentedInput('fulfillment', 'getAll'),
				order_id: idOf(order),
				configuration: {
					since_id: Number(fulfillment?.id) - 1,
					...bornWith(fulfillment),
				},
			}),
		nulls: FULFILLMENT_NULLS,
		check: (outcome, { fulfillment }) => {
			const found = listOf(outcome, 'fulfillments');
			return must(
				found.length === 1 && sameId(found[0].id, fulfillment?.id),
				`${found.length} fulfillments instead of the one`,
			);
		},
	},
	{
		resource: 'fulfillment',
		operation: 'count',
		needs: ['order', 'fulfillment'],
		parameters: ({ order, fulfillment }) =>
			json({ order_id: idOf(order), ...bornWith(fulfillment) }),
		nulls: [],
		check: ({ payload }) => must(payload.count === 1, `${text(payload.count)} instead of 1`),
	},
	{
		resource: 'fulfillment',
		operation: 'updateTracking',
		needs: ['fulfillment'],
		parameters: ({ fulfillment }) =>
			json({
				...documentedInput('fulfillment', 'updateTracking'),
				fulfillment_id: idOf(fulfillment),
				notify_customer: false,
			}),
		nulls: FULFILLMENT_NULLS,
		check: (outcome, world) => [
			...sameAsKept(outcome, world),
			...must(
				recordOf(outcome, 'fulfillment').tracking_number === '1234567890123456',
				'the tracking number is another',
			),
		],
	},
	{
		resource: 'fulfillment',
		operation: 'cancel',
		needs: ['fulfillment'],
		parameters: ({ fulfillment }) => json({ fulfillment_id: idOf(fulfillment) }),
		nulls: FULFILLMENT_NULLS,
		check: (outcome, world) => [
			...sameAsKept(outcome, world),
			...must(recordOf(outcome, 'fulfillment').status === 'cancelled', 'it is not cancelled'),
		],
		keep: keepAs('fulfillment', 'fulfillment'),
	},
];
