import { crc32, deflateSync } from 'node:zlib';

/** One chunk of a PNG: its length, name, content and checksum. */
function chunk(name: string, content: Buffer): Buffer {
	const length = Buffer.alloc(4);
	length.writeUInt32BE(content.length);
	const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
	const checksum = Buffer.alloc(4);
	checksum.writeUInt32BE(crc32(named));
	return Buffer.concat([length, named, checksum]);
}

/**
 * A real PNG of one colour. Each number gives another content; `width` and `height` in pixels.
 */
export function picture(number: number, width = 40, height = 30): Buffer {
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	// Eight bits for each of red, green and blue.
	head.set([8, 2, 0, 0, 0], 8);
	const hue = (number * 47) % 256;
	const pixel = [hue, (hue * 3 + number) % 256, 255 - hue];
	const row = Buffer.from([0, ...Array.from({ length: width }, () => pixel).flat()]);
	const rows = Buffer.concat(Array.from({ length: height }, () => row));
	return Buffer.concat([
		Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
		chunk('IHDR', head),
		chunk('tEXt', Buffer.from(`Title\0picture ${number};`, 'latin1')),
		chunk('IDAT', deflateSync(rows)),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

/** Width and height of a PNG; undefined for everything else. */
export function pictureSize(content: Buffer): { width: number; height: number } | undefined {
	if (content.toString('latin1', 1, 4) !== 'PNG' || content.length < 24) return undefined;
	return { width: content.readUInt32BE(16), height: content.readUInt32BE(20) };
}

/**
 * What a platform fetches from an address. The sandbox asks this machine only; of other addresses,
 * and of those that do not answer with a file, it keeps nothing.
 */
export async function fetchedPicture(address: unknown): Promise<Buffer | undefined> {
	if (typeof address !== 'string' || !/^http:\/\/(?:127\.0\.0\.1|localhost)[:/]/.test(address))
		return undefined;
	try {
		const answer = await fetch(address);
		return answer.ok ? Buffer.from(await answer.arrayBuffer()) : undefined;
	} catch {
		return undefined;
	}
}
