import type { IDataObject } from 'n8n-workflow';

import { recordIn } from '../../Medusa/client/server';
import type { Server } from '../../Medusa/client/server';
import { InputError, PlatformError } from '../../shared/errors';
import { moved } from '../plan';
import { onlyOne } from './found';
import type { FoundProduct, Gallery, GalleryImage, Move, NewImage, ProductRef } from './gallery';
import { batches, joinedFinds } from './lookups';

/** IDs or handles that are asked for at once. */
const FINDS = 50;

const text = (value: unknown) => (typeof value === 'string' ? value : '');

const productOf = ({ id, title }: IDataObject): FoundProduct => ({
	id: text(id),
	title: text(title),
});

const path = (product: string) => `/admin/products/${encodeURIComponent(product)}`;

/**
 * The galleries of a Medusa 2 server. A product's images are one list, which is replaced as a whole;
 * an entry with an ID stays the image that it is. Files are uploaded to the server's file module,
 * which keeps their names as a part of the address. Images of Medusa have no alt text.
 */
export class MedusaGallery implements Gallery {
	readonly label = 'Medusa';

	/** Medusa itself takes any file; these types are what browsers show. */
	readonly limits = {
		types: ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/heic'],
	};

	readonly placesNew = true;

	readonly fetches = false;

	readonly takesAlt = false;

	readonly keepsNames = true;

	readonly home: string;

	constructor(private readonly server: Server) {
		this.home = new URL(server.origin).host;
	}

	/** @throws InputError for Medusa 1, whose images are no list of the product's own */
	private async requireV2(): Promise<void> {
		if ((await this.server.version()) === 2) return;
		throw new InputError(
			'This server is Medusa 1, and galleries are changed on Medusa 2 only',
			'For Medusa 1 import the products with their images: the Medusa node does that.',
		);
	}

	async find(refs: readonly ProductRef[]): Promise<Array<FoundProduct | Error>> {
		await this.requireV2();
		return await joinedFinds(refs, {
			ids: async (ids) => await this.products('id', ids),
			handles: async (handles) => await this.products('handle', handles),
			sku: async (ref) => {
				const { records } = await this.server.page(
					{
						path: '/admin/product-variants',
						key: 'variants',
						thing: 'The list of variants',
						filters: { sku: ref.sku, fields: 'id,sku,product_id,product.title' },
					},
					{ limit: 10 },
				);
				return onlyOne(
					ref,
					records
						.filter(({ sku }) => sku === ref.sku)
						.map(({ product_id: id, product }) => ({
							id: text(id),
							title: text((product as IDataObject | undefined)?.title),
						})),
				);
			},
		});
	}

	/** Products by one of the list's filters, under the values that were asked for. */
	private async products(filter: 'id' | 'handle', values: readonly string[]) {
		const found = new Map<string, FoundProduct>();
		for (const some of batches([...new Set(values)], FINDS)) {
			const { records } = await this.server.page(
				{
					path: '/admin/products',
					key: 'products',
					thing: 'The list of products',
					filters: { [filter]: some, fields: 'id,title,handle' },
				},
				{ limit: some.length },
			);
			for (const record of records) found.set(text(record[filter]), productOf(record));
		}
		return found;
	}

	async read(product: string): Promise<GalleryImage[]> {
		const body = await this.server.read(
			path(product),
			{ thing: `Product ${product}` },
			{ fields: 'id,*images' },
		);
		return imagesIn(recordIn(body, 'product'));
	}

	async create(
		product: string,
		images: readonly NewImage[],
		made: (at: number, id: string) => void,
	): Promise<void> {
		const uploaded: string[] = [];
		for (const image of images) uploaded.push(await this.upload(image));
		const list: IDataObject[] = (await this.read(product)).map(entry);
		images.forEach(({ index }, at) => {
			list.splice(index ?? list.length, 0, { url: uploaded[at] });
		});
		const now = await this.replace(product, list);
		// Each uploaded file has an address of its own, by which its image is known.
		uploaded.forEach((url, at) => {
			const image = now.find((one) => one.url === url);
			if (!image) throw missing(product);
			made(at, image.id);
		});
	}

	private async upload({ name, mimeType, data }: NewImage): Promise<string> {
		const body = await this.server.upload(
			'/admin/uploads',
			'files',
			{ fileName: name, mimeType, content: data },
			// A file that no product names is only left over.
			{ thing: 'The upload', repeatable: true, check: '' },
		);
		const [file] = Array.isArray(body.files) ? (body.files as IDataObject[]) : [];
		const url = text(file?.url);
		if (url !== '') return url;
		throw new PlatformError({
			message: `Medusa's answer to the upload of '${name}' holds no address`,
		});
	}

	/** Replaces the list of images: the same list twice is the same as once. */
	private async replace(product: string, images: IDataObject[]): Promise<GalleryImage[]> {
		const body = await this.server.change(
			'POST',
			path(product),
			{ body: { images }, qs: { fields: 'id,*images' } },
			{
				thing: `Product ${product}`,
				repeatable: images.every(({ id }) => id !== undefined),
				check: `the images of product ${product}`,
			},
		);
		return imagesIn(recordIn(body, 'product', `the images of product ${product}`));
	}

	async move(product: string, moves: readonly Move[], before: readonly string[]): Promise<void> {
		const images = await this.read(product);
		const order = moved(before, moves);
		const known = new Map(images.map((image) => [image.id, image]));
		const listed = order.flatMap((id) => known.get(id) ?? []);
		const others = images.filter(({ id }) => !order.includes(id));
		await this.replace(product, [...listed, ...others].map(entry));
	}

	async remove(product: string, ids: readonly string[]): Promise<void> {
		const images = await this.read(product);
		await this.replace(product, images.filter(({ id }) => !ids.includes(id)).map(entry));
	}
}

const entry = ({ id, url }: GalleryImage): IDataObject => ({ id, url });

const imagesIn = ({ images }: IDataObject): GalleryImage[] =>
	[...((images ?? []) as IDataObject[])]
		.sort((a, b) => Number(a.rank ?? 0) - Number(b.rank ?? 0))
		.map(({ id, url }) => ({ id: text(id), url: text(url), alt: '' }));

const missing = (product: string) =>
	new PlatformError({
		message: `Medusa does not show the new images of product ${product}`,
		advice: 'Run the item again: images that are there are not added twice.',
		outcomeUnknown: true,
	});
