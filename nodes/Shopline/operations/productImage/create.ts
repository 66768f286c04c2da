import { wrapped } from '../../client/store';
import { productLocator } from '../../lookups/product';
import { operation } from '../kit';
import { IMAGE_FIELDS } from '../records';
import sample from './create.sample.json';
import { altText, rightWidth, skuId, verifyImage } from './fields';

export const createImage = operation({
	resource: 'productImage',
	operation: 'create',
	option: {
		name: 'Create',
		action: 'Create a product image',
		description: 'Add an image to a product by its public address',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: ['write_products'],
	properties: [
		{ ...productLocator, description: 'The product to add an image to' },
		{
			displayName: 'URL',
			name: 'src',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://example.com/shirt.png',
			description: 'Where SHOPLINE finds the image; at most 255 characters',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [altText, skuId],
		},
	],
	wrapper: 'image',
	verify: verifyImage,
	answer: { key: 'image', fields: IMAGE_FIELDS, simplified: IMAGE_FIELDS },
	sample,
	async run({ input }, store) {
		const { product_id: id, ...image } = input;
		const check = `whether product ${String(id)} has the new image`;
		const body = await store.change(
			'POST',
			`products/${String(id)}/images`,
			{ image },
			{ thing: `Product ${String(id)}`, repeatable: false, check },
		);
		return { image: rightWidth(wrapped(body, 'image', check).image as typeof image) };
	},
});
