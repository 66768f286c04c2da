import { orderLocator } from '../../lookups/order';
import { FULFILLMENT_FIELDS, FULFILLMENT_SIMPLIFIED } from '../../payloads/fulfillment';
import { timeFilters } from '../times';
import { given, listOperation, segment } from '../kit';
import sample from './getAll.sample.json';

export const getAllFulfillments = listOperation({
	resource: 'fulfillment',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many fulfillments',
		description: 'Get many fulfillments of an order',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_order'],
	properties: [
		{ ...orderLocator, description: 'The order whose fulfillments to get' },
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: timeFilters('fulfillments'),
		},
	],
	answer: { key: 'fulfillments', fields: FULFILLMENT_FIELDS, simplified: FULFILLMENT_SIMPLIFIED },
	sample,
	async list({ input }, shop, page) {
		return await shop.page(`/orders/${segment(input.order_id)}/fulfillments`, 'fulfillments', {
			paging: shop.modern ? { kind: 'cursor', size: 'page_size' } : { kind: 'number' },
			page,
			filters: given(input, 'order_id', 'limit'),
			thing: 'The order',
		});
	},
});
