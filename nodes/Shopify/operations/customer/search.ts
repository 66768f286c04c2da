import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../../shared/operation';
import type { ListQuery } from '../../client/shop';
import { Customer, CUSTOMER_SIMPLIFIED } from '../../payloads/customer';
import { recordLayout, fieldsProperty, listOperation } from '../kit';
import sample from './search.sample.json';
import { OWN_SORTS, sortedPage } from './sorted';

/** Orders that Shopify knows. */
const SORT_KEYS: Record<string, string> = {
	created_at: 'CREATED_AT',
	id: 'ID',
	location: 'LOCATION',
	name: 'NAME',
	updated_at: 'UPDATED_AT',
};

export const searchCustomers = listOperation({
	resource: 'customer',
	operation: 'search',
	option: {
		name: 'Search',
		action: 'Search customers',
		description: 'Find customers by words, or by fields such as country, tag or total spent',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_customers', 'read_orders'],
	properties: [
		{
			displayName: 'Filters',
			name: 'configuration',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Query',
					name: 'query',
					type: 'string',
					default: '',
					placeholder: 'e.g. John country:Canada',
					description:
						'What to look for, in <a href="https://shopify.dev/docs/api/usage/search-syntax">Shopify\'s search syntax</a>',
				},
				{
					displayName: 'Sort By',
					name: 'sortBy',
					type: 'options',
					options: [
						{ name: 'Created At', value: 'created_at' },
						{ name: 'ID', value: 'id' },
						{ name: 'Last Order Date', value: 'last_order_date' },
						{ name: 'Location', value: 'location' },
						{ name: 'Name', value: 'name' },
						{ name: 'Orders Count', value: 'orders_count' },
						{ name: 'Relevance', value: 'relevance', description: 'The best matches first' },
						{ name: 'Total Spent', value: 'total_spent' },
						{ name: 'Updated At', value: 'updated_at' },
					],
					default: 'relevance',
					description:
						'Shopify cannot sort by last order, orders count and total spent: for those, all customers that match are read and sorted here',
				},
				{
					displayName: 'Sort Order',
					name: 'sortOrder',
					type: 'options',
					options: [
						{ name: 'Ascending', value: 'ASC' },
						{ name: 'Descending', value: 'DESC' },
					],
					default: 'DESC',
					description: 'Descending when not given',
				},
			],
		},
		fieldsProperty(Customer),
	],
	answer: { key: 'customers', ...recordLayout(Customer), simplified: CUSTOMER_SIMPLIFIED },
	sample,
	async list(call, shop, page) {
		const { text, by, descending } = wanted(call);
		if (by in OWN_SORTS) {
			return await sortedPage(call, shop, page, { query: text, by, descending });
		}
		return await shop.page(listQuery(call), page);
	},
	async bulk(call, shop, wish) {
		const own = wanted(call).by in OWN_SORTS;
		return own ? undefined : await shop.bulk(listQuery(call), wish, call.hint);
	},
});

function wanted({ input }: Call) {
	const { query, sort_by: by, sort_order: order } = (input.configuration ?? {}) as IDataObject;
	return {
		text: query ? String(query) : undefined,
		by: String(by ?? 'relevance'),
		descending: order !== 'ASC',
		ascending: order === 'ASC',
	};
}

/** Relevance begins with the best match by itself, and means nothing without words. */
function listQuery(call: Call): ListQuery {
	const { text, by, descending, ascending } = wanted(call);
	const relevance = by === 'relevance';
	return {
		root: 'customers',
		table: Customer,
		fields: call.fields,
		query: text,
		sortKey: relevance ? (text ? 'RELEVANCE' : 'ID') : SORT_KEYS[by],
		reverse: relevance ? ascending : descending,
	};
}
