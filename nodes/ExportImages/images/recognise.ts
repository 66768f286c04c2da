import { InputError } from '../../shared/errors';
import type { GalleryImage } from '../galleries/gallery';
import { sameAddress } from './address';
import type { Loaded } from './load';
import { contentHash, markIn, marks } from './mark';

/** A listed image as far as it is to be found in a gallery. */
export interface Sought {
	/** ID or address of an image that has to be there. */
	existing?: string;
	/** The content, for images that may not be there yet. */
	loaded?: Loaded;
	alt?: string;
}

export interface Recognition {
	/** Reads an image of the gallery; undefined when its address is dead. */
	read(image: GalleryImage): Promise<Buffer | undefined>;
	/** Whether an image with the same alt text is taken for the same image. */
	byAlt?: boolean;
}

/** Whether a content could be that of an image, as far as its measures tell. */
function fits({ data, kind }: Loaded, image: GalleryImage): boolean {
	const agrees = (one: number | undefined, other: number | undefined) =>
		!one || !other || one === other;
	// A platform may have turned the image upright.
	const [upright, turned] = [
		[image.width, image.height],
		[image.height, image.width],
	].map(([width, height]) => agrees(kind.width, width) && agrees(kind.height, height));
	return (upright || turned) && agrees(data.length, image.bytes);
}

const isNamed = ({ id, url }: GalleryImage, name: string) =>
	id === name || id.endsWith(`/${name}`) || sameAddress(url, name);

/**
 * Finds the listed images in a gallery: by ID or address, by the mark in the file's name, by the
 * content, and, if wanted, by an alt text that only one image has.
 *
 * @returns one entry per listed image: the ID of the gallery's image, or undefined
 * @throws InputError for an image that has to be there and is not
 */
export async function recognise(
	gallery: readonly GalleryImage[],
	sought: readonly Sought[],
	{ read, byAlt = false }: Recognition,
): Promise<Array<string | undefined>> {
	const taken = new Set<string>();
	const seen = gallery.filter(({ failed }) => !failed);
	const contents = new Map<string, Promise<string | undefined>>();
	const hashOf = async (image: GalleryImage) => {
		const known = contents.get(image.id) ?? read(image).then((data) => data && contentHash(data));
		contents.set(image.id, known);
		return await known;
	};
	const found: Array<string | undefined> = [];
	const take = (at: number, image: GalleryImage | undefined) => {
		if (!image) return;
		found[at] = image.id;
		taken.add(image.id);
	};

	sought.forEach(({ existing, loaded }, at) => {
		if (existing !== undefined) {
			const image = seen.find((one) => isNamed(one, existing));
			if (!image) {
				throw new InputError(
					`The product has no image '${existing}'`,
					'Give the ID or the address of an image that the product has.',
				);
			}
			take(at, image);
		}
		if (!loaded) return;
		const { hash, url = '' } = loaded;
		const mark = ({ url: address }: GalleryImage) => markIn(address);
		take(
			at,
			seen.find((image) => sameAddress(image.url, url)) ??
				seen.find((image) => marks(mark(image) ?? '-', hash)),
		);
	});
	for (const [at, { loaded }] of sought.entries()) {
		if (!loaded || found[at] !== undefined) continue;
		for (const image of seen) {
			// A marked image tells its content by its name.
			if (markIn(image.url) !== undefined || !fits(loaded, image)) continue;
			if ((await hashOf(image)) !== loaded.hash) continue;
			take(at, image);
			break;
		}
	}
	if (byAlt) {
		const free = seen.filter(({ id }) => !taken.has(id));
		sought.forEach(({ loaded, alt }, at) => {
			if (!loaded || !alt || found[at] !== undefined) return;
			const alike = free.filter((image) => image.alt === alt);
			const listed = sought.filter((one) => one.alt === alt);
			if (alike.length === 1 && listed.length === 1) take(at, alike[0]);
		});
	}
	return sought.map((_, at) => found[at]);
}
