/**
 * Documents with the points that Shopify asked for them. The figures for connections are recorded;
 * the rest follows from the documented rule.
 */
export const PRICED: Array<[string, string, number]> = [
	['one object', '{ shop { name currencyCode } }', 1],
	['objects below objects', '{ order(id: "1") { customer { id } } }', 2],
	[
		'money is free',
		'{ order(id: "1") { totalPriceSet { shopMoney { amount currencyCode } } } }',
		1,
	],
	['aliases and several roots add up', '{ a: order(id: "1") { id } b: shop { name } }', 2],
	[
		'a connection of 250 below an object',
		'{ product(id: "1") { variants(first: 250) { nodes { inventoryItem { id } } } } }',
		25,
	],
	['a connection that is empty', '{ orders(first: 0) { nodes { id } } }', 2],
	['edges instead of nodes', '{ orders(first: 10) { edges { cursor node { id } } } }', 6],
	[
		'nodes and edges count twice',
		'{ orders(first: 10) { nodes { id } edges { node { id } } } }',
		10,
	],
	['pageInfo is free', '{ orders(first: 10) { nodes { id } pageInfo { hasNextPage } } }', 6],
	['last counts like first', '{ orders(last: 50) { nodes { id } } }', 9],
	[
		'nested connections multiply',
		'{ orders(first: 10) { nodes { lineItems(first: 10) { nodes { id } } } } }',
		30,
	],
	[
		'a count has a price of its own',
		'{ ordersCount(query: "status:open", limit: null) { count precision } }',
		10,
	],
	['another count', '{ customersCount { count } }', 10],
	[
		'of fragments of types the dearest counts',
		'{ node(id: "1") { ... on Order { customer { id } } ... on Product { featuredMedia { preview { image { url } } } } } }',
		4,
	],
	[
		'named fragments count where they stand',
		'query { order(id: "1") { ...Parts } } fragment Parts on Order { customer { id } billingAddress { city } }',
		3,
	],
	[
		'nodes by ids do not count by their number',
		'{ nodes(ids: ["1", "2"]) { ... on Order { name } } }',
		1,
	],
	[
		'a mutation: what lies below the direct fields of its payload',
		'mutation { orderClose(input: {id: "1"}) { order { id customer { id } } userErrors { field message } } }',
		11,
	],
	[
		'a plain mutation',
		'mutation { tagsAdd(id: "1", tags: ["a"]) { node { id } userErrors { message } } }',
		10,
	],
	[
		'a refund',
		'mutation { refundCreate(input: {orderId: "1"}) { refund { id } userErrors { message } } }',
		20,
	],
	[
		'tracking',
		'mutation { fulfillmentTrackingInfoUpdate(fulfillmentId: "1", trackingInfoInput: {}) { fulfillment { id } } }',
		50,
	],
	[
		'several mutations in one document',
		'mutation { a: orderOpen(input: {id: "1"}) { order { id } } b: orderOpen(input: {id: "2"}) { order { id } } }',
		20,
	],
];

/** Recorded points of the factor of a connection, by its length. */
export const FACTORS: Array<[number, number]> = [
	[1, 1],
	[2, 1],
	[3, 2],
	[4, 2],
	[5, 3],
	[6, 3],
	[7, 3],
	[8, 4],
	[9, 4],
	[10, 4],
	[20, 5],
	[25, 6],
	[50, 7],
	[100, 9],
	[200, 10],
	[250, 11],
];
