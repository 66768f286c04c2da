import type { INodeProperties } from 'n8n-workflow';

import { labelOf, text } from './lookup';
import { searchOfProduct } from './ofProduct';

/** An image of the chosen product, from a list or by ID. */
export const imageLocator: INodeProperties = {
	displayName: 'Image',
	name: 'imageId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The image to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an image...',
			typeOptions: {
				searchListMethod: 'searchImages',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 5785060242207917075',
			extractValue: {
				type: 'regex',
				regex: '(\\d+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*\\d+\\s*$',
						errorMessage: 'An image ID is a number',
					},
				},
			],
		},
	],
};

export const searchImages = searchOfProduct('images', ({ id, alt, src }, index) => ({
	name: labelOf(`#${index + 1}`, alt || text(src).split('/').pop()),
	value: text(id),
	url: text(src),
}));
