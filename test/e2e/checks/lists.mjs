// The node's searchable lists, as the editor asks for them.
import assert from 'node:assert/strict';
import { byId, shopify } from '../workflows.mjs';
import { nodeType } from '../world.mjs';

const number = (gid) => /(\d+)(?:\?.*)?$/.exec(gid)[1];

/** Entries {value, label} of a list that the shop gives as it is. */
const entries = (label) => (nodes) =>
	nodes.map((node) => ({ value: number(node.id), label: label(node) }));

/** Variants are searched by the title of their product; "displayName" has their own behind it. */
const variants = (nodes) =>
	nodes.map(({ id, displayName }) => {
		const [typed] = displayName.split(' - ');
		return { value: number(id), label: displayName, typed };
	});

const ordersWith = (selection) =>
	`{ list: orders(first: 250, sortKey: CREATED_AT, reverse: true) { nodes { name ${selection} } } }`;

const stillOpen = ({ status }) => !['CLOSED', 'CANCELLED'].includes(status);

/** Something that has what the list shows, for lists that depend on another field. */
const first = async (sandbox, query, wanted) =>
	(await sandbox.graphql(query)).list.nodes.find(wanted);

/**
 * By list: where it stands, what it should offer (read past our node), and what else the form holds.
 * `typed` is what a user would search for when it is not the entry's label.
 */
const lists = {
	searchCollections: {
		at: 'collection/get',
		path: 'collectionId',
		query: '{ list: collections(first: 250) { nodes { id title } } }',
		expected: entries(({ title }) => title),
	},
	searchCustomerAddresses: {
		at: 'customer/update',
		path: 'updateFields.addresses.address[0].id',
		prepare: async (sandbox) => {
			const query =
				'{ list: customers(first: 250) { nodes { id addressesV2(first: 50) { nodes { id address1 } } } } }';
			const { id, addressesV2 } = await first(
				sandbox,
				query,
				(one) => one.addressesV2.nodes.length > 0,
			);
			return { given: { customerId: byId(number(id)) }, nodes: addressesV2.nodes };
		},
		expected: entries(({ address1 }) => address1),
	},
	searchCustomers: {
		at: 'customer/get',
		path: 'customerId',
		query: '{ list: customers(first: 250) { nodes { id displayName } } }',
		expected: entries(({ displayName }) => displayName),
	},
	searchDraftOrders: {
		at: 'draftOrder/complete',
		path: 'draftOrderId',
		prepare: async (sandbox) => {
			for (const title of ['Key ring', 'Sticker']) {
				await sandbox.graphql(
					'mutation ($input: DraftOrderInput!) { draftOrderCreate(input: $input) { draftOrder { id } } }',
					{ input: { lineItems: [{ title, quantity: 1, originalUnitPrice: '2.00' }] } },
				);
			}
			const query = '{ list: draftOrders(first: 250) { nodes { id name } } }';
			return { nodes: (await sandbox.graphql(query)).list.nodes };
		},
		expected: entries(({ name }) => name),
	},
	searchFulfillmentOrderLines: {
		at: 'fulfillment/create',
		path: 'lineItemsByFulfillmentOrder.fulfillmentOrder[0].fulfillmentOrderLineItems.lineItem[0].id',
		query: ordersWith(
			'fulfillmentOrders(first: 10) { nodes { status lineItems(first: 50) { nodes { id remainingQuantity } } } }',
		),
		expected: (orders) =>
			orders.flatMap(({ name, fulfillmentOrders }) =>
				fulfillmentOrders.nodes
					.filter(stillOpen)
					.flatMap(({ lineItems }) => lineItems.nodes)
					.filter(({ remainingQuantity }) => remainingQuantity > 0)
					.map(({ id }) => ({ value: number(id), label: name })),
			),
	},
	searchFulfillmentOrders: {
		at: 'fulfillment/create',
		path: 'lineItemsByFulfillmentOrder.fulfillmentOrder[0].fulfillmentOrderId',
		query: ordersWith('fulfillmentOrders(first: 10) { nodes { id status } }'),
		expected: (orders) =>
			orders.flatMap(({ name, fulfillmentOrders }) =>
				fulfillmentOrders.nodes
					.filter(stillOpen)
					.map(({ id }) => ({ value: number(id), label: name })),
			),
	},
	searchFulfillments: {
		at: 'fulfillment/get',
		path: 'fulfillmentId',
		query: ordersWith('fulfillments { id name }'),
		expected: (orders) =>
			orders.flatMap((order) =>
				order.fulfillments.map(({ id, name }) => ({
					value: number(id),
					label: name,
					typed: order.name,
				})),
			),
	},
	searchInventoryItems: {
		at: 'inventoryItem/get',
		path: 'inventoryItemId',
		query:
			'{ list: productVariants(first: 250) { nodes { displayName inventoryItem { id sku } } } }',
		expected: (variants) =>
			variants.map(({ displayName, inventoryItem: { id, sku } }) => ({
				value: number(id),
				label: displayName,
				typed: sku ?? displayName,
			})),
	},
	searchLocations: {
		at: 'location/get',
		path: 'locationId',
		query: '{ list: locations(first: 250, includeInactive: true) { nodes { id name } } }',
		expected: entries(({ name }) => name),
	},
	searchMetafieldOwners: {
		at: 'metafield/getAll',
		path: 'resourceType.owner.id',
		prepare: async (sandbox) => {
			const query = '{ list: productVariants(first: 250) { nodes { id displayName } } }';
			return {
				given: { resourceType: { owner: { type: 'variants', id: { mode: 'list', value: '' } } } },
				nodes: (await sandbox.graphql(query)).list.nodes,
			};
		},
		expected: variants,
	},
	searchMetafields: {
		at: 'metafield/get',
		path: 'metafieldId',
		prepare: async (sandbox) => {
			const query =
				'{ list: products(first: 250) { nodes { id metafields(first: 50) { nodes { id namespace key } } } } }';
			const { id, metafields } = await first(
				sandbox,
				query,
				(one) => one.metafields.nodes.length > 1,
			);
			return {
				given: { resourceType: { owner: { type: 'products', id: byId(number(id)) } } },
				nodes: metafields.nodes,
			};
		},
		expected: entries(({ namespace, key }) => `${namespace}.${key}`),
	},
	searchOrders: {
		at: 'order/get',
		path: 'orderId',
		query: '{ list: orders(first: 250) { nodes { id name } } }',
		expected: entries(({ name }) => name),
	},
	searchProductImages: {
		at: 'productVariant/update',
		path: 'updateFields.imageId',
		prepare: async (sandbox) => {
			const query =
				'{ list: productVariants(first: 250) { nodes { id product { images(first: 50) { nodes { id altText url } } } } } }';
			const { id, product } = await first(
				sandbox,
				query,
				(one) => one.product.images.nodes.length > 1,
			);
			return { given: { variantId: byId(number(id)) }, nodes: product.images.nodes };
		},
		expected: (images) =>
			images.map(({ id, altText, url }) => ({
				value: number(id),
				label: altText ?? url.split('/').at(-1),
			})),
	},
	searchProducts: {
		at: 'product/get',
		path: 'productId',
		query: '{ list: products(first: 250) { nodes { id title } } }',
		expected: entries(({ title }) => title),
	},
	searchVariants: {
		at: 'productVariant/get',
		path: 'variantId',
		query: '{ list: productVariants(first: 250) { nodes { id displayName } } }',
		expected: variants,
	},
};

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

/** The names of all list methods in a node's description, however deep. */
function methodsIn(value) {
	if (value === null || typeof value !== 'object') return [];
	const own = value.searchListMethod ? [value.searchListMethod] : [];
	return [...own, ...Object.values(value).flatMap(methodsIn)];
}

export async function listChecks(steps, { n8n: { rest }, sandbox }) {
	for (const [method, { at, path, query, prepare, expected }] of Object.entries(lists)) {
		await steps.check(`List ${method}: every entry, and a search`, async () => {
			const { given = {}, nodes } = prepare
				? await prepare(sandbox)
				: { nodes: (await sandbox.graphql(query)).list.nodes };
			const known = expected(nodes);
			assert.ok(known.length > 0, 'the shop has some');
			const [resource, operation] = at.split('/');
			const node = shopify('Node', { resource, operation, ...given });
			const offered = await all(rest, { node, path, method });
			const values = (list) => list.map(({ value }) => String(value)).sort();
			assert.deepEqual(values(offered), values(known));

			const { value, label, typed = label } = known[Math.floor(known.length / 2)];
			const found = await all(rest, { node, path, method, filter: typed });
			const hit = found.find((entry) => String(entry.value) === value);
			assert.ok(hit, `${typed} is found`);
			assert.ok(hit.name.includes(label), hit.name);
			if (values(offered).length > 4) assert.ok(found.length < offered.length, 'it is narrowed');
		});
	}

	await steps.check('No list of the node is left out', async () => {
		const types = await rest.get('/types/nodes.json');
		const { properties } = types.find(({ name }) => name === nodeType);
		const methods = [...new Set(methodsIn(properties))].sort();
		assert.deepEqual(methods, Object.keys(lists).sort());
	});
}
