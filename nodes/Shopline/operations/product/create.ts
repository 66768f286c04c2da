import { wrapped } from '../../client/store';
import { operation } from '../kit';
import { variantRow } from '../productVariant/fields';
import { PRODUCT_FIELDS, PRODUCT_SIMPLIFIED } from '../records';
import sample from './create.sample.json';
import {
	bodyHtml,
	laterFields,
	plainFields,
	productBody,
	productOptions,
	statusShape,
	title,
	vendor,
	verifyProduct,
} from './fields';

export const createProduct = operation({
	resource: 'product',
	operation: 'create',
	option: {
		name: 'Create',
		action: 'Create a product',
		description: 'Create a product with options, variants and images',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: ['write_products'],
	properties: [
		{ ...title, required: true },
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				bodyHtml,
				...plainFields,
				{
					displayName: 'Images',
					name: 'images',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true, sortable: true },
					placeholder: 'Add Image',
					default: {},
					description: 'Images by their public addresses, the main one first; at most 502',
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
									required: true,
									placeholder: 'e.g. https://example.com/shirt.png',
								},
								{
									displayName: 'Alt Text',
									name: 'alt',
									type: 'string',
									default: '',
									placeholder: 'e.g. Blue T-shirt, front',
									description: 'What the image shows, for those who cannot see it',
								},
							],
						},
					],
				},
				productOptions,
				...laterFields,
				{
					displayName: 'Variants',
					name: 'variants',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true, sortable: true },
					placeholder: 'Add Variant',
					default: {},
					description: 'At most 500',
					options: [{ displayName: 'Variant', name: 'variant', values: variantRow }],
				},
				vendor,
			],
		},
	],
	shapes: { status: statusShape },
	wrapper: 'product',
	verify: verifyProduct,
	answer: { key: 'product', fields: PRODUCT_FIELDS, simplified: PRODUCT_SIMPLIFIED },
	sample,
	async run({ input }, store) {
		const check = `whether the product '${String(input.title)}' was created`;
		const body = await store.change(
			'POST',
			'products/products',
			{ product: productBody(input) },
			{ thing: 'The product', repeatable: false, check },
		);
		return wrapped(body, 'product', check);
	},
});
