import type { INodeProperties } from 'n8n-workflow';

import { listSearch, text } from './lookup';

/** A location, chosen from a list or by ID. */
export const locationLocator: INodeProperties = {
	displayName: 'Location',
	name: 'locationId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The location to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a location...',
			typeOptions: {
				searchListMethod: 'searchLocations',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 3001',
			extractValue: {
				type: 'regex',
				regex: '([\\w-]+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*[\\w-]+\\s*$',
						errorMessage: 'A location ID has letters, digits and hyphens only',
					},
				},
			],
		},
	],
};

export const searchLocations = listSearch({
	path: '/locations',
	key: 'locations',
	paging: () => ({ kind: 'cursor', size: 'page_size' }),
	entry: ({ id, name, active }) => ({
		name: active === false ? `${text(name)} (inactive)` : text(name),
		value: text(id),
	}),
});
