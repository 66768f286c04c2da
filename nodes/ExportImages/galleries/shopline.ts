import type { IDataObject } from 'n8n-workflow';

import { PlatformError } from '../../shared/errors';
import type { Store } from '../../Shopline/client/store';
import { recordsOf, wrapped } from '../../Shopline/client/store';
import { onlyOne } from './found';
import type { FoundProduct, Gallery, GalleryImage, Move, NewImage, ProductRef } from './gallery';
import { batches, joinedFinds } from './lookups';

/** IDs that are asked for at once: the address has to stay short. */
const IDS = 100;

const text = (value: unknown) =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const size = (value: unknown) => (Number(value) > 0 ? Number(value) : undefined);

const productOf = ({ id, title }: IDataObject): FoundProduct => ({
	id: text(id),
	title: text(title),
});

/** The list of images misspells the width. */
const imageOf = ({ id, src, alt, width, witdh, height }: IDataObject): GalleryImage => ({
	id: text(id),
	url: text(src).replace(/^\/\//, 'https://'),
	alt: text(alt),
	width: size(width ?? witdh),
	height: size(height),
});

/**
 * The galleries of a SHOPLINE shop. SHOPLINE takes images by their addresses; new ones become the
 * last ones. Its upload of files is open to chosen apps only, so it is not used.
 */
export class ShoplineGallery implements Gallery {
	readonly label = 'SHOPLINE';

	/** Types as for covers in SHOPLINE's documents of files; the most images of a product; the longest texts. */
	readonly limits = {
		types: ['image/png', 'image/jpeg', 'image/gif', 'image/webp'],
		maxImages: 502,
		maxAlt: 255,
		maxUrl: 255,
	};

	readonly placesNew = false;

	readonly fetches = true;

	readonly takesAlt = true;

	readonly keepsNames = false;

	/** Products by SKU, read once: the list has no filter for SKUs. */
	private skus?: Promise<Map<string, FoundProduct[]>>;

	constructor(private readonly store: Store) {}

	async find(refs: readonly ProductRef[]): Promise<Array<FoundProduct | Error>> {
		return await joinedFinds(refs, {
			ids: async (ids) => {
				const found = new Map<string, FoundProduct>();
				for (const some of batches(ids, IDS)) {
					const records = await this.products({ ids: some.join(',') });
					for (const record of records) found.set(text(record.id), productOf(record));
				}
				return found;
			},
			handles: async (handles) => {
				const found = new Map<string, FoundProduct>();
				for (const handle of new Set(handles)) {
					const [record] = await this.products({ handle });
					if (record) found.set(handle, productOf(record));
				}
				return found;
			},
			sku: async (ref) => {
				this.skus ??= this.allSkus();
				return onlyOne(ref, (await this.skus).get(ref.sku) ?? []);
			},
		});
	}

	private async products(filters: IDataObject): Promise<IDataObject[]> {
		const { records } = await this.store.page(
			{
				endpoint: 'products/products',
				key: 'products',
				thing: 'The list of products',
				filters,
				fields: ['id', 'title'],
			},
			{ limit: IDS },
		);
		return records;
	}

	private async allSkus(): Promise<Map<string, FoundProduct[]>> {
		const found = new Map<string, FoundProduct[]>();
		let cursor: string | undefined;
		for (;;) {
			const { records, next } = await this.store.page(
				{
					endpoint: 'products/products',
					key: 'products',
					thing: 'The list of products',
					fields: ['id', 'title', 'variants'],
				},
				{ limit: 250, cursor },
			);
			for (const record of records) {
				for (const { sku } of (record.variants ?? []) as IDataObject[]) {
					if (text(sku) === '') continue;
					found.set(text(sku), [...(found.get(text(sku)) ?? []), productOf(record)]);
				}
			}
			if (next === null || next === cursor) return found;
			cursor = next;
		}
	}

	async read(product: string): Promise<GalleryImage[]> {
		const thing = `Product ${product}`;
		const body = await this.store.read(`products/${encodeURIComponent(product)}`, thing, {
			fields: 'id,images',
		});
		const { product: record } = wrapped(body, 'product');
		const ids = ((record as IDataObject).images ?? []) as IDataObject[];
		const images: IDataObject[] = [];
		// The list of images wants to be told the IDs.
		for (const some of batches(ids, IDS)) {
			const list = await this.store.read(`products/${encodeURIComponent(product)}/images`, thing, {
				ids: some.map(({ id }) => text(id)).join(','),
			});
			images.push(...recordsOf(list, 'images'));
		}
		if (images.length !== ids.length) {
			throw new PlatformError({
				message: `SHOPLINE lists ${images.length} of the ${ids.length} images of product ${product}`,
				advice: 'The gallery may be changing just now. Run the item again.',
			});
		}
		return images.sort((a, b) => Number(a.position) - Number(b.position)).map(imageOf);
	}

	async create(
		product: string,
		images: readonly NewImage[],
		made: (at: number, id: string) => void,
	): Promise<void> {
		const check = `whether product ${product} has the new image`;
		for (const [at, { alt, url }] of images.entries()) {
			const body = await this.store.change(
				'POST',
				`products/${encodeURIComponent(product)}/images`,
				{ image: { src: await url(), ...(alt ? { alt } : {}) } },
				{ thing: `Product ${product}`, repeatable: false, check },
			);
			made(at, text((wrapped(body, 'image', check).image as IDataObject).id));
		}
	}

	async move(product: string, moves: readonly Move[]): Promise<void> {
		for (const { id, index } of moves) await this.update(product, id, { position: index + 1 });
	}

	async describe(product: string, texts: ReadonlyArray<{ id: string; alt: string }>) {
		for (const { id, alt } of texts) await this.update(product, id, { alt });
	}

	private async update(product: string, id: string, image: IDataObject): Promise<void> {
		await this.store.change(
			'PUT',
			`products/${encodeURIComponent(product)}/images/${encodeURIComponent(id)}`,
			{ image },
			{ thing: `Image ${id}`, repeatable: true, check: `image ${id} of product ${product}` },
		);
	}

	async remove(product: string, ids: readonly string[]): Promise<void> {
		for (const id of ids) {
			await this.store.remove(
				`products/${encodeURIComponent(product)}/images/${encodeURIComponent(id)}`,
				`Image ${id}`,
			);
		}
	}
}
