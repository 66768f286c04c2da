import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { collectionLocator } from '../../lookups/collection';
import { typeLocator } from '../../lookups/productType';
import { salesChannelLocator } from '../../lookups/salesChannel';
import { tagLocator } from '../../lookups/tag';
import type { Filters } from '../exporting';
import { filled, listOf } from '../kit';

/** Which products to export. */
export const productFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		collectionLocator,
		{
			displayName: 'Created After',
			name: 'createdAfter',
			type: 'dateTime',
			default: '',
			description: 'Only products that were created after this time',
		},
		{
			displayName: 'Created Before',
			name: 'createdBefore',
			type: 'dateTime',
			default: '',
			description: 'Only products that were created before this time',
		},
		{
			displayName: 'Handle',
			name: 'handle',
			type: 'string',
			default: '',
			placeholder: 'e.g. lab-t-shirt',
			description: 'Only the product with this handle',
		},
		{
			displayName: 'More Filters (JSON)',
			name: 'moreFilters',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. { "is_giftcard": false }',
			description:
				'Further filters in the words of the server: filterable_fields of Medusa 1, or the query of Medusa 2',
		},
		typeLocator,
		salesChannelLocator,
		{
			displayName: 'Statuses',
			name: 'status',
			type: 'multiOptions',
			options: [
				{ name: 'Draft', value: 'draft' },
				{ name: 'Proposed', value: 'proposed' },
				{ name: 'Published', value: 'published' },
				{ name: 'Rejected', value: 'rejected' },
			],
			default: [],
			description: 'Only products with one of these statuses',
		},
		tagLocator,
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			placeholder: 'e.g. Lab T-Shirt',
			description: 'Only products with exactly this title',
		},
	],
};

/** The filters in the words of each version. */
export function productFilterWords(input: IDataObject): Filters {
	const more = (input.more_filters ?? {}) as IDataObject;
	const { created_after: after, created_before: before, handle, title } = input;
	const shared = {
		title,
		handle,
		status: listOf(input.status),
		collection_id: listOf(input.collection_id),
		type_id: listOf(input.type_id),
		sales_channel_id: listOf(input.sales_channel_id),
	};
	const tags = listOf(input.tag_id);
	const span = (from: string, to: string) => {
		const times = filled({ [from]: after, [to]: before });
		return Object.keys(times).length > 0 ? times : undefined;
	};
	return {
		v1: { ...filled({ ...shared, tags, created_at: span('gt', 'lt') }), ...more },
		v2: { ...filled({ ...shared, tag_id: tags, created_at: span('$gt', '$lt') }), ...more },
	};
}
