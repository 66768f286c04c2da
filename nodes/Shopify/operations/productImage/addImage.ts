import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { PlatformError } from '../../../shared/errors';
import type { Call } from '../../../shared/operation';
import { gid, legacyId } from '../../client/ids';
import type { Shop } from '../../client/shop';
import { Image, imageOfMedia, mediaOfImage } from '../../payloads/image';
import type { Node } from '../../payloads/payload';
import { convert, dig, nodesIn, nodesOf } from '../../payloads/payload';
import { productImages } from '../../payloads/product';
import { afterwards } from '../afterwards';
import { fieldNames } from '../kit';

/** What an image may be given with, wherever it comes from. */
export const imageFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [
		{
			displayName: 'Alt Text',
			name: 'alt',
			type: 'string',
			default: '',
			placeholder: 'e.g. Blue T-shirt, front',
			description: 'What the image shows, for those who cannot see it',
		},
		{
			displayName: 'Position',
			name: 'position',
			type: 'number',
			typeOptions: { numberPrecision: 0, minValue: 1 },
			default: 1,
			description:
				'Place among the images of the product, from 1; it becomes the last one otherwise',
		},
	],
};

/** How long Shopify may take to fetch and process an image, or to move it. */
const MOST_MS = 90_000;

/**
 * Adds an image to a product, waits until it can be seen, and moves it to its place.
 *
 * @param source public address, or that of an uploaded file
 * @returns the documented image
 */
export async function addImage(call: Call, shop: Shop, source: string): Promise<IDataObject> {
	const id = gid('Product', call.input.product_id);
	const { alt, position } = call.input;
	const { product } = (await shop.mutate(
		'mutation AddImage($product: ProductUpdateInput!, $media: [CreateMediaInput!]!) { productUpdate(product: $product, media: $media) { product { media(first: 1, sortKey: ID, reverse: true) { nodes { id } } } userErrors { field message } } }',
		{
			product: { id },
			media: [{ originalSource: source, mediaContentType: 'IMAGE', ...(alt ? { alt } : {}) }],
		},
		{ repeatable: false, check: 'whether the product has the image' },
	)) as { product: Node };
	const mediaId = String(nodesOf(product, 'media')[0].id);
	await untilReady(shop, mediaId);
	return await afterwards('The image is in the product: do not add it again.', async () => {
		if (position) await moveTo(shop, id, mediaId, Number(position));
		const owner = await withImages(shop, id, mediaId, call.fields);
		return convert(Image, imageOfMedia(owner, mediaId) as Node, call.fields, owner);
	});
}

/** Shopify fetches and processes an image after its answer. */
async function untilReady(shop: Shop, mediaId: string): Promise<void> {
	const data = await shop.poll(
		'query ImageState($id: ID!) { node(id: $id) { ... on MediaImage { status mediaErrors { code message details } } } }',
		{ id: mediaId },
		({ node }) => ['READY', 'FAILED'].includes(String((node as Node | null)?.status)),
		MOST_MS,
	);
	if (!data) {
		throw new PlatformError({
			message: `Shopify has not finished the image after ${MOST_MS / 1000} seconds`,
			advice:
				'It is among the media of the product and may still become ready: look there before you run this item again.',
			outcomeUnknown: true,
		});
	}
	const { status, mediaErrors } = data.node as Node;
	if (status === 'READY') return;
	const [reason = {}] = nodesIn(mediaErrors);
	const details = reason.details && reason.details !== reason.message ? ` ${reason.details}` : '';
	throw new PlatformError({
		message: `Shopify could not use the image: ${String(reason.message ?? 'it gives no reason')}`,
		advice: `The product has it among its media as failed, where it can be deleted.${details}`,
		code: reason.code ? String(reason.code) : 'FAILED',
	});
}

/**
 * The product with all its images, among them the one of the file: that list follows a little later.
 */
async function withImages(
	shop: Shop,
	id: string,
	mediaId: string,
	fields: readonly string[] = fieldNames(Image),
): Promise<Node> {
	// The image is found by its file's address, which these two fields bring.
	const table = productImages([...fields, 'src', 'created_at']);
	const text = `query ProductImages($id: ID!) { product(id: $id) { ${shop.selection(table)} } }`;
	for (let pause = 250; ; pause *= 2) {
		const { product } = (await shop.query(text, { id })) as { product: Node | null };
		if (product) {
			await shop.completeOne(table, product);
			if (imageOfMedia(product, mediaId)) return product;
		}
		if (!product || pause > MOST_MS / 4) {
			throw new PlatformError({
				message: 'The image is ready, but Shopify does not list it yet',
				advice: 'Get the images of the product a little later.',
			});
		}
		await sleep(pause, shop.signal);
	}
}

/** Moves an image to a place among the images. Videos and models stand in the same list of media. */
async function moveTo(shop: Shop, id: string, mediaId: string, position: number): Promise<void> {
	const product = await withImages(shop, id, mediaId, ['id']);
	const images = nodesOf(product, 'images');
	const target = images[position - 1];
	const file = target && mediaOfImage(product, legacyId(target.id));
	if (!file || file === mediaId) return;
	const place = nodesIn(dig(product, 'media.nodes')).findIndex((media) => media.id === file);
	const { job } = (await shop.mutate(
		'mutation MoveImage($id: ID!, $moves: [MoveInput!]!) { productReorderMedia(id: $id, moves: $moves) { job { id done } mediaUserErrors { field message code } } }',
		{ id, moves: [{ id: mediaId, newPosition: String(place) }] },
		{ repeatable: true, check: 'the order of the images' },
	)) as { job: Node | null };
	if (!job || job.done === true) return;
	await shop.poll(
		'query MoveState($id: ID!) { job(id: $id) { done } }',
		{ id: job.id as string },
		(data) => (data.job as Node | null)?.done !== false,
		MOST_MS,
	);
}
