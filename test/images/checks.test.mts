import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import {
	fetchAddress,
	sameAddress,
	shownAddress,
} from '../../nodes/ExportImages/images/address.ts';
import type { FetchOptions } from '../../nodes/ExportImages/images/load.ts';
import { checkedImage, fetchFile, MOST_BYTES } from '../../nodes/ExportImages/images/load.ts';
import { contentHash, markedName, markIn } from '../../nodes/ExportImages/images/mark.ts';
import { picture } from '../sandbox/pictures.mts';
import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { binary, ExportImagesUnderTest, PictureHost, records, Shops, writes } from './exporter.mts';

let sandbox: Sandbox;
let exporter: ExportImagesUnderTest;
let shops: Shops;
const host = new PictureHost();

beforeAll(async () => {
	sandbox = await startSandbox({
		jobDelayMs: 0,
		mediaDelayMs: 0,
		bucket: { maximum: 100_000, restoreRate: 100_000 },
		amounts: { products: 5, customers: 1, orders: 1 },
		shoplazza: { amounts: { products: 5, customers: 1, orders: 1 } },
		shopline: { amounts: { products: 5, customers: 1, orders: 1 } },
	});
	exporter = new ExportImagesUnderTest(sandbox);
	shops = new Shops(sandbox);
	await host.start();
});
afterAll(async () => {
	await host.stop();
	await sandbox.stop();
});
beforeEach(() => sandbox.control.reset());

const product = () => ({ id: shops.products('shopify')[0].id });

const append = async (url: string, parameters: INodeParameters = {}) =>
	await exporter.gallery('shopify', 'append', [{ product: product(), url }], { parameters });

/** What was refused, and that nothing was changed before. */
async function refusal(payloads: IDataObject[], more = {}): Promise<string> {
	const { error } = await exporter.gallery('shopify', 'append', payloads, more);
	expect(writes(sandbox)).toEqual([]);
	return `${error?.message} ${error?.description ?? ''}`;
}

describe('what is looked at before anything is uploaded', () => {
	it.each([
		['a text', 'a.png', Buffer.from('<html>not an image at all, but a page of HTML</html>')],
		['an empty file', 'b.jpg', Buffer.alloc(0)],
		['a vector image', 'c.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"></svg>')],
	])('%s is no image, whatever it is called', async (_name, file, content) => {
		const url = host.serve(`/bad/${file}`, content);
		expect(await refusal([{ product: product(), url }])).toContain('is not an image');
	});

	it('too many pixels and too many bytes', async () => {
		const wide = picture(1, 6000, 2);
		wide.writeUInt32BE(6000, 20);
		const url = host.serve('/bad/wide.png', wide);
		expect(await refusal([{ product: product(), url }])).toContain('25 megapixels');
		const heavy = Buffer.concat([picture(2), Buffer.alloc(20 * 1024 * 1024)]);
		const heavyUrl = host.serve('/bad/heavy.png', heavy);
		expect(await refusal([{ product: product(), url: heavyUrl }])).toContain('20.0 MB');
		const file = await refusal([{ product: product(), binary_property: 'data' }], {
			binary: [binary('heavy.png', heavy)],
		});
		expect(file).toContain('at most 20.0 MB');
	});

	it('an address that leads nowhere', async () => {
		const words = await refusal([
			{ product: product(), url: `${host.origin}/none.png?key=s3cret` },
		]);
		expect(words).toContain('HTTP status 404');
		expect(words).not.toContain('s3cret');
	});

	it('a host that does not answer is asked again, then told', async () => {
		const url = host.serve('/down.png', Buffer.alloc(0), 503);
		const asked = () => host.asked.filter((path) => path === '/down.png').length;
		expect(await refusal([{ product: product(), url }])).toContain('HTTP status 503');
		expect(asked()).toBe(3);
	});

	it('one bad image leaves its product alone, and the other products are served under Continue', async () => {
		const [first, second] = shops.products('shopify');
		const good = host.serve('/good.png', picture(3));
		const payloads = [
			{ product: { id: first.id }, url: good },
			{ product: { id: first.id }, url: `${host.origin}/none.png` },
			{ product: { id: second.id }, url: good },
		];
		const before = shops.images('shopify', first.id);
		const result = await exporter.gallery('shopify', 'append', payloads, {
			onError: 'continueRegularOutput',
		});
		const [one, two, three] = records(result);
		expect(one.error).toContain('another image listed for it cannot be used');
		expect(two.error).toContain('HTTP status 404');
		expect(three).toMatchObject({ action: 'created' });
		expect(shops.images('shopify', first.id)).toEqual(before);
	});

	it('more images than the platform takes, and too long a text', async () => {
		const url = host.serve('/good.png', picture(3));
		const alt = 'x'.repeat(513);
		expect(await refusal([{ product: product(), url, alt }])).toContain('at most 512');
	});

	it('more images than the platform takes while the old ones are still there', async () => {
		const found = sandbox.shopify.db.product(product().id);
		if (!found) throw new Error('The sandbox has no such product');
		const { media } = found;
		const [one] = sandbox.shopify.db.products.flatMap((each) => each.media);
		found.media = Array.from({ length: 249 }, (_, at) => ({
			...one,
			id: `gid://shopify/MediaImage/${9_000_000 + at}`,
		}));
		const payloads = [4, 5].map((number) => ({
			product: product(),
			url: host.serve(`/peak-${number}.png`, picture(number)),
		}));
		const { error } = await exporter.gallery('shopify', 'replace', payloads);
		found.media = media;
		expect(error?.message).toContain('251 images until its old ones are removed');
		expect(writes(sandbox)).toEqual([]);
	});

	it('exactly one source', async () => {
		expect(await refusal([{ product: product() }])).toContain('No image is given');
		const both = { product: product(), url: 'https://example.com/a.png', image_id: '1' };
		expect(await refusal([both])).toContain('More than one image');
	});
});

describe('addresses of private networks', () => {
	const off = { options: { allowPrivateAddresses: false } };

	it('are refused unless they are allowed', async () => {
		const url = host.serve('/good.png', picture(3));
		const { length } = host.asked;
		const { error } = await append(url, off);
		expect(error?.message).toContain('private network');
		expect(host.asked).toHaveLength(length);
		expect(records(await append(url))).toMatchObject([{ action: 'created' }]);
	});

	it('are refused behind a redirect, too', async () => {
		// The first hop is allowed here as well, so the rule itself is asked for the second one.
		const target = 'http://169.254.169.254/latest/meta-data';
		expect(() => fetchAddress(target, false)).toThrow('private network');
		const url = host.redirect('/hop.png', host.serve('/good.png', picture(3)));
		expect(records(await append(url))).toMatchObject([{ action: 'created' }]);
		const loop = host.redirect('/loop.png', `${host.origin}/loop.png`);
		expect((await append(loop)).error?.message).toContain('redirects too often');
		const file = host.redirect('/file.png', 'file:///etc/passwd');
		expect((await append(file)).error?.message).toContain('is not the address of an image');
		const none = host.redirect('/nowhere.png', 'http://');
		expect((await append(none)).error?.message).toContain('is not the address of an image');
	});

	it.each([
		'http://localhost/a.png',
		'http://127.1/a.png',
		'http://2130706433/a.png',
		'http://0x7f.0.0.1/a.png',
		'http://10.1.2.3/a.png',
		'http://192.168.1.1/a.png',
		'http://172.20.0.5/a.png',
		'http://100.64.0.1/a.png',
		'http://169.254.169.254/latest',
		'http://[::1]/a.png',
		'http://[::ffff:10.0.0.1]/a.png',
		'http://[fd00::1]/a.png',
		'http://[fe80::1]/a.png',
		'http://[64:ff9b::a00:1]/a.png',
		'http://198.18.0.1/a.png',
		'http://224.0.0.1/a.png',
		'http://metadata.google.internal/a.png',
		'http://printer.local/a.png',
		'http://medusa:9000/a.png',
		'http://localhost./a.png',
	])('%s', (address) => {
		expect(() => fetchAddress(address, false)).toThrow('private network');
		expect(fetchAddress(address, true).protocol).toBe('http:');
	});

	it.each([
		'ftp://example.com/a.png',
		'https://u:p@example.com/a.png',
		'a.png',
		'',
		'data:image/png,x',
	])('%s is no address of an image', (address) => {
		expect(() => fetchAddress(address, true)).toThrow('is not the address of an image');
	});

	it('public ones pass', () => {
		for (const address of [
			'https://example.com/a.png',
			'//cdn.example.com/b.png',
			'http://8.8.8.8/x',
			'https://240.images.example.com/c.png',
			'https://198.18.example.com/d.png',
		]) {
			expect(fetchAddress(address, false).hostname).not.toBe('');
		}
	});

	it('no token goes to where an image comes from', () => {
		expect(host.authorizations.filter((one) => one !== undefined)).toEqual([]);
	});
});

describe('a host that falls silent in the middle of a file', () => {
	const silent = createServer((_request, response) => {
		response.writeHead(200, { 'content-length': '1000' });
		response.write(picture(1).subarray(0, 40));
	});
	const address = () => `http://127.0.0.1:${(silent.address() as AddressInfo).port}/half.png`;
	const fetched = async (options: Partial<FetchOptions>) =>
		await fetchFile(exporter.editor(), address(), {
			allowPrivate: true,
			maxBytes: MOST_BYTES,
			...options,
		}).catch((error: Error) => error);

	beforeAll(async () => {
		await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
	});
	afterAll(() => {
		silent.closeAllConnections();
		silent.close();
	});

	it('is given up', async () => {
		expect(await fetched({ silenceMs: 50 })).toMatchObject({
			message: expect.stringContaining('could not be read') as string,
		});
	});

	it('does not hold a cancelled execution', async () => {
		const stop = new AbortController();
		const waiting = fetched({ signal: stop.signal });
		setTimeout(() => stop.abort(new Error('cancelled by the user')), 200);
		expect(await waiting).toMatchObject({ message: 'cancelled by the user' });
	});
});

describe('names and marks', () => {
	const hash = contentHash(picture(1));

	it('a name says its content, and says it once', () => {
		const name = markedName('Größe S — vorn.PNG', hash, 'png');
		expect(name).toBe(`Gro-e-S-vorn-n8n${hash.slice(0, 20)}.png`);
		expect(markedName(name, hash, 'png')).toBe(name);
		expect(markedName('', hash, 'jpg')).toMatch(/^image-n8n/);
	});

	it('the mark is read off an address, also behind what a platform adds', () => {
		const mark = hash.slice(0, 20);
		for (const file of [
			`a-n8n${mark}.png?v=1`,
			`a-n8n${mark}_6b3f7d1e-2c4a-4f8e-9b1d-0a2c3e4f5a6b.jpg`,
			`1763370000-a-n8n${mark}.png`,
		]) {
			expect(markIn(`https://cdn.example.com/files/${file}`)).toBe(mark);
		}
		expect(markIn('https://cdn.example.com/n8n.png')).toBeUndefined();
		expect(markIn(`https://a-n8n${mark}.example.com/x.png`)).toBeUndefined();
	});

	it('addresses are the same without protocol and version only', () => {
		expect(sameAddress('//a.com/x.png?v=1', 'https://a.com/x.png?v=2')).toBe(true);
		expect(sameAddress('https://a.com/x?id=1', 'https://a.com/x?id=2')).toBe(false);
		expect(sameAddress('', '')).toBe(false);
	});

	it('an address in a text shows no signature and no password', () => {
		expect(shownAddress('https://u:p@a.com/x.png?sig=1#h')).toBe('https://…@a.com/x.png');
	});

	it('limits of a platform hold on their own', () => {
		const gallery = { label: 'A shop', limits: { types: ['image/png'], maxSide: 30 } };
		expect(() => checkedImage(picture(1), 'a', gallery)).toThrow('at most 30 on a side');
		expect(MOST_BYTES).toBeGreaterThan(20 * 1024 * 1024);
	});
});

describe('images that a platform changes or keeps elsewhere', () => {
	it('Shoplazza: a changed content is told, and the alt text serves instead', async () => {
		const { room } = sandbox.shoplazza;
		room.recodes = true;
		const [{ id }] = shops.products('shoplazza');
		shops.empty('shoplazza', id);
		const payload = { product: { id }, url: host.serve('/r.png', picture(50)), alt: 'Front' };
		const first = await exporter.gallery('shoplazza', 'append', [payload]);
		expect(first.hints.map(({ message }) => message).join()).toContain('Recognize by Alt Text');
		const parameters = { options: { recognizeByAlt: true } };
		const again = await exporter.gallery('shoplazza', 'append', [payload], { parameters });
		expect(records(again)).toMatchObject([{ action: 'kept', gallery_size: 1 }]);
	});

	it('SHOPLINE: an image that the shop keeps itself is known by its content', async () => {
		sandbox.shopline.room.keepImages();
		const [{ id }] = shops.products('shopline');
		shops.empty('shopline', id);
		const payload = { product: { id }, url: host.serve('/k.png', picture(51)) };
		records(await exporter.gallery('shopline', 'append', [payload]));
		const elsewhere = { product: { id }, url: host.serve('/other-name.png', picture(51)) };
		const again = await exporter.gallery('shopline', 'append', [elsewhere]);
		expect(records(again)).toMatchObject([{ action: 'kept', gallery_size: 1 }]);
	});

	it('Shopify: a file that came by another way is known by its size and content', async () => {
		const { db } = sandbox.shopify;
		const [first] = db.products;
		const payload = { product: { id: first.id }, binary_property: 'data' };
		const file = { binary: [binary('a.png', picture(52))] };
		records(await exporter.gallery('shopify', 'replace', [payload], file));
		// The merchant gave it another name in Shopify's admin.
		const [media] = first.media;
		const name = media.url.replace(/^.*\/|\?.*$/g, '');
		db.files.set('renamed.png', db.files.get(name));
		media.url = media.url.replace(name, 'renamed.png');
		const again = await exporter.gallery('shopify', 'replace', [payload], file);
		expect(records(again)).toMatchObject([{ action: 'kept', gallery_size: 1 }]);
	});

	it('a file goes to a shop that fetches only where n8n can lend it an address', async () => {
		const [{ id }] = shops.products('shoplazza');
		const payload = { product: { id }, binary_property: 'data' };
		const { error } = await exporter.gallery('shoplazza', 'append', [payload], {
			binary: [binary('a.png', picture(53))],
		});
		expect(error?.message).toContain('by their address only');
		expect(error?.description).toContain('such as Shopify');
		expect(writes(sandbox)).toEqual([]);
	});

	it('SHOPLINE: an address beyond 255 letters is refused before anything is done', async () => {
		const [{ id }] = shops.products('shopline');
		const url = `${host.serve('/long.png', picture(54))}?${'x'.repeat(260)}`;
		const { error } = await exporter.gallery('shopline', 'append', [{ product: { id }, url }]);
		expect(error?.message).toContain('at most 255');
		expect(writes(sandbox)).toEqual([]);
	});
});
