import { productLocator } from '../../lookups/product';
import { productImageLocator } from '../../lookups/productImage';
import { IMAGE_FIELDS, IMAGE_SIMPLIFIED } from '../../payloads/image';
import { changes, imageAddress, operation, segment } from '../kit';
import sample from './update.sample.json';

export const updateProductImage = operation({
	resource: 'productImage',
	operation: 'update',
	option: {
		name: 'Update',
		action: 'Update a product image',
		description: 'Move an image in the gallery, or exchange it for another one',
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: ['write_product'],
	properties: [
		{ ...productLocator, description: 'The product that the image belongs to' },
		{ ...productImageLocator, description: 'The image to change' },
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Position',
					name: 'position',
					type: 'number',
					typeOptions: { minValue: 1, numberPrecision: 0 },
					default: 1,
					description: 'Place among the images of the product, from 1',
				},
				{
					displayName: 'Source',
					name: 'src',
					type: 'string',
					default: '',
					placeholder: 'e.g. http://cdn.shoplazza.com/1.jpg',
					description: 'Public address of the image that takes its place',
				},
			],
		},
	],
	shapes: { src: imageAddress },
	answer: { key: 'image', fields: IMAGE_FIELDS, simplified: IMAGE_SIMPLIFIED },
	sample,
	async run({ input }, shop) {
		const image = await shop.write(
			'PUT',
			`/products/${segment(input.product_id)}/images/${segment(input.image_id)}`,
			{ image: changes(input, 'product_id', 'image_id') },
			'image',
			{ thing: 'The image', repeatable: true, check: "the product's images" },
		);
		return { image };
	},
});
