import { gid } from '../../client/ids';
import { fulfillmentLocator } from '../../lookups/fulfillment';
import { Fulfillment, FULFILLMENT_SIMPLIFIED } from '../../payloads/fulfillment';
import { change } from '../change';
import { fieldNames, operation } from '../kit';
import sample from './cancel.sample.json';

export const cancelFulfillment = operation({
	resource: 'fulfillment',
	operation: 'cancel',
	option: {
		name: 'Cancel',
		action: 'Cancel a fulfillment',
		description:
			'Cancel a fulfillment, so that its lines can be fulfilled again; cancelling twice changes nothing',
	},
	hints: { readOnly: false, destructive: true, idempotent: true },
	scopes: ['write_merchant_managed_fulfillment_orders', 'read_orders', 'read_products'],
	properties: [{ ...fulfillmentLocator, description: 'The fulfillment to cancel' }],
	answer: {
		key: 'fulfillment',
		fields: fieldNames(Fulfillment),
		simplified: FULFILLMENT_SIMPLIFIED,
	},
	sample,
	together: true,
	async run({ input, fields }, shop) {
		const fulfillment = await change(
			shop,
			{ table: Fulfillment, key: 'fulfillment', fields },
			(record) =>
				`mutation CancelFulfillment($id: ID!) { fulfillmentCancel(id: $id) { fulfillment { ${record} } userErrors { field message } } }`,
			{ id: gid('Fulfillment', input.fulfillment_id) },
			{ repeatable: true, first: true, check: 'whether the fulfillment is cancelled' },
		);
		return { fulfillment };
	},
});
