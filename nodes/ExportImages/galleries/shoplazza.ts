import type { IDataObject } from 'n8n-workflow';

import type { Shop } from '../../Shoplazza/client/shop';
import { PlatformError } from '../../shared/errors';
import { onlyOne } from './found';
import type { FoundProduct, Gallery, GalleryImage, Move, NewImage, ProductRef } from './gallery';
import { batches, joinedFinds } from './lookups';

/** Products that are asked for at once. */
const FINDS = 50;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const text = (value: unknown) =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const size = (value: unknown) => (Number(value) > 0 ? Number(value) : undefined);

const path = (...parts: string[]) =>
	`/products/${parts.map((part) => encodeURIComponent(part)).join('/')}`;

const productOf = ({ id, title }: IDataObject): FoundProduct => ({
	id: text(id),
	title: text(title),
});

const imageOf = ({ id, src, alt, width, height }: IDataObject): GalleryImage => ({
	id: text(id),
	// Shoplazza leaves out the protocol of its own addresses.
	url: text(src).replace(/^\/\//, 'https://'),
	alt: text(alt),
	width: size(width),
	height: size(height),
});

/**
 * The galleries of a Shoplazza store. Shoplazza fetches images by their addresses, gives them names
 * of its own, and can change neither an alt text nor take a file.
 */
export class ShoplazzaGallery implements Gallery {
	readonly label = 'Shoplazza';

	/** Shoplazza documents no limits of its API; these types are what its admin offers (inferred). */
	readonly limits = { types: ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] };

	readonly placesNew = true;

	readonly fetches = true;

	readonly takesAlt = true;

	readonly keepsNames = false;

	constructor(private readonly shop: Shop) {}

	async find(refs: readonly ProductRef[]): Promise<Array<FoundProduct | Error>> {
		return await joinedFinds(refs, {
			ids: async (ids) => {
				const known = ids.filter((id) => UUID.test(id));
				return await this.products('ids', known);
			},
			handles: async (handles) => await this.products('handles', handles),
			sku: async (ref) => {
				const { variants } = await this.shop.read(
					path('sku', ref.sku, 'variants'),
					`A product with the SKU '${ref.sku}'`,
				);
				const exact = ((variants ?? []) as IDataObject[]).filter(({ sku }) => sku === ref.sku);
				return onlyOne(
					ref,
					exact.map(({ product_id: id }) => ({ id: text(id), title: '' })),
				);
			},
		});
	}

	/** Products by one of the list's filters, under the values that were asked for. */
	private async products(filter: 'ids' | 'handles', values: readonly string[]) {
		const found = new Map<string, FoundProduct>();
		for (const some of batches(values, FINDS)) {
			const { records } = await this.shop.page('/products', 'products', {
				paging: { kind: 'cursor', size: 'per_page' },
				page: { limit: some.length },
				filters: { [filter]: some },
				thing: 'The list of products',
			});
			for (const record of records) {
				found.set(text(filter === 'ids' ? record.id : record.handle), productOf(record));
			}
		}
		return found;
	}

	async read(product: string): Promise<GalleryImage[]> {
		const { images } = await this.shop.read(path(product, 'images'), 'The product');
		if (!Array.isArray(images) && images !== undefined) {
			throw new PlatformError({ message: "Shoplazza's answer holds no list of images" });
		}
		return [...((images ?? []) as IDataObject[])]
			.sort((a, b) => Number(a.position) - Number(b.position))
			.map(imageOf);
	}

	async create(
		product: string,
		images: readonly NewImage[],
		made: (at: number, id: string) => void,
	): Promise<void> {
		for (const [at, { alt, width, height, index, url }] of images.entries()) {
			const image = await this.shop.write(
				'POST',
				path(product, 'images'),
				{
					image: {
						src: await url(),
						...(alt ? { alt } : {}),
						...(width && height ? { width, height } : {}),
						...(index === undefined ? {} : { position: index + 1 }),
					},
				},
				'image',
				{ thing: 'The product', repeatable: false, check: 'whether the product has the image' },
			);
			made(at, text(image.id));
		}
	}

	async move(product: string, moves: readonly Move[]): Promise<void> {
		for (const { id, index } of moves) {
			await this.shop.write(
				'PUT',
				path(product, 'images', id),
				{ image: { position: index + 1 } },
				'image',
				{ thing: 'The image', repeatable: true, check: 'the order of the images' },
			);
		}
	}

	async remove(product: string, ids: readonly string[]): Promise<void> {
		for (const id of ids) {
			await this.shop.remove(path(product, 'images', id), 'The image', 'the images of the product');
		}
	}
}
