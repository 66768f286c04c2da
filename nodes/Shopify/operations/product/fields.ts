import type { INodeProperties } from 'n8n-workflow';

/* Fields that creating and updating a product share. */

export const addTags: INodeProperties = {
	displayName: 'Tags',
	name: 'addTags',
	type: 'string',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Tag' },
	default: [],
	placeholder: 'e.g. reusable',
};

export const bodyHtml: INodeProperties = {
	displayName: 'Body HTML',
	name: 'bodyHtml',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	placeholder: 'e.g. <p>Keeps drinks cold for hours.</p>',
	description: 'Description of the product, as HTML',
};

export const productOptions: INodeProperties = {
	displayName: 'Product Options',
	name: 'options',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Option',
	default: {},
	description: 'What the variants differ in; at most three',
	options: [
		{
			displayName: 'Option',
			name: 'option',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. Color',
				},
				{
					displayName: 'Values',
					name: 'values',
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Value' },
					default: [],
					required: true,
					placeholder: 'e.g. Blue',
				},
			],
		},
	],
};

export const productType: INodeProperties = {
	displayName: 'Product Type',
	name: 'productType',
	type: 'string',
	default: '',
	placeholder: 'e.g. Drinkware',
};

export const productStatus: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'Active', value: 'active' },
		{ name: 'Archived', value: 'archived' },
		{ name: 'Draft', value: 'draft' },
	],
	default: 'active',
};

export const templateSuffix: INodeProperties = {
	displayName: 'Template Suffix',
	name: 'templateSuffix',
	type: 'string',
	default: '',
	placeholder: 'e.g. landing',
	description: "Name of the theme's template for this product",
};

export const vendor: INodeProperties = {
	displayName: 'Vendor',
	name: 'vendor',
	type: 'string',
	default: '',
	placeholder: 'e.g. GreenLife',
};
