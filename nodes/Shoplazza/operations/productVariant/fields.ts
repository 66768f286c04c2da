import type { INodeProperties } from 'n8n-workflow';

const UNITS = [
	{ name: 'Gram', value: 'g' },
	{ name: 'Kilogram', value: 'kg' },
	{ name: 'Ounce', value: 'oz' },
	{ name: 'Pound', value: 'lb' },
];

const texts: INodeProperties[] = [
	{
		displayName: 'Option 1',
		name: 'option1',
		type: 'string',
		default: '',
		placeholder: 'e.g. Blue',
	},
	{
		displayName: 'Option 2',
		name: 'option2',
		type: 'string',
		default: '',
		placeholder: 'e.g. Large',
	},
	{
		displayName: 'Option 3',
		name: 'option3',
		type: 'string',
		default: '',
		placeholder: 'e.g. Cotton',
	},
];

const barcode: INodeProperties = {
	displayName: 'Barcode',
	name: 'barcode',
	type: 'string',
	default: '',
	placeholder: 'e.g. 4006381333931',
};

const note: INodeProperties = {
	displayName: 'Note',
	name: 'note',
	type: 'string',
	default: '',
	placeholder: 'e.g. New in spring',
};

const sku: INodeProperties = {
	displayName: 'SKU',
	name: 'sku',
	type: 'string',
	default: '',
	placeholder: 'e.g. TSHIRT-BLUE-M',
};

const stock: INodeProperties = {
	displayName: 'Inventory Quantity',
	name: 'inventoryQuantity',
	type: 'number',
	typeOptions: { numberPrecision: 0 },
	default: 0,
};

/** A variant in a row of a product's form; amounts are texts, so that they can be left empty. */
export const variantRow: INodeProperties[] = [
	barcode,
	{
		displayName: 'Compare At Price',
		name: 'compareAtPrice',
		type: 'string',
		default: '',
		placeholder: 'e.g. 29.90',
		description: 'The price before a reduction',
	},
	{
		displayName: 'Cost Price',
		name: 'costPrice',
		type: 'string',
		default: '',
		placeholder: 'e.g. 9.50',
	},
	stock,
	note,
	...texts,
	{
		displayName: 'Price',
		name: 'price',
		type: 'string',
		default: '',
		placeholder: 'e.g. 24.90',
		description: "In the store's currency",
	},
	sku,
	{
		displayName: 'Weight',
		name: 'weight',
		type: 'string',
		default: '',
		placeholder: 'e.g. 0.4',
	},
	{
		displayName: 'Weight Unit',
		name: 'weightUnit',
		type: 'options',
		options: UNITS,
		default: 'kg',
	},
];

/** What a variant may be given beside its price and position, in the order of the labels. */
export const variantOptions: INodeProperties[] = [
	barcode,
	{
		displayName: 'Compare At Price',
		name: 'compareAtPrice',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description: 'The price before a reduction',
	},
	{
		displayName: 'Cost Price',
		name: 'costPrice',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
	},
	{
		displayName: 'Image ID',
		name: 'imageId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 91d032e7-bbc8-47e4-8668-9ba6fe714de6',
		description: 'The image of the product that shows this variant',
	},
	stock,
	note,
	...texts,
	sku,
	{
		displayName: 'Weight',
		name: 'weight',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
	},
	{
		displayName: 'Weight Unit',
		name: 'weightUnit',
		type: 'options',
		options: UNITS,
		default: 'kg',
	},
];

/** The same with the price, for changes. */
export const variantChanges: INodeProperties[] = [
	...variantOptions.slice(0, -3),
	{
		displayName: 'Price',
		name: 'price',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description: "In the store's currency; 0 for none",
	},
	...variantOptions.slice(-3),
];
