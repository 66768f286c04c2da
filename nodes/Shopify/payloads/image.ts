import { legacyId as numberOf } from '../client/ids';
import type { Node, Payload } from './payload';
import { dig, legacyId, list, nodesOf, parentId, payload, plain, without } from './payload';

/*
 * The catalogue's image number, which image_id of a variant refers to, is that of Product.images
 * and ProductVariant.image. Their replacement, MediaImage, has a number of its own and hides this
 * one, so these two deprecated fields are the only source. What only MediaImage knows is joined by
 * the address of the file, which both show.
 */

/** The files behind a product's images. */
const files = list(
	'media',
	payload('MediaImage', {
		url: plain('image.url'),
		created_at: plain('createdAt'),
		updated_at: plain('updatedAt'),
	}),
	{ fragment: 'MediaImage' },
);

/** Which image each variant shows. */
const shown = list(
	'variants',
	payload('ProductVariant', { id: plain('id'), image_id: plain('image.id') }),
);

/** The address without its version number. */
const addressOf = (url: unknown) => String(url).replace(/\?.*$/, '');

/** A value of the MediaImage with the same file. */
const fromFile = (key: string) => ({
	...plain('url'),
	read(image: Node, product: Node = {}) {
		const file = nodesOf(product, 'media').find(
			(media) => addressOf(dig(media, 'image.url')) === addressOf(image.url),
		);
		return file?.[key] ?? null;
	},
	source: `${key} of the product's MediaImage with the same url`,
	ofParent: [files],
});

/** An image of a product. */
export const Image: Payload = payload('Image', {
	id: legacyId(),
	product_id: parentId(),
	position: {
		select: {},
		read: (image, product = {}) => nodesOf(product, 'images').indexOf(image) + 1,
		source: 'its place among the images',
	},
	created_at: fromFile('createdAt'),
	updated_at: fromFile('updatedAt'),
	alt: plain('altText'),
	width: plain('width'),
	height: plain('height'),
	src: plain('url'),
	variant_ids: {
		...plain('id'),
		read: (image, product = {}) =>
			nodesOf(product, 'variants')
				.filter((variant) => dig(variant, 'image.id') === image.id)
				.map(({ id }) => numberOf(id)),
		source: "ids of the product's variants that show it",
		ofParent: [shown],
	},
	admin_graphql_api_id: plain('id'),
});

/** An image in a lookup. */
export const ImageLookup: Payload = without(Image, 'admin_graphql_api_id');

export const IMAGE_SIMPLIFIED: readonly string[] = [
	'id',
	'product_id',
	'position',
	'alt',
	'src',
	'width',
	'height',
	'variant_ids',
];
