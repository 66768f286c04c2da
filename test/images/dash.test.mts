import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { DashOAuth2Api } from '../../credentials/DashOAuth2Api.credentials.ts';
import { jobState, linkIn, withoutSecrets } from '../../nodes/ExportImages/client/dash.ts';
import { lookups } from '../../nodes/ExportImages/lookups/index.ts';
import { grouped } from '../../nodes/ExportImages/operations/dashExportJob/items.ts';
import type { Call } from '../../nodes/shared/operation.ts';
import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import type { RunResult, RunSetup } from '../workflows/harness.mts';
import { clientCredentials } from '../workflows/shopify.mts';
import { ExportImagesUnderTest, records } from './exporter.mts';

let sandbox: Sandbox;
let exporter: ExportImagesUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox({
		jobDelayMs: 0,
		bucket: { maximum: 100_000, restoreRate: 100_000 },
		amounts: { products: 20, customers: 1, orders: 1 },
	});
	exporter = new ExportImagesUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.control.reset());

const dash = () => sandbox.dash.room;

const job = async (
	payloads: IDataObject[],
	more: Partial<RunSetup> & { parameters?: INodeParameters } = {},
): Promise<RunResult> => {
	const { parameters, ...setup } = more;
	return await exporter.run(
		{
			resource: 'dashExportJob',
			operation: 'create',
			input: 'json',
			payload: '={{ $json }}',
			...parameters,
		},
		{ items: payloads, ...setup },
	);
};

const productNumbers = () =>
	sandbox.shopify.db.products.map(({ id }) => id.replace('gid://shopify/Product/', ''));

/** Everything that n8n stores of a run and shows: items, hints and the error with all that hangs on it. */
function stored({ items, errorItems, hints, error }: RunResult): string {
	const seen = new Set<unknown>();
	const whole = (value: unknown): unknown => {
		if (typeof value !== 'object' || value === null) return value;
		if (seen.has(value)) return '[seen]';
		seen.add(value);
		const names = Object.getOwnPropertyNames(value);
		return Object.fromEntries(
			names.map((name) => [name, whole((value as Record<string, unknown>)[name])]),
		);
	};
	return JSON.stringify(whole({ items, errorItems, hints, error }));
}

describe('an export job', () => {
	it('is made exactly as documented, with shop and token of the Shopify credential', async () => {
		const items = [
			{
				source: { any: ['form', 1] },
				productFileDestinations: [{ productId: '1234', position: 3 }],
			},
		];
		const [answer] = records(await job([{ items }]));
		const [sent] = sandbox.control
			.requests()
			.filter(({ path }) => path === '/dash/shopify-export-jobs');
		expect(sent.method).toBe('POST');
		expect(sent.sent?.body).toEqual({
			shop: 'planto.myshopify.com',
			shopifyAccessToken: sandbox.shopify.staticToken,
			items,
		});
		expect(sent.sent?.headers).toMatchObject({
			authorization: `Bearer ${sandbox.dash.accessToken}`,
			'content-type': expect.stringContaining('application/json') as string,
		});
		expect(Object.keys(answer)).toEqual(['result', 'permittedActions']);
		expect(answer.permittedActions).toEqual([
			{ resourceType: 'SHOPIFY_INTEGRATION_V2', action: 'EXPORT_TO_SHOPIFY' },
		]);
	});

	it('has the fields of the documentation and no others', () => {
		const folder = join(process.env.COMMERCE_OPS_FACTS ?? '../shared', 'catalogue/seeds');
		if (!existsSync(folder)) {
			console.warn('skipped: the seeds are not here');
			return;
		}
		const [name] = readdirSync(folder).filter((one) => one.startsWith('000'));
		const seed = readFileSync(join(folder, name), 'utf8');
		const [, request] = /## Request fields([^]*?)## Response 200/.exec(seed) ?? [];
		const fields = [...request.matchAll(/- `([\w.]+)`/g)].map(([, field]) => field);
		expect(fields).toEqual([
			'shop',
			'shopifyAccessToken',
			'items',
			'items.source',
			'items.productFileDestinations',
			'items.productFileDestinations.productId',
			'items.productFileDestinations.position',
		]);
	});

	it('takes 40 assets for 12 products in one job, and the products show them as asked for', async () => {
		const products = productNumbers().slice(0, 12);
		for (const product of sandbox.shopify.db.products) product.media = [];
		const assets = dash().assets.slice(0, 40);
		const places = new Map<string, string[]>();
		const payloads = assets.map(({ id }, index) => {
			const product = products[index % 12];
			const list = places.get(product) ?? [];
			places.set(product, [...list, id]);
			return { asset_id: id, product: { id: product }, position: list.length + 1 };
		});
		const answers = records(await job(payloads, { parameters: {} }));
		expect(answers).toHaveLength(40);
		expect(new Set(answers.map(({ result }) => (result as IDataObject).id)).size).toBe(1);
		expect(dash().exports).toHaveLength(1);
		expect(dash().exports[0].items).toHaveLength(40);
		dash().finish();
		for (const [product, ids] of places) {
			const media = sandbox.shopify.db.product(`gid://shopify/Product/${product}`)?.media ?? [];
			const wanted = ids.map((id) => assets.find((one) => one.id === id)?.filename);
			expect(media.map(({ url }) => url.replace(/^.*\/|\?.*$/g, ''))).toEqual(wanted);
		}
	});

	it('has one source for all products that share an asset, and each destination once', async () => {
		const [first, second] = productNumbers();
		const [{ id }] = dash().assets;
		const one = { asset_id: id, product: { id: first }, position: 1 };
		records(await job([one, { ...one, product: { id: second } }, one]));
		expect(dash().exports.map(({ items }) => items)).toEqual([
			[
				{
					source: { type: 'ASSET', assetId: id },
					productFileDestinations: [
						{ productId: first, position: 1 },
						{ productId: second, position: 1 },
					],
				},
			],
		]);
	});

	it('is several jobs where one would hold too many images', async () => {
		const payloads = dash()
			.assets.slice(0, 5)
			.map(({ id }) => ({ asset_id: id, product: '1234', position: 1, images_per_job: 2 }));
		records(await job(payloads));
		expect(dash().exports.map(({ items }) => items.length)).toEqual([2, 2, 1]);
	});

	it('finds the product by handle or SKU in the shop', async () => {
		const [product] = sandbox.shopify.db.products;
		const [{ id }] = dash().assets;
		records(
			await job([
				{ asset_id: id, product: { handle: product.handle }, position: 1 },
				{ asset_id: id, product: { sku: product.variants[0].item.sku }, position: 2 },
			]),
		);
		const [{ items }] = dash().exports;
		const number = product.id.replace(/^.*\//, '');
		expect(items[0].productFileDestinations).toEqual([
			{ productId: number, position: 1 },
			{ productId: number, position: 2 },
		]);
	});

	it('sends the forms of source that the user gives, and says of its own that they are inferred', async () => {
		const [{ id }] = dash().assets;
		const inferred = await job([{ asset_id: id, product: '1234', position: 1 }]);
		expect(inferred.hints.map(({ message }) => message).join()).toContain('inferred');
		const own = await job([
			{
				asset_id: id,
				product: '1234',
				position: 1,
				dash_asset_form: '{ "type": "DASH", "id": "{ID}" }',
			},
			{ source: 'anything', product: '1234', position: 2 },
		]);
		expect(own.hints).toEqual([]);
		expect(dash().exports[1].items.map(({ source }) => source)).toEqual([
			{ type: 'DASH', id },
			'anything',
		]);
	});

	it('moves images that the shop has', async () => {
		const product = sandbox.shopify.db.products.find(({ media }) => media.length >= 3);
		if (!product) throw new Error('The sandbox has no such product');
		const [first, second, third] = product.media.map(({ id }) => id);
		records(await job([{ image_id: third, product: product.id, position: 1 }]));
		dash().finish();
		expect(product.media.slice(0, 3).map(({ id }) => id)).toEqual([third, first, second]);
	});

	it('explains the missing permission, and names what is required', async () => {
		dash().denied.add('EXPORT_TO_SHOPIFY');
		const { error } = await job([{ source: 'x', product: '1234', position: 1 }]);
		expect(error?.message).toContain('does not allow');
		expect(error?.description).toContain('EXPORT_TO_SHOPIFY');
		expect(error?.description).toContain('Access is denied');
	});

	it('waits for its end, and goes on where Dash offers no state', async () => {
		const one = { source: 'x', product: '1234', position: 1, wait: true };
		const [ended] = records(await job([one]));
		expect(ended.result).toMatchObject({
			progress: 100,
			dateCompleted: expect.any(String) as string,
		});
		dash().statusOffered = false;
		const silent = await job([one]);
		expect(records(silent)[0].result).toMatchObject({ progress: 0 });
		expect(silent.hints.map(({ message }) => message).join()).toContain('no way to ask');
	});

	it('that fails is told, also where another job of the same item is made', async () => {
		sandbox.control.addFault({ kind: 'http404', path: '/dash/shopify-export-jobs', times: 1 });
		const items = ['x', 'y'].map((source) => ({
			source,
			productFileDestinations: [{ productId: '1234', position: 1 }],
		}));
		const { items: out } = await job([{ items, images_per_job: 1 }], {
			onError: 'continueRegularOutput',
		});
		expect(dash().exports).toHaveLength(1);
		expect(out.map(({ json }) => json.error)).toEqual([
			expect.stringContaining('not found in Dash'),
		]);
	});

	it('is not repeated when its answer is lost', async () => {
		sandbox.control.addFault({ kind: 'resetAfter', path: '/dash/shopify-export-jobs', times: 1 });
		const { error } = await job([{ source: 'x', product: '1234', position: 1 }]);
		expect(error?.message).toContain('not known whether');
		expect(dash().exports).toHaveLength(1);
	});

	it.each([
		['no source', { product: '1234', position: 1 }, 'No image is given'],
		['no product', { source: 'x', position: 1 }, "'product' is required"],
		[
			'a token',
			{ source: 'x', shopifyAccessToken: 'shpat_x' },
			"Unknown field 'shopifyAccessToken'",
		],
		['no destinations', { items: [{ source: 'x' }] }, "'items[0].productFileDestinations'"],
		[
			'position 0',
			{ items: [{ source: 'x', productFileDestinations: [{ productId: '1', position: 0 }] }] },
			'position',
		],
	])('refuses %s before any request', async (_name, payload, words) => {
		const { error } = await job([payload]);
		expect(error?.message).toContain(words);
		expect(sandbox.control.requests()).toEqual([]);
	});
});

describe("the shop's token", () => {
	const one = { source: 'x', product: '1234', position: 1 };

	it('is nowhere in what a run leaves behind, even when Dash repeats it', async () => {
		dash().echoes = true;
		const created = await job([one]);
		const { id } = records(created)[0].result as { id: string };
		const waited = await job([{ ...one, wait: true }]);
		const read = await exporter.run({ resource: 'dashExportJob', operation: 'get', jobId: id });
		for (const run of [created, waited, read]) {
			expect(JSON.stringify(records(run))).toContain('[hidden]');
			expect(stored(run)).not.toContain(sandbox.shopify.staticToken);
			expect(stored(run)).not.toContain(sandbox.dash.accessToken);
		}
	});

	it.each(['http404', 'http502', 'resetBefore', 'resetAfter', 'truncated', 'html'] as const)(
		'is in no error: %s',
		async (kind) => {
			for (const onError of [undefined, 'continueErrorOutput'] as const) {
				sandbox.control.addFault({ kind, path: '/dash/shopify-export-jobs', times: 1 });
				const run = await job([one], { onError });
				const failed = run.error ?? run.errorItems[0];
				expect(failed).toBeDefined();
				expect(stored(run)).not.toContain(sandbox.shopify.staticToken);
				expect(stored(run)).not.toContain(sandbox.dash.accessToken);
			}
		},
	);

	it('is fetched and renewed for an app with client credentials', async () => {
		const credentials = { ...exporter.credentials(), ...clientCredentials(sandbox) };
		const run = await job([one], {
			credentials,
			parameters: { authentication: 'clientCredentials' },
		});
		records(run);
		const [{ token, shop }] = dash().exports;
		expect(shop).toBe('my-shop.myshopify.com');
		expect(String(token)).not.toBe('');
		expect(credentials.shopifyAdminClientApi.data.sessionToken).toBe(token);
		expect(stored(run)).not.toContain(String(token));
	});

	it('is taken out of any value', () => {
		expect(withoutSecrets({ a: ['x s3cret y'], b: { c: 's3cret' }, d: 1 }, ['s3cret'])).toEqual({
			a: ['x [hidden] y'],
			b: { c: '[hidden]' },
			d: 1,
		});
	});
});

describe('assets', () => {
	const search = async (payload: IDataObject, more: INodeParameters = {}) =>
		await exporter.run({
			resource: 'dashAsset',
			operation: 'getAll',
			input: 'json',
			payload: payload as INodeParameters,
			...more,
		});

	it('are found by name, keyword and type, and by a criterion of the user', async () => {
		const all = dash().assets;
		const names = async (payload: IDataObject) =>
			records(await search({ ...payload, limit: 1000 })).map(
				({ currentAssetFile }) => (currentAssetFile as IDataObject).filename,
			);
		expect(await names({ file_name: 'asset-0000*' })).toEqual(
			all.slice(0, 9).map(({ filename }) => filename),
		);
		expect(await names({ keywords: ['beach', 'none'], file_types: ['VIDEO'] })).toEqual(
			all
				.filter(({ keywords, fileType }) => keywords.includes('beach') && fileType === 'VIDEO')
				.map(({ filename }) => filename),
		);
		const criterion = { type: 'FIELD_IS_EMPTY', field: { type: 'FIXED', fieldName: 'KEYWORDS' } };
		expect(await names({ criterion })).toHaveLength(
			all.filter(({ keywords }) => keywords.length === 0).length,
		);
	});

	it('are all found beyond the 10,000 that pages reach', async () => {
		dash().grow(10_500);
		const found = records(await search({}, { returnAll: true }));
		expect(new Set(found.map(({ id }) => id))).toEqual(new Set(dash().assets.map(({ id }) => id)));
		const paths = new Set(sandbox.control.requests().map(({ path }) => path));
		expect([...paths]).toEqual(['/dash/asset-scroll-searches']);
	});

	it('are paged by place where they are few', async () => {
		const [page] = records(await search({ limit: 25 }, { output: 'fullPayload' }));
		expect(page.results).toHaveLength(25);
		expect(page.next_page).toBe('25');
		const rest = records(await search({ limit: 100 }, { options: { pageCursor: '25' } }));
		expect(rest.map(({ id }) => id)).toEqual(
			dash()
				.assets.slice(25)
				.map(({ id }) => id),
		);
	});

	it('are read and downloaded, the file without the token', async () => {
		const asset = dash().assets[3];
		const run = async (operation: string) =>
			await exporter.run({
				resource: 'dashAsset',
				operation,
				assetId: { __rl: true, mode: 'id', value: asset.id },
			});
		expect(records(await run('get'))[0]).toMatchObject({ id: asset.id });
		const { items, error } = await run('download');
		if (error) throw error;
		const [{ json, binary }] = items;
		const content = dash().contentOf(asset);
		expect(json).toMatchObject({
			asset_id: asset.id,
			bytes: content.length,
			mime_type: 'image/png',
		});
		expect(binary?.data).toMatchObject({ fileName: asset.filename, mimeType: 'image/png' });
		expect(Buffer.from(binary?.data.data ?? '', 'base64').equals(content)).toBe(true);
	});

	it('explain a missing permission to download', async () => {
		dash().denied.add('DOWNLOAD_ASSET');
		const { error } = await exporter.run({
			resource: 'dashAsset',
			operation: 'download',
			assetId: { __rl: true, mode: 'id', value: dash().assets[0].id },
		});
		expect(error?.description).toContain('DOWNLOAD_ASSET');
	});

	it('are listed in the editor, and so are products and images of the chosen shop', async () => {
		const editor = exporter.editor({ resource: 'productGallery', shop: 'shopify' });
		const assets = await lookups.searchAssets.call(editor, 'asset-00007');
		expect(assets.results).toEqual([{ name: 'asset-00007.png', value: dash().assets[6].id }]);
		const products = await lookups.searchProducts.call(editor);
		expect(products.results.length).toBeGreaterThan(10);
		const product = sandbox.shopify.db.products.find(({ media }) => media.length > 1);
		const chosen = exporter.editor({
			resource: 'productGallery',
			shop: 'shopify',
			product: { __rl: true, mode: 'handle', value: product?.handle ?? '' },
		});
		const images = await lookups.searchImages.call(chosen);
		expect(images.results.map(({ value }) => value)).toEqual(product?.media.map(({ id }) => id));
	});

	it('go to galleries', async () => {
		const [product] = sandbox.shopify.db.products;
		const [first, second] = dash().assets;
		const items = [second, first].map(({ id }) => ({ product: { id: product.id }, asset_id: id }));
		const reports = records(await exporter.gallery('shopify', 'replace', items));
		expect(reports.map(({ action }) => action)).toEqual(['created', 'created']);
		expect(product.media.map(({ file }) => file)).toEqual(
			[second, first].map((asset) => dash().contentOf(asset)),
		);
		const again = records(await exporter.gallery('shopify', 'replace', items));
		expect(again.map(({ action }) => action)).toEqual(['kept', 'kept']);
	});
});

describe('small rules', () => {
	it('a job ends by its documented date or plain words; progress 1 does not tell', () => {
		expect(jobState({ id: '1', progress: 1 })).toBe('running');
		expect(jobState({ progress: 100 })).toBe('done');
		expect(jobState({ dateCompleted: '2026-01-01' })).toBe('done');
		expect(jobState({ status: 'FAILED' })).toBe('failed');
		expect(jobState('nothing')).toBe('running');
	});

	it('a link is found under the best name, wherever it stands', () => {
		const answer = { previewUrl: 'https://a/p', file: [{ downloadUrl: 'https://a/d' }] };
		expect(linkIn(answer)).toBe('https://a/d');
		expect(linkIn({ url: 'not a link', other: {} })).toBeUndefined();
	});

	it('a preview is not taken for the file, unless the user names it', () => {
		const asset = { currentAssetFile: { previewUrl: 'https://a/small.jpg' } };
		expect(linkIn(asset)).toBeUndefined();
		expect(linkIn(asset, ['previewUrl'])).toBe('https://a/small.jpg');
	});

	it('the same source counts as one, whatever the order of its keys', () => {
		const call = {} as Call;
		const to = [{ productId: '1', position: 1 }];
		const items = [
			{ source: { a: 1, b: 2 }, productFileDestinations: to },
			{ source: { b: 2, a: 1 }, productFileDestinations: [{ productId: '2', position: 1 }] },
		];
		expect(grouped([{ call, items }], 10)).toHaveLength(1);
		expect(grouped([{ call, items }], 10)[0].items).toHaveLength(1);
	});

	it('the OAuth2 credential asks for the account, offline access and the audience', () => {
		const value = (name: string) =>
			new DashOAuth2Api().properties.find((one) => one.name === name)?.default;
		expect(value('authUrl')).toBe('https://login.dash.app/authorize');
		expect(value('accessTokenUrl')).toBe('https://login.dash.app/oauth/token');
		expect(value('authQueryParameters')).toBe('audience=https://assetplatform.io');
		expect(value('authentication')).toBe('body');
		const [, expression] = /^=\{\{(.*)\}\}$/s.exec(value('scope') as string) ?? [];
		for (const account of ['planto', ' Planto.dash.app', 'https://planto.dash.app/library']) {
			const scope = runInNewContext(expression, { $self: { account } }) as unknown;
			expect(scope).toBe('offline_access subdomain:planto');
		}
	});
});
