import { type Sandbox, startSandbox } from './index.mts';
import { at, graphql, passTime } from './testClient.mts';

let sandbox: Sandbox;
/** Jobs and images take so long that no slow machine sees their end too early. */
const LONG_MS = 600_000;

beforeAll(async () => {
	sandbox = await startSandbox({ mediaDelayMs: LONG_MS, jobDelayMs: LONG_MS });
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.control.reset());
afterEach(() => {
	jest.restoreAllMocks();
});

const SET = `mutation S($input: ProductSetInput!, $identifier: ProductSetIdentifiers) {
	productSet(input: $input, identifier: $identifier) {
		product {
			id handle tags
			variants(first: 20) { nodes { id title price position inventoryQuantity } }
			media(first: 5) { nodes { id status } }
			metafields(first: 5) { nodes { key value } }
		}
		userErrors { field message code }
	}
}`;

const value = (optionName: string, name: string): Record<string, string> => ({ optionName, name });

async function set(input: unknown, identifier?: unknown): Promise<unknown> {
	const { data, errors } = await graphql(sandbox, SET, { input, identifier });
	expect(errors).toEqual([]);
	return at(data, 'productSet');
}

describe('productSet', () => {
	const options = [{ name: 'Size', values: [{ name: 'S' }, { name: 'M' }] }];

	it('creates, then replaces every list that is given', async () => {
		const locationId = sandbox.shopify.db.locations[0].id;
		const stock = { locationId, name: 'available', quantity: 7 };
		const made = await set({
			title: 'Tin Cup',
			tags: ['b,A', 'a'],
			productOptions: options,
			variants: [
				{ optionValues: [value('Size', 'S')], price: '5', inventoryQuantities: [stock] },
				{ optionValues: [value('Size', 'M')], price: '6.5' },
			],
			metafields: [
				{ namespace: 'custom', key: 'one', type: 'number_integer', value: '1' },
				{ namespace: 'custom', key: 'two', type: 'boolean', value: 't' },
			],
		});
		expect(at(made, 'product')).toMatchObject({ handle: 'tin-cup', tags: ['A', 'b'] });
		const nodes = at(made, 'product', 'variants', 'nodes');
		expect(nodes).toMatchObject([
			{ title: 'S', price: '5.00', position: 1, inventoryQuantity: 7 },
			{ title: 'M', price: '6.50', position: 2, inventoryQuantity: 0 },
		]);
		const values = at(made, 'product', 'metafields', 'nodes');
		expect(values).toEqual([
			{ key: 'one', value: '1' },
			{ key: 'two', value: 'true' },
		]);
		const changed = await set(
			{
				productOptions: [{ name: 'Size', values: [{ name: 'M' }] }],
				variants: [{ optionValues: [value('Size', 'M')] }],
				metafields: [{ namespace: 'custom', key: 'two', value: 'false' }],
			},
			{ id: at(made, 'product', 'id') },
		);
		const kept = at(changed, 'product', 'variants', 'nodes');
		expect(kept).toEqual([{ ...(at(nodes, 1) as object), position: 1 }]);
		expect(at(changed, 'product', 'metafields', 'nodes')).toEqual([{ key: 'two', value: 'false' }]);
	});

	it.each([
		[
			{ title: 'x', productOptions: options },
			['input', 'variants'],
			'Variants input is required when updating product options',
		],
		[
			{
				title: 'x',
				productOptions: options,
				variants: [{ optionValues: [value('Size', 'S')] }, { optionValues: [value('Size', 'S')] }],
			},
			['input', 'variants', '1'],
			"The variant 'S' already exists. Please change at least one option value.",
		],
		[{ title: 'x'.repeat(256) }, ['input', 'title'], 'is too long (maximum is 255 characters)'],
	])('refuses and changes nothing', async (input, field, message) => {
		const count = sandbox.shopify.db.products.length;
		const answer = await set(input);
		expect(at(answer, 'product')).toBeNull();
		expect(at(answer, 'userErrors', 0)).toMatchObject({ field, message });
		expect(sandbox.shopify.db.products).toHaveLength(count);
		expect(sandbox.control.effects()).toEqual([]);
	});

	it('counts handles on', async () => {
		await set({ title: 'Tin Cup 41' });
		expect(at(await set({ title: 'Tin Cup 41' }), 'product', 'handle')).toBe('tin-cup-42');
	});
});

describe('media', () => {
	it('goes through a staged upload and processing', async () => {
		const stage = `mutation U($input: [StagedUploadInput!]!) {
			stagedUploadsCreate(input: $input) {
				stagedTargets { url resourceUrl parameters { name value } } userErrors { field message }
			}
		}`;
		const upload = {
			filename: 'a.png',
			mimeType: 'image/png',
			resource: 'IMAGE',
			httpMethod: 'POST',
		};
		const { data } = await graphql(sandbox, stage, { input: [upload] });
		const target = at(data, 'stagedUploadsCreate', 'stagedTargets', 0);
		const form = new FormData();
		for (const each of at(target, 'parameters') as Array<{ name: string; value: string }>) {
			form.append(each.name, each.value);
		}
		const bytes = Uint8Array.from([0, 255, 13, 10, 45, 45, 7]);
		form.append('file', new Blob([bytes]), 'a.png');
		const sent = await fetch(String(at(target, 'url')), { method: 'POST', body: form });
		expect(sent.status).toBe(201);
		const files = [{ originalSource: at(target, 'resourceUrl') }];
		const made = await set({ title: 'With image', files });
		expect(at(made, 'product', 'media', 'nodes', 0, 'status')).toBe('UPLOADED');
		const id = at(made, 'product', 'media', 'nodes', 0, 'id');
		const read =
			'query N($id: ID!) { node(id: $id) { ... on MediaImage { status image { url } } } }';
		const early = await graphql(sandbox, read, { id });
		expect(early.data).toEqual({ node: { status: 'PROCESSING', image: null } });
		passTime(LONG_MS + 1000);
		const ready = await graphql(sandbox, read, { id });
		expect(at(ready.data, 'node', 'status')).toBe('READY');
		const image = await fetch(String(at(ready.data, 'node', 'image', 'url')));
		expect(new Uint8Array(await image.arrayBuffer())).toEqual(bytes);
		const wrong = { ...upload, filename: 'a.exe', mimeType: 'application/x-msdownload' };
		const refused = await graphql(sandbox, stage, { input: [wrong] });
		expect(at(refused.data, 'stagedUploadsCreate', 'userErrors', 0, 'message')).toBe(
			'a.exe: (application/x-msdownload) is not a recognized format',
		);
	});

	it('fails later for an address that cannot be reached', async () => {
		const made = await set({
			title: 'No image',
			files: [{ originalSource: 'https://a.invalid/x.png' }],
		});
		passTime(LONG_MS + 1000);
		const read =
			'query N($id: ID!) { node(id: $id) { ... on MediaImage { status mediaErrors { code } } } }';
		const id = at(made, 'product', 'media', 'nodes', 0, 'id');
		expect((await graphql(sandbox, read, { id })).data).toEqual({
			node: { status: 'FAILED', mediaErrors: [{ code: 'IMAGE_DOWNLOAD_FAILURE' }] },
		});
	});
});

describe('tags, publications, metafields', () => {
	it('adds and removes tags without case on products', async () => {
		const { id } = sandbox.shopify.db.products[0];
		const change = (root: string): string => {
			return `mutation T($id: ID!, $tags: [String!]!) { ${root}(id: $id, tags: $tags) { node { ... on Product { tags } } userErrors { message } } }`;
		};
		await graphql(sandbox, change('tagsAdd'), { id, tags: ['Zed', 'zed'] });
		expect(sandbox.shopify.db.products[0].tags).toContain('Zed');
		await graphql(sandbox, change('tagsRemove'), { id, tags: ['ZED'] });
		expect(sandbox.shopify.db.products[0].tags).not.toContain('Zed');
	});

	it('publishes and unpublishes', async () => {
		const [product] = sandbox.shopify.db.products.filter((each) => each.published.size === 0);
		const [publication] = sandbox.shopify.db.publications;
		const change = (root: string): string => {
			return `mutation P($id: ID!, $input: [PublicationInput!]!) { ${root}(id: $id, input: $input) { userErrors { field message } } }`;
		};
		const input = [{ publicationId: publication.id }];
		await graphql(sandbox, change('publishablePublish'), { id: product.id, input });
		expect(product.published.size).toBe(1);
		await graphql(sandbox, change('publishableUnpublish'), { id: product.id, input });
		expect(product.published.size).toBe(0);
		const twice = await graphql(sandbox, change('publishablePublish'), {
			id: product.id,
			input: [...input, ...input],
		});
		expect(at(twice.data, 'publishablePublish', 'userErrors', 0, 'field', 1)).toBe('1');
	});

	it('sets metafields all or none, and minds the digest', async () => {
		const ownerId = sandbox.shopify.db.customers[1].id;
		const query = `mutation M($metafields: [MetafieldsSetInput!]!) {
			metafieldsSet(metafields: $metafields) { metafields { id value compareDigest } userErrors { field message code } }
		}`;
		const field = { ownerId, namespace: 'custom', key: 'size', type: 'number_integer', value: '4' };
		const bad = await graphql(sandbox, query, { metafields: [field, { ...field, value: 'x' }] });
		expect(at(bad.data, 'metafieldsSet')).toEqual({
			metafields: [],
			userErrors: [
				{
					field: ['metafields', '1', 'value'],
					message: 'Value must be an integer.',
					code: 'INVALID_VALUE',
				},
			],
		});
		const good = await graphql(sandbox, query, { metafields: [field] });
		const compareDigest = at(good.data, 'metafieldsSet', 'metafields', 0, 'compareDigest');
		await graphql(sandbox, query, { metafields: [{ ...field, value: '5', compareDigest }] });
		const stale = { ...field, value: '6', compareDigest };
		const refused = await graphql(sandbox, query, { metafields: [stale] });
		expect(at(refused.data, 'metafieldsSet', 'userErrors', 0, 'code')).toBe('STALE_OBJECT');
	});
});
