import { type FragmentDefinitionNode, Kind, parse } from 'graphql';
import { loadAdminSchema } from './schema.mts';
import { pageFactor, requestedCost } from './shopify/cost.mts';

async function costOf(source: string, variables: Record<string, unknown> = {}): Promise<number> {
	const schema = await loadAdminSchema('2026-07');
	const document = parse(source);
	const fragments: Record<string, FragmentDefinitionNode> = {};
	for (const definition of document.definitions) {
		if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
	}
	const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
	if (operation === undefined) throw new Error('no operation');
	return requestedCost({ schema, operation, fragments, variables });
}

describe('cost', () => {
	it('counts pages less than linearly', () => {
		const sizes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 25, 50, 100, 200, 250];
		const factors = [0, 1, 1, 2, 2, 3, 3, 3, 4, 4, 4, 5, 6, 7, 9, 10, 11];
		expect(sizes.map(pageFactor)).toEqual(factors);
	});

	it.each<[number, string]>([
		[
			25,
			'{ product(id: "gid://shopify/Product/1") { variants(first: 250) { nodes { inventoryItem { id } } } } }',
		],
		[13, '{ products(first: 250) { nodes { id } } }'],
		[24, '{ products(first: 250) { nodes { id } edges { node { id } } } }'],
		[13, '{ products(first: 250) { edges { cursor node { id } } pageInfo { hasNextPage } } }'],
		[2, '{ products(first: 0) { nodes { id } } }'],
		[1, '{ nodes(ids: ["gid://shopify/Order/1", "gid://shopify/Order/2"]) { id } }'],
		[20, '{ ordersCount { count } customersCount { count } }'],
		[2, '{ a: shop { name } b: shop { name } }'],
		[1, '{ order(id: "gid://shopify/Order/1") { totalPriceSet { shopMoney { amount } } } }'],
		[
			2,
			'{ order(id: "gid://shopify/Order/1") { ...A ...B } } fragment A on Order { customer { id } } fragment B on Order { customer { email } }',
		],
		[
			10,
			'mutation { orderClose(input: { id: "gid://shopify/Order/1" }) { order { id } userErrors { field } } }',
		],
		[
			11,
			'mutation { orderClose(input: { id: "gid://shopify/Order/1" }) { order { customer { id } } } }',
		],
		[
			20,
			'mutation { refundCreate(input: { orderId: "gid://shopify/Order/1" }) @idempotent(key: "k") { refund { id } } }',
		],
		// An interface costs what its dearest type costs.
		[
			3,
			'{ node(id: "gid://shopify/Order/1") { id ... on Order { customer { id } shippingAddress { city } } ... on Product { featuredMedia { id } } } }',
		],
	])('is %i', async (expected, source) => {
		expect(await costOf(source)).toBe(expected);
	});

	it('grows with the input of the bulk mutations', async () => {
		const source =
			'mutation M($variants: [ProductVariantsBulkInput!]!) { productVariantsBulkCreate(productId: "gid://shopify/Product/1", variants: $variants) { userErrors { message } } }';
		expect(await costOf(source, { variants: Array.from({ length: 1499 }, () => ({})) })).toBe(310);
	});
});
