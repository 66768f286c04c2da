import type { INodeProperties } from 'n8n-workflow';

import { legacyId } from '../client/ids';
import { listSearch, text, words } from './lookup';

/** A collection, chosen from a list, by ID or by the address of its page in Shopify's admin. */
export const collectionLocator: INodeProperties = {
	displayName: 'Collection',
	name: 'collectionId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The collection to work on',
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
			placeholder: 'e.g. 841564295',
			extractValue: {
				type: 'regex',
				regex: '(?:gid://shopify/Collection/)?(\\d+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*(?:gid://shopify/Collection/)?\\d+\\s*$',
						errorMessage: 'A collection ID is a number, or starts with gid://shopify/Collection/',
					},
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://admin.shopify.com/store/my-shop/collections/841564295',
			extractValue: {
				type: 'regex',
				regex: 'https://[^/]+/(?:store/[^/]+|admin)/collections/(\\d+).*',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: 'https://[^/]+/(?:store/[^/]+|admin)/collections/\\d+.*',
						errorMessage: "This is not the address of a collection in Shopify's admin",
					},
				},
			],
		},
	],
};

export const searchCollections = listSearch({
	root: 'collections',
	selection: 'id title',
	args: 'sortKey: TITLE',
	search: words,
	entry: (node) => ({ name: text(node.title), value: String(legacyId(node.id)) }),
});
