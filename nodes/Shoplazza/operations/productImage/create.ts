import { productLocator } from '../../lookups/product';
import { IMAGE_FIELDS, IMAGE_SIMPLIFIED } from '../../payloads/image';
import { given, imageAddress, operation, segment } from '../kit';
import sample from './create.sample.json';

export const createProductImage = operation({
	resource: 'productImage',
	operation: 'create',
	option: {
		name: 'Create',
		action: 'Create a product image',
		description: 'Add an image to a product by its public address',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: ['write_product'],
	properties: [
		{ ...productLocator, description: 'The product to add an image to' },
		{
			displayName: 'Source',
			name: 'src',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. http://cdn.shoplazza.com/1.jpg',
			description:
				'Public address of the image, which Shoplazza fetches. Its API takes no files: put a file where it can be fetched first.',
		},
		{
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
					displayName: 'Height',
					name: 'height',
					type: 'number',
					typeOptions: { minValue: 1, numberPrecision: 0 },
					default: 1,
					description: 'In pixels',
				},
				{
					displayName: 'Position',
					name: 'position',
					type: 'number',
					typeOptions: { minValue: 1, numberPrecision: 0 },
					default: 1,
					description: 'Place among the images of the product, from 1',
				},
				{
					displayName: 'Width',
					name: 'width',
					type: 'number',
					typeOptions: { minValue: 1, numberPrecision: 0 },
					default: 1,
					description: 'In pixels',
				},
			],
		},
	],
	shapes: { src: imageAddress },
	answer: { key: 'image', fields: IMAGE_FIELDS, simplified: IMAGE_SIMPLIFIED },
	sample,
	async run({ input }, shop) {
		const image = await shop.write(
			'POST',
			`/products/${segment(input.product_id)}/images`,
			{ image: given(input, 'product_id') },
			'image',
			{ thing: 'The product', repeatable: false, check: 'whether the product has the image' },
		);
		return { image };
	},
});
