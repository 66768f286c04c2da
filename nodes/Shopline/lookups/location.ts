import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';

import { connectStore, recordsOf } from '../client/store';
import { text } from './lookup';

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
			placeholder: 'e.g. 5421704248135526901',
			extractValue: {
				type: 'regex',
				regex: '(\\d+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*\\d+\\s*$',
						errorMessage: 'A location ID is a number',
					},
				},
			],
		},
	],
};

/** The list of locations has no pages and no search. */
export async function searchLocations(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const store = await connectStore(this);
	const locations = recordsOf(
		await store.read('locations/list', 'The list of locations'),
		'locations',
	);
	const results = locations.map(({ id, name, active }) => ({
		name: active === false ? `${text(name)} (disabled)` : text(name),
		value: text(id),
	}));
	return {
		results: results.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase())),
	};
}
