import type { INodeProperties } from 'n8n-workflow';

import { labelOf, listSearch, text } from './lookup';

/** A collection of products. */
export const collectionLocator: INodeProperties = {
	displayName: 'Collection',
	name: 'collectionId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'Only products of this collection',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a collection...',
			typeOptions: {
				searchListMethod: 'searchCollections',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. pcol_01H8JKQ3S4T5V6W7X8Y9Z0ABCD',
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

export const searchCollections = listSearch(
	{ path: '/admin/collections', key: 'collections', thing: 'The list of collections' },
	(record) => ({ name: labelOf(record.title) || text(record.id), value: text(record.id) }),
);
