import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../sandbox/index.mts';
import type { Product } from '../sandbox/shopify/model.mts';
import { makeImage, makeOption, makeVariant } from '../sandbox/shopify/seed/products.mts';
import type { Arrange } from './arrange.mts';

const number = (gid: string): number => Number(/\/(\d+)/.exec(gid)?.[1]);

/** A product with the options that the samples of variants name, two variants and an image. */
export function productOfThreeOptions({ shopify: { db } }: Sandbox): Product {
	const [product] = db.products;
	product.options = [
		makeOption(db, 'Color', ['Red', 'Green']),
		makeOption(db, 'Size', ['Small']),
		makeOption(db, 'Material', ['Wool']),
	];
	const [colors, sizes, materials] = product.options.map(({ values }) => values);
	product.variants = [];
	for (const color of colors) {
		const values = [color.id, sizes[0].id, materials[0].id];
		product.variants.push(makeVariant(db, product, values, product.createdAt));
	}
	const image = { url: `${db.filesUrl}/three-options.png`, alt: 'All of it' };
	product.media = [makeImage(db, image, product.createdAt, false)];
	return product;
}

/** The first product that fits. */
function aProduct({ shopify: { db } }: Sandbox, fits: (product: Product) => boolean): Product {
	const found = db.products.find(fits);
	if (!found) throw new Error('The sandbox has no such product');
	return found;
}

const withoutOptions = ({ options }: Product) => options[0].name === 'Title';

const withImage = ({ media, variants }: Product) =>
	media.length > 1 && media[0].alt !== null && variants.some(({ mediaIds }) => mediaIds.length > 0);

function aCollection({ shopify: { db } }: Sandbox): IDataObject {
	const [, collection] = db.collections;
	return { collection_id: number(collection.id) };
}

/** A small PNG; of the sample's content it only says what would stand there. */
const PIXEL =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==';

export const PRODUCT_ARRANGEMENTS: Record<string, Arrange> = {
	'product.delete': (sandbox) => ({ product_id: number(aProduct(sandbox, () => true).id) }),
	'product.update': (sandbox) => ({ product_id: number(aProduct(sandbox, withoutOptions).id) }),
	'productVariant.create': (sandbox) => {
		const { id, media } = productOfThreeOptions(sandbox);
		return { product_id: number(id), image_id: media[0].imageNumber };
	},
	'productVariant.delete': (sandbox) => {
		const { id, variants } = productOfThreeOptions(sandbox);
		return { variant_id: number(variants[0].id), product_id: number(id) };
	},
	'productVariant.get': (sandbox) => ({
		variant_id: number(
			aProduct(sandbox, ({ variants }) => variants[0].item.sku !== null).variants[0].id,
		),
	}),
	'productVariant.update': (sandbox) => {
		const { media, variants } = productOfThreeOptions(sandbox);
		return { variant_id: number(variants[1].id), image_id: media[0].imageNumber };
	},
	'productImage.createFromFile': (sandbox) => ({
		product_id: number(aProduct(sandbox, withImage).id),
		image_source: 'base64',
		attachment: { name: 'product_image.jpg', content: PIXEL },
		alt: 'Product image',
	}),
	'productImage.createFromUrl': (sandbox) => ({
		product_id: number(aProduct(sandbox, withImage).id),
		alt: 'Blue T-Shirt',
	}),
	'productImage.getAll': (sandbox) => ({
		configuration: { product_id: number(aProduct(sandbox, withImage).id) },
		fields: [],
	}),
	'collection.get': aCollection,
	'collection.getProducts': (sandbox) => ({ ...aCollection(sandbox), limit: 10 }),
	'collect.getAll': () => ({ fields: [], limit: 10 }),
};
