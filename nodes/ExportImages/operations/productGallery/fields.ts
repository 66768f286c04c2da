import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../shared/errors';
import { productLocator } from '../kit';

/** Where an image comes from, in the order of the form. */
const SOURCES = ['binary_property', 'asset_id', 'image_id', 'url'] as const;

const imageSource: INodeProperties = {
	displayName: 'Image Source',
	name: 'imageSource',
	type: 'options',
	options: [
		{
			name: 'Binary File',
			value: 'binaryFile',
			description: 'A file of the input item',
		},
		{
			name: 'Dash Asset',
			value: 'dashAsset',
			description: 'A file of a Dash account',
		},
		{
			name: 'Existing Image',
			value: 'existingImage',
			description: 'An image that the product has already',
		},
		{
			name: 'URL',
			value: 'url',
			description: 'A public address',
		},
	],
	default: 'binaryFile',
	description: 'Where the image comes from',
};

const binaryProperty: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'binaryProperty',
	type: 'string',
	default: 'data',
	hint: 'The name of the input binary field containing the image',
	displayOptions: { show: { imageSource: ['binaryFile'] } },
};

const url: INodeProperties = {
	displayName: 'URL',
	name: 'url',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/images/blue-t-shirt.jpg',
	description: 'Where the image can be fetched without logging in',
	displayOptions: { show: { imageSource: ['url'] } },
};

export const assetLocator: INodeProperties = {
	displayName: 'Asset',
	name: 'assetId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The asset of the Dash account',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an asset...',
			typeOptions: {
				searchListMethod: 'searchAssets',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 7af90a8b-7ccd-430f-a85d-e8614015bc47',
			extractValue: {
				type: 'regex',
				regex: '([\\w-]+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*[\\w-]+\\s*$',
						errorMessage: 'An asset ID has letters, digits and hyphens only',
					},
				},
			],
		},
	],
};

export const imageLocator: INodeProperties = {
	displayName: 'Image',
	name: 'imageId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'One of the images of the product',
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
			displayName: 'By ID or URL',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. gid://shopify/MediaImage/1234567890',
			extractValue: {
				type: 'regex',
				regex: '(\\S+)',
			},
		},
	],
};

const more: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [
		{
			displayName: 'Alt Text',
			name: 'alt',
			type: 'string',
			default: '',
			placeholder: 'e.g. Blue T-shirt, front',
			description: 'What the image shows, for those who cannot see it',
		},
		{
			displayName: 'Position',
			name: 'position',
			type: 'number',
			typeOptions: { numberPrecision: 0, minValue: 1 },
			default: 1,
			description:
				'Place in the gallery, from 1. Items without one keep the order in which they come in.',
		},
	],
};

/** One image of one product: what an item of the galleries' operations gives. */
export const imageProperties: INodeProperties[] = [
	productLocator,
	imageSource,
	binaryProperty,
	url,
	{ ...assetLocator, displayOptions: { show: { imageSource: ['dashAsset'] } } },
	{ ...imageLocator, displayOptions: { show: { imageSource: ['existingImage'] } } },
	more,
];

/** An image that is there already. */
export const existingProperties: INodeProperties[] = [
	productLocator,
	{ ...imageLocator, required: true },
	more,
];

/** @throws InputError unless the item names exactly one source */
export function verifySource(input: IDataObject): void {
	const given = SOURCES.filter((key) => input[key] !== undefined && input[key] !== '');
	if (given.length === 1) return;
	throw new InputError(
		given.length === 0
			? 'No image is given'
			: `More than one image is given: ${given.map((key) => `'${key}'`).join(', ')}`,
		`Give exactly one of: ${SOURCES.join(', ')}.`,
	);
}

/** Fields of an answer's record. */
export const REPORT = [
	'item',
	'shop',
	'product_id',
	'product_title',
	'action',
	'image_id',
	'url',
	'alt',
	'width',
	'height',
	'position',
	'previous_position',
	'gallery_size',
	'removed',
] as const;

export const REPORT_SIMPLIFIED = [
	'shop',
	'product_id',
	'action',
	'image_id',
	'url',
	'position',
	'previous_position',
	'gallery_size',
] as const;
