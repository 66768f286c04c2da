import { CUSTOMER_NULLS, LOCATION_NULLS, SHOP_NULLS } from './nulls.mts';
import { MAKE_ORDER } from './makeOrder.mts';
import { EXISTING_ORDERS, ORDER_STEPS } from './orderSteps.mts';
import { PRODUCT_STEPS } from './productSteps.mts';
import { json, listOf, must, recordOf, type Step, text } from '../step.mts';

/** What is there in every shop. */
const READS: Step[] = [
	{
		resource: 'shop',
		operation: 'get',
		vital: true,
		parameters: () => ({ output: 'fullPayload' }),
		nulls: SHOP_NULLS,
		keep: (outcome, world) => {
			world.currency = text(recordOf(outcome, 'shop').currency);
		},
	},
	{
		resource: 'location',
		operation: 'getAll',
		parameters: () => ({ returnAll: true, output: 'fullPayload' }),
		nulls: LOCATION_NULLS,
		idle: (outcome) =>
			listOf(outcome, 'locations').length === 0 ? 'the shop has no location' : undefined,
	},
	{
		resource: 'customer',
		operation: 'getAll',
		parameters: () => ({
			...json({
				fields: ['id', 'email', 'first_name', 'last_name', 'orders_count', 'total_spent'],
				limit: 5,
			}),
			output: 'fullPayload',
		}),
		nulls: CUSTOMER_NULLS,
		idle: (outcome) =>
			listOf(outcome, 'customers').length === 0 ? 'the shop has no customer' : undefined,
		check: (outcome) => must(listOf(outcome, 'customers').length <= 5, 'more than 5 came'),
	},
];

/** All steps, in an order that builds what it needs. */
export const STEPS: Step[] = [
	...READS,
	...EXISTING_ORDERS,
	...PRODUCT_STEPS,
	...MAKE_ORDER,
	...ORDER_STEPS,
];
