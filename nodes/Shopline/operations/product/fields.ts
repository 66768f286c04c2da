import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../shared/errors';
import type { Shape } from '../../../shared/shapes';
import { isEarly } from '../../client/versions';
import { asTexts, joined } from '../kit';
import type { Limit } from '../limits';
import { addresses, fields, kilobytes, list, text } from '../limits';
import { variantLimits, VARIANT_TEXTS } from '../productVariant/fields';

export const title: INodeProperties = {
	displayName: 'Title',
	name: 'title',
	type: 'string',
	default: '',
	placeholder: 'e.g. Cotton T-Shirt',
	description: 'At most 255 characters',
};

export const bodyHtml: INodeProperties = {
	displayName: 'Body HTML',
	name: 'bodyHtml',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	placeholder: 'e.g. <p>Soft and light.</p>',
	description: 'Description of the product, as HTML; at most 512 KB',
};

export const productOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Option',
	default: {},
	description: 'What the variants differ in; at most five. The values come from the variants.',
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
					displayName: 'Value Images',
					name: 'valuesImages',
					type: 'json',
					default: '',
					placeholder: 'e.g. { "Red": "https://example.com/red.png" }',
					description: 'The image of each value of the option, as a JSON object',
				},
			],
		},
	],
};

/** Fields of a product that have one value, in the order of their labels. */
export const plainFields: INodeProperties[] = [
	{
		displayName: 'Handle',
		name: 'handle',
		type: 'string',
		default: '',
		placeholder: 'e.g. cotton-t-shirt',
		description: 'The last part of the page address; made of the title when it is left out',
	},
];

export const laterFields: INodeProperties[] = [
	{
		displayName: 'Product Category',
		name: 'productCategory',
		type: 'string',
		default: '',
		placeholder: 'e.g. Electronics',
	},
	{
		displayName: 'Published Scope',
		name: 'publishedScope',
		type: 'string',
		default: 'web',
		description: 'The sales channel; "web" is the online store, and the only documented value',
	},
	{
		displayName: 'SPU',
		name: 'spu',
		type: 'string',
		default: '',
		placeholder: 'e.g. S000001',
		description: 'Your own number for the product',
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: [
			{ name: 'Active', value: 'active', description: 'On the shelves' },
			{ name: 'Archived', value: 'archived' },
			{ name: 'Draft', value: 'draft', description: 'Off the shelves' },
		],
		default: 'active',
		description: 'SHOPLINE makes drafts of new products unless this says otherwise',
	},
	{
		displayName: 'Subtitle',
		name: 'subtitle',
		type: 'string',
		default: '',
		placeholder: 'e.g. A light shirt for every day',
		description: 'A summary of the product',
	},
	{
		displayName: 'Tags',
		name: 'tags',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Tag' },
		default: [],
		placeholder: 'e.g. summer',
		description: 'At most 250, each of at most 255 characters',
	},
];

export const vendor: INodeProperties = {
	displayName: 'Vendor',
	name: 'vendor',
	type: 'string',
	default: '',
	placeholder: 'e.g. GreenLife',
};

const STATUSES = ['active', 'archived', 'draft', 'activated', 'deactivated'];

/** The page of v20240301 words the statuses in two ways; both are handed on as they are given. */
export const statusShape: Shape = {
	fromForm: (value) => value,
	check(value, at) {
		if (typeof value === 'string' && STATUSES.includes(value)) return value;
		throw new InputError(
			`'${at}' cannot be '${String(value)}'`,
			'Use one of: active, archived, draft.',
		);
	},
};

/** The documented limits of a product. Versions before v20250601 have lower ones for two texts. */
const limits = (early: boolean): Limit =>
	fields({
		body_html: kilobytes(512),
		handle: text(255),
		images: list(502, fields({ alt: text(early ? 255 : 512), src: text(255) })),
		options: list(5, fields({ name: text(255), values_images: addresses })),
		product_category: text(255),
		spu: text(255),
		subtitle: text(early ? 255 : 400),
		tags: list(250, text(255)),
		title: text(255),
		variants: list(500, variantLimits(early)),
		vendor: text(255),
	});

/** @throws InputError that names the first field beyond its limit */
export const verifyProduct = (input: IDataObject, option: (name: string) => unknown): void =>
	limits(isEarly(option('apiVersion')))(input, '');

/** The body that SHOPLINE documents: prices and weights as texts. */
export function productBody(input: IDataObject): IDataObject {
	const { variants, ...own } = input;
	if (!Array.isArray(variants)) return own;
	return {
		...own,
		variants: (variants as IDataObject[]).map((one) => asTexts(one, VARIANT_TEXTS)),
	};
}

/** Filters of products that the list and the count share. */
export const periodFilters: INodeProperties[] = [
	{
		displayName: 'Collection ID',
		name: 'collectionId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 12248721639068681442230282',
		description: 'Only products of this collection',
	},
	{
		displayName: 'Created After',
		name: 'createdAtMin',
		type: 'dateTime',
		default: '',
		description: 'Only products created at or after this time',
	},
	{
		displayName: 'Created Before',
		name: 'createdAtMax',
		type: 'dateTime',
		default: '',
		description: 'Only products created at or before this time',
	},
];

export const changedFilters: INodeProperties[] = [
	{
		displayName: 'Updated After',
		name: 'updatedAtMin',
		type: 'dateTime',
		default: '',
		description: 'Only products changed at or after this time',
	},
	{
		displayName: 'Updated Before',
		name: 'updatedAtMax',
		type: 'dateTime',
		default: '',
		description: 'Only products changed at or before this time',
	},
];

/** The filters of a list as SHOPLINE takes them. */
export function productFilters({ ids, ...filters }: IDataObject): IDataObject {
	return { ...filters, ids: joined(ids) };
}
