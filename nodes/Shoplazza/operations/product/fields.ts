import type { INodeProperties } from 'n8n-workflow';

import { AMOUNTS, imageAddress, rows, textList } from '../kit';
import type { Shape } from '../../../shared/shapes';
import { variantRow } from '../productVariant/fields';

const imageRow: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'src',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://example.com/bottle.jpg',
		description: 'Public address of the image, which Shoplazza fetches',
	},
	{
		displayName: 'Alt Text',
		name: 'alt',
		type: 'string',
		default: '',
		placeholder: 'e.g. Blue T-shirt, front',
		description: 'What the image shows, for those who cannot see it',
	},
];

const title: INodeProperties = {
	displayName: 'Title',
	name: 'title',
	type: 'string',
	default: '',
	placeholder: 'e.g. Travel Bottle',
};

/** What a product has, for making and changing it, in the order of the labels. */
const common: INodeProperties[] = [
	{
		displayName: 'Brief',
		name: 'brief',
		type: 'string',
		default: '',
		placeholder: 'e.g. A light shirt for every day',
		description: 'A short description',
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. <p>Soft and light.</p>',
		description: 'The description of the product, which may hold HTML',
	},
	{
		displayName: 'Display Fake Sales',
		name: 'displayFakeSales',
		type: 'boolean',
		default: false,
		description: 'Whether to show the number under Fake Sales',
	},
	{
		displayName: 'Fake Sales',
		name: 'fakeSales',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		description: 'A number of sales to show',
	},
	{
		displayName: 'Handle',
		name: 'handle',
		type: 'string',
		default: '',
		placeholder: 'e.g. travel-bottle',
		description: "The product's name in its address",
	},
	{
		displayName: 'Inventory Policy',
		name: 'inventoryPolicy',
		type: 'options',
		options: [
			{ name: 'Auto Unpublish', value: 'auto_unpublished', description: 'Take it off the store' },
			{ name: 'Continue', value: 'continue', description: 'Sell when out of stock' },
			{ name: 'Deny', value: 'deny', description: 'Do not sell when out of stock' },
		],
		default: 'deny',
		description: 'What happens when the product is out of stock. Required with Inventory Tracking.',
	},
	{
		displayName: 'Inventory Tracking',
		name: 'inventoryTracking',
		type: 'boolean',
		default: false,
		description: 'Whether Shoplazza keeps count of the stock',
	},
	{
		displayName: 'Note',
		name: 'note',
		type: 'string',
		default: '',
		placeholder: 'e.g. New in spring',
	},
	{
		displayName: 'Published',
		name: 'published',
		type: 'boolean',
		default: true,
		description: 'Whether the product is shown in the store',
	},
	{
		displayName: 'Requires Shipping',
		name: 'requiresShipping',
		type: 'boolean',
		default: true,
		description: 'Whether the product is shipped',
	},
	{
		displayName: 'SEO Description',
		name: 'seoDescription',
		type: 'string',
		default: '',
		placeholder: 'e.g. A light cotton shirt in five colors',
	},
	{
		displayName: 'SEO Keywords',
		name: 'seoKeywords',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Keyword' },
		default: [],
		placeholder: 'e.g. bottle',
	},
	{
		displayName: 'SEO Title',
		name: 'seoTitle',
		type: 'string',
		default: '',
		placeholder: 'e.g. Cotton T-Shirt',
	},
	{
		displayName: 'SPU',
		name: 'spu',
		type: 'string',
		default: '',
		placeholder: 'e.g. TB',
		description: 'Your number of the product, as SKU is that of a variant',
	},
	{
		displayName: 'Tags',
		name: 'tags',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Tag' },
		default: [],
		placeholder: 'e.g. steel',
	},
	{
		displayName: 'Taxable',
		name: 'taxable',
		type: 'boolean',
		default: true,
		description: 'Whether the product is taxed',
	},
	{ displayName: 'Vendor', name: 'vendor', type: 'string', default: '', placeholder: 'e.g. Nike' },
	{
		displayName: 'Vendor URL',
		name: 'vendorUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/north-sea',
	},
];

/** What only a new product may be given. */
const ofNew: INodeProperties[] = [
	{
		displayName: 'Images',
		name: 'images',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Image',
		default: {},
		description: 'Images by their public addresses, in the order of the gallery',
		options: [{ displayName: 'Image', name: 'image', values: imageRow }],
	},
	{
		displayName: 'Need Variant Image',
		name: 'needVariantImage',
		type: 'boolean',
		default: false,
		description: 'Whether each variant has an image of its own',
	},
	{
		displayName: 'Options',
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
	},
	{
		displayName: 'Unique Token',
		name: 'uniqueToken',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		placeholder: 'e.g. e6cc4df1-d4f5-4ad4-a019-2e0f3ddd6e63',
		description: 'An identifier of your own for this product',
	},
	{
		displayName: 'Variants',
		name: 'variants',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Variant',
		default: {},
		options: [{ displayName: 'Variant', name: 'variant', values: variantRow }],
	},
];

const byLabel = (a: INodeProperties, b: INodeProperties) =>
	a.displayName.localeCompare(b.displayName);

export const createFields: INodeProperties[] = [...common, ...ofNew].sort(byLabel);

export const updateFields: INodeProperties[] = [...common, title].sort(byLabel);

export const productShapes: Record<string, Shape> = {
	tags: textList,
	seo_keywords: textList,
	images: rows('image', imageRow, { src: imageAddress }),
	variants: rows('variant', variantRow, AMOUNTS),
};
