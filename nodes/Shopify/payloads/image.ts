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
		id: plain('id'),
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

/** The address of a file without its version number. */
const addressOf = (url: unknown) => String(url).replace(/\?.*$/, '');

/** The MediaImage with the same file as an image. */
const fileOf = (product: Node, image: Node): Node | undefined =>
	nodesOf(product, 'media').find(
		(media) => addressOf(dig(media, 'image.url')) === addressOf(image.url),
	);

/** A value of the MediaImage with the same file. */
const fromFile = (key: string) => ({
	...plain('url'),
	read: (image: Node, product: Node = {}) => fileOf(product, image)?.[key] ?? null,
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

/**
 * The image that shows a file, to be converted by Image with the product as its parent.
 *
 * @param product as productImages() selects it
 * @param mediaId global id of the MediaImage
 * @returns undefined until Shopify has processed the file
 */
export const imageOfMedia = (product: Node, mediaId: string): Node | undefined =>
	nodesOf(product, 'images').find((image) => fileOf(product, image)?.id === mediaId);

/**
 * The global id of the MediaImage behind a catalogue image number, for inputs such as image_id.
 *
 * @param product as productImages() selects it
 * @returns undefined when the product has no such image
 */
export function mediaOfImage(product: Node, number: unknown): string | undefined {
	const image = nodesOf(product, 'images').find(({ id }) => numberOf(id) === Number(number));
	return image && (fileOf(product, image)?.id as string | undefined);
}

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
