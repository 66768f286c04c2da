import type { IBinaryData, IDataObject } from 'n8n-workflow';

import { InputError, PlatformError } from '../../../shared/errors';
import type { Call } from '../../../shared/operation';
import type { Exporter } from '../../client/exporter';
import { notFound } from '../../galleries/found';
import type { FoundProduct, Gallery, ProductRef } from '../../galleries/gallery';
import type { Loaded } from '../../images/load';
import { checkedImage, MOST_BYTES, nameIn } from '../../images/load';
import { fetchAddress, PrivateAddressError } from '../../images/address';
import type { Mode } from '../../plan';
import type { Listed, Tools } from '../../synchronise';
import { synchronise } from '../../synchronise';
import { productRef } from '../kit';

/** Products whose galleries are changed at the same time, and images that are read for one product. */
const PRODUCTS = 4;
const IMAGES = 4;

/** How long Dash may take to prepare a file, in ms. */
const DASH_MS = 120_000;

/** Applies a function to all of a list, a few at a time. @returns the results in order */
async function eachOf<T, R>(
	list: readonly T[],
	width: number,
	work: (one: T) => Promise<R>,
): Promise<R[]> {
	const results: R[] = [];
	const waiting = list.entries();
	const worker = async () => {
		for (const [index, one] of waiting) results[index] = await work(one);
	};
	await Promise.all(Array.from({ length: Math.min(width, list.length) }, worker));
	return results;
}

/** The content that an item names, read and checked; undefined for an image that is there already. */
async function load(call: Call, exporter: Exporter, gallery: Gallery): Promise<Loaded | undefined> {
	const { url, binary_property: property, asset_id: asset } = call.input;
	const maxBytes = gallery.limits.maxBytes ?? MOST_BYTES;
	if (typeof url === 'string' && url !== '') {
		const address = fetchAddress(url, exporter.allowPrivate).href;
		return checkedImage(
			await exporter.fetch(address, { maxBytes }),
			nameIn(address),
			gallery,
			address,
		);
	}
	if (property) {
		const { data, meta } = await call.binary(String(property));
		return checkedImage(data, meta.fileName ?? '', gallery);
	}
	if (!asset) return undefined;
	const dash = await exporter.dash();
	const { link, name } = await dash.file(String(asset), { maxMs: DASH_MS });
	return checkedImage(
		await exporter.fetch(link, { maxBytes }),
		name || nameIn(link),
		gallery,
		link,
	);
}

/** One item as the gallery's work sees it. */
async function listed(call: Call, exporter: Exporter, gallery: Gallery): Promise<Listed> {
	const { item, input } = call;
	const loaded = await load(call, exporter, gallery);
	return {
		item,
		...(input.image_id ? { existing: String(input.image_id) } : {}),
		...(loaded ? { loaded } : {}),
		...(input.position ? { position: Number(input.position) } : {}),
		...(typeof input.alt === 'string' ? { alt: input.alt } : {}),
		async address() {
			if (loaded?.url !== undefined) return loaded.url;
			const { meta } = await call.binary(String(input.binary_property));
			return lent(exporter, meta);
		},
	};
}

/** An address that n8n lends a file, when the shop can reach it. */
function lent(exporter: Exporter, file: IBinaryData): string | undefined {
	const address = exporter.signedAddress(file);
	if (address === undefined) return undefined;
	try {
		return fetchAddress(address, exporter.allowPrivate).href;
	} catch {
		return undefined;
	}
}

/** Calls of one product, whatever each of them names it by. */
interface Group {
	product: FoundProduct;
	calls: Call[];
	/** An item that names the product too, but whose input was refused. */
	refused?: number;
}

/** Finds the products of all calls at once. Calls whose product is not found fail. */
async function groupsOf(
	calls: readonly Call[],
	exporter: Exporter,
	gallery: Gallery,
	fail: (call: Call, error: Error) => void,
): Promise<Group[]> {
	const refused = exporter.refused(calls);
	const refs = new Map(
		[...calls.map(({ input }) => productRef(input)), ...refused.map(({ ref }) => ref)].map(
			(ref) => [JSON.stringify(ref), ref],
		),
	);
	const products = await gallery.find([...refs.values()]);
	const found = new Map([...refs.keys()].map((name, index) => [name, products[index]]));
	const productOf = (ref: ProductRef) => found.get(JSON.stringify(ref)) ?? notFound(ref);
	const groups = new Map<string, Group>();
	for (const call of calls) {
		const product = productOf(productRef(call.input));
		if (product instanceof Error) {
			fail(call, product);
			continue;
		}
		const group = groups.get(product.id) ?? { product, calls: [] };
		groups.set(product.id, group);
		group.calls.push(call);
	}
	for (const { item, ref } of refused) {
		const product = productOf(ref);
		const group = product instanceof Error ? undefined : groups.get(product.id);
		if (group) group.refused ??= item;
	}
	return [...groups.values()];
}

/** Whether the items of a product want its other images removed. @throws InputError when they disagree */
function removesOthers(calls: readonly Call[]): boolean {
	const choices = new Set(calls.map(({ input }) => input.other_images ?? 'keep'));
	if (choices.size > 1) {
		throw new InputError(
			`Items ${calls.map(({ item }) => item).join(', ')} are about one product, but disagree on 'Other Images'`,
			'Give all items of a product the same choice.',
		);
	}
	return choices.has('remove');
}

const errorOf = (thrown: unknown): Error =>
	thrown instanceof Error ? thrown : new Error(String(thrown));

/** An error that one item of a product has caused, for the others. */
const becauseOf = (cause: Error, product: FoundProduct) =>
	new PlatformError({
		message: `Product ${product.id} was left as it is, because another image listed for it cannot be used: ${cause.message}`,
		advice: 'Mend that item, or leave it out, and run the items of this product again.',
	});

/** Without the refused item's image the list would be another one, and the image might be removed. */
const incomplete = (item: number, product: FoundProduct) =>
	new PlatformError({
		message: `Product ${product.id} was left as it is, because item ${item} lists an image for it, too, and its input was refused`,
		advice: 'Mend that item, or leave it out, and run the items of this product again.',
	});

const notStarted = (cause: Error) =>
	new PlatformError({
		message: `Not started, because another product failed: ${cause.message}`,
		advice:
			cause instanceof PlatformError || cause instanceof InputError ? cause.advice : undefined,
		outcomeUnknown: cause instanceof PlatformError && cause.outcomeUnknown,
	});

/**
 * Reads all images that are listed for a product.
 *
 * @returns them, or the error of each call: one image that cannot be used leaves the product alone
 */
async function contents(
	{ calls, product }: Group,
	exporter: Exporter,
	gallery: Gallery,
): Promise<Listed[] | Error[]> {
	const results = await eachOf(
		calls,
		IMAGES,
		async (call) => await listed(call, exporter, gallery).catch(errorOf),
	);
	const errors = results.filter((one): one is Error => one instanceof Error);
	if (errors.length === 0) return results as Listed[];
	return results.map((one) => (one instanceof Error ? one : becauseOf(errors[0], product)));
}

/**
 * The work of append, replace, sync and reorder: all items of a product together, products side by
 * side. Without Continue On Fail no further product is begun after the first one that failed.
 */
export async function changeGalleries(
	calls: Call[],
	exporter: Exporter,
	mode: Mode,
): Promise<Array<IDataObject | Error>> {
	const gallery = await exporter.gallery();
	const results = new Map<Call, IDataObject | Error>();
	const groups = await groupsOf(calls, exporter, gallery, (call, error) =>
		results.set(call, error),
	);
	let stopped = exporter.continues ? undefined : [...results.values()].find(isError);
	const tools: Tools = {
		read: async (image) => await readable(exporter, gallery, image.original ?? image.url),
		byAlt: exporter.option('recognizeByAlt', false),
		changed: () =>
			exporter.hint(
				`${gallery.label} has changed the content of an image that was added, so that it cannot be recognized by its content next time. Give every image an alt text of its own and switch on 'Recognize by Alt Text', or the next run adds it again.`,
			),
	};
	await eachOf(groups, PRODUCTS, async (group) => {
		const settle = (outcomes: ReadonlyArray<IDataObject | Error>) => {
			group.calls.forEach((call, index) => results.set(call, outcomes[index]));
			const failed = outcomes.find(isError);
			if (failed && !exporter.continues) stopped ??= failed;
		};
		if (stopped) {
			const cause = stopped;
			settle(group.calls.map(() => notStarted(cause)));
			return;
		}
		try {
			if (group.refused !== undefined) throw incomplete(group.refused, group.product);
			const removeOthers = removesOthers(group.calls);
			const images = await contents(group, exporter, gallery);
			if (images.some(isError)) settle(images as Error[]);
			else {
				const task = { product: group.product, listed: images as Listed[], mode, removeOthers };
				settle(await synchronise(gallery, task, tools));
				hintTexts(exporter, gallery, images as Listed[]);
			}
		} catch (error) {
			settle(group.calls.map(() => errorOf(error)));
		}
	});
	return calls.map((call) => results.get(call) ?? new Error('This item was not reached'));
}

const isError = (one: unknown): one is Error => one instanceof Error;

/** An image's bytes; undefined when its address is dead, so that it cannot be the one sought. */
const readable = async (
	exporter: Exporter,
	{ home }: Gallery,
	address: string,
): Promise<Buffer | undefined> =>
	address === '' ? undefined : await exporter.fetch(address, { home }).catch(unlessDead);

/** An image that was not asked for could be the one sought, and would come a second time. */
function unlessDead(error: unknown): undefined {
	const dead = error instanceof InputError && !(error instanceof PrivateAddressError);
	if (!dead) throw errorOf(error);
	return undefined;
}

function hintTexts(exporter: Exporter, gallery: Gallery, images: readonly Listed[]): void {
	if (gallery.describe || !images.some(({ alt }) => alt)) return;
	exporter.hint(
		gallery.takesAlt
			? `${gallery.label} takes alt texts with new images only: those of images that are there already were left as they are.`
			: `Images of ${gallery.label} have no alt text: those that the items give were left out.`,
	);
}
