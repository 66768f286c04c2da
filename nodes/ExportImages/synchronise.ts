import type { IDataObject } from 'n8n-workflow';

import { InputError, PlatformError } from '../shared/errors';
import type { FoundProduct, Gallery, GalleryImage, NewImage } from './galleries/gallery';
import { shown } from './galleries/gallery';
import { sameAddress } from './images/address';
import type { Loaded } from './images/load';
import { contentHash, markedName } from './images/mark';
import type { Recognition } from './images/recognise';
import { recognise } from './images/recognise';
import type { Mode, Plan, Step } from './plan';
import { movesTo, newId, plan } from './plan';

/** One image that an item lists for a product. */
export interface Listed {
	item: number;
	/** An image that the product has already. */
	existing?: string;
	loaded?: Loaded;
	position?: number;
	alt?: string;
	/** A public address of the content; undefined where there is none. */
	address(): Promise<string | undefined>;
}

export interface Task {
	product: FoundProduct;
	listed: readonly Listed[];
	mode: Mode;
	removeOthers: boolean;
}

export interface Tools extends Recognition {
	/** Told that the platform has changed the content of an image. */
	changed(image: GalleryImage): void;
}

/** What has been done to a gallery so far. */
class Progress {
	readonly created = new Map<number, string>();

	moved = 0;

	described = 0;

	removed: string[] = [];

	constructor(private readonly of: Plan) {}

	get started(): boolean {
		return this.created.size + this.moved + this.described + this.removed.length > 0;
	}

	/** What a user has to know when the work broke off. */
	get told(): string {
		const { steps, remove } = this.of;
		const all = steps.filter(({ kind }) => kind === 'create').length;
		const moves = steps.length - all;
		const ids = [...this.created.values()].join(', ');
		return [
			`Of this product ${this.created.size} of ${all} new images are in the gallery${ids ? ` (${ids})` : ''},`,
			`${Math.min(this.moved, moves)} of ${moves} moves are made,`,
			`and ${this.removed.length} of ${remove.length} images removed.`,
			'Run the same items again: what is there is not added twice.',
		].join(' ');
	}
}

/** The real ID of an image that a plan names. */
const idOf = (id: string, { created }: Progress): string => {
	for (const [wanted, made] of created) if (id === newId(wanted)) return made;
	return id;
};

/** @throws InputError when a list or a text is longer than the platform takes */
function checkLimits(
	{ label, limits }: Gallery,
	{ steps, final, remove }: Plan,
	listed: readonly Listed[],
): void {
	const { maxImages, maxAlt } = limits;
	const creates = steps.some(({ kind }) => kind === 'create');
	const most = final.length + remove.length;
	if (maxImages !== undefined && final.length > maxImages) {
		throw new InputError(
			`The product would have ${final.length} images, and ${label} takes at most ${maxImages}`,
			'Nothing was changed. List fewer images, or let others be removed.',
		);
	}
	if (maxImages !== undefined && creates && most > maxImages) {
		throw new InputError(
			`The product would have ${most} images until its old ones are removed, and ${label} takes at most ${maxImages}`,
			'Nothing was changed. New images come before old ones go: exchange them in several runs, a part of them in each.',
		);
	}
	const long = listed.find(({ alt = '' }) => maxAlt !== undefined && alt.length > maxAlt);
	if (long) {
		throw new InputError(
			`The alt text of item ${long.item} has ${long.alt?.length} letters, and ${label} takes at most ${maxAlt}`,
		);
	}
}

/** The image as the platform is to get it. @throws InputError when there is no address to fetch it from */
async function newImage(gallery: Gallery, listed: Listed, index?: number): Promise<NewImage> {
	const { name, data, kind, hash } = listed.loaded as Loaded;
	const address = gallery.fetches ? await fetchable(gallery, listed) : '';
	return {
		name: markedName(name, hash, kind.extensions[0]),
		mimeType: kind.mimeType,
		data,
		width: kind.width,
		height: kind.height,
		alt: listed.alt,
		url: async () => await Promise.resolve(address),
		...(index === undefined ? {} : { index }),
	};
}

async function fetchable({ label, limits }: Gallery, listed: Listed): Promise<string> {
	const { maxUrl } = limits;
	const elsewhere =
		'Export the images to a shop that takes files first (such as Shopify), and give the address that it answers with as the URL here.';
	const address = await listed.address();
	if (address === undefined) {
		throw new InputError(
			`${label} takes images by their address only, and the image of item ${listed.item} has none`,
			`n8n can lend a file an address when it keeps binary data on disk or in S3 and can be reached from outside. ${elsewhere}`,
		);
	}
	if (maxUrl !== undefined && address.length > maxUrl) {
		throw new InputError(
			`The address of the image of item ${listed.item} has ${address.length} letters, and ${label} takes at most ${maxUrl}`,
			elsewhere,
		);
	}
	return address;
}

/** Runs of steps of one kind, so that a gallery can make each with few requests. */
function runs(steps: readonly Step[]): Step[][] {
	const all: Step[][] = [];
	for (const step of steps) {
		const last = all.at(-1);
		if (last?.[0].kind === step.kind) last.push(step);
		else all.push([step]);
	}
	return all;
}

/** Carries a plan out: adds, then moves, then texts, and removes last. */
async function carryOut(
	gallery: Gallery,
	{ product, listed }: Task,
	work: Plan,
	current: readonly GalleryImage[],
	progress: Progress,
): Promise<void> {
	const images = new Map<number, NewImage>();
	for (const step of work.steps) {
		if (step.kind !== 'create') continue;
		images.set(step.wanted, await newImage(gallery, listed[step.wanted], step.index));
	}
	const now = current.map(({ id }) => id);
	for (const run of runs(work.steps)) {
		const creates = run.flatMap((step) => (step.kind === 'create' ? [step] : []));
		if (creates.length > 0) {
			await gallery.create(
				product.id,
				creates.map(({ wanted }) => images.get(wanted) as NewImage),
				(at, id) => {
					progress.created.set(creates[at].wanted, id);
					now.splice(creates[at].index ?? now.length, 0, id);
				},
			);
			continue;
		}
		const moves = run.flatMap((step) =>
			step.kind === 'move' ? [{ id: idOf(step.id, progress), index: step.index }] : [],
		);
		await gallery.move(product.id, moves, [...now]);
		for (const { id, index } of moves) {
			now.splice(now.indexOf(id), 1);
			now.splice(index, 0, id);
		}
		progress.moved += moves.length;
	}
	if (work.texts.length > 0 && gallery.describe) {
		await gallery.describe(product.id, work.texts);
		progress.described = work.texts.length;
	}
	if (work.remove.length > 0) {
		await gallery.remove(product.id, work.remove);
		progress.removed = work.remove;
	}
}

/** Reads the gallery after a change, and puts it right when something else has moved its images. */
async function verified(
	gallery: Gallery,
	{ product }: Task,
	work: Plan,
	progress: Progress,
): Promise<GalleryImage[]> {
	const wanted = work.final.map((id) => idOf(id, progress));
	let images = await gallery.read(product.id);
	const listed = new Set(wanted);
	const order = () => images.map(({ id }) => id);
	const missing = wanted.filter((id) => !order().includes(id));
	if (missing.length > 0) {
		throw new PlatformError({
			message: `${gallery.label} does not show ${missing.length} of the product's images: ${missing.join(', ')}`,
			advice: 'Something else may be changing the product just now. Run the item again.',
		});
	}
	// What came in meanwhile stands behind.
	const target = [...wanted, ...order().filter((id) => !listed.has(id))];
	const moves = movesTo(order(), target);
	if (moves.length > 0) {
		await gallery.move(product.id, moves, order());
		images = await gallery.read(product.id);
	}
	if (order().join() !== target.join()) {
		throw new PlatformError({
			message: `${gallery.label} shows the images in another order than the one asked for`,
			advice: 'All images are there. Run the item again a little later.',
		});
	}
	return images;
}

/** Looks whether an image that was just added will be known by its content next time. */
async function checkUnchanged(
	gallery: Gallery,
	task: Task,
	progress: Progress,
	images: readonly GalleryImage[],
	tools: Tools,
): Promise<void> {
	if (gallery.keepsNames) return;
	const [first] = progress.created;
	const image = first && images.find(({ id }) => id === first[1]);
	const loaded = first && task.listed[first[0]].loaded;
	if (!image || !loaded || sameAddress(image.url, loaded.url ?? '')) return;
	const data = await tools.read(image).catch(() => undefined);
	if (data && contentHash(data) !== loaded.hash) tools.changed(image);
}

/**
 * Brings one product's gallery to what its items list.
 *
 * Everything is checked before the first change. New images come before old ones go, so that a
 * gallery is never empty, and a second run finds what the first one did.
 *
 * @returns one report per listed image, in order
 * @throws InputError before the first change; PlatformError saying what is done and what is not
 */
export async function synchronise(
	gallery: Gallery,
	task: Task,
	tools: Tools,
): Promise<IDataObject[]> {
	const { product, listed, mode, removeOthers } = task;
	const before = await gallery.read(product.id);
	const matches = await recognise(before, listed, tools);
	const work = plan(
		before,
		listed.map(({ position, alt, loaded }, at) => ({
			match: matches[at],
			key: loaded?.hash,
			position,
			...(gallery.describe ? { alt } : {}),
		})),
		{ mode, removeOthers, placesNew: gallery.placesNew },
	);
	checkLimits(gallery, work, listed);
	const progress = new Progress(work);
	const changes = work.steps.length + work.texts.length + work.remove.length > 0;
	const after = changes
		? await telling(progress, async () => {
				await carryOut(gallery, task, work, before, progress);
				return await verified(gallery, task, work, progress);
			})
		: before;
	if (changes) await checkUnchanged(gallery, task, progress, after, tools);
	return listed.map((_, at) =>
		report(gallery, task, { work, progress, matches, before, after }, at),
	);
}

/** Runs the changes of a product; an error says what of them is done. */
async function telling<T>(progress: Progress, change: () => Promise<T>): Promise<T> {
	try {
		return await change();
	} catch (error) {
		throw withProgress(error, progress);
	}
}

function withProgress(error: unknown, progress: Progress): unknown {
	if (!(error instanceof PlatformError) || (!progress.started && !error.outcomeUnknown))
		return error;
	return new PlatformError({
		message: error.message,
		advice: `${error.advice ?? ''} ${progress.told}`.trim(),
		code: error.code,
		outcomeUnknown: error.outcomeUnknown,
		partlyDone: progress.started,
	});
}

interface Outcome {
	work: Plan;
	progress: Progress;
	matches: ReadonlyArray<string | undefined>;
	before: readonly GalleryImage[];
	after: readonly GalleryImage[];
}

/** What became of one listed image. */
function report(
	gallery: Gallery,
	{ product, listed }: Task,
	{ work, progress, matches, before, after }: Outcome,
	at: number,
): IDataObject {
	const original = work.repeats.get(at);
	const id = matches[original ?? at] ?? progress.created.get(original ?? at) ?? '';
	const image = after.find((one) => one.id === id);
	const place = (images: readonly GalleryImage[]) => {
		const index = images.findIndex((one) => one.id === id);
		return index < 0 ? null : index + 1;
	};
	const isMoved = work.steps.some((step) => step.kind === 'move' && step.id === id);
	const isDescribed = work.texts.some((text) => text.id === id);
	const action =
		original !== undefined
			? 'duplicate'
			: matches[at] === undefined
				? 'created'
				: isMoved
					? 'moved'
					: isDescribed
						? 'updated'
						: 'kept';
	return {
		item: listed[at].item,
		shop: gallery.label,
		product_id: product.id,
		product_title: product.title,
		action,
		...(image ? shown(image) : { image_id: id, url: '', alt: '', width: null, height: null }),
		position: place(after),
		previous_position: place(before),
		gallery_size: after.length,
		// Told once for each product, so that no image is counted twice.
		removed:
			at === 0
				? work.remove.map((gone) => {
						const { url = '' } = before.find((one) => one.id === gone) ?? {};
						return { image_id: gone, url };
					})
				: [],
	};
}
