import { wrapped } from '../../client/store';
import { imageLocator } from '../../lookups/image';
import { productLocator } from '../../lookups/product';
import { operation, someChange } from '../kit';
import { IMAGE_FIELDS } from '../records';
import { altText, rightWidth, skuId, verifyImage } from './fields';
import sample from './update.sample.json';

export const updateImage = operation({
	resource: 'productImage',
	operation: 'update',
	option: {
		name: 'Update',
		action: 'Update a product image',
		description: 'Change the position, the alt text or the variant of an image',
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: ['write_products'],
	properties: [
		{ ...productLocator, description: 'The product that has the image' },
		{ ...imageLocator, description: 'The image to update' },
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				altText,
				{
					displayName: 'Position',
					name: 'position',
					type: 'number',
					typeOptions: { numberPrecision: 0, minValue: 1 },
					default: 1,
					description: 'Its place among the images of the product; 1 is the main image',
				},
				skuId,
			],
		},
	],
	wrapper: 'image',
	verify: verifyImage,
	answer: { key: 'image', fields: IMAGE_FIELDS, simplified: IMAGE_FIELDS },
	sample,
	async run({ input }, store) {
		const { product_id: product, image_id: id, ...changes } = input;
		const check = `image ${String(id)} of product ${String(product)}`;
		const body = await store.change(
			'PUT',
			`products/${String(product)}/images/${String(id)}`,
			{ image: someChange(changes) },
			{ thing: `Image ${String(id)}`, repeatable: true, check },
		);
		return { image: rightWidth(wrapped(body, 'image', check).image as typeof changes) };
	},
});
