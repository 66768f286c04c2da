import { fulfillmentLocator } from '../../lookups/fulfillment';
import { orderLocator } from '../../lookups/order';
import { FULFILLMENT_FIELDS, FULFILLMENT_SIMPLIFIED } from '../../payloads/fulfillment';
import { fulfillmentBody } from './body';
import { changeFields } from './fields';
import { changes, operation, segment } from '../kit';
import sample from './update.sample.json';

export const updateFulfillment = operation({
	resource: 'fulfillment',
	operation: 'update',
	option: {
		name: 'Update',
		action: 'Update a fulfillment',
		description: 'Change the tracking of a fulfillment, and tell the customer',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: ['write_order'],
	properties: [
		{ ...orderLocator, description: 'The order that the fulfillment belongs to' },
		{ ...fulfillmentLocator, description: 'The fulfillment to change' },
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: changeFields,
		},
	],
	answer: { key: 'fulfillment', fields: FULFILLMENT_FIELDS, simplified: FULFILLMENT_SIMPLIFIED },
	sample,
	async run({ input }, shop) {
		const fulfillment = await shop.write(
			'PUT',
			`/orders/${segment(input.order_id)}/fulfillments/${segment(input.fulfillment_id)}`,
			fulfillmentBody(changes(input, 'order_id', 'fulfillment_id'), shop.modern),
			'fulfillment',
			// The same values again change nothing, but the customer would get a second message.
			{
				thing: 'The fulfillment',
				repeatable: input.send_email !== true,
				check: 'the fulfillment, and whether the customer was told',
			},
		);
		return { fulfillment };
	},
});
