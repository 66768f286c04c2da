import type { INodeProperties } from 'n8n-workflow';

import { legacyId } from '../client/ids';
import { listSearch, text, words } from './lookup';

/** A location, chosen from a list, by ID or by the address of its page in Shopify's admin. */
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
			placeholder: 'e.g. 64715276453',
			extractValue: {
				type: 'regex',
				regex: '(?:gid://shopify/Location/)?(\\d+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*(?:gid://shopify/Location/)?\\d+\\s*$',
						errorMessage: 'A location ID is a number, or starts with gid://shopify/Location/',
					},
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://admin.shopify.com/store/my-shop/settings/locations/64715276453',
			extractValue: {
				type: 'regex',
				regex: 'https://[^/]+/(?:store/[^/]+|admin)/settings/locations/(\\d+).*',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: 'https://[^/]+/(?:store/[^/]+|admin)/settings/locations/\\d+.*',
						errorMessage: "This is not the address of a location in Shopify's admin",
					},
				},
			],
		},
	],
};

export const searchLocations = listSearch({
	root: 'locations',
	selection: 'id name isActive',
	args: 'includeInactive: true',
	search: words,
	entry: (node) => ({
		name: node.isActive === false ? `${text(node.name)} (inactive)` : text(node.name),
		value: String(legacyId(node.id)),
	}),
});
