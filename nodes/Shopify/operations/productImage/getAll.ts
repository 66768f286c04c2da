import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../../shared/errors';
import { gid } from '../../client/ids';
import { productLocator } from '../../lookups/product';
import { Image, IMAGE_SIMPLIFIED } from '../../payloads/image';
import { productImages } from '../../payloads/product';
import { recordLayout, fieldsProperty, listOperation, notFound } from '../kit';
import sample from './getAll.sample.json';

export const getAllProductImages = listOperation({
	resource: 'productImage',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many product images',
		description: 'Get the images of a product, in the order of its gallery',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_products'],
	properties: [
		{
			displayName: 'Filters',
			name: 'configuration',
			type: 'collection',
			placeholder: 'Add Filter',
			default: { productId: { mode: 'list', value: '' } },
			description: 'A product must be given',
			options: [
				{ ...productLocator, required: false, description: 'The product whose images to get' },
			],
		},
		fieldsProperty(Image),
	],
	answer: { key: 'images', ...recordLayout(Image), simplified: IMAGE_SIMPLIFIED },
	sample,
	async list({ input, fields }, shop, { limit, cursor }) {
		const { product_id: productId } = (input.configuration ?? {}) as IDataObject;
		if (!productId) {
			throw new InputError(
				"'configuration.product_id' is required",
				"Choose a product under 'Filters'. Lookup: List Product Images lists those of all products.",
			);
		}
		// A product has few images, so all are read; the page cursor is a place among them.
		const from = Number(/^\d+$/.test(cursor ?? '0') ? (cursor ?? 0) : NaN);
		if (Number.isNaN(from)) throw new InputError("'Page Cursor' is not one of this list");
		const [product] = await shop.byIds(productImages(fields), [gid('Product', productId)]);
		if (!product) throw notFound('Product', productId);
		const images = product.images as IDataObject[];
		const end = from + limit;
		return {
			records: images.slice(from, end),
			next: end < images.length ? String(end) : null,
			previous: from > 0 ? String(Math.max(0, from - limit)) : null,
		};
	},
});
