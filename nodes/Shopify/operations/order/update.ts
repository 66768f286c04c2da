import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../../shared/errors';
import { gid } from '../../client/ids';
import type { Shop } from '../../client/shop';
import { Order, ORDER_SIMPLIFIED } from '../../payloads/order';
import { addressFields, addressInput } from '../address';
import { change } from '../change';
import { fieldNames, notFound, operation } from '../kit';
import { orderLocator } from '../../lookups/order';
import { metafieldInputs, metafieldList, metafieldsProperty } from '../metafields';
import sample from './update.sample.json';

export const updateOrder = operation({
	resource: 'order',
	operation: 'update',
	option: {
		name: 'Update',
		action: 'Update an order',
		description: "Change an order's note, tags, contact, shipping address or metafields",
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: ['write_orders'],
	properties: [
		{ ...orderLocator, description: 'The order to update' },
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Email',
					name: 'email',
					type: 'string',
					placeholder: 'name@email.com',
					default: '',
					description: "The order's own email address; the customer keeps theirs",
				},
				metafieldsProperty,
				{
					displayName: 'Note',
					name: 'note',
					type: 'string',
					typeOptions: { rows: 3 },
					default: '',
					placeholder: 'e.g. Call before delivery',
					description: 'Text that the shop sees with the order',
				},
				{
					displayName: 'Phone',
					name: 'phone',
					type: 'string',
					default: '',
					placeholder: 'e.g. +1-555-123-4567',
				},
				{
					displayName: 'Shipping Address',
					name: 'shippingAddress',
					type: 'collection',
					placeholder: 'Add Address Field',
					default: {},
					description: 'Only the parts to change; the others stay as they are',
					options: addressFields,
				},
				{
					displayName: 'Tags',
					name: 'tags',
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Tag' },
					default: [],
					placeholder: 'e.g. vip',
					description: "Replace the order's tags by these",
				},
			],
		},
	],
	shapes: { metafields: metafieldList },
	answer: { key: 'order', fields: fieldNames(Order), simplified: ORDER_SIMPLIFIED },
	sample,
	together: true,
	async run(call, shop) {
		const { order_id: orderId, shipping_address: address, metafields, ...direct } = call.input;
		const id = gid('Order', orderId);
		const changes: IDataObject = { ...direct };
		if (address) changes.shippingAddress = await wholeAddress(shop, id, address as IDataObject);
		const owned = metafieldInputs(metafields, call);
		if (owned) changes.metafields = owned;
		if (Object.keys(changes).length === 0) {
			throw new InputError(
				'There is nothing to update',
				"Add at least one field under 'Update Fields'.",
			);
		}
		const order = await change(
			shop,
			{ table: Order, key: 'order', fields: call.fields },
			(record) =>
				`mutation UpdateOrder($input: OrderInput!) { orderUpdate(input: $input) { order { ${record} } userErrors { field message } } }`,
			{ input: { id, ...changes } },
			{ repeatable: true, first: true, check: "the order's fields" },
		);
		return { order };
	},
});

const ADDRESS =
	'firstName lastName company address1 address2 city zip phone countryCodeV2 provinceCode';

/** Shopify refuses parts of an address, so the present one is completed by the given parts. */
async function wholeAddress(shop: Shop, id: string, given: IDataObject): Promise<IDataObject> {
	const order = await shop.nodeById('Order', id, `shippingAddress { ${ADDRESS} }`, { first: true });
	if (!order) throw notFound('Order', id);
	const { countryCodeV2: countryCode, ...present } = (order.shippingAddress ?? {}) as IDataObject;
	const changed = addressInput(given);
	const whole: IDataObject = { ...present, countryCode, ...changed };
	// A name and a code of two different places must not stand side by side.
	if (changed.province !== undefined || changed.country !== undefined) {
		if (changed.provinceCode === undefined) delete whole.provinceCode;
	}
	if (changed.country !== undefined) delete whole.countryCode;
	return Object.fromEntries(
		Object.entries(whole).filter(([, value]) => value !== undefined && value !== null),
	);
}
