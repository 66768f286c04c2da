import { InputError } from '../../../shared/errors';
import { productLocator } from '../../lookups/product';
import { Image, IMAGE_SIMPLIFIED } from '../../payloads/image';
import { fieldNames, operation } from '../kit';
import { addImage, imageFields } from './addImage';
import sample from './createFromUrl.sample.json';

export const createImageFromUrl = operation({
	resource: 'productImage',
	operation: 'createFromUrl',
	option: {
		name: 'Create From URL',
		action: 'Create a product image from a URL',
		description: 'Add an image to a product by its public address, and wait until it is ready',
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
			placeholder: 'e.g. https://example.com/images/blue-t-shirt.jpg',
			description: 'Where Shopify finds the image; it must be public',
		},
		imageFields,
	],
	answer: { key: 'image', fields: fieldNames(Image), simplified: IMAGE_SIMPLIFIED },
	sample,
	async run(call, shop) {
		const source = String(call.input.src).trim();
		if (!/^https?:\/\/[^\s/]+/i.test(source)) {
			throw new InputError(
				`'src' is not the address of an image: '${source}'`,
				'Give it like this: https://example.com/images/blue-t-shirt.jpg',
			);
		}
		return { image: await addImage(call, shop, source) };
	},
});
