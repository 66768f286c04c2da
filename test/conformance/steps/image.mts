import { IMAGE_NULLS } from './moreNulls.mts';
import { idOf, json, keepAs, listOf, must, recordOf, sameId, type Step, text } from '../step.mts';

/** A PNG of one pixel. */
const PIXEL =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Uploads an image, adds it again by the address that it got, and lists both. */
export const IMAGE_STEPS: Step[] = [
	{
		resource: 'productImage',
		operation: 'createFromFile',
		needs: ['product'],
		makes: 'image',
		parameters: ({ mark, product }) =>
			json({
				attachment: { name: `${mark}.png`, content: PIXEL },
				product_id: idOf(product),
				alt: 'One pixel',
			}),
		nulls: IMAGE_NULLS,
		check: (outcome, { product }) => {
			const image = recordOf(outcome, 'image');
			return [
				...must(sameId(image.product_id, product?.id), 'it is of another product'),
				...must(image.alt === 'One pixel', `its alternative text is ${text(image.alt)}`),
			];
		},
		keep: keepAs('image', 'image'),
	},
	{
		resource: 'productImage',
		operation: 'createFromUrl',
		needs: ['product', 'image'],
		parameters: ({ product, image }) =>
			json({ src: image?.src ?? null, product_id: idOf(product), position: 1 }),
		nulls: IMAGE_NULLS,
		check: (outcome) => {
			const { position } = recordOf(outcome, 'image');
			return must(position === 1, `it is at position ${text(position)} instead of 1`);
		},
	},
];

/** Lists the images once a variant shows one of them. */
export const IMAGE_LIST: Step[] = [
	{
		resource: 'productImage',
		operation: 'getAll',
		needs: ['product', 'image', 'variant'],
		// The documented input names fields, but the documented output has them all.
		parameters: ({ product }) => json({ configuration: { product_id: idOf(product) }, limit: 10 }),
		nulls: IMAGE_NULLS,
		check: (outcome, { image, variant }) => {
			const images = listOf(outcome, 'images');
			const place = images.findIndex(({ id }) => sameId(id, image?.id));
			return [
				...must(images.length === 2, `${images.length} images instead of 2`),
				...must(place === 1, 'the uploaded image is not the second'),
				...must(
					text(images[place]?.variant_ids) === text([variant?.id]),
					'the variant that shows the image is not named',
				),
				...must(
					images.every(({ position }, index) => position === index + 1),
					'the positions are not 1 and 2',
				),
			];
		},
	},
];
