import { type Sandbox, startSandbox } from './index.mts';
import { at, graphql } from './testClient.mts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({
		amounts: { products: 5, customers: 1, orders: 1 },
		mediaDelayMs: 0,
	});
});
afterAll(() => sandbox.stop());

describe('collections', () => {
	const CREATE = `#graphql
		mutation Create($input: CollectionInput!) {
			collectionCreate(input: $input) {
				collection {
					id
					title
					handle
					ruleSet {
						appliedDisjunctively
					}
					products(first: 5) {
						nodes {
							id
						}
					}
				}
				userErrors {
					field
					message
				}
			}
		}
	`;

	it('are made by hand with a handle of their own, and deleted once', async () => {
		const [first, second] = sandbox.shopify.db.products.map(({ id }) => id);
		const input = { title: 'Numeric 41', products: [second, first] };
		const made = await graphql(sandbox, CREATE, { input });
		expect(at(made.data, 'collectionCreate', 'collection')).toMatchObject({
			handle: 'numeric-41',
			ruleSet: null,
			products: { nodes: [{ id: second }, { id: first }] },
		});
		const again = await graphql(sandbox, CREATE, { input: { title: 'Numeric 41' } });
		const { id, handle } = at(again.data, 'collectionCreate', 'collection') as {
			id: string;
			handle: string;
		};
		expect(handle).toBe('numeric-42');
		const DELETE =
			'mutation D($input: CollectionDeleteInput!) { collectionDelete(input: $input) { deletedCollectionId userErrors { field message } } }';
		const deleted = await graphql(sandbox, DELETE, { input: { id } });
		expect(at(deleted.data, 'collectionDelete', 'deletedCollectionId')).toBe(id);
		const twice = await graphql(sandbox, DELETE, { input: { id } });
		expect(at(twice.data, 'collectionDelete')).toEqual({
			deletedCollectionId: null,
			userErrors: [{ field: ['id'], message: 'Collection does not exist' }],
		});
	});

	it.each([
		[{ title: ' ' }, ['title'], "Title can't be blank"],
		[
			{ title: 'A', products: ['gid://shopify/Product/999999999999999'] },
			['products', '0'],
			'Product does not exist',
		],
		[
			{ id: 'gid://shopify/Collection/1', title: 'A' },
			['id'],
			'id cannot be specified on collection creation',
		],
	])('are refused as recorded: %j', async (input, field, message) => {
		const { data } = await graphql(sandbox, CREATE, { input });
		expect(at(data, 'collectionCreate')).toEqual({
			collection: null,
			userErrors: [{ field, message }],
		});
	});
});

describe('images', () => {
	it('get an address of their own, also from an equal source', async () => {
		const { id } = sandbox.shopify.db.products[0];
		const source = { originalSource: 'https://example.com/a/same.png', mediaContentType: 'IMAGE' };
		const { data } = await graphql(
			sandbox,
			`
				#graphql
				mutation Add($id: ID!, $media: [CreateMediaInput!]!) {
					productUpdate(product: { id: $id }, media: $media) {
						product {
							id
						}
						userErrors {
							message
						}
					}
				}
			`,
			{ id, media: [source, source] },
		);
		expect(at(data, 'productUpdate', 'userErrors')).toEqual([]);
		const urls = sandbox.shopify.db.products[0].media.slice(-2).map(({ url }) => url);
		expect(urls[0]).toMatch(/\/files\/same\.png\?v=\d+$/);
		expect(urls[1]).toMatch(/\/files\/same_[\da-f-]{36}\.png\?v=\d+$/);
	});
});
