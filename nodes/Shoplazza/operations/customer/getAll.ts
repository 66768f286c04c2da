import { CUSTOMER_FIELDS, CUSTOMER_SIMPLIFIED } from '../../payloads/customer';
import { customerFilters } from './fields';
import { given, listOperation } from '../kit';
import sample from './getAll.sample.json';

export const getAllCustomers = listOperation({
	resource: 'customer',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many customers',
		description: 'Get many customers, newest first',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_customer'],
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: customerFilters,
		},
	],
	answer: { key: 'customers', fields: CUSTOMER_FIELDS, simplified: CUSTOMER_SIMPLIFIED },
	sample,
	async list({ input }, shop, page) {
		return await shop.page('/customers', 'customers', {
			paging: shop.modern ? { kind: 'cursor', size: 'page_size' } : { kind: 'number' },
			page,
			filters: given(input, 'limit'),
			thing: 'The list of customers',
		});
	},
});
