// At least one reading operation of every resource, and what the shop itself says about it.
import assert from 'node:assert/strict';
import { byId } from '../workflows.mjs';

const number = (gid) => Number(/(\d+)(?:\?.*)?$/.exec(gid)[1]);
const money = (set) => Number(set.shopMoney.amount).toFixed(2);
const titles = (lines) => lines.map(({ title }) => title);

/** The node's `fields` of a record, to be compared with what the shop knows. */
const pick = (record, expected) =>
	Object.fromEntries(Object.keys(expected).map((key) => [key, record[key]]));

/** One record that has these values. */
const one = (records, expected) => {
	assert.equal(records.length, 1);
	assert.deepEqual(pick(records[0], expected), expected);
};

/** As many records as expected ones, each with its values, in this order. */
const all = (records, expected) => {
	assert.ok(expected.length > 0, 'the shop has some');
	assert.deepEqual(
		records.map((record, i) => pick(record, expected[i] ?? {})),
		expected,
	);
};

/**
 * By resource and operation: what the shop says (past our node), what the node is asked, and what
 * it must answer.
 */
export const reads = [
	{
		of: 'abandonedCheckout/getAll',
		known: `{ abandonedCheckouts(first: 100, query: "status:open", sortKey: CREATED_AT, reverse: true) {
			nodes { id totalPriceSet { shopMoney { amount } } lineItems(first: 50) { nodes { title } } } } }`,
		parameters: () => ({ returnAll: true }),
		expect: (records, { abandonedCheckouts }) => {
			const expected = abandonedCheckouts.nodes.map(({ id, totalPriceSet }) => ({
				id: number(id),
				total_price: money(totalPriceSet),
			}));
			all(records, expected);
			const [{ lineItems }] = abandonedCheckouts.nodes;
			assert.deepEqual(titles(records[0].line_items), titles(lineItems.nodes));
		},
	},
	{
		of: 'collect/getAll',
		known: `{ collections(first: 1, query: "title:'Winter Gear'") {
			nodes { id products(first: 250, sortKey: MANUAL) { nodes { id } } } } }`,
		parameters: ({ collections: { nodes } }) => ({
			returnAll: true,
			configuration: { collectionId: byId(number(nodes[0].id)) },
			fields: ['collection_id', 'product_id', 'position'],
		}),
		expect: (records, { collections: { nodes } }) => {
			const [{ id, products }] = nodes;
			const expected = products.nodes.map((product, i) => ({
				collection_id: number(id),
				product_id: number(product.id),
				position: i + 1,
			}));
			all(records, expected);
		},
	},
	{
		of: 'collection/get',
		known: `{ collections(first: 1, query: "title:'All'") {
			nodes { id title handle productsCount { count } } } }`,
		parameters: ({ collections: { nodes } }) => ({ collectionId: byId(nodes[0].id) }),
		expect: (records, { collections: { nodes } }) => {
			const [{ id, title, handle, productsCount }] = nodes;
			const expected = { id: number(id), title, handle, products_count: productsCount.count };
			one(records, { ...expected, collection_type: 'smart', sort_order: 'best-selling' });
		},
	},
	{
		of: 'collection/getProducts',
		known: `{ collections(first: 1, query: "title:'Home page'") {
			nodes { id products(first: 250) { nodes { id title } } } } }`,
		parameters: ({ collections: { nodes } }) => ({
			returnAll: true,
			collectionId: byId(number(nodes[0].id)),
			output: 'simplified',
		}),
		expect: (records, { collections: { nodes } }) => {
			const products = nodes[0].products.nodes;
			all(
				records,
				products.map(({ id, title }) => ({ id: number(id), title })),
			);
		},
	},
	{
		of: 'customer/get',
		known: `{ customers(first: 1, query: "orders_count:>1") {
			nodes { id firstName lastName numberOfOrders amountSpent { amount currencyCode }
				defaultEmailAddress { emailAddress } tags } } }`,
		parameters: ({ customers: { nodes } }) => ({
			customerId: {
				...byId(`https://admin.shopify.com/store/any/customers/${number(nodes[0].id)}`),
				mode: 'url',
			},
		}),
		expect: (records, { customers: { nodes } }) => {
			const [customer] = nodes;
			one(records, {
				id: number(customer.id),
				email: customer.defaultEmailAddress.emailAddress,
				first_name: customer.firstName,
				last_name: customer.lastName,
				orders_count: Number(customer.numberOfOrders),
				total_spent: Number(customer.amountSpent.amount).toFixed(2),
				currency: customer.amountSpent.currencyCode,
				tags: customer.tags.join(', '),
			});
		},
	},
	{
		of: 'fulfillment/get',
		known: `{ orders(first: 1, query: "fulfillment_status:shipped") {
			nodes { id fulfillments { id status trackingInfo { number company } } } } }`,
		parameters: ({ orders: { nodes } }) => ({
			fulfillmentId: byId(number(nodes[0].fulfillments[0].id)),
			fields: ['id', 'order_id', 'status', 'tracking_number', 'tracking_company'],
		}),
		expect: (records, { orders: { nodes } }) => {
			const [{ id, fulfillments }] = nodes;
			const [{ number: tracking = null, company = null } = {}] = fulfillments[0].trackingInfo;
			const expected = {
				id: number(fulfillments[0].id),
				order_id: number(id),
				status: fulfillments[0].status.toLowerCase(),
				tracking_number: tracking,
				tracking_company: company,
			};
			assert.deepEqual(records, [expected]);
		},
	},
	{
		of: 'fulfillmentOrder/getAll',
		known: `{ orders(first: 1, query: "fulfillment_status:unshipped status:open") { nodes { id
			fulfillmentOrders(first: 10) { nodes { id status assignedLocation { location { id } }
				lineItems(first: 50) { nodes { id totalQuantity remainingQuantity } } } } } } }`,
		parameters: ({ orders: { nodes } }) => ({ orderId: byId(number(nodes[0].id)) }),
		expect: (records, { orders: { nodes } }) => {
			const [{ id, fulfillmentOrders }] = nodes;
			const expected = fulfillmentOrders.nodes.map((one) => ({
				id: number(one.id),
				order_id: number(id),
				status: one.status.toLowerCase(),
				assigned_location_id: number(one.assignedLocation.location.id),
			}));
			all(records, expected);
			const [{ lineItems }] = fulfillmentOrders.nodes;
			all(
				records[0].line_items,
				lineItems.nodes.map((line) => ({
					id: number(line.id),
					quantity: line.totalQuantity,
					fulfillable_quantity: line.remainingQuantity,
				})),
			);
		},
	},
	{
		of: 'graphql/request',
		known: '{ orders(first: 250, sortKey: ID) { nodes { id name } } }',
		parameters: () => ({
			query: `query ($after: String) { orders(first: 40, after: $after, sortKey: ID) {
				nodes { id name } pageInfo { hasNextPage endCursor } } }`,
			connection: 'orders',
			returnAll: true,
		}),
		expect: (records, { orders }) => assert.deepEqual(records, orders.nodes),
	},
	{
		of: 'inventoryItem/get',
		known: `{ inventoryItems(first: 1, query: "sku:*") {
			nodes { id sku tracked requiresShipping unitCost { amount } } } }`,
		parameters: ({ inventoryItems: { nodes } }) => ({ inventoryItemId: byId(nodes[0].id) }),
		expect: (records, { inventoryItems: { nodes } }) => {
			const [{ id, sku, tracked, requiresShipping, unitCost }] = nodes;
			const cost = unitCost && Number(unitCost.amount).toFixed(2);
			one(records, { id: number(id), sku, tracked, requires_shipping: requiresShipping, cost });
		},
	},
	{
		of: 'inventoryLevel/getAll',
		known: `{ productVariants(first: 2) { nodes { inventoryItem { id inventoryLevels(first: 10) {
			nodes { location { id } quantities(names: "available") { quantity } } } } } } }`,
		parameters: ({ productVariants: { nodes } }) => ({
			returnAll: true,
			configuration: {
				inventoryItemIds: nodes.map(({ inventoryItem }) => String(number(inventoryItem.id))),
			},
		}),
		expect: (records, { productVariants: { nodes } }) => {
			const expected = nodes.flatMap(({ inventoryItem: { id, inventoryLevels } }) =>
				inventoryLevels.nodes.map(({ location, quantities }) => ({
					inventory_item_id: number(id),
					location_id: number(location.id),
					available: quantities[0].quantity,
				})),
			);
			all(records, expected);
		},
	},
	{
		of: 'location/get',
		known:
			'{ locations(first: 1, reverse: true) { nodes { id name isActive address { city countryCode zip } } } }',
		parameters: ({ locations: { nodes } }) => ({
			locationId: { ...byId(String(number(nodes[0].id))), mode: 'list' },
		}),
		expect: (records, { locations: { nodes } }) => {
			const [{ id, name, isActive, address }] = nodes;
			const { city, countryCode, zip } = address;
			const expected = { id: number(id), name, active: isActive };
			one(records, { ...expected, city, country_code: countryCode, zip });
		},
	},
	{
		of: 'lookup/countries',
		known: async (sandbox) => await sandbox.rest('countries.json'),
		parameters: () => ({}),
		expect: (records, { countries }) =>
			all(
				records,
				countries.map(({ id, name, code, tax, provinces }) => ({ id, name, code, tax, provinces })),
			),
	},
	{
		of: 'lookup/productImages',
		known: `{ products(first: 250, sortKey: ID) { nodes { id images(first: 250) {
			nodes { id url altText } } } } }`,
		parameters: () => ({ returnAll: true }),
		expect: (records, { products }) => {
			const expected = products.nodes.flatMap((product) =>
				product.images.nodes.map(({ id, url, altText }, i) => ({
					id: number(id),
					product_id: number(product.id),
					position: i + 1,
					src: url,
					alt: altText,
				})),
			);
			all(records, expected);
		},
	},
	{
		of: 'metafield/getAll',
		known: `{ customers(first: 250) {
			nodes { id metafields(first: 50) { nodes { id namespace key value type } } } } }`,
		parameters: (known) => ({
			returnAll: true,
			resourceType: { owner: { type: 'customers', id: byId(number(withMetafields(known).id)) } },
		}),
		expect: (records, known) => {
			const { id: owner, metafields } = withMetafields(known);
			const expected = metafields.nodes.map(({ id, ...more }) => ({
				id: number(id),
				...more,
				owner_id: number(owner),
				owner_resource: 'customer',
			}));
			all(records, expected);
		},
	},
	{
		of: 'order/get',
		known: `{ orders(first: 1, query: "financial_status:paid") { nodes { id name
			totalPriceSet { shopMoney { amount } } customer { id } displayFinancialStatus
			lineItems(first: 50) { nodes { title quantity } } } } }`,
		parameters: ({ orders: { nodes } }) => ({ orderId: byId(number(nodes[0].id)) }),
		expect: (records, { orders: { nodes } }) => {
			const [order] = nodes;
			one(records, {
				id: number(order.id),
				name: order.name,
				total_price: money(order.totalPriceSet),
				financial_status: 'paid',
			});
			const [{ customer, line_items: lines }] = records;
			assert.equal(customer?.id, order.customer && number(order.customer.id));
			assert.deepEqual(
				lines.map(({ title, quantity }) => ({ title, quantity })),
				order.lineItems.nodes,
			);
		},
	},
	{
		of: 'product/getAll',
		known: '{ products(first: 250, sortKey: ID) { nodes { id title status vendor } } }',
		parameters: () => ({ returnAll: true, configuration: { vendor: "Levi's" } }),
		expect: (records, { products }) => {
			const expected = products.nodes
				.filter(({ vendor }) => vendor === "Levi's")
				.map(({ id, title, status }) => ({ id: number(id), title, status: status.toLowerCase() }));
			all(
				records.toSorted((a, b) => a.id - b.id),
				expected,
			);
		},
	},
	{
		of: 'productImage/getAll',
		known: `{ products(first: 250) { nodes { id images(first: 50) { nodes { id url altText } } } } }`,
		parameters: (known) => ({
			returnAll: true,
			configuration: { productId: byId(number(withImages(known).id)) },
		}),
		expect: (records, known) => {
			const { id: product, images } = withImages(known);
			const expected = images.nodes.map(({ id, url, altText }, i) => ({
				id: number(id),
				product_id: number(product),
				src: url,
				alt: altText,
				position: i + 1,
			}));
			all(records, expected);
		},
	},
	{
		of: 'productVariant/get',
		known: `{ productVariants(first: 1, reverse: true) {
			nodes { id title sku price inventoryQuantity product { id } } } }`,
		parameters: ({ productVariants: { nodes } }) => ({
			variantId: {
				...byId(
					`https://admin.shopify.com/store/any/products/${number(nodes[0].product.id)}/variants/${number(nodes[0].id)}`,
				),
				mode: 'url',
			},
		}),
		expect: (records, { productVariants: { nodes } }) => {
			const [{ id, title, sku, price, inventoryQuantity, product }] = nodes;
			one(records, {
				id: number(id),
				product_id: number(product.id),
				title,
				sku,
				price: Number(price).toFixed(2),
				inventory_quantity: inventoryQuantity,
			});
		},
	},
	{
		of: 'shop/get',
		known: '{ shop { id name email currencyCode ianaTimezone } }',
		parameters: () => ({}),
		expect: (records, { shop }) =>
			one(records, {
				id: number(shop.id),
				name: shop.name,
				email: shop.email,
				currency: shop.currencyCode,
				iana_timezone: shop.ianaTimezone,
			}),
	},
];

const withMetafields = ({ customers }) =>
	customers.nodes.find(({ metafields }) => metafields.nodes.length > 0);
const withImages = ({ products }) => products.nodes.find(({ images }) => images.nodes.length > 2);
