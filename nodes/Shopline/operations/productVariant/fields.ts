import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isEarly } from '../../client/versions';
import { asTexts } from '../kit';
import type { Limit } from '../limits';
import { aboveZero, fields, text } from '../limits';

/** Decimals that SHOPLINE documents as texts. */
export const VARIANT_TEXTS = ['price', 'compare_at_price', 'weight'] as const;

const option1: INodeProperties = {
	displayName: 'Option 1',
	name: 'option1',
	type: 'string',
	default: '',
	placeholder: 'e.g. Red',
	description: 'Its value of the first option of the product',
};

const sku: INodeProperties = {
	displayName: 'SKU',
	name: 'sku',
	type: 'string',
	default: '',
	placeholder: 'e.g. T0000000001',
};

/** What a variant has beside its first option and its SKU, in the order of the labels. */
const details: INodeProperties[] = [
	{
		displayName: 'Barcode',
		name: 'barcode',
		type: 'string',
		default: '',
		placeholder: 'e.g. 4006381333931',
	},
	{
		displayName: 'Compare At Price',
		name: 'compareAtPrice',
		type: 'number',
		typeOptions: { numberPrecision: 2 },
		default: 0,
		description: 'The price before a reduction',
	},
	{
		displayName: 'Image',
		name: 'image',
		type: 'fixedCollection',
		placeholder: 'Add Image',
		default: {},
		options: [
			{
				displayName: 'Image',
				name: 'image',
				values: [
					{
						displayName: 'URL',
						name: 'src',
						type: 'string',
						default: '',
						placeholder: 'e.g. https://example.com/red.png',
					},
					{
						displayName: 'Alt Text',
						name: 'alt',
						type: 'string',
						default: '',
						placeholder: 'e.g. Blue T-shirt, front',
						description: 'What the image shows, for those who cannot see it',
					},
					{
						displayName: 'ID',
						name: 'id',
						type: 'string',
						default: '',
						placeholder: 'e.g. 5785060242207917075',
						description: 'The ID of an image that the product has, in place of a new one',
					},
				],
			},
		],
	},
	{
		displayName: 'Inventory Policy',
		name: 'inventoryPolicy',
		type: 'options',
		options: [
			{ name: 'Continue', value: 'continue', description: 'Sell when out of stock' },
			{ name: 'Deny', value: 'deny', description: 'Do not sell when out of stock' },
		],
		default: 'deny',
	},
	{
		displayName: 'Option 2',
		name: 'option2',
		type: 'string',
		default: '',
		placeholder: 'e.g. L',
	},
	{
		displayName: 'Option 3',
		name: 'option3',
		type: 'string',
		default: '',
		placeholder: 'e.g. Cotton',
	},
	{
		displayName: 'Option 4',
		name: 'option4',
		type: 'string',
		default: '',
		placeholder: 'e.g. Slim',
	},
	{
		displayName: 'Option 5',
		name: 'option5',
		type: 'string',
		default: '',
		placeholder: 'e.g. Short',
	},
	{
		displayName: 'Price',
		name: 'price',
		type: 'number',
		typeOptions: { numberPrecision: 2 },
		default: 0,
		description: 'The selling price; 0 when it is left out',
	},
	{
		displayName: 'Required Shipping',
		name: 'requiredShipping',
		type: 'boolean',
		default: true,
		description: 'Whether the variant is shipped',
	},
	{
		displayName: 'Taxable',
		name: 'taxable',
		type: 'boolean',
		default: true,
		description: 'Whether tax is charged on the variant',
	},
	{
		displayName: 'Track Inventory',
		name: 'inventoryTracker',
		type: 'boolean',
		default: true,
		description: 'Whether SHOPLINE keeps count of the stock',
	},
	{
		displayName: 'Weight',
		name: 'weight',
		type: 'number',
		typeOptions: { numberPrecision: 2 },
		default: 1,
		description: 'More than 0. SHOPLINE rounds it up to two decimal places.',
	},
	{
		displayName: 'Weight Unit',
		name: 'weightUnit',
		type: 'options',
		options: [
			{ name: 'Grams', value: 'g' },
			{ name: 'Kilograms', value: 'kg' },
			{ name: 'Kilograms (Chinese Shops)', value: 'zh_kg' },
			{ name: 'Ounces', value: 'oz' },
			{ name: 'Pounds', value: 'lb' },
		],
		default: 'kg',
	},
];

/** A row of the list of variants in a product's form. */
export const variantRow: INodeProperties[] = [
	option1,
	sku,
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: details,
	},
];

/** Everything that a variant can be given, in the order of the labels. */
export const variantFields: INodeProperties[] = [
	...details.slice(0, 4),
	option1,
	...details.slice(4, 10),
	sku,
	...details.slice(10),
];

/** The documented limits of a variant. */
export const variantLimits = (early: boolean): Limit =>
	fields({
		barcode: text(255),
		image: fields({ alt: text(early ? 255 : 512), src: text(255) }),
		option1: text(255),
		option2: text(255),
		option3: text(255),
		option4: text(255),
		option5: text(255),
		sku: text(255),
		weight: aboveZero,
	});

/** @throws InputError that names the first field beyond its limit */
export const verifyVariant = (input: IDataObject, option: (name: string) => unknown): void =>
	variantLimits(isEarly(option('apiVersion')))(input, '');

/** The documented body of a variant. */
export const variantBody = (input: IDataObject): IDataObject => asTexts(input, VARIANT_TEXTS);
