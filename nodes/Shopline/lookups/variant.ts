import type { INodeProperties } from 'n8n-workflow';

import { labelOf, text } from './lookup';
import { searchOfProduct } from './ofProduct';

/** A variant of the chosen product, from a list or by ID. */
export const variantLocator: INodeProperties = {
	displayName: 'Variant',
	name: 'variantId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The variant to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a variant...',
			typeOptions: {
				searchListMethod: 'searchVariants',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 18050375907221969070393099',
			extractValue: {
				type: 'regex',
				regex: '(\\d+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*\\d+\\s*$',
						errorMessage: 'A variant ID is a number',
					},
				},
			],
		},
	],
};

export const searchVariants = searchOfProduct('variants', ({ id, title, sku }) => ({
	name: labelOf(title || 'Only variant', sku),
	value: text(id),
}));
