import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';

import { chosen, matching, text } from './lookup';
import { connectShop } from '../client/shop';

/** A fulfillment of the chosen order, from a list or by ID; it has no page of its own. */
export const fulfillmentLocator: INodeProperties = {
	displayName: 'Fulfillment',
	name: 'fulfillmentId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'One of the fulfillments of the order',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a fulfillment...',
			typeOptions: {
				searchListMethod: 'searchFulfillments',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 5f0f6d4e-6f0c-4d3a-9d53-0d0d4b1f6f11',
			extractValue: {
				type: 'regex',
				regex: '([\\w-]+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*[\\w-]+\\s*$',
						errorMessage: 'A fulfillment ID has letters, digits and hyphens only',
					},
				},
			],
		},
	],
};

/** The fulfillments of the chosen order. */
export async function searchFulfillments(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const order = chosen(this, 'orderId');
	if (order === undefined) return { results: [] };
	const shop = await connectShop(this);
	const { fulfillments } = await shop.read(`/orders/${order}/fulfillments`, 'The order', {
		[shop.modern ? 'page_size' : 'limit']: 250,
	});
	const results = ((fulfillments ?? []) as Array<Record<string, unknown>>).map((one) => ({
		name: [text(one.tracking_number) || text(one.id), text(one.status)].filter(Boolean).join(' – '),
		value: text(one.id),
	}));
	return { results: matching(results, filter) };
}
