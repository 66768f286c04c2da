import { createHash } from 'crypto';

/*
 * An image is recognised by what it holds. Where a platform keeps the names of uploaded files, the
 * name carries a part of the content's SHA-256, so that a second run knows it without a download:
 * shirt-front.png → shirt-front-n8n1f0e….png. Platforms add something behind a name that is taken
 * (Shopify: _ and a UUID), which does not hide the mark.
 */

/** Letters of the hash in a name: 80 bits, far from any chance of two images with one mark. */
const LENGTH = 20;

const MARK = new RegExp(`-n8n([0-9a-f]{${LENGTH}})(?![0-9a-f])`, 'i');

/** The SHA-256 of a content, in hexadecimal. */
export const contentHash = (data: Buffer): string =>
	createHash('sha256').update(data).digest('hex');

/** The longest stem of a file's name. */
const MAX_STEM = 80;

/**
 * A file name that tells its content.
 *
 * @param name as the user's file is called; letters that addresses would have to escape are replaced
 * @param extension that fits the content
 */
export function markedName(name: string, hash: string, extension: string): string {
	const stem = name
		.replace(/\.[^.]*$/, '')
		.replace(MARK, '')
		.normalize('NFKD')
		.replace(/[\u0300-\u036f]/g, '')
		.replace(/[^A-Za-z0-9]+/g, '-')
		.slice(0, MAX_STEM)
		.replace(/^-+|-+$/g, '');
	return `${stem || 'image'}-n8n${hash.slice(0, LENGTH)}.${extension}`;
}

/** The mark in an image's address, in lower case; undefined when there is none. */
export function markIn(address: string): string | undefined {
	const file =
		address
			.replace(/[?#].*$/s, '')
			.split('/')
			.at(-1) ?? '';
	return MARK.exec(file)?.[1].toLowerCase();
}

/** Whether a mark is that of a content. */
export const marks = (mark: string, hash: string): boolean => hash.startsWith(mark);
