import { orderLocator } from '../../lookups/order';
import { FULFILLMENT_FIELDS, FULFILLMENT_SIMPLIFIED } from '../../payloads/fulfillment';
import { fulfillmentBody, linesToShip } from './body';
import { trackingFields } from './fields';
import { given, operation, segment } from '../kit';
import sample from './create.sample.json';

export const createFulfillment = operation({
	resource: 'fulfillment',
	operation: 'create',
	option: {
		name: 'Create',
		action: 'Create a fulfillment',
		description: 'Mark lines of an order as shipped, with their tracking number',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: ['write_order'],
	properties: [
		{ ...orderLocator, description: 'The order to fulfill' },
		{
			displayName: 'Tracking Number',
			name: 'trackingNumber',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1Z2345',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Line Items',
					name: 'lineItems',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true },
					placeholder: 'Add Line Item',
					default: {},
					description:
						'The lines to ship. Without any, all lines of the order that are not shipped yet are taken.',
					options: [
						{
							displayName: 'Line Item',
							name: 'lineItem',
							values: [
								{
									displayName: 'ID',
									name: 'id',
									type: 'string',
									default: '',
									required: true,
									placeholder: 'e.g. 3b6f2f0a-8f0e-4a58-93c7-5a4c2a9b7d10',
									description: "ID of the line, from the order's line_items",
								},
								{
									displayName: 'Ship Quantity',
									name: 'shipQuantity',
									type: 'number',
									typeOptions: { minValue: 0, numberPrecision: 0 },
									default: 0,
									description: 'How many of it to ship; 0 for all',
								},
							],
						},
					],
				},
				...trackingFields,
			],
		},
	],
	answer: { key: 'fulfillment', fields: FULFILLMENT_FIELDS, simplified: FULFILLMENT_SIMPLIFIED },
	sample,
	async run({ input }, shop) {
		const lines = input.line_items ?? (await linesToShip(shop, input.order_id));
		const fulfillment = await shop.write(
			'POST',
			`/orders/${segment(input.order_id)}/fulfillments`,
			fulfillmentBody({ ...given(input, 'order_id'), line_items: lines }, shop.modern),
			'fulfillment',
			{ thing: 'The order', repeatable: false, check: 'whether the order has the fulfillment' },
		);
		return { fulfillment };
	},
});
