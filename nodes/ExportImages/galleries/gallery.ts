import type { IDataObject } from 'n8n-workflow';

/** How a product may be named. */
export type ProductRef = { id: string } | { handle: string } | { sku: string };

/** One image of a product's gallery. */
export interface GalleryImage {
	id: string;
	/** Where it can be seen; empty until the platform has processed it. */
	url: string;
	alt: string;
	/** In pixels; undefined where the platform does not tell. */
	width?: number;
	height?: number;
	/** Bytes of the file that was uploaded, where the platform tells. */
	bytes?: number;
	/** Where the uploaded file can be read as it was, when that is not `url`. */
	original?: string;
	/** Whether the platform could not process it, so that no customer sees it. */
	failed?: boolean;
}

/** An image on its way into a gallery. */
export interface NewImage {
	/** File name with an ending that fits the type. */
	name: string;
	mimeType: string;
	data: Buffer;
	width?: number;
	height?: number;
	alt?: string;
	/** A public address of the same content, for platforms that fetch images themselves. */
	url(): Promise<string>;
	/** Place among the images, from 0; only given to galleries that place new images. */
	index?: number;
}

/** Takes an image out of its place and puts it at `index` (from 0) of what is left. */
export interface Move {
	id: string;
	index: number;
}

/** What a platform accepts. Undefined means that no limit is known. */
export interface Limits {
	/** MIME types. */
	types: readonly string[];
	maxBytes?: number;
	maxPixels?: number;
	/** The longest side, in pixels. */
	maxSide?: number;
	maxImages?: number;
	maxAlt?: number;
	/** Letters of an image's address. */
	maxUrl?: number;
}

/** A product as the gallery found it. */
export interface FoundProduct {
	id: string;
	title: string;
}

/**
 * The images of one shop's products: the few things that each platform does in its own way.
 * All lists of images are in the order of the product's page.
 */
export interface Gallery {
	/** The platform's name, for texts. */
	readonly label: string;
	readonly limits: Limits;
	/** Whether a new image can be created at a place; otherwise it becomes the last one. */
	readonly placesNew: boolean;
	/** Whether the platform fetches an image from its address and takes no files. */
	readonly fetches: boolean;
	/** Whether images have alt texts at all. */
	readonly takesAlt: boolean;
	/** Host of a server that merchants run themselves: its images may lie in a private network. */
	readonly home?: string;
	/** Whether the name of an uploaded file stays a part of the image's address. */
	readonly keepsNames: boolean;
	/**
	 * Finds products, with as few requests as there can be.
	 *
	 * @returns one entry per reference, in order: the product, or what is wrong
	 */
	find(refs: readonly ProductRef[]): Promise<Array<FoundProduct | Error>>;
	/** All images, after those that are being processed have come to their end. */
	read(product: string): Promise<GalleryImage[]>;
	/**
	 * Adds images in their order and waits until each is processed.
	 *
	 * @param made told as soon as an image is in the gallery, with its place in `images` and its ID
	 */
	create(
		product: string,
		images: readonly NewImage[],
		made: (at: number, id: string) => void,
	): Promise<void>;
	/**
	 * Moves images, one after the other.
	 *
	 * @param before the images' IDs before the moves, in order
	 */
	move(product: string, moves: readonly Move[], before: readonly string[]): Promise<void>;
	/** Changes alt texts; undefined where the platform has no way to. */
	describe?(product: string, texts: ReadonlyArray<{ id: string; alt: string }>): Promise<void>;
	/** Takes images out of the gallery. */
	remove(product: string, ids: readonly string[]): Promise<void>;
}

/** An image as the node's output shows it. */
export const shown = ({ id, url, alt, width, height }: GalleryImage): IDataObject => ({
	image_id: id,
	url,
	alt,
	width: width ?? null,
	height: height ?? null,
});
