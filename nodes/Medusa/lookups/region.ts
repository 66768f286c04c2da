import type { INodeProperties } from 'n8n-workflow';

import { labelOf, listSearch, text } from './lookup';

/** A region. */
export const regionLocator: INodeProperties = {
	displayName: 'Region',
	name: 'regionId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'Only orders of this region',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a region...',
			typeOptions: {
				searchListMethod: 'searchRegions',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. reg_01H8JKQ3S4T5V6W7X8Y9Z0ABCD',
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

export const searchRegions = listSearch(
	{ path: '/admin/regions', key: 'regions', thing: 'The list of regions' },
	(record) => ({ name: labelOf(record.name) || text(record.id), value: text(record.id) }),
);
