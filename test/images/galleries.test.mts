import type { IDataObject } from 'n8n-workflow';

import { picture } from '../sandbox/pictures.mts';
import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import type { ShopName, Shown } from './exporter.mts';
import { ExportImagesUnderTest, PictureHost, records, SHOPS, Shops, writes } from './exporter.mts';

let sandbox: Sandbox;
let exporter: ExportImagesUnderTest;
let shops: Shops;
const host = new PictureHost();

beforeAll(async () => {
	sandbox = await startSandbox({
		jobDelayMs: 20,
		mediaDelayMs: 20,
		bucket: { maximum: 100_000, restoreRate: 100_000 },
		amounts: { products: 20, customers: 1, orders: 1 },
		shoplazza: { amounts: { products: 20, customers: 1, orders: 1 } },
		shopline: { amounts: { products: 20, customers: 1, orders: 1 } },
	});
	exporter = new ExportImagesUnderTest(sandbox);
	shops = new Shops(sandbox);
	await host.start();
});
afterAll(async () => {
	await host.stop();
	await sandbox.stop();
});
beforeEach(() => {
	sandbox.control.reset();
	const wide = { maximum: 100_000, restoreRate: 100_000 };
	sandbox.shoplazza.room.setBuckets({ app: wide, store: wide });
	sandbox.shopline.room.setBucket(wide);
});

/** An address with a picture of this number. */
const address = (number: number) => host.serve(`/shots/shot-${number}.png`, picture(number));

/** The number of the picture that an image of a gallery shows; undefined for images of the seed. */
function numberOf(shop: ShopName, { id, url }: Shown): number | undefined {
	const content =
		shop === 'shopify'
			? sandbox.shopify.db.products.flatMap(({ media }) => media).find((one) => one.id === id)?.file
			: shop === 'shoplazza'
				? sandbox.shoplazza.room.store.contents.get(url.split('/').at(-1) ?? '')
				: sandbox.shopline.room.store.fetched.get(url);
	const found = content && /picture (\d+);/.exec(content.toString('latin1'))?.[1];
	return found === undefined ? undefined : Number(found);
}

const shownNumbers = (shop: ShopName, product: string) =>
	shops.images(shop, product).map((image) => numberOf(shop, image));

/** 40 pictures for 12 products, in a mixed order of items; the position says where each belongs. */
function forty(shop: ShopName): { items: IDataObject[]; wanted: Map<string, number[]> } {
	const products = shops.products(shop).slice(0, 12);
	const wanted = new Map<string, number[]>(products.map(({ id }) => [id, []]));
	const items = Array.from({ length: 40 }, (_, index) => {
		const { id } = products[index % products.length];
		const list = wanted.get(id) as number[];
		list.push(index);
		return {
			product: { id },
			url: address(index),
			position: list.length,
			alt: `Picture ${index}`,
		};
	});
	// Items come in any order: the positions decide.
	return {
		items: [...items.filter((_, i) => i % 2), ...items.filter((_, i) => i % 2 === 0)],
		wanted,
	};
}

describe.each(SHOPS)('40 images to 12 products on %s', (shop) => {
	it('end in the order asked for, with positions from 1 without gaps, and the second run only reads', async () => {
		const { items, wanted } = forty(shop);
		const reports = records(await exporter.gallery(shop, 'replace', items));
		expect(reports).toHaveLength(40);
		for (const [product, numbers] of wanted) {
			expect(shownNumbers(shop, product)).toEqual(numbers);
			const own = reports.filter((one) => one.product_id === product);
			expect(own.map(({ position }) => position).sort()).toEqual(numbers.map((_, i) => i + 1));
			expect(new Set(own.map(({ action }) => action))).toEqual(new Set(['created']));
			for (const { image_id: id, url, position } of own) {
				const image = shops.images(shop, product)[Number(position) - 1];
				expect({ id: image.id, url: image.url }).toEqual({ id, url });
			}
		}
		sandbox.control.clearJournal();
		const again = records(await exporter.gallery(shop, 'replace', items));
		expect(new Set(again.map(({ action }) => action))).toEqual(new Set(['kept']));
		expect(writes(sandbox)).toEqual([]);
		expect(sandbox.control.effects()).toEqual([]);
		expect(again.map(({ image_id: id }) => id)).toEqual(reports.map(({ image_id: id }) => id));
	}, 60_000);
});

/** A product with three images, from new pictures. */
async function withThree(shop: ShopName): Promise<{ id: string; before: Shown[] }> {
	const [{ id }] = shops.products(shop);
	const items = [101, 102, 103].map((number) => ({
		product: { id },
		url: address(number),
		alt: `Alt ${number}`,
	}));
	records(await exporter.gallery(shop, 'replace', items));
	sandbox.control.clearJournal();
	const before = shops.images(shop, id);
	expect(before).toHaveLength(3);
	return { id, before };
}

describe.each(SHOPS)('a gallery on %s', (shop) => {
	it('takes appended images last, and those that are there not again', async () => {
		const { id, before } = await withThree(shop);
		const items = [102, 104].map((number) => ({ product: { id }, url: address(number) }));
		const reports = records(await exporter.gallery(shop, 'append', items));
		expect(shownNumbers(shop, id)).toEqual([101, 102, 103, 104]);
		expect(reports).toMatchObject([
			{ action: 'kept', image_id: before[1].id, position: 2, gallery_size: 4 },
			{ action: 'created', position: 4, previous_position: null },
		]);
		expect(shops.images(shop, id).slice(0, 3)).toEqual(before);
	});

	it('comes into the listed order and leaves or removes the others', async () => {
		const { id, before } = await withThree(shop);
		const items = [103, 105, 101].map((number) => ({ product: { id }, url: address(number) }));
		const kept = records(await exporter.gallery(shop, 'sync', items));
		expect(shownNumbers(shop, id)).toEqual([103, 105, 101, 102]);
		expect(kept.map(({ action }) => action)).toContain('created');
		const removing = items.map((item) => ({ ...item, other_images: 'remove' }));
		const [first, ...others] = records(await exporter.gallery(shop, 'sync', removing));
		expect(shownNumbers(shop, id)).toEqual([103, 105, 101]);
		expect((first.removed as IDataObject[]).map((one) => one.image_id)).toEqual([before[1].id]);
		expect(others.flatMap(({ removed }) => removed)).toEqual([]);
	});

	it('is reordered by IDs and addresses alone, with one move', async () => {
		const { id, before } = await withThree(shop);
		const items = [
			{ product: { id }, image_id: before[2].id },
			{ product: { id }, image_id: before[0].url },
		];
		const reports = records(await exporter.gallery(shop, 'reorder', items));
		expect(shops.images(shop, id).map((image) => image.id)).toEqual(
			[2, 0, 1].map((at) => before[at].id),
		);
		expect(reports.map(({ action }) => action)).toEqual(['moved', 'kept']);
		expect(writes(sandbox)).toHaveLength(1);
	});

	it('finds products by handle and by SKU, and treats all names of one as one product', async () => {
		const [{ id, handle, sku }] = shops.products(shop);
		const items = [{ id }, { handle }, { sku }].map((product, index) => ({
			product,
			url: address(110 + index),
		}));
		const reports = records(await exporter.gallery(shop, 'replace', items));
		expect(reports.map(({ product_id: product }) => product)).toEqual([id, id, id]);
		expect(shownNumbers(shop, id)).toEqual([110, 111, 112]);
	});

	it('shows one content once, however often it is listed', async () => {
		const [{ id }] = shops.products(shop);
		const items = [120, 121, 120].map((number, at) => ({
			product: { id },
			url: host.serve(`/twice/${at}.png`, picture(number)),
		}));
		const reports = records(await exporter.gallery(shop, 'replace', items));
		expect(shownNumbers(shop, id)).toEqual([120, 121]);
		expect(reports.map(({ action }) => action)).toEqual(['created', 'created', 'duplicate']);
		expect(reports[2].image_id).toBe(reports[0].image_id);
	});

	it('tells of a product that is not there, and serves the others under Continue', async () => {
		const [{ id }] = shops.products(shop);
		const items = [
			{ product: { sku: 'no-such-sku' }, url: address(130) },
			{ product: { id }, url: address(131) },
		];
		const result = await exporter.gallery(shop, 'append', items, {
			onError: 'continueRegularOutput',
		});
		const [failed, done] = records(result);
		expect(failed.error).toContain("no product with the SKU 'no-such-sku'");
		expect(done).toMatchObject({ product_id: id, action: 'created' });
	});
});

describe('items of one product', () => {
	it('stay together, however many items there are', async () => {
		const { id, before } = await withThree('shopify');
		const [first, second, third] = before;
		const images = [first, ...Array.from({ length: 1000 }, () => second), third];
		const items = images.map((image) => ({ product: { id }, image_id: image.id }));
		const reports = records(await exporter.gallery('shopify', 'replace', items));
		expect(shops.images('shopify', id)).toEqual(before);
		expect(writes(sandbox)).toEqual([]);
		expect(reports.at(-1)).toMatchObject({ action: 'kept', position: 3, gallery_size: 3 });
	}, 60_000);

	it.each([
		['no source', { url: undefined }],
		['a wrong position', { position: 'first' }],
		['an unknown field', { picture: 1 }],
	])('with one that is refused (%s): its image is not taken for unlisted', async (_name, wrong) => {
		const { id, before } = await withThree('shopify');
		const [, { id: other, handle }] = shops.products('shopify');
		const items = [
			{ product: { id }, url: address(101) },
			{ product: { id: id.replace(/\D/g, '') }, url: address(102), ...wrong },
			{ product: { handle }, url: address(150) },
		];
		const options = { onError: 'continueRegularOutput' as const };
		const [kept, refused, done] = records(
			await exporter.gallery('shopify', 'replace', items as IDataObject[], options),
		);
		expect(kept.error).toContain('left as it is');
		expect(refused.error).toContain('[item 1]');
		expect(done).toMatchObject({ product_id: other, gallery_size: 1 });
		expect(shops.images('shopify', id)).toEqual(before);
	});

	it('are done although another item names its product by what is no ID', async () => {
		const [{ id }] = shops.products('shopify');
		const wrong = ['shirt', 'gid://shopify/Product/x', 'gid://shopify/Order/1', '0'];
		const items = [...wrong, id].map((one) => ({ product: { id: one }, url: address(160) }));
		const options = { onError: 'continueRegularOutput' as const };
		const reports = records(await exporter.gallery('shopify', 'append', items, options));
		for (const [at, name] of wrong.entries()) {
			expect(reports[at].error).toContain(`no product with the ID '${name}'`);
		}
		expect(reports.at(-1)).toMatchObject({ product_id: id, action: 'created' });
	});
});

/** Where each shop's work can break off: a request of it, and what happens to it. */
const FAULTS: Record<ShopName, Array<{ name: string; fault: IDataObject }>> = {
	shopify: [
		{ name: 'the upload', fault: { path: '/files/staged', kind: 'http404' } },
		{
			name: 'the answer to the new images',
			fault: { operation: '^AddImages', kind: 'resetAfter' },
		},
		{ name: 'the moves', fault: { operation: '^MoveImages', kind: 'http404' } },
		{ name: 'the removal', fault: { operation: '^UpdateImages', kind: 'http404' } },
	],
	shoplazza: [
		{ name: 'the second new image', fault: { path: '/images$', kind: 'resetAfter', skip: 2 } },
		{ name: 'a move', fault: { path: '/images/[^/]+$', kind: 'http404' } },
	],
	shopline: [
		{ name: 'the second new image', fault: { path: '/images.json$', kind: 'resetAfter', skip: 2 } },
		{ name: 'a move', fault: { path: '/images/[^/]+$', kind: 'http404' } },
	],
};

describe.each(SHOPS)('a fault in the middle on %s', (shop) => {
	it.each(FAULTS[shop])('at $name, and the run after it', async ({ fault }) => {
		const { id, before } = await withThree(shop);
		const wanted = [103, 141, 101, 142];
		const items = wanted.map((number) => ({
			product: { id },
			url: address(number),
			other_images: 'remove',
		}));
		sandbox.control.addFault({ times: 1, ...fault } as never);
		const broken = await exporter.gallery(shop, 'sync', items);
		const told = `${broken.error?.message} ${broken.error?.description}`;
		expect(broken.error).toBeDefined();
		expect(told).toMatch(/again|later/i);
		// Nothing that was shown is gone before all of the rest is done.
		const between = shops.images(shop, id).map((image) => image.id);
		for (const image of before) expect(between).toContain(image.id);
		sandbox.control.clearFaults();
		const reports = records(await exporter.gallery(shop, 'sync', items));
		expect(shownNumbers(shop, id)).toEqual(wanted);
		expect(reports.map(({ position }) => position)).toEqual([1, 2, 3, 4]);
		sandbox.control.clearJournal();
		records(await exporter.gallery(shop, 'sync', items));
		expect(writes(sandbox)).toEqual([]);
	});
});
