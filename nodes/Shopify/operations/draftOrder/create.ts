import { InputError } from '../../../shared/errors';
import { DraftOrder, DRAFT_ORDER_SIMPLIFIED } from '../../payloads/draftOrder';
import { fieldNames, operation } from '../kit';
import { change } from '../change';
import sample from './create.sample.json';
import {
	appliedDiscount,
	draftOrderCustomer,
	draftOrderInput,
	draftOrderLineItems,
	shippingLine,
} from './draftInput';

export const createDraftOrder = operation({
	resource: 'draftOrder',
	operation: 'create',
	option: {
		name: 'Create',
		action: 'Create a draft order',
		description: 'Create a draft order of variants and custom lines',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: ['write_draft_orders', 'read_customers', 'read_products'],
	properties: [
		{ ...draftOrderLineItems, required: true, description: 'What is sold' },
		draftOrderCustomer,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
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
				{
					displayName: 'Use Customer Default Address',
					name: 'useCustomerDefaultAddress',
					type: 'boolean',
					default: true,
					description: "Whether to take over the customer's default address",
				},
			],
		},
	],
	answer: {
		key: 'draft_order',
		fields: fieldNames(DraftOrder),
		simplified: DRAFT_ORDER_SIMPLIFIED,
	},
	sample,
	together: true,
	async run(call, shop) {
		const lines = call.input.draft_order_line_items as unknown[];
		if (lines.length === 0) {
			throw new InputError("'draft_order_line_items' is empty", 'Add at least one line.');
		}
		const draftOrder = await change(
			shop,
			{ table: DraftOrder, key: 'draftOrder', fields: call.fields },
			(record) =>
				`mutation CreateDraftOrder($input: DraftOrderInput!) { draftOrderCreate(input: $input) { draftOrder { ${record} } userErrors { field message } } }`,
			{ input: await draftOrderInput(call, shop) },
			{ repeatable: false, first: true, check: 'whether the draft order was created' },
		);
		return { draft_order: draftOrder };
	},
});
