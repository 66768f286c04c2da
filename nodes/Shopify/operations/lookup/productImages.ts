import type { IDataObject } from 'n8n-workflow';

import { ImageLookup, IMAGE_SIMPLIFIED } from '../../payloads/image';
import { productImages } from '../../payloads/product';
import { fieldNames, recordLayout, listOperation } from '../kit';
import sample from './productImages.sample.json';

/** Products that are read at once. It stays the same, so that a cursor leads to the same page. */
const PRODUCTS = 25;

export const lookupProductImages = listOperation({
	resource: 'lookup',
	operation: 'productImages',
	option: {
		name: 'List Product Images',
		action: 'List product images',
		description: 'List the images of all products, product by product',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_products'],
	properties: [],
	answer: {
		key: 'images',
		...recordLayout(ImageLookup),
		simplified: IMAGE_SIMPLIFIED,
	},
	sample,
	async list({ fields = fieldNames(ImageLookup) }, shop, { limit, cursor = '' }) {
		// '7@cursor': the page of products at that cursor, without its first 7 images.
		const [, skipped = '0', from] = /^(?:(\d+)@)?(.*)$/.exec(cursor) ?? [];
		const page = await shop.page(
			{ root: 'products', table: productImages(fields), sortKey: 'ID' },
			{ limit: PRODUCTS, cursor: from || undefined },
		);
		const images = page.records.flatMap((product) => product.images as IDataObject[]);
		const end = Number(skipped) + limit;
		return {
			records: images.slice(Number(skipped), end),
			next: images.length > end ? `${end}@${from}` : page.next,
			previous: page.previous,
		};
	},
});
