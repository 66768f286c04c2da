import type { IDataObject } from 'n8n-workflow';

import { MedusaApi } from '../../credentials/MedusaApi.credentials.ts';
import { ExportImages } from '../../nodes/ExportImages/ExportImages.node.ts';
import { picture } from '../sandbox/pictures.mts';
import type { RunResult } from '../workflows/harness.mts';
import { runNode } from '../workflows/harness.mts';
import { binary, records } from './exporter.mts';
import { MedusaShop } from './medusa.mts';

const medusa = new MedusaShop();

beforeAll(async () => await medusa.start(20));
afterAll(async () => await medusa.stop());
beforeEach(() => medusa.reset(20));

/** One picture of an item. */
interface Item {
	product: IDataObject;
	number: number;
	position?: number;
}

const run = async (
	operation: string,
	items: Item[],
	more: IDataObject = {},
	credential: IDataObject = {},
): Promise<RunResult> =>
	await runNode({
		node: new ExportImages(),
		parameters: {
			resource: 'productGallery',
			operation,
			shop: 'medusa',
			input: 'json',
			payload: '={{ $json }}',
			options: { requestsPerSecond: 1000 },
		},
		credentials: {
			medusaApi: {
				type: new MedusaApi(),
				data: {
					baseUrl: medusa.origin,
					authentication: 'secretKey',
					secretKey: medusa.secretKey,
					...credential,
				} as never,
			},
		},
		items: items.map(({ product, position }) => ({
			product,
			binary_property: 'data',
			...(position ? { position } : {}),
			...more,
		})),
		binary: items.map(({ number }) => binary(`Shot ${number}.png`, picture(number))),
	});

const shown = (id: unknown) =>
	medusa.products
		.find((one) => one.id === id)
		?.images.map(({ url }) => {
			const file = medusa.files.get(url.split('/static/')[1]);
			return Number(/picture (\d+);/.exec(file?.toString('latin1') ?? '')?.[1]);
		});

const written = () => medusa.requests.filter((call) => !call.startsWith('GET'));

it('40 images to 12 products end in the order asked for, and the second run only reads', async () => {
	const wanted = new Map<string, number[]>();
	const items = Array.from({ length: 40 }, (_, number) => {
		const { id } = medusa.products[number % 12];
		const list = wanted.get(id) ?? [];
		wanted.set(id, [...list, number]);
		return { product: { id }, number, position: list.length + 1 };
	}).reverse();
	const reports = records(await run('replace', items));
	for (const [id, numbers] of wanted) expect(shown(id)).toEqual(numbers);
	expect(reports.map(({ position }) => position)).toEqual(items.map(({ position }) => position));
	medusa.requests = [];
	const again = records(await run('replace', items));
	expect(new Set(again.map(({ action }) => action))).toEqual(new Set(['kept']));
	expect(written()).toEqual([]);
});

it('finds products by handle and SKU; sync moves, adds in place and removes', async () => {
	const { id, handle, sku } = medusa.products[3];
	const three = [1, 2, 3].map((number) => ({ product: { handle }, number }));
	records(await run('append', three));
	expect(shown(id)).toEqual([1, 2, 3]);
	const before = medusa.products[3].images.map((image) => image.id);
	const items = [3, 4, 1].map((number) => ({ product: { sku }, number }));
	const reports = records(await run('sync', items, { other_images: 'remove' }));
	expect(shown(id)).toEqual([3, 4, 1]);
	expect(reports.map(({ action }) => action)).toContain('created');
	// Images that stay are the same images as before.
	const now = medusa.products[3].images.map((image) => image.id);
	expect([now[0], now[2]]).toEqual([before[2], before[0]]);
});

it('a lost answer, and the run after it: no doubles', async () => {
	const { id } = medusa.products[5];
	const items = [7, 8].map((number) => ({ product: { id }, number }));
	medusa.cutAfter = /^POST \/admin\/products\//;
	const { error } = await run('append', items);
	expect(error?.message).toContain('not known whether');
	expect(error?.description).toContain('not added twice');
	records(await run('append', items));
	expect(shown(id)).toEqual([7, 8]);
});

it('is refused on Medusa 1, before any change', async () => {
	const { id } = medusa.products[0];
	const { error } = await run(
		'append',
		[{ product: { id }, number: 1 }],
		{},
		{
			authentication: 'apiToken',
			apiToken: 'token-of-a-user',
		},
	);
	expect(error?.message).toContain('Medusa 1');
	expect(written()).toEqual([]);
});

it('images that were added by hand are read where the server keeps them, without any option', async () => {
	const [product] = medusa.products;
	const url = `${medusa.origin}/static/by-hand.png`;
	medusa.files.set('by-hand.png', picture(21));
	product.images = [{ id: 'img_hand', url, rank: 0 }];
	const reports = records(await run('append', [{ product: { id: product.id }, number: 21 }]));
	expect(reports).toMatchObject([{ action: 'kept', image_id: 'img_hand', gallery_size: 1 }]);
	expect(written()).toEqual([]);
});

it('an image elsewhere in a private network is not taken for another one without a look', async () => {
	const [product] = medusa.products;
	const url = `${medusa.origin.replace('127.0.0.1', 'localhost')}/static/by-hand.png`;
	product.images = [{ id: 'img_hand', url, rank: 0 }];
	const { error } = await run('append', [{ product: { id: product.id }, number: 21 }]);
	expect(error?.message).toContain('private network');
	expect(error?.description).toContain('Allow Private Addresses');
	expect(written()).toEqual([]);
});
