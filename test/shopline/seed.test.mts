import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { records } from '../workflows/shopify.mts';
import { FAST, ShoplineUnderTest, toldBy } from './shopline.mts';

let sandbox: Sandbox;
let shopline: ShoplineUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox({ shopline: { bucket: FAST } });
	shopline = new ShoplineUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.control.reset());

const SRC = 'https://img.myshopline.com/image/official/e46e6189dd5641a3b179444cacdcdd2a.png';

/** The documented request body of create-product in v20240301: every field with its example. */
const BODY = {
	product: {
		body_html: 'This is a description',
		handle: 'product-handle',
		images: [{ alt: 'This is a image alt', src: SRC }],
		options: [
			{ name: 'Color', values_images: { Red: SRC } },
			{ name: 'Size', values_images: {} },
		],
		product_category: 'Electronic',
		published_scope: 'web',
		spu: 'S000001',
		status: 'active',
		subtitle: 'This is a subtitle',
		tags: ['tag1', 'tag2'],
		title: 'This is a title',
		variants: [
			{
				barcode: 'B000000001',
				compare_at_price: '11',
				image: { alt: 'This is a image alt', src: SRC },
				inventory_policy: 'deny',
				inventory_tracker: true,
				option1: 'Red',
				option2: 'L',
				option3: '',
				option4: '',
				option5: '',
				price: '10.11',
				required_shipping: true,
				sku: 'T0000000001',
				taxable: true,
				weight: '1.2',
				weight_unit: 'kg',
			},
		],
		vendor: 'Shopline',
	},
};

/** Every documented field of the answer, by the place where it stands. */
const ANSWER = {
	product:
		'body_html created_at handle id image images options product_behavior product_category product_type published_at published_scope spu status subtitle tags template_path title updated_at variants vendor',
	image: 'alt id src',
	options: 'id name product_id values values_images',
	variants:
		'barcode compare_at_price created_at id image inventory_item_id inventory_policy inventory_quantity inventory_tracker option1 option2 option3 option4 option5 price product_id required_shipping sku taxable title updated_at weight weight_unit',
};

const seeded = { parameters: { output: 'fullPayload', options: { apiVersion: 'v20240301' } } };

describe('create product as documented', () => {
	it.each([
		['with its wrapper', BODY],
		['without it', BODY.product],
	])('JSON %s arrives byte for byte in meaning', async (_name, payload) => {
		const result = await shopline.payload('product', 'create', payload, seeded);
		expect(result.error).toBeUndefined();
		expect(shopline.requests).toHaveLength(1);
		const [request] = shopline.requests;
		expect(request).toMatchObject({
			method: 'POST',
			path: '/shopline/admin/openapi/v20240301/products/products.json',
			status: 200,
		});
		expect(request.sent?.body).toEqual(BODY);
		expect(request.sent?.query).toEqual({});
		expect(request.sent?.headers['content-type']).toBe('application/json; charset=utf-8');
		expect(request.sent?.headers.authorization).toBe(`Bearer ${sandbox.shopline.accessToken}`);
		expect(Object.keys(request.sent?.headers ?? {})).not.toContain('appkey');
	});

	it('the form sends the same', async () => {
		const { title, variants, images, options, ...plain } = BODY.product;
		const [{ option1, sku, ...details }] = variants;
		const result = await shopline.run({
			resource: 'product',
			operation: 'create',
			title,
			additionalFields: {
				bodyHtml: plain.body_html,
				handle: plain.handle,
				images: { image: images },
				options: {
					option: options.map((one) => ({
						name: one.name,
						valuesImages: JSON.stringify(one.values_images),
					})),
				},
				productCategory: plain.product_category,
				publishedScope: plain.published_scope,
				spu: plain.spu,
				status: plain.status,
				subtitle: plain.subtitle,
				tags: plain.tags,
				vendor: plain.vendor,
				variants: {
					variant: [
						{
							option1,
							sku,
							additionalFields: {
								barcode: details.barcode,
								// Numbers of the form become the documented texts.
								compareAtPrice: 11,
								image: { image: details.image },
								inventoryPolicy: 'deny',
								inventoryTracker: true,
								option2: 'L',
								option3: '',
								option4: '',
								option5: '',
								price: 10.11,
								requiredShipping: true,
								taxable: true,
								weight: 1.2,
								weightUnit: 'kg',
							},
						},
					],
				},
			},
			options: { apiVersion: 'v20240301' },
		} as never);
		expect(result.error).toBeUndefined();
		const body = { product: { ...BODY.product, options: [options[0], { name: 'Size' }] } };
		expect(shopline.requests[0].sent?.body).toEqual(body);
	});

	it('the answer has every documented field, ids and prices as texts', async () => {
		const [{ product }] = records(
			await shopline.payload('product', 'create', BODY, seeded),
		) as unknown as Array<{ product: Record<string, unknown> }>;
		const of = (record: unknown, names: string) =>
			names.split(' ').filter((name) => !(name in (record as object)));
		const [variant] = product.variants as IDataObject[];
		expect(of(product, ANSWER.product)).toEqual([]);
		expect(of(product.image, ANSWER.image)).toEqual([]);
		expect(of((product.images as unknown[])[0], ANSWER.image)).toEqual([]);
		expect(of((product.options as unknown[])[0], ANSWER.options)).toEqual([]);
		expect(of(variant, ANSWER.variants)).toEqual([]);
		expect(of(variant.image, ANSWER.image)).toEqual([]);
		expect(product).toMatchObject({
			id: expect.stringMatching(/^\d{26}$/) as string,
			tags: 'tag1, tag2',
			status: 'active',
			title: 'This is a title',
		});
		expect(variant).toMatchObject({ price: '10.11', weight: '1.2', title: 'Red/L' });
	});

	it('one item per record, and at most ten flat fields when simplified', async () => {
		const made = await shopline.payload('product', 'create', BODY);
		expect(records(made)[0]).toMatchObject({ title: 'This is a title' });
		const [flat] = records(
			await shopline.payload('product', 'create', BODY, { parameters: { output: 'simplified' } }),
		);
		expect(Object.keys(flat).length).toBeLessThanOrEqual(10);
		expect(flat).toMatchObject({ variants_price: '10.11', image_src: SRC });
	});

	it('a product answered with 201 is made too', async () => {
		const { room } = shopline;
		const answer = room.answer.bind(room);
		room.answer = (...given) => ({ ...answer(...given), status: 201 });
		try {
			expect((await shopline.payload('product', 'create', BODY)).error).toBeUndefined();
		} finally {
			room.answer = answer;
		}
	});
});

const long = (length: number) => 'x'.repeat(length);
const many = <T,>(count: number, one: T) => Array.from({ length: count }, () => one);
const variant = (fields: IDataObject) => ({ variants: [fields] });

describe('limits are checked before anything is sent', () => {
	it.each<[string, IDataObject, string]>([
		['title', { title: long(256) }, "'title' can have at most 255 characters"],
		['body_html', { body_html: long(512 * 1024 + 1) }, "'body_html' can have at most 512 KB"],
		['body_html by bytes', { body_html: 'é'.repeat(256 * 1024 + 1) }, 'at most 512 KB'],
		['handle', { handle: long(256) }, "'handle' can have at most 255"],
		['images', { images: many(503, { src: SRC }) }, "'images' can have at most 502 entries"],
		['image src', { images: [{ src: long(256) }] }, "'images[0].src' can have at most 255"],
		['image alt', { images: [{ src: SRC, alt: long(256) }] }, "'images[0].alt' can have at most"],
		['options', { options: many(6, { name: 'x' }) }, "'options' can have at most 5 entries"],
		['option name', { options: [{ name: long(256) }] }, "'options[0].name' can have at most 255"],
		['spu', { spu: long(256) }, "'spu' can have at most 255"],
		['subtitle', { subtitle: long(256) }, "'subtitle' can have at most 255"],
		['tags', { tags: many(251, 'x') }, "'tags' can have at most 250 entries"],
		['one tag', { tags: ['a', long(256)] }, "'tags[1]' can have at most 255"],
		['vendor', { vendor: long(256) }, "'vendor' can have at most 255"],
		['variants', { variants: many(501, { sku: 'x' }) }, "'variants' can have at most 500"],
		['barcode', variant({ barcode: long(256) }), "'variants[0].barcode' can have at most 255"],
		['option1', variant({ option1: long(256) }), "'variants[0].option1' can have at most 255"],
		['option5', variant({ option5: long(256) }), "'variants[0].option5' can have at most 255"],
		['sku', variant({ sku: long(256) }), "'variants[0].sku' can have at most 255"],
		['weight 0', variant({ weight: '0' }), "'variants[0].weight' must be greater than 0"],
		['weight -1', variant({ weight: -1 }), "'variants[0].weight' must be greater than 0"],
		['policy', variant({ inventory_policy: 'maybe' }), "cannot be 'maybe'"],
		['unit', variant({ weight_unit: 'st' }), "'variants[0].weight_unit' cannot be 'st'"],
		['status', { status: 'live' }, "'status' cannot be 'live'"],
		['price', variant({ price: 'cheap' }), "'variants[0].price' must be a number"],
		['no title', { title: '' }, "'title' is required"],
		['unknown key', { colour: 'red' }, "Unknown field 'colour'"],
		['tags as text', { tags: 'a,b' }, "'tags' must be a list"],
	])('%s', async (_name, fields, text) => {
		const result = await shopline.payload(
			'product',
			'create',
			{ product: { title: 'T', ...fields } },
			seeded,
		);
		expect(toldBy(result)).toContain(text);
		expect(shopline.requests).toHaveLength(0);
	});

	it('what is exactly at the limit goes out', async () => {
		const product = {
			title: long(255),
			body_html: long(512 * 1024),
			tags: many(250, long(255)),
			images: many(502, { src: long(255) }),
			variants: Array.from({ length: 500 }, (_, at) => ({ option1: `v${at}`, weight: '0.01' })),
			options: many(5, { name: 'o' }),
		};
		const result = await shopline.payload('product', 'create', { product }, seeded);
		expect(result.error).toBeUndefined();
	});

	it('newer versions take longer subtitles and alt texts', async () => {
		const product = { title: 'T', subtitle: long(400), images: [{ src: SRC, alt: long(512) }] };
		expect((await shopline.payload('product', 'create', { product })).error).toBeUndefined();
		const result = await shopline.payload('product', 'create', {
			product: { ...product, subtitle: long(401) },
		});
		expect(toldBy(result)).toContain("'subtitle' can have at most 400");
	});

	it('one bad item stops none of the others, and is told by its number', async () => {
		const result = await shopline.run(
			{ resource: 'product', operation: 'create', title: '={{ $json.title }}' },
			{
				items: [{ title: 'One' }, { title: long(256) }, { title: 'Three' }],
				onError: 'continueRegularOutput',
			},
		);
		expect(result.items.map(({ json }) => json.title ?? json.error)).toEqual([
			'One',
			expect.stringContaining('[item 1]'),
			'Three',
		]);
	});
});
