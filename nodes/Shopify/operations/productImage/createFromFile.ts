import { InputError } from '../../../shared/errors';
import type { Call } from '../../../shared/operation';
import { imageKind } from '../../../shared/image';
import type { UploadFile } from '../../client/upload';
import { uploadImage } from '../../client/upload';
import { productLocator } from '../../lookups/product';
import { Image, IMAGE_SIMPLIFIED } from '../../payloads/image';
import { fieldNames, operation } from '../kit';
import { addImage, imageFields } from './addImage';
import sample from './createFromFile.sample.json';

export const createImageFromFile = operation({
	resource: 'productImage',
	operation: 'createFromFile',
	option: {
		name: 'Create From File',
		action: 'Create a product image from a file',
		description: 'Upload an image to a product, and wait until it is ready',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: ['write_products'],
	properties: [
		{ ...productLocator, description: 'The product to add an image to' },
		{
			displayName: 'Image Source',
			name: 'imageSource',
			type: 'options',
			options: [
				{ name: 'Base64', value: 'base64', description: 'A text that holds the file' },
				{ name: 'Binary File', value: 'binaryFile', description: 'A file of the input item' },
			],
			default: 'binaryFile',
		},
		{
			displayName: 'Input Binary Field',
			name: 'binaryProperty',
			type: 'string',
			default: 'data',
			hint: 'The name of the input binary field containing the image',
			description: 'PNG, JPEG, GIF, WebP or HEIC, at most 20 MB',
			displayOptions: { show: { imageSource: ['binaryFile'] } },
		},
		{
			displayName: 'Attachment',
			name: 'attachment',
			type: 'fixedCollection',
			placeholder: 'Add File',
			default: {},
			description: 'PNG, JPEG, GIF, WebP or HEIC, at most 20 MB',
			displayOptions: { show: { imageSource: ['base64'] } },
			options: [
				{
					displayName: 'File',
					name: 'file',
					values: [
						{
							displayName: 'Content',
							name: 'content',
							type: 'string',
							default: '',
							description: 'The file in Base64, with or without "data:image/…;base64," before it',
						},
						{
							displayName: 'Name',
							name: 'name',
							type: 'string',
							default: '',
							placeholder: 'e.g. product_image.jpg',
						},
					],
				},
			],
		},
		imageFields,
	],
	answer: { key: 'image', fields: fieldNames(Image), simplified: IMAGE_SIMPLIFIED },
	sample,
	async run(call, shop) {
		const file = await imageFile(call);
		return { image: await addImage(call, shop, await uploadImage(shop, file)) };
	},
});

/** What Shopify takes, as its help pages say. */
const MOST_BYTES = 20 * 1024 * 1024;
const MOST_PIXELS = 25_000_000;

/**
 * The given image under a name that fits its content.
 *
 * @throws InputError when it is no image that Shopify takes
 */
async function imageFile(call: Call): Promise<UploadFile> {
	const { name, data } = await givenFile(call);
	if (data.length > MOST_BYTES) {
		throw new InputError(
			`The image has ${(data.length / 1024 / 1024).toFixed(1)} MB, and Shopify takes at most 20 MB`,
		);
	}
	const kind = imageKind(data);
	if (!kind) {
		throw new InputError(
			'The file is not an image that Shopify takes',
			'Its content is not PNG, JPEG, GIF, WebP or HEIC, whatever its name says.',
		);
	}
	const { mimeType, extensions, width = 0, height = 0 } = kind;
	if (width * height > MOST_PIXELS) {
		throw new InputError(
			`The image has ${width} × ${height} pixels, and Shopify takes at most 25 megapixels`,
		);
	}
	const [, stem, ending = ''] = /^(.*?)(?:\.([^.]*))?$/.exec(name) ?? [];
	const fits = extensions.includes(ending.toLowerCase());
	return { mimeType, data, name: fits ? name : `${stem || 'image'}.${extensions[0]}` };
}

/** The bytes and the name, from the documented attachment or from a file of the item. */
async function givenFile({ input, binary }: Call): Promise<{ name: string; data: Buffer }> {
	if (input.attachment) {
		const { name = '', content = '' } = input.attachment as { name?: string; content?: string };
		const base64 = content.replace(/^data:[^,]{0,200},/, '').replace(/\s+/g, '');
		// One foreign letter is looked for: matching all of a long text would exhaust the stack.
		if (base64 === '' || /[^\w+/-]/.test(base64.replace(/={1,2}$/, ''))) {
			throw new InputError(
				"'attachment.content' is not Base64",
				'Give the content of the file in Base64, or choose a binary field of the item.',
			);
		}
		return { name, data: Buffer.from(base64, 'base64') };
	}
	if (!input.binary_property) {
		throw new InputError(
			"'attachment' is required",
			'Give the image as attachment with name and content, or name a binary field of the item.',
		);
	}
	const { meta, data } = await binary(String(input.binary_property));
	return { name: meta.fileName ?? '', data };
}
