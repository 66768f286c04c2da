import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../../shared/errors';
import { gid, legacyId } from '../../client/ids';
import type { Shop } from '../../client/shop';
import {
	fulfillmentOrderLineLocator,
	fulfillmentOrderLocator,
} from '../../lookups/fulfillmentOrder';
import { Fulfillment, FULFILLMENT_SIMPLIFIED } from '../../payloads/fulfillment';
import type { Node } from '../../payloads/payload';
import { dig } from '../../payloads/payload';
import { change } from '../change';
import { fieldNames, groupBy, operation } from '../kit';
import sample from './create.sample.json';

export const createFulfillment = operation({
	resource: 'fulfillment',
	operation: 'create',
	option: {
		name: 'Create',
		action: 'Create a fulfillment',
		description: 'Send all or some lines of fulfillment orders of one order from one location',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: ['write_merchant_managed_fulfillment_orders', 'read_orders', 'read_products'],
	properties: [
		{
			displayName: 'Fulfillment Orders',
			name: 'lineItemsByFulfillmentOrder',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Fulfillment Order',
			default: {},
			required: true,
			description: 'What to send: fulfillment orders of one order and one location',
			options: [
				{
					displayName: 'Fulfillment Order',
					name: 'fulfillmentOrder',
					values: [
						{ ...fulfillmentOrderLocator, description: 'The fulfillment order to send' },
						{
							displayName: 'Line Items',
							name: 'fulfillmentOrderLineItems',
							type: 'fixedCollection',
							typeOptions: { multipleValues: true },
							placeholder: 'Add Line Item',
							default: {},
							description: 'Only these lines of it; everything that is left when none is given',
							options: [
								{
									displayName: 'Line Item',
									name: 'lineItem',
									values: [
										fulfillmentOrderLineLocator,
										{
											displayName: 'Quantity',
											name: 'quantity',
											type: 'number',
											typeOptions: { minValue: 1, numberPrecision: 0 },
											default: 1,
											required: true,
										},
									],
								},
							],
						},
					],
				},
			],
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Message',
					name: 'message',
					type: 'string',
					typeOptions: { rows: 2 },
					default: '',
					placeholder: 'e.g. Please ship before noon',
					description: 'Text for the fulfillment service that sends the lines',
				},
				{
					displayName: 'Notify Customer',
					name: 'notifyCustomer',
					type: 'boolean',
					default: false,
					description: 'Whether to tell the customer by email or text message',
				},
				{
					displayName: 'Origin Address',
					name: 'originAddress',
					type: 'fixedCollection',
					placeholder: 'Add Origin Address',
					default: {},
					description: 'Where the parcel leaves',
					options: [
						{
							displayName: 'Address',
							name: 'address',
							values: [
								{
									displayName: 'Address Line 1',
									name: 'address1',
									type: 'string',
									default: '',
									placeholder: 'e.g. 123 Main Street',
								},
								{
									displayName: 'Address Line 2',
									name: 'address2',
									type: 'string',
									default: '',
									placeholder: 'e.g. Apartment 4',
								},
								{
									displayName: 'City',
									name: 'city',
									type: 'string',
									default: '',
									placeholder: 'e.g. Toronto',
								},
								{
									displayName: 'Country Code',
									name: 'countryCode',
									type: 'string',
									default: '',
									required: true,
									placeholder: 'e.g. CA',
								},
								{
									displayName: 'Province Code',
									name: 'provinceCode',
									type: 'string',
									default: '',
									placeholder: 'e.g. ON',
								},
								{
									displayName: 'ZIP',
									name: 'zip',
									type: 'string',
									default: '',
									placeholder: 'e.g. M5V 2T6',
								},
							],
						},
					],
				},
				{
					displayName: 'Tracking Info',
					name: 'trackingInfo',
					type: 'collection',
					placeholder: 'Add Tracking Field',
					default: {},
					options: [
						{
							displayName: 'Company',
							name: 'company',
							type: 'string',
							default: '',
							placeholder: 'e.g. FedEx',
							description:
								'For companies that Shopify knows it makes the tracking URL from the number',
						},
						{
							displayName: 'Number',
							name: 'number',
							type: 'string',
							default: '',
							placeholder: 'e.g. 1Z999AA10123456784',
						},
						{
							displayName: 'URL',
							name: 'url',
							type: 'string',
							default: '',
							placeholder: 'e.g. https://www.fedex.com/tracking?tracknumbers=123456',
						},
					],
				},
			],
		},
	],
	answer: {
		key: 'fulfillment',
		fields: fieldNames(Fulfillment),
		simplified: FULFILLMENT_SIMPLIFIED,
	},
	sample,
	together: true,
	subject: ({ line_items_by_fulfillment_order: lines }) =>
		`fulfillment_order=${String((lines as IDataObject[])[0]?.fulfillment_order_id)}`,
	async run({ input, fields }, shop) {
		const groups = input.line_items_by_fulfillment_order as IDataObject[];
		if (groups.length === 0) {
			throw new InputError(
				"'line_items_by_fulfillment_order' is empty",
				'Name at least one fulfillment order.',
			);
		}
		if (groups.length > 1) await refuseSeveralParcels(shop, groups);
		const fulfillment = await change(
			shop,
			{ table: Fulfillment, key: 'fulfillment', fields },
			(record) =>
				`mutation CreateFulfillment($fulfillment: FulfillmentInput!, $message: String) { fulfillmentCreate(fulfillment: $fulfillment, message: $message) { fulfillment { ${record} } userErrors { field message } } }`,
			{ fulfillment: fulfillmentInput(input), message: input.message ?? null },
			{ repeatable: false, first: true, check: 'whether the fulfillment was created' },
		);
		return { fulfillment };
	},
});

/** Given values under their GraphQL names. */
const named = (names: Record<string, string>, given: unknown): IDataObject | undefined => {
	if (!given) return undefined;
	const entries = Object.entries(given).filter(([, value]) => value !== null && value !== '');
	return Object.fromEntries(entries.map(([key, value]) => [names[key] ?? key, value]));
};

function fulfillmentInput(input: IDataObject): IDataObject {
	const whole: IDataObject = {
		lineItemsByFulfillmentOrder: (input.line_items_by_fulfillment_order as IDataObject[]).map(
			({ fulfillment_order_id: id, fulfillment_order_line_items: lines }) => ({
				fulfillmentOrderId: gid('FulfillmentOrder', id),
				...(Array.isArray(lines) && lines.length > 0
					? {
							fulfillmentOrderLineItems: (lines as IDataObject[]).map((line) => ({
								id: gid('FulfillmentOrderLineItem', line.id),
								quantity: line.quantity,
							})),
						}
					: {}),
			}),
		),
		notifyCustomer: input.notify_customer ?? false,
		trackingInfo: named({}, input.tracking_info),
		originAddress: named(
			{ country_code: 'countryCode', province_code: 'provinceCode' },
			input.origin_address,
		),
	};
	return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined));
}

/**
 * A fulfillment is one parcel: it leaves from one location for one order, with one tracking number
 * and one message to the customer. Lines of two locations would need two, for which the input has
 * one tracking number and the answer one place, and the second could fail after the first was
 * sent. So they are refused before anything is changed, and told apart, as Shopify's admin does.
 */
async function refuseSeveralParcels(shop: Shop, groups: IDataObject[]): Promise<void> {
	const ids = groups.map(({ fulfillment_order_id: id }) => gid('FulfillmentOrder', id));
	const { nodes } = await shop.query(
		'query ParcelsOf($ids: [ID!]!) { nodes(ids: $ids) { ... on FulfillmentOrder { id orderId orderName assignedLocation { name location { id } } } } }',
		{ ids },
	);
	// Those that do not exist are left to Shopify, which names them.
	const known = (nodes as Array<Node | null>).filter(
		(node): node is Node => node?.id !== undefined,
	);
	const parcels = groupBy(known, (node) =>
		[node.orderId, dig(node, 'assignedLocation.location.id')].join(),
	);
	if (parcels.length < 2) return;
	const shown = parcels.map(
		(parcel) =>
			`${String(parcel[0].orderName)} from ${String(dig(parcel[0], 'assignedLocation.name'))}: ${parcel.map(({ id }) => legacyId(id)).join(', ')}`,
	);
	throw new InputError(
		`'line_items_by_fulfillment_order' needs ${parcels.length} fulfillments: Shopify makes one for each order and location`,
		`Nothing was changed. Give the fulfillment orders as separate items: ${shown.join('; ')}.`,
	);
}
