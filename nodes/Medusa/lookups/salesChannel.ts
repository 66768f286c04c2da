import type { INodeProperties } from 'n8n-workflow';

import { labelOf, listSearch, text } from './lookup';

/** A sales channel. */
export const salesChannelLocator: INodeProperties = {
	displayName: 'Sales Channel',
	name: 'salesChannelId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'Only what belongs to this sales channel',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a sales channel...',
			typeOptions: {
				searchListMethod: 'searchSalesChannels',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. sc_01H8JKQ3S4T5V6W7X8Y9Z0ABCD',
			extractValue: {
				type: 'regex',
				regex: '([\\w-][\\w.-]*)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*[\\w-][\\w.-]*\\s*$',
						errorMessage: 'An ID has letters, digits, _ and - only',
					},
				},
			],
		},
	],
};

export const searchSalesChannels = listSearch(
	{ path: '/admin/sales-channels', key: 'sales_channels', thing: 'The list of sales channels' },
	(record) => ({ name: labelOf(record.name) || text(record.id), value: text(record.id) }),
);
