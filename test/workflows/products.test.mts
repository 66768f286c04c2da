import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { byId, numberOf, records, ShopifyUnderTest } from './shopify.mts';

let sandbox: Sandbox;
let shopify: ShopifyUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox({
		mediaDelayMs: 100,
		bucket: { maximum: 20_000, restoreRate: 1000 },
	});
	shopify = new ShopifyUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.control.reset());

describe('creating a product', () => {
	const create = async (input: IDataObject) => await shopify.payload('product', 'create', input);

	it('waits for its images and hands them on in their order', async () => {
		const picture = (name: string) => `${sandbox.origin}/shopify/files/${name}.png`;
		const [product] = records(
			await create({
				title: 'Mug',
				published: false,
				images: [{ src: picture('front'), alt: 'Front' }, { src: picture('back') }],
			}),
		);
		const images = product.images as IDataObject[];
		expect(images.map(({ alt, position }) => [alt ?? null, position])).toEqual([
			['Front', 1],
			[null, 2],
		]);
		expect(images.every(({ src, width }) => Boolean(src) && Number(width) > 0)).toBe(true);
	});

	it('publishes it unless told not to', async () => {
		const [visible] = records(await create({ title: 'Visible' }));
		expect(visible.published_at).not.toBeNull();
		const [hidden] = records(await create({ title: 'Hidden', published: false }));
		expect(hidden.published_at).toBeNull();
	});

	it('creates nothing when it could not publish it for lack of a scope', async () => {
		const before = sandbox.shopify.db.products.length;
		const accessToken = sandbox.control.issueToken(['read_products', 'write_products']);
		const narrow = new ShopifyUnderTest(sandbox, { accessToken });
		const { error } = await narrow.payload('product', 'create', { title: 'Half' });
		expect(error?.message).toContain('the access scope read_publications is missing');
		expect(sandbox.shopify.db.products).toHaveLength(before);
	});

	it('says that the product is there when publishing it fails afterwards', async () => {
		const accessToken = sandbox.control.issueToken([
			'read_products',
			'write_products',
			'read_publications',
		]);
		const narrow = new ShopifyUnderTest(sandbox, { accessToken });
		const { error } = await narrow.payload('product', 'create', { title: 'Half' });
		expect(error?.message).toContain('The product was created, but not finished');
		expect(error?.description).toContain('do not create it again');
	});

	it('makes one variant of the first values when only options are given', async () => {
		const [product] = records(
			await create({
				title: 'Scarf',
				published: false,
				options: [{ name: 'Color', values: ['Red', 'Blue'] }],
			}),
		);
		expect(product.variants).toMatchObject([{ option1: 'Red' }]);
	});

	it('names the variant and the option that it lacks a value for, and sends nothing', async () => {
		const { error } = await create({
			title: 'Scarf',
			options: [
				{ name: 'Color', values: ['Red'] },
				{ name: 'Size', values: ['S'] },
			],
			variants: [{ option1: 'Red', option2: 'S' }, { option1: 'Red' }],
		});
		expect(error?.message).toBe(
			"'variants[1].option2' is required: it is the value of the option 'Size'",
		);
		expect(sandbox.control.requests()).toEqual([]);
	});

	it('tells Shopify’s own words when it refuses', async () => {
		const { error } = await create({ title: 'x'.repeat(256), published: false });
		expect(error?.message).toMatch(/^Shopify did not accept this: .*255 characters/);
	});
});

describe('reading products', () => {
	it('finds by filters what the shop has', async () => {
		const { products } = sandbox.shopify.db;
		const [{ vendor }] = products;
		const list = async (configuration: IDataObject) =>
			records(
				await shopify.payload(
					'product',
					'getAll',
					{ configuration, fields: ['id'] },
					{ parameters: { returnAll: true } },
				),
			).map(({ id }) => id);
		const stored = (fits: (product: (typeof products)[number]) => boolean) =>
			products.filter(fits).map(({ id }) => numberOf(id));
		expect(await list({ vendor })).toEqual(stored((product) => product.vendor === vendor));
		expect(await list({ status: 'draft' })).toEqual(stored(({ status }) => status === 'DRAFT'));
		const [, second, third] = products.map(({ id }) => numberOf(id));
		expect(await list({ ids: [String(third), String(second)] })).toEqual([second, third]);
		expect(await list({ since_id: String(third) })).toEqual(
			stored(({ id }) => numberOf(id) > third),
		);
	});

	it('reads many items’ products with one request, in their order', async () => {
		const ids = sandbox.shopify.db.products.slice(0, 30).map(({ id }) => numberOf(id));
		const wanted = [...ids].reverse();
		const result = await shopify.run(
			{
				resource: 'product',
				operation: 'get',
				productId: byId('={{ $json.id }}'),
				output: 'selectedFields',
				outputFields: ['id', 'title'],
			},
			{ items: wanted.map((id) => ({ id })) },
		);
		expect(records(result).map(({ id }) => id)).toEqual(wanted);
		expect(Object.keys(result.items[0].json)).toEqual(['id', 'title']);
		expect(sandbox.control.requests()).toHaveLength(1);
	});
});

describe('customers', () => {
	it('are filtered by exact times, although Shopify’s search knows days only', async () => {
		const { customers } = sandbox.shopify.db;
		const times = customers.map(({ createdAt }) => createdAt).sort();
		const [from, to] = [times[10], times[20]];
		const result = await shopify.payload(
			'customer',
			'getAll',
			{ configuration: { created_at_min: from, created_at_max: to }, fields: ['id'] },
			{ parameters: { returnAll: true } },
		);
		expect(
			records(result)
				.map(({ id }) => id)
				.sort(),
		).toEqual(
			customers
				.filter(({ createdAt }) => createdAt >= from && createdAt <= to)
				.map(({ id }) => numberOf(id))
				.sort(),
		);
	});
});

describe('the editor’s lists', () => {
	const node = { resource: 'order', operation: 'get' };

	it.each(['searchOrders', 'searchProducts', 'searchCustomers', 'searchLocations'] as const)(
		'%s gives labels and numbers, page by page, each once',
		async (method) => {
			const { lookups } = await import('../../nodes/Shopify/lookups/index.ts');
			const seen: string[] = [];
			let token: string | undefined;
			do {
				const page = await lookups[method].call(shopify.editor(node), undefined, token);
				expect(page.results.length).toBeGreaterThan(0);
				for (const { name, value } of page.results) {
					expect(name).not.toBe('');
					expect(String(value)).toMatch(/^\d+$/);
					seen.push(String(value));
				}
				token = page.paginationToken;
			} while (token);
			expect(new Set(seen).size).toBe(seen.length);
			const paths = sandbox.control.requests().map(({ path }) => path);
			expect(new Set(paths)).toEqual(new Set(['/shopify/admin/api/2026-10/graphql.json']));
		},
	);

	it('finds what is typed', async () => {
		const { searchProducts } = await import('../../nodes/Shopify/lookups/product.ts');
		const [{ title }] = sandbox.shopify.db.products;
		const { results } = await searchProducts.call(shopify.editor(node), title.slice(0, 8));
		expect(results.map(({ name }) => name)).toContain(title);
	});

	it('offers the record’s fields under Selected Fields', async () => {
		const { ShopifyAdmin } = await import('../../nodes/Shopify/ShopifyAdmin.node.ts');
		const options = await new ShopifyAdmin().methods.loadOptions.getOutputFields.call(
			shopify.editor({ resource: 'order', operation: 'getAll' }),
		);
		expect(options).toContainEqual({ name: 'Total Price', value: 'total_price' });
	});
});

describe('a GraphQL request', () => {
	const request = async (parameters: IDataObject) =>
		await shopify.run({ resource: 'graphql', operation: 'request', ...parameters } as never);
	const list =
		'query Names($first: Int!, $after: String) { orders(first: $first, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } }';

	it('follows a connection to its end', async () => {
		const result = await request({
			query: list,
			variables: '{ "first": 50 }',
			connection: 'orders',
			returnAll: true,
		});
		const names = records(result).map(({ name }) => name);
		expect(names).toHaveLength(sandbox.shopify.db.orders.length);
		expect(new Set(names).size).toBe(names.length);
	});

	it('stops at the limit', async () => {
		const result = await request({
			query: list,
			variables: '{ "first": 50 }',
			connection: 'orders',
			limit: 60,
		});
		expect(records(result)).toHaveLength(60);
	});

	it('makes userErrors of a mutation the item’s error', async () => {
		const { error } = await request({
			query:
				'mutation { orderClose(input: {id: "gid://shopify/Order/1"}) { order { id } userErrors { field message } } }',
		});
		expect(error?.message).toBe('Shopify did not accept this: Order does not exist');
	});

	it('explains a path that is no list', async () => {
		const { error } = await request({
			query:
				'query ($after: String) { shop { name } orders(first: 1, after: $after) { nodes { id } } }',
			connection: 'shop',
		});
		expect(error?.message).toContain("'shop' is not a list");
	});
});
