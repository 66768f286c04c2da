import { byId, idOf, json, keepAs, must, recordOf, type Step, type World } from '../step.mts';
import type { Thing } from '../step.mts';

/** Notes that something is gone, so that the cleaning-up leaves it alone. */
const remember =
	(thing: Thing, type: string): Step['keep'] =>
	({ error }, world: World) => {
		const id = idOf(world[thing]);
		if (!error && id !== null) world.removed.add(`gid://shopify/${type}/${id}`);
	};

const deleted: Step['check'] = ({ payload }) => must(payload.deleted === true, 'no deleted: true');
const success: Step['check'] = ({ payload }) => must(payload.success === true, 'no success: true');

/** Takes the product's extra variant away again, before its product. */
export const VARIANT_REMOVAL: Step[] = [
	{
		resource: 'productVariant',
		operation: 'delete',
		needs: ['variant', 'product'],
		parameters: ({ variant, product }) =>
			json({ variant_id: idOf(variant), product_id: idOf(product) }),
		nulls: [],
		check: success,
	},
	{
		resource: 'product',
		operation: 'get',
		about: 'without the deleted variant',
		needs: ['variant', 'product'],
		parameters: ({ product }) => json({ product_id: idOf(product) }),
		check: (outcome, { variant }) => {
			const { variants = [] } = recordOf(outcome, 'product');
			const left = (variants as Array<{ id: number }>).some(({ id }) => id === idOf(variant));
			return must(!left, 'the deleted variant is still there');
		},
		keep: keepAs('product', 'product'),
	},
];

/** Deletes what was made, in the order in which it can be: customers with orders stay, for instance. */
export const REMOVAL: Step[] = [
	{
		resource: 'order',
		operation: 'delete',
		needs: ['order'],
		parameters: ({ order }) => json({ order_id: idOf(order) }),
		nulls: [],
		check: deleted,
		keep: remember('order', 'Order'),
	},
	{
		resource: 'order',
		operation: 'delete',
		about: 'the one made of a draft, Fields',
		needs: ['draftedOrder'],
		parameters: ({ draftedOrder }) => ({
			orderId: byId(draftedOrder),
			output: 'fullPayload',
		}),
		nulls: [],
		check: deleted,
		keep: remember('draftedOrder', 'Order'),
	},
	{
		resource: 'customer',
		operation: 'delete',
		needs: ['customer'],
		parameters: ({ customer }) => json({ customer_id: idOf(customer) }),
		nulls: [],
		check: deleted,
		keep: remember('customer', 'Customer'),
	},
	{
		resource: 'product',
		operation: 'delete',
		needs: ['product'],
		parameters: ({ product }) => json({ product_id: idOf(product) }),
		nulls: [],
		check: success,
		keep: remember('product', 'Product'),
	},
];
