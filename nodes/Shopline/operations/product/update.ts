import { wrapped } from '../../client/store';
import { productLocator } from '../../lookups/product';
import { allHaveIds, operation, someChange } from '../kit';
import { variantRow } from '../productVariant/fields';
import { PRODUCT_FIELDS, PRODUCT_SIMPLIFIED } from '../records';
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
import sample from './update.sample.json';

export const updateProduct = operation({
	resource: 'product',
	operation: 'update',
	option: {
		name: 'Update',
		action: 'Update a product',
		description: 'Change fields of a product; lists replace the present ones',
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: ['write_products'],
	properties: [
		{ ...productLocator, description: 'The product to update' },
		{
			displayName: 'Update Fields',
			name: 'updateFields',
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
					description:
						'All images that the product is to have, those with an ID being there already; at most 502',
					options: [
						{
							displayName: 'Image',
							name: 'image',
							values: [
								{
									displayName: 'ID',
									name: 'id',
									type: 'string',
									default: '',
									placeholder: 'e.g. 5759070976424132652',
									description: 'The ID of an image that the product has',
								},
								{
									displayName: 'URL',
									name: 'src',
									type: 'string',
									default: '',
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
				title,
				{
					displayName: 'Variants',
					name: 'variants',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true, sortable: true },
					placeholder: 'Add Variant',
					default: {},
					description:
						'All variants that the product is to have, those with an ID being there already; at most 500',
					options: [
						{
							displayName: 'Variant',
							name: 'variant',
							values: [
								{
									displayName: 'ID',
									name: 'id',
									type: 'string',
									default: '',
									placeholder: 'e.g. 18050375907221969070393099',
									description: 'The ID of a variant that the product has',
								},
								...variantRow,
							],
						},
					],
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
		const { product_id: id, ...changes } = input;
		const check = `the fields of product ${String(id)}`;
		const body = await store.change(
			'PUT',
			`products/${String(id)}`,
			{ product: productBody(someChange(changes)) },
			{
				thing: `Product ${String(id)}`,
				// An entry without ID is a new one; nothing says that it is not added twice.
				repeatable: allHaveIds(changes.images, changes.variants),
				check,
			},
		);
		return wrapped(body, 'product', check);
	},
});
