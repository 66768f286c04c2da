import type { IDataObject } from 'n8n-workflow';

import { InputError, PlatformError } from '../../shared/errors';
import { gid, legacyId } from '../../Shopify/client/ids';
import { term } from '../../Shopify/client/search';
import type { Shop } from '../../Shopify/client/shop';
import { uploadImages } from '../../Shopify/client/upload';
import type { Node } from '../../Shopify/payloads/payload';
import { dig, nodesIn, nodesOf } from '../../Shopify/payloads/payload';
import { moved, movesTo } from '../plan';
import { notFound, onlyOne } from './found';
import type { FoundProduct, Gallery, GalleryImage, Move, NewImage, ProductRef } from './gallery';
import { batches } from './lookups';

/** Products that are looked up in one query. */
const FINDS = 20;

/** Images that are added by one mutation. */
const CREATES = 20;

/** Media of one page. */
const PAGE = 50;

/** How long Shopify may take to process images, or to move them, in ms. */
const MOST_MS = 120_000;

const STATES = ['READY', 'FAILED'];

/** A product's number (0 is none), or its global ID. */
const PRODUCT_ID = /^(?:gid:\/\/shopify\/Product\/)?0*[1-9]\d*$/;

const MEDIA =
	'id mediaContentType ... on MediaImage { alt status image { url width height } originalSource { url fileSize } }';

const text = (value: unknown) =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const size = (value: unknown) => (Number(value) > 0 ? Number(value) : undefined);

/** A product as the lookups select it. */
const productIn = (node: unknown): FoundProduct | undefined =>
	node ? { id: text((node as Node).id), title: text((node as Node).title) } : undefined;

/**
 * The galleries of a Shopify shop: the images among a product's media. Videos and models of the
 * same list keep their places. An image that is taken out of a product stays among the shop's files.
 */
export class ShopifyGallery implements Gallery {
	readonly label = 'Shopify';

	/** As Shopify's help pages say; files of other types are refused or become other media. */
	readonly limits = {
		types: ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/heic'],
		maxBytes: 20 * 1024 * 1024,
		maxPixels: 25_000_000,
		maxImages: 250,
		maxAlt: 512,
	};

	readonly placesNew = false;

	readonly fetches = false;

	readonly takesAlt = true;

	readonly keepsNames = true;

	constructor(private readonly shop: Shop) {}

	async find(refs: readonly ProductRef[]): Promise<Array<FoundProduct | Error>> {
		// Shopify refuses a whole query for one ID that is none.
		const askable = refs.filter((ref) => !('id' in ref) || PRODUCT_ID.test(ref.id));
		const found = new Map<ProductRef, FoundProduct | Error>();
		for (const some of batches(askable, FINDS)) {
			const products = await this.findSome(some);
			some.forEach((ref, index) => found.set(ref, products[index]));
		}
		return refs.map((ref) => found.get(ref) ?? notFound(ref));
	}

	/** One query with one field for each product. */
	private async findSome(refs: readonly ProductRef[]): Promise<Array<FoundProduct | Error>> {
		const variables: IDataObject = {};
		const declared: string[] = [];
		const fields = refs.map((ref, index) => {
			const given = `$p${index}`;
			if ('id' in ref) {
				declared.push(`${given}: ID!`);
				variables[`p${index}`] = gid('Product', ref.id);
				return `p${index}: product(id: ${given}) { id title }`;
			}
			declared.push(`${given}: String!`);
			if ('handle' in ref) {
				variables[`p${index}`] = ref.handle;
				return `p${index}: productByIdentifier(identifier: { handle: ${given} }) { id title }`;
			}
			variables[`p${index}`] = term('sku', ref.sku).join('');
			return `p${index}: productVariants(first: 10, query: ${given}) { nodes { sku product { id title } } }`;
		});
		const data = await this.shop.query(
			`query FindProducts(${declared.join(', ')}) { ${fields.join(' ')} }`,
			variables,
		);
		return refs.map((ref, index) => {
			const node = data[`p${index}`] as Node | null;
			if (!('sku' in ref)) return productIn(node) ?? notFound(ref);
			// The search finds parts of a SKU, too.
			const exact = nodesIn(dig({ node }, 'node.nodes')).filter(({ sku }) => sku === ref.sku);
			return onlyOne(
				ref,
				exact.flatMap(({ product }) => productIn(product) ?? []),
			);
		});
	}

	/** All media of a product, in order. */
	private async media(product: string): Promise<Node[]> {
		const media: Node[] = [];
		for (let after: string | null = null; ;) {
			const { product: node } = await this.shop.query(
				`query GalleryMedia($id: ID!, $first: Int!, $after: String) { product(id: $id) { id media(first: $first, after: $after) { nodes { ${MEDIA} } pageInfo { hasNextPage endCursor } } } }`,
				{ id: product, first: PAGE, after },
			);
			if (!node) throw notFound({ id: product });
			media.push(...nodesOf(node as Node, 'media'));
			const { hasNextPage, endCursor } = dig(node as Node, 'media.pageInfo') as Node;
			if (hasNextPage !== true || endCursor === after) return media;
			after = String(endCursor);
		}
	}

	async read(product: string): Promise<GalleryImage[]> {
		let media = await this.media(product);
		const pending = media.filter(({ status }) => status && !STATES.includes(text(status)));
		if (pending.length > 0) {
			await this.untilProcessed(pending.map(({ id }) => text(id)));
			media = await this.media(product);
		}
		return media
			.filter(({ mediaContentType }) => mediaContentType === 'IMAGE')
			.map((node) => ({
				id: text(node.id),
				url: text(dig(node, 'image.url')),
				alt: text(node.alt),
				width: size(dig(node, 'image.width')),
				height: size(dig(node, 'image.height')),
				bytes: size(dig(node, 'originalSource.fileSize')),
				...(dig(node, 'originalSource.url')
					? { original: text(dig(node, 'originalSource.url')) }
					: {}),
				...(node.status === 'FAILED' ? { failed: true } : {}),
			}));
	}

	/** Waits until Shopify has processed images; how each came out is left to the caller. */
	private async untilProcessed(ids: string[]): Promise<Node[]> {
		const data = await this.shop.poll(
			'query GalleryStates($ids: [ID!]!) { nodes(ids: $ids) { ... on MediaImage { id status mediaErrors { code message details } } } }',
			{ ids },
			({ nodes }) =>
				(nodes as Array<Node | null>).every(
					(node) => !node?.status || STATES.includes(text(node.status)),
				),
			MOST_MS,
		);
		if (data) return (data.nodes as Array<Node | null>).filter((node) => node !== null);
		throw new PlatformError({
			message: `Shopify has not finished the images after ${MOST_MS / 1000} seconds`,
			advice:
				'They are among the media of the product. Run the item again later: it goes on there.',
			outcomeUnknown: true,
		});
	}

	async create(
		product: string,
		images: readonly NewImage[],
		made: (at: number, id: string) => void,
	): Promise<void> {
		for (let start = 0; start < images.length; start += CREATES) {
			const some = images.slice(start, start + CREATES);
			const ids = await this.createSome(product, some);
			ids.forEach((id, index) => made(start + index, id));
			const states = await this.untilProcessed(ids);
			const failed = states.find(({ status }) => status === 'FAILED');
			if (failed) throw refusedImage(failed, images[start + ids.indexOf(text(failed.id))]);
		}
	}

	/** One mutation for several images. @returns the IDs of their media, in order */
	private async createSome(product: string, images: readonly NewImage[]): Promise<string[]> {
		const sources = await uploadImages(this.shop, images);
		const { product: changed } = (await this.shop.mutate(
			'mutation AddImages($product: ProductUpdateInput!, $media: [CreateMediaInput!]!, $count: Int!) { productUpdate(product: $product, media: $media) { product { media(first: $count, sortKey: ID, reverse: true) { nodes { id } } } userErrors { field message } } }',
			{
				product: { id: product },
				media: images.map(({ alt }, index) => ({
					originalSource: sources[index],
					mediaContentType: 'IMAGE',
					...(alt ? { alt } : {}),
				})),
				count: images.length,
			},
			{ repeatable: false, check: 'whether the product has the images' },
		)) as { product: Node };
		// The newest ones, the last one first.
		return nodesOf(changed, 'media')
			.map(({ id }) => text(id))
			.reverse();
	}

	async move(product: string, moves: readonly Move[], before: readonly string[]): Promise<void> {
		const order = moved(before, moves);
		const media = (await this.media(product)).map(({ id }) => text(id));
		const images = new Set(before);
		const next = order.values();
		// What is no image keeps its place in the list.
		const wanted = media.map((id) => (images.has(id) ? String(next.next().value) : id));
		const { job } = (await this.shop.mutate(
			'mutation MoveImages($id: ID!, $moves: [MoveInput!]!) { productReorderMedia(id: $id, moves: $moves) { job { id done } mediaUserErrors { field message code } } }',
			{
				id: product,
				moves: movesTo(media, wanted).map(({ id, index }) => ({ id, newPosition: String(index) })),
			},
			{ repeatable: true, check: 'the order of the images' },
		)) as { job: Node | null };
		if (!job || job.done === true) return;
		const done = await this.shop.poll(
			'query MovesState($id: ID!) { job(id: $id) { done } }',
			{ id: job.id as string },
			(data) => (data.job as Node | null)?.done !== false,
			MOST_MS,
		);
		if (!done) {
			throw new PlatformError({
				message: `Shopify has not moved the images after ${MOST_MS / 1000} seconds`,
				advice: 'All images are in the product. Run the item again later: it goes on there.',
			});
		}
	}

	async describe(product: string, texts: ReadonlyArray<{ id: string; alt: string }>) {
		await this.update(texts.map(({ id, alt }) => ({ id, alt })));
	}

	/** The files stay among the shop's files; only their place in the product is given up. */
	async remove(product: string, ids: readonly string[]): Promise<void> {
		await this.update(ids.map((id) => ({ id, referencesToRemove: [product] })));
	}

	private async update(files: IDataObject[]): Promise<void> {
		await this.shop.mutate(
			'mutation UpdateImages($files: [FileUpdateInput!]!) { fileUpdate(files: $files) { files { id } userErrors { field message code } } }',
			{ files },
			{ repeatable: true, check: 'the images of the product' },
		);
	}
}

function refusedImage(media: Node, { name }: NewImage): PlatformError {
	const [reason = {}] = nodesIn(media.mediaErrors);
	return new PlatformError({
		message: `Shopify could not use '${name}': ${text(reason.message) || 'it gives no reason'}`,
		advice: `The product has it among its media as failed, where no customer sees it; remove it there. ${text(reason.details)}`,
		code: text(reason.code) || 'FAILED',
	});
}

/** The number of a product, as Dash and Shopify's REST API call it. */
export function productNumber(id: string): string {
	const number = legacyId(id);
	if (number === null) throw new InputError(`'${id}' is not the ID of a product`);
	return String(number);
}
