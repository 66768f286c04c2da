import type { IDataObject } from 'n8n-workflow';
import { emailOf } from './customer.mts';
import { DRAFT_NULLS } from './moreNulls.mts';
import { ORDER_NULLS } from './nulls.mts';
import { documentedInput, idOf, json, keepAs, must, recordOf } from '../step.mts';
import { sameId, type Step, text, type World } from '../step.mts';

/** The sample's input for this run's variant and customer. */
function forThisRun(operation: string, { product, customer, draft, mark }: World): IDataObject {
	const documented = documentedInput('draftOrder', operation);
	const [variant] = (product?.variants ?? []) as IDataObject[];
	const lines = documented.draft_order_line_items as IDataObject[];
	return {
		...documented,
		...(draft ? { draft_order_id: idOf(draft) } : {}),
		draft_order_line_items: lines.map((line) =>
			'variant_id' in line ? { ...line, variant_id: idOf(variant) } : line,
		),
		customer: { id: text(customer?.id) },
		note: `${text(documented.note)} ${operation} ${mark}`,
	};
}

const linesOf = (draft: IDataObject) => (draft.line_items ?? []) as IDataObject[];

/** Makes a draft for the run's customer, changes it, sends its invoice, and makes an order of it. */
export const DRAFT_STEPS: Step[] = [
	{
		resource: 'draftOrder',
		operation: 'create',
		needs: ['product', 'customer'],
		makes: 'draft',
		parameters: (world) => json(forThisRun('create', world)),
		nulls: DRAFT_NULLS,
		check: (outcome, { mark, customer }) => {
			const draft = recordOf(outcome, 'draft_order');
			const [line, custom] = linesOf(draft);
			const buyer = draft.customer as IDataObject | null;
			return [
				...must(draft.status === 'open', `it is ${text(draft.status)}`),
				...must(text(draft.note).includes(mark), 'the note is another'),
				...must(sameId(buyer?.id, customer?.id), 'it is for another customer'),
				...must(line?.price === '19.99' && line.quantity === 2, 'the first line is another'),
				...must(custom?.price === '29.99' && custom.custom === true, 'the custom line is another'),
			];
		},
		keep: keepAs('draft', 'draft_order'),
	},
	{
		resource: 'draftOrder',
		operation: 'update',
		needs: ['draft', 'product', 'customer'],
		parameters: (world) => json(forThisRun('update', world)),
		nulls: DRAFT_NULLS,
		check: (outcome, { draft }) => {
			const updated = recordOf(outcome, 'draft_order');
			return [
				...must(sameId(updated.id, draft?.id), 'another draft order came'),
				...must(/ update /.test(text(updated.note)), 'the note is another'),
				...must(linesOf(updated).length === 2, `${linesOf(updated).length} lines instead of 2`),
			];
		},
		keep: keepAs('draft', 'draft_order'),
	},
	{
		resource: 'draftOrder',
		operation: 'sendInvoice',
		needs: ['draft'],
		parameters: (world) => {
			const { subject, custom_message: message } = documentedInput('draftOrder', 'sendInvoice');
			return json({
				draft_order_id: idOf(world.draft),
				to: emailOf(world),
				subject,
				custom_message: message,
			});
		},
		nulls: ['from'],
		check: (outcome, world) => {
			const invoice = recordOf(outcome, 'draft_order_invoice');
			return must(invoice.to === emailOf(world), `it went to ${text(invoice.to)}`);
		},
	},
	{
		resource: 'draftOrder',
		operation: 'complete',
		needs: ['draft'],
		makes: 'draftedOrder',
		parameters: ({ draft }) => json({ draft_order_id: idOf(draft), payment_pending: true }),
		nulls: DRAFT_NULLS,
		check: (outcome, { draft }) => {
			const completed = recordOf(outcome, 'draft_order');
			return [
				...must(sameId(completed.id, draft?.id), 'another draft order came'),
				...must(completed.status === 'completed', `it is ${text(completed.status)}`),
				...must(completed.invoice_sent_at !== null, 'it does not tell of its invoice'),
				...must(typeof completed.order_id === 'number', 'it does not name its order'),
			];
		},
		keep: (outcome, world) => {
			world.draft = recordOf(outcome, 'draft_order');
			if (world.draft.order_id) world.draftedOrder = { id: world.draft.order_id };
		},
	},
	{
		resource: 'order',
		operation: 'get',
		about: 'the one made of a draft',
		needs: ['draftedOrder', 'customer'],
		parameters: ({ draftedOrder }) => json({ order_id: idOf(draftedOrder) }),
		sample: 'open',
		nulls: ORDER_NULLS,
		check: (outcome, { draft, customer }) => {
			const order = recordOf(outcome, 'order');
			const buyer = order.customer as IDataObject | null;
			return [
				...must(order.financial_status === 'pending', `it is ${text(order.financial_status)}`),
				...must(order.total_price === draft?.total_price, 'its total is not that of its draft'),
				...must(sameId(buyer?.id, customer?.id), 'it is for another customer'),
			];
		},
	},
];
