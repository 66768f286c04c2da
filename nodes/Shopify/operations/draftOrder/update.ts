import { InputError } from '../../../shared/errors';
import { gid } from '../../client/ids';
import { draftOrderLocator } from '../../lookups/draftOrder';
import { ChangedDraftOrder, DRAFT_ORDER_SIMPLIFIED } from '../../payloads/draftOrder';
import { change } from '../change';
import { fieldNames, operation } from '../kit';
import {
	appliedDiscount,
	draftOrderCustomer,
	draftOrderInput,
	draftOrderLineItems,
	shippingLine,
} from './draftInput';
import sample from './update.sample.json';

export const updateDraftOrder = operation({
	resource: 'draftOrder',
	operation: 'update',
	option: {
		name: 'Update',
		action: 'Update a draft order',
		description: "Change a draft order's lines, discount, customer, shipping or note",
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: ['write_draft_orders', 'read_customers', 'read_products'],
	properties: [
		{ ...draftOrderLocator, description: 'The draft order to update' },
		{
			...draftOrderLineItems,
			description: 'All lines that the draft order is to have: they replace the present ones',
		},
		draftOrderCustomer,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{ ...appliedDiscount, description: 'Discount on the whole draft order' },
				{
					displayName: 'Note',
					name: 'note',
					type: 'string',
					typeOptions: { rows: 3 },
					default: '',
					placeholder: 'e.g. Call before delivery',
				},
				shippingLine,
			],
		},
	],
	answer: {
		key: 'draft_order',
		fields: fieldNames(ChangedDraftOrder),
		simplified: DRAFT_ORDER_SIMPLIFIED,
	},
	sample,
	together: true,
	async run(call, shop) {
		const { draft_order_id: draftOrderId, ...changes } = call.input;
		if (Object.keys(changes).length === 0) {
			throw new InputError(
				'There is nothing to update',
				"Give lines, a customer, or a field under 'Update Fields'.",
			);
		}
		const draftOrder = await change(
			shop,
			{ table: ChangedDraftOrder, key: 'draftOrder', fields: call.fields },
			(record) =>
				`mutation UpdateDraftOrder($id: ID!, $input: DraftOrderInput!) { draftOrderUpdate(id: $id, input: $input) { draftOrder { ${record} } userErrors { field message } } }`,
			{ id: gid('DraftOrder', draftOrderId), input: await draftOrderInput(call, shop) },
			{ repeatable: true, first: true, check: 'whether the draft order was updated' },
		);
		return { draft_order: draftOrder };
	},
});
