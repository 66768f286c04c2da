import type { Field, Payload } from './payload';
import {
	absent,
	commaJoined,
	extend,
	legacyId,
	list,
	lower,
	many,
	only,
	payload,
	plain,
	without,
} from './payload';
import { Image } from './image';
import { Option } from './option';
import { Variant } from './variant';

/** The images of a product, or only some fields of them. */
const images = (fields?: readonly string[]): Field => list('images', only(Image, fields));

/** A product. */
export const Product: Payload = payload('Product', {
	id: legacyId(),
	title: plain('title'),
	body_html: plain('descriptionHtml'),
	vendor: plain('vendor'),
	product_type: plain('productType'),
	created_at: plain('createdAt'),
	handle: plain('handle'),
	updated_at: plain('updatedAt'),
	published_at: plain('publishedAt'),
	template_suffix: plain('templateSuffix'),
	status: lower('status'),
	published_scope: absent('web', 'it would need the scope read_publications'),
	tags: commaJoined('tags'),
	admin_graphql_api_id: plain('id'),
	variants: list('variants', Variant),
	options: many('options(first: 250)', Option),
	images: images(),
	image: {
		...images(),
		read: (product) => (images().read(product) as unknown[])[0] ?? null,
		source: 'the first of images',
	},
});

/** A product among those of a collection, which REST shows without its variants. */
export const CollectionProduct: Payload = extend(without(Product, 'status', 'variants'), {
	options: many('options(first: 250)', without(Option, 'values')),
});

/** The images of one product; with names, only those fields of them. */
export const productImages = (fields?: readonly string[]): Payload =>
	payload('Product', { images: images(fields) });

export const PRODUCT_SIMPLIFIED: readonly string[] = [
	'id',
	'title',
	'handle',
	'status',
	'vendor',
	'product_type',
	'tags',
	'image.src',
	'created_at',
	'updated_at',
];

export const COLLECTION_PRODUCT_SIMPLIFIED: readonly string[] = PRODUCT_SIMPLIFIED.filter(
	(path) => path !== 'status',
);
