// The node's searchable lists, as the editor asks for them.
import assert from 'node:assert/strict';
import { shopify } from '../workflows.mjs';

/** By list: where it stands, what it should offer (read past our node), and a word to search. */
const lists = [
	{
		method: 'searchOrders',
		at: { resource: 'order', operation: 'get' },
		path: 'orderId',
		query: '{ list: orders(first: 250) { nodes { legacyResourceId name } } }',
		label: ({ name }) => name,
	},
	{
		method: 'searchProducts',
		at: { resource: 'product', operation: 'get' },
		path: 'productId',
		query: '{ list: products(first: 250) { nodes { legacyResourceId title } } }',
		label: ({ title }) => title,
	},
	{
		method: 'searchCustomers',
		at: { resource: 'customer', operation: 'getAll' },
		path: 'customerId',
		query: '{ list: customers(first: 250) { nodes { legacyResourceId displayName } } }',
		label: ({ displayName }) => displayName,
	},
	{
		method: 'searchLocations',
		at: { resource: 'location', operation: 'getAll' },
		path: 'locationId',
		query:
			'{ list: locations(first: 250, includeInactive: true) { nodes { legacyResourceId name } } }',
		label: ({ name }) => name,
	},
];

/** Every page of a list. */
async function all(rest, request) {
	const results = [];
	let paginationToken;
	do {
		const page = await rest.searchList({ ...request, paginationToken });
		results.push(...page.results);
		paginationToken = page.paginationToken;
	} while (paginationToken && results.length < 1000);
	return results;
}

export async function listChecks(steps, { n8n, sandbox }) {
	for (const { method, at, path, query, label } of lists) {
		await steps.check(`List ${method}: every entry, and a search`, async () => {
			const node = shopify('Node', at);
			const known = (await sandbox.graphql(query)).list.nodes;
			const offered = await all(n8n.rest, { node, path, method });
			const ids = (list) => list.map(String).sort();
			assert.deepEqual(
				ids(offered.map(({ value }) => value)),
				ids(known.map(({ legacyResourceId }) => legacyResourceId)),
			);
			const wanted = known[Math.floor(known.length / 2)];
			const found = await n8n.rest.searchList({ node, path, method, filter: label(wanted) });
			const hit = found.results.find(({ value }) => String(value) === wanted.legacyResourceId);
			assert.ok(hit, `${label(wanted)} is found`);
			assert.ok(hit.name.includes(label(wanted)), hit.name);
		});
	}
}
