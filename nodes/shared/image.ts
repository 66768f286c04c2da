/** What an image file is, as far as its first bytes tell. */
export interface ImageKind {
	mimeType: string;
	/** Usual endings of such files; the first one is given to files without. */
	extensions: readonly string[];
	/** In pixels; undefined where the format hides it. */
	width?: number;
	height?: number;
}

interface Size {
	width: number;
	height: number;
}

const latin = (data: Buffer, from: number, to: number) => data.toString('latin1', from, to);

/** Segments follow each other, each with its length; the frame's segment holds the size. */
function jpegSize(data: Buffer): Size | undefined {
	for (let at = 2; at + 9 <= data.length && data[at] === 0xff;) {
		const marker = data[at + 1];
		const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (frame) return { height: data.readUInt16BE(at + 5), width: data.readUInt16BE(at + 7) };
		const bare = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
		at += marker === 0xff ? 1 : bare ? 2 : 2 + data.readUInt16BE(at + 2);
	}
	return undefined;
}

/** WebP has three kinds of first chunk, each with the size in a place of its own. */
function webpSize(data: Buffer): Size | undefined {
	switch (latin(data, 12, 16)) {
		case 'VP8 ':
			return { width: data.readUInt16LE(26) & 0x3fff, height: data.readUInt16LE(28) & 0x3fff };
		case 'VP8L': {
			const bits = data.readUInt32LE(21);
			return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
		}
		case 'VP8X':
			return { width: data.readUIntLE(24, 3) + 1, height: data.readUIntLE(27, 3) + 1 };
		default:
			return undefined;
	}
}

/** Brands of an ISO base media file that holds still images as HEIC. */
const HEIC = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

/**
 * Recognises an image by its content, whatever it is called.
 *
 * @returns undefined when it is none of PNG, JPEG, GIF, WebP and HEIC
 */
export function imageKind(data: Buffer): ImageKind | undefined {
	if (data.length < 30) return undefined;
	if (latin(data, 0, 8) === '\x89PNG\r\n\x1a\n') {
		const size = { width: data.readUInt32BE(16), height: data.readUInt32BE(20) };
		return { mimeType: 'image/png', extensions: ['png'], ...size };
	}
	if (latin(data, 0, 3) === '\xff\xd8\xff') {
		return { mimeType: 'image/jpeg', extensions: ['jpg', 'jpeg'], ...jpegSize(data) };
	}
	if (/^GIF8[79]a$/.test(latin(data, 0, 6))) {
		const size = { width: data.readUInt16LE(6), height: data.readUInt16LE(8) };
		return { mimeType: 'image/gif', extensions: ['gif'], ...size };
	}
	if (latin(data, 0, 4) === 'RIFF' && latin(data, 8, 12) === 'WEBP') {
		return { mimeType: 'image/webp', extensions: ['webp'], ...webpSize(data) };
	}
	if (latin(data, 4, 8) === 'ftyp' && HEIC.includes(latin(data, 8, 12))) {
		return { mimeType: 'image/heic', extensions: ['heic', 'heif'] };
	}
	return undefined;
}
