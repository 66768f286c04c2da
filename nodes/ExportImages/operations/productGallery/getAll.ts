import { InputError } from '../../../shared/errors';
import { shown } from '../../galleries/gallery';
import { listOperation, productLocator, productRef, productShape } from '../kit';
import sample from './getAll.sample.json';

const FIELDS = [
	'shop',
	'product_id',
	'product_title',
	'image_id',
	'url',
	'alt',
	'width',
	'height',
	'position',
] as const;

export const getAllImages = listOperation({
	resource: 'productGallery',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many images of a product gallery',
		description: 'Get many images of a gallery, in their order',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_products'],
	properties: [productLocator],
	shapes: { product: productShape },
	answer: { key: 'images', fields: FIELDS, simplified: FIELDS },
	sample,
	options: ['requestsPerSecond'],
	async list({ input }, exporter, { limit, cursor }) {
		const from = Number(cursor ?? 0);
		if (!Number.isInteger(from)) throw new InputError("'Page Cursor' is not one of this list");
		const gallery = await exporter.gallery();
		const [product] = await gallery.find([productRef(input)]);
		if (product instanceof Error) throw product;
		const images = await gallery.read(product.id);
		const end = from + limit;
		return {
			records: images.slice(from, end).map((image, index) => ({
				shop: gallery.label,
				product_id: product.id,
				product_title: product.title,
				...shown(image),
				position: from + index + 1,
			})),
			next: end < images.length ? String(end) : null,
			previous: from > 0 ? String(Math.max(0, from - limit)) : null,
		};
	},
});
