import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../shared/errors';
import { MAX_PAGE } from '../../client/cost';
import { legacyId } from '../../client/ids';
import type { Shop } from '../../client/shop';
import { productImageLocator } from '../../lookups/productImage';
import { mediaOfImage } from '../../payloads/image';
import { productImages } from '../../payloads/product';
import { notFound } from '../kit';
import { variantDetails } from '../product/variantInput';

/** What a variant has beside its option values, in the order of the labels. */
export const variantOwnFields: INodeProperties[] = [
	...variantDetails.slice(0, 3),
	{ ...productImageLocator, description: 'The image of the product that shows this variant' },
	...variantDetails.slice(3),
];

/** Variants of one product in one mutation, which Shopify carries out as a whole or not at all. */
export const VARIANTS = { path: 'variants', most: MAX_PAGE, results: 'productVariants' };

/** What finding the file behind an image needs. */
const FILES = productImages(['id', 'created_at']);

/**
 * The global id of the file behind a product's image, which is what Shopify attaches to a variant.
 *
 * @param number the documented image_id
 * @throws InputError when the product has no such image
 */
export async function mediaOf(shop: Shop, productId: string, number: unknown): Promise<string> {
	const product = await shop.nodeById('Product', productId, shop.selection(FILES));
	if (!product) throw notFound('Product', legacyId(productId));
	await shop.completeOne(FILES, product);
	const media = mediaOfImage(product, number);
	if (media !== undefined) return media;
	throw new InputError(
		`'image_id' is not an image of the product: ${String(number)}`,
		"Take the ID from the product's 'images'.",
	);
}
