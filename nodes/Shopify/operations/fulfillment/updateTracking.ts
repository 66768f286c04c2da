import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../../shared/errors';
import { gid } from '../../client/ids';
import { fulfillmentLocator } from '../../lookups/fulfillment';
import { FULFILLMENT_SIMPLIFIED, TrackedFulfillment } from '../../payloads/fulfillment';
import { change } from '../change';
import { fieldNames, operation } from '../kit';
import sample from './updateTracking.sample.json';

export const updateTracking = operation({
	resource: 'fulfillment',
	operation: 'updateTracking',
	option: {
		name: 'Update Tracking',
		action: 'Update tracking of a fulfillment',
		description: "Replace a fulfillment's tracking company, number and address",
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: ['write_merchant_managed_fulfillment_orders', 'read_orders', 'read_products'],
	properties: [
		{ ...fulfillmentLocator, description: 'The fulfillment to update' },
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Notify Customer',
					name: 'notifyCustomer',
					type: 'boolean',
					default: false,
					description: 'Whether to tell the customer by email or text message',
				},
				{
					displayName: 'Tracking Company',
					name: 'trackingCompany',
					type: 'string',
					default: '',
					placeholder: 'e.g. FedEx',
					description: 'For companies that Shopify knows it makes the tracking URL from the number',
				},
				{
					displayName: 'Tracking Number',
					name: 'trackingNumber',
					type: 'string',
					default: '',
					placeholder: 'e.g. 1Z999AA10123456784',
				},
				{
					displayName: 'Tracking URL',
					name: 'trackingUrl',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://www.fedex.com/tracking?tracknumbers=123456',
				},
			],
		},
	],
	answer: {
		key: 'fulfillment',
		fields: fieldNames(TrackedFulfillment),
		simplified: FULFILLMENT_SIMPLIFIED,
	},
	sample,
	together: true,
	async run({ input, fields }, shop) {
		const tracking = trackingInput(input);
		const notify = input.notify_customer === true;
		const fulfillment = await change(
			shop,
			{ table: TrackedFulfillment, key: 'fulfillment', fields },
			(record) =>
				`mutation UpdateTracking($id: ID!, $tracking: FulfillmentTrackingInput!, $notify: Boolean) { fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: $tracking, notifyCustomer: $notify) { fulfillment { ${record} } userErrors { field message } } }`,
			{ id: gid('Fulfillment', input.fulfillment_id), tracking, notify },
			// A second request would send a second message.
			{
				repeatable: !notify,
				first: true,
				check: 'whether the tracking was updated and the customer was told',
			},
		);
		return { fulfillment };
	},
});

/** An empty URL is none: the API takes addresses only. */
function trackingInput(input: IDataObject): IDataObject {
	const { tracking_company: company, tracking_number: number, tracking_url: url } = input;
	const given = Object.entries({ company, number, url: url === '' ? null : url }).filter(
		([, value]) => value !== undefined,
	);
	if (given.length > 0) return Object.fromEntries(given);
	throw new InputError(
		'There is nothing to update',
		"Give at least one of 'tracking_company', 'tracking_number' and 'tracking_url'.",
	);
}
