import type { IDataObject } from 'n8n-workflow';

import { wrapped } from '../../client/store';
import { orderLocator } from '../../lookups/order';
import { operation, someChange } from '../kit';
import { fields, list, text } from '../limits';
import { ORDER_FIELDS, ORDER_SIMPLIFIED } from '../records';
import { addressFields } from './address';
import sample from './update.sample.json';

const limits = fields({
	customer_id: text(64),
	email: text(64),
	phone: text(32),
	line_items: list(100, fields({ tags: text(1000) })),
	shipping_address: fields({ address1: text(255), address2: text(255), city: text(64) }),
});

export const updateOrder = operation({
	resource: 'order',
	operation: 'update',
	option: {
		name: 'Update',
		action: 'Update an order',
		description: 'Change the contact, the address, the tags or the notes of an order',
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
			description: 'SHOPLINE takes an empty value for "leave it as it is"',
			options: [
				{
					displayName: 'Area Code',
					name: 'areaCode',
					type: 'string',
					default: '',
					placeholder: 'e.g. 86',
					description: 'Country code of the phone number',
				},
				{
					displayName: 'Customer ID',
					name: 'customerId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 3100314101',
				},
				{
					displayName: 'Email',
					name: 'email',
					type: 'string',
					placeholder: 'name@email.com',
					default: '',
				},
				{
					displayName: 'Line Items',
					name: 'lineItems',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true },
					placeholder: 'Add Line Item',
					default: {},
					description: 'Lines of the order whose tags to replace; at most 100',
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
									placeholder: 'e.g. 14865639',
								},
								{
									displayName: 'Tags',
									name: 'tags',
									type: 'string',
									default: '',
									placeholder: 'e.g. fragile,gift',
									description: 'Comma-separated',
								},
							],
						},
					],
				},
				{
					displayName: 'Note Attributes',
					name: 'noteAttributes',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true },
					placeholder: 'Add Note Attribute',
					default: {},
					description: "Entries for the merchant's notes",
					options: [
						{
							displayName: 'Note Attribute',
							name: 'noteAttribute',
							values: [
								{
									displayName: 'Name',
									name: 'name',
									type: 'string',
									default: '',
									placeholder: 'e.g. Engraving',
									required: true,
								},
								{
									displayName: 'Value',
									name: 'value',
									type: 'string',
									default: '',
									placeholder: 'e.g. Happy birthday',
								},
							],
						},
					],
				},
				{
					displayName: 'Phone',
					name: 'phone',
					type: 'string',
					default: '',
					placeholder: 'e.g. 18819402211',
				},
				{
					displayName: 'Shipping Address',
					name: 'shippingAddress',
					type: 'collection',
					placeholder: 'Add Address Field',
					default: {},
					options: addressFields,
				},
				{
					displayName: 'Tags',
					name: 'tags',
					type: 'string',
					default: '',
					placeholder: 'e.g. checked,vip',
					description: 'Comma-separated; they replace the present ones',
				},
			],
		},
	],
	wrapper: 'order',
	verify: (input) => limits(input, ''),
	answer: { key: 'order', fields: ORDER_FIELDS, simplified: ORDER_SIMPLIFIED },
	sample,
	async run({ input }, store) {
		const { order_id: id, ...changes } = input as IDataObject;
		const check = `the fields of order ${String(id)}`;
		const body = await store.change(
			'PUT',
			`orders/${String(id)}`,
			{ order: someChange(changes) },
			{
				thing: `Order ${String(id)}`,
				// Notes are a log: nothing says that an entry is not added twice.
				repeatable: changes.note_attributes === undefined,
				check,
			},
		);
		return wrapped(body, 'order', check);
	},
});
