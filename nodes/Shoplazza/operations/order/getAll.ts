import { ORDER_FIELDS, ORDER_SIMPLIFIED } from '../../payloads/order';
import { orderFilters, orderQuery } from './filters';
import { given, listOperation } from '../kit';
import sample from './getAll.sample.json';

export const getAllOrders = listOperation({
	resource: 'order',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many orders',
		description: 'Get many orders, newest first',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_order'],
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: orderFilters,
		},
	],
	answer: { key: 'orders', fields: ORDER_FIELDS, simplified: ORDER_SIMPLIFIED },
	sample,
	async list({ input }, shop, page) {
		return await shop.page('/orders', 'orders', {
			paging: shop.modern ? { kind: 'cursor', size: 'page_size' } : { kind: 'number' },
			page,
			filters: orderQuery(given(input, 'limit'), shop.modern),
			thing: 'The list of orders',
		});
	},
});
