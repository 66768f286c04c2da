import { fieldNames, fieldsProperty, operation, readById } from '../kit';
import { orderLocator } from '../../lookups/order';
import { Order, ORDER_SIMPLIFIED } from '../../payloads/order';
import sample from './get.sample.json';

export const getOrder = operation({
	resource: 'order',
	operation: 'get',
	option: {
		name: 'Get',
		action: 'Get an order',
		description: 'Get one order with its lines, addresses, fulfillments and refunds',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_orders'],
	properties: [{ ...orderLocator, description: 'The order to get' }, fieldsProperty(Order)],
	answer: { key: 'order', fields: fieldNames(Order), simplified: ORDER_SIMPLIFIED },
	sample,
	...readById(Order, {
		key: 'order_id',
		wrapper: 'order',
		thing: 'Order',
		advice: 'Orders older than 60 days need the access scope read_all_orders.',
	}),
});
