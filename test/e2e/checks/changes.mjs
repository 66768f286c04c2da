// Two long workflows that change the shop: from a new product to a parcel, and back again. What they
// did is read from the shop, past our node.
import assert from 'node:assert/strict';
import { byId, chain, node, shopify } from '../workflows.mjs';

/** A blue PNG of 2 × 2 pixels. */
const picture =
	'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAYAAABytg0kAAAAEUlEQVR4nGNgYPj/H4yhDAA5zgf5b8UBSAAAAABJRU5ErkJggg==';

/** The output of an earlier node, as an expression's beginning. */
const of = (name) => `$('${name}').first().json`;

const product = byId(`={{ ${of('Create product')}.id }}`);
const customer = byId(`={{ ${of('Create customer')}.admin_graphql_api_id }}`);
const variant = (index) => `${of('Create product')}.variants[${index}]`;

/** Makes a customer, a product with stock and pictures, and sells and sends it. By node. */
const forward = (location) => [
	shopify('Create customer', {
		resource: 'customer',
		operation: 'create',
		email: 'jo.parcel@example.com',
		firstName: 'Jo',
		lastName: 'Parcel',
		additionalFields: {
			phone: '+16135550142',
			note: 'Rings twice',
			tags: ['e2e', 'parcel'],
			addresses: {
				address: [
					{
						firstName: 'Jo',
						lastName: 'Parcel',
						address1: '150 Elgin Street',
						city: 'Ottawa',
						country: 'Canada',
						province: 'Ontario',
						zip: 'K2P 1L4',
						default: true,
					},
				],
			},
			emailMarketingConsent: { email: { state: 'subscribed', optInLevel: 'single_opt_in' } },
			metafields: {
				metafield: [
					{ namespace: 'custom', key: 'points', type: 'number_integer', value: '={{ 40 + 2 }}' },
				],
			},
			verifiedEmail: true,
		},
	}),
	shopify('Create product', {
		resource: 'product',
		operation: 'create',
		title: 'Parcel Lamp',
		additionalFields: {
			addTags: ['e2e', 'lamp'],
			bodyHtml: '<p>Shines <em>inside</em> the box.</p>',
			options: { option: [{ name: 'Color', values: ['Blue', 'Red'] }] },
			variants: {
				variant: [
					{ option1: 'Blue', sku: 'LAMP-B', price: 20, inventoryManagement: 'shopify' },
					{ option1: 'Red', sku: 'LAMP-R', price: 22.5, inventoryManagement: 'shopify' },
				],
			},
			vendor: 'Northbound',
			published: true,
		},
	}),
	shopify('Set stock', {
		resource: 'inventoryLevel',
		operation: 'set',
		inventoryItemId: byId(`={{ ${variant(0)}.inventory_item_id }}`),
		locationId: { __rl: true, mode: 'list', value: String(location.id), cachedResultName: 'x' },
		available: 25,
	}),
	shopify('Adjust stock', {
		resource: 'inventoryLevel',
		operation: 'adjust',
		inventoryItemId: byId('={{ $json.inventory_item_id }}'),
		locationId: byId('={{ $json.location_id }}'),
		availableAdjustment: -5,
	}),
	shopify('Set cost', {
		resource: 'inventoryItem',
		operation: 'update',
		inventoryItemId: byId('={{ $json.inventory_item_id }}'),
		updateFields: { cost: 8.25, countryCodeOfOrigin: 'CA', harmonizedSystemCode: '940520' },
	}),
	shopify('Change variant', {
		resource: 'productVariant',
		operation: 'update',
		variantId: byId(`={{ ${variant(1)}.id }}`),
		updateFields: { compareAtPrice: '30.00', weight: 1.5, weightUnit: 'kg' },
	}),
	shopify('Add material', {
		resource: 'metafield',
		operation: 'create',
		resourceType: { owner: { type: 'products', id: product } },
		namespace: 'custom',
		key: 'material',
		typeAndValue: { metafield: { type: 'single_line_text_field', value: 'brass' } },
	}),
	node(
		'Picture as text',
		'n8n-nodes-base.set',
		{ mode: 'raw', jsonOutput: JSON.stringify({ picture }), options: {} },
		3.4,
	),
	node(
		'Picture as file',
		'n8n-nodes-base.convertToFile',
		{
			operation: 'toBinary',
			sourceProperty: 'picture',
			binaryPropertyName: 'photo',
			options: { fileName: 'lamp.png', mimeType: 'image/png' },
		},
		1.1,
	),
	shopify('Upload picture', {
		resource: 'productImage',
		operation: 'createFromFile',
		productId: product,
		imageSource: 'binaryFile',
		binaryProperty: 'photo',
		additionalFields: { alt: 'A lamp in its parcel' },
	}),
	shopify('Draft order', {
		resource: 'draftOrder',
		operation: 'create',
		draftOrderLineItems: {
			lineItem: [
				{ variantId: byId(`={{ ${variant(0)}.id }}`), quantity: 2 },
				{ title: 'Gift wrap', price: 4.5, quantity: 1, requiresShipping: false, taxable: false },
			],
		},
		customer: { id: customer },
		additionalFields: {
			appliedDiscount: {
				discount: { title: 'Opening', value: 10, valueType: 'percentage', description: 'e2e' },
			},
			note: 'Ring twice',
			shippingLine: { line: { title: 'Standard', price: 5 } },
		},
	}),
	shopify('Complete', {
		resource: 'draftOrder',
		operation: 'complete',
		draftOrderId: byId('={{ $json.id }}'),
		additionalFields: { paymentPending: false },
	}),
	shopify('Parcels', {
		resource: 'fulfillmentOrder',
		operation: 'getAll',
		orderId: byId('={{ $json.order_id }}'),
	}),
	shopify('Send one', {
		resource: 'fulfillment',
		operation: 'create',
		lineItemsByFulfillmentOrder: {
			fulfillmentOrder: [
				{
					fulfillmentOrderId: byId('={{ $json.id }}'),
					fulfillmentOrderLineItems: {
						lineItem: [
							{
								id: byId(
									`={{ $json.line_items.find((line) => line.variant_id === ${variant(0)}.id).id }}`,
								),
								quantity: 1,
							},
						],
					},
				},
			],
		},
		additionalFields: {
			trackingInfo: { company: 'Canada Post', number: 'CP0001' },
			originAddress: { address: { city: 'Ottawa', countryCode: 'CA' } },
		},
	}),
	shopify('Correct tracking', {
		resource: 'fulfillment',
		operation: 'updateTracking',
		fulfillmentId: byId('={{ $json.id }}'),
		updateFields: { trackingCompany: 'Canada Post', trackingNumber: 'CP0002' },
	}),
	shopify('Note the parcel', {
		resource: 'order',
		operation: 'update',
		orderId: byId(`={{ ${of('Complete')}.order_id }}`),
		updateFields: { note: '=Sent with {{ $json.tracking_number }}', tags: ['e2e'] },
	}),
];

/** Takes back what can be taken back, by the ids that the first workflow gave. By node. */
const back = ({ fulfillment, metafield, order, product: productId, level }) => [
	shopify('Cancel fulfillment', {
		resource: 'fulfillment',
		operation: 'cancel',
		fulfillmentId: byId(fulfillment),
	}),
	shopify('Cancel order', {
		resource: 'order',
		operation: 'cancel',
		orderId: byId(order),
		additionalFields: { amount: 10, reason: 'customer', restock: true },
	}),
	shopify('Delete metafield', {
		resource: 'metafield',
		operation: 'delete',
		resourceType: { owner: { type: 'products', id: byId(productId) } },
		metafieldId: byId(metafield),
	}),
	shopify('Remove stock', {
		resource: 'inventoryLevel',
		operation: 'delete',
		inventoryItemId: byId(level.inventory_item_id),
		locationId: byId(level.location_id),
	}),
	shopify('Delete product', {
		resource: 'product',
		operation: 'delete',
		productId: byId(productId),
	}),
];

const operationsIn = (nodes) =>
	nodes
		.map(({ parameters: { resource, operation } }) => resource && `${resource}/${operation}`)
		.filter(Boolean);

/** The operations that run here, as "resource/operation". */
export const changed = operationsIn([...forward({}), ...back({ level: {} })]);

const made = `query ($product: ID!, $customer: ID!, $order: ID!, $item: ID!, $location: ID!) {
	customer(id: $customer) { firstName note tags taxExempt defaultEmailAddress { emailAddress marketingState }
		defaultAddress { address1 provinceCode countryCodeV2 } metafield(namespace: "custom", key: "points") { type value } }
	product(id: $product) { title descriptionHtml tags status vendor
		options { name values } variants(first: 5) { nodes { title sku price compareAtPrice
			inventoryItem { measurement { weight { value unit } } } } }
		images(first: 5) { nodes { url altText } } metafields(first: 5) { nodes { id namespace key value } } }
	inventoryItem(id: $item) { tracked unitCost { amount } countryCodeOfOrigin harmonizedSystemCode
		inventoryLevel(locationId: $location) { quantities(names: ["available"]) { quantity } } }
	order(id: $order) { note tags displayFinancialStatus displayFulfillmentStatus cancelledAt customer { id }
		totalPriceSet { shopMoney { amount } } lineItems(first: 5) { nodes { title quantity } }
		totalRefundedSet { shopMoney { amount } }
		fulfillments { status trackingInfo { company number }
			fulfillmentLineItems(first: 5) { nodes { quantity lineItem { title } } } } }
}`;

export async function changeChecks(steps, { n8n: { rest }, sandbox }) {
	let execution;
	let truth;
	let ids;
	const result = (name) => execution.records(name)[0];
	const ask = async () => await sandbox.graphql(made, ids);

	await steps.check('From a new product to a parcel: 14 changes in one workflow', async () => {
		const { locations } = await sandbox.graphql('{ locations(first: 2) { nodes { id } } }');
		const location = locations.nodes[1].id;
		const nodes = forward({ id: /\d+$/.exec(location)[0] });
		const workflow = await rest.createWorkflow(chain('From product to parcel', nodes));
		execution = await rest.runWorkflow(workflow);
		const { message, description, node: failed } = execution.error ?? {};
		assert.ok(execution.ok, `${failed?.name}: ${message} ${description}`);
		assert.equal(execution.records('Note the parcel').length, 1);
		ids = {
			product: result('Create product').admin_graphql_api_id,
			customer: result('Create customer').admin_graphql_api_id,
			order: `gid://shopify/Order/${result('Complete').order_id}`,
			item: result('Set cost').admin_graphql_api_id,
			location,
		};
		truth = await ask();
	});
	if (!truth) return;

	await steps.check('… the shop has the customer, and a hint names what it did not take', async () => {
		const { customer } = truth;
		assert.deepEqual([customer.firstName, customer.note], ['Jo', 'Rings twice']);
		assert.deepEqual(customer.tags.toSorted(), ['e2e', 'parcel']);
		const { emailAddress, marketingState } = customer.defaultEmailAddress;
		assert.deepEqual([emailAddress, marketingState], ['jo.parcel@example.com', 'SUBSCRIBED']);
		assert.deepEqual(customer.defaultAddress, {
			address1: '150 Elgin Street',
			provinceCode: 'ON',
			countryCodeV2: 'CA',
		});
		assert.deepEqual(customer.metafield, { type: 'number_integer', value: '42' });
		assert.match(JSON.stringify(execution.hints('Create customer')), /verified_email/);
	});

	await steps.check('… the shop has the product, its stock, cost and metafield', async () => {
		const { product: lamp, inventoryItem: item } = truth;
		assert.deepEqual([lamp.title, lamp.status, lamp.vendor], ['Parcel Lamp', 'ACTIVE', 'Northbound']);
		assert.deepEqual(lamp.tags.toSorted(), ['e2e', 'lamp']);
		assert.deepEqual(lamp.options, [{ name: 'Color', values: ['Blue', 'Red'] }]);
		const [blue, red] = lamp.variants.nodes;
		assert.deepEqual([blue.sku, Number(blue.price)], ['LAMP-B', 20]);
		assert.deepEqual([red.sku, Number(red.price), Number(red.compareAtPrice)], ['LAMP-R', 22.5, 30]);
		assert.deepEqual(red.inventoryItem.measurement.weight, { value: 1.5, unit: 'KILOGRAMS' });
		assert.deepEqual([item.tracked, Number(item.unitCost.amount)], [true, 8.25]);
		assert.deepEqual([item.countryCodeOfOrigin, item.harmonizedSystemCode], ['CA', '940520']);
		const [{ key, value }] = lamp.metafields.nodes;
		assert.deepEqual([key, value], ['material', 'brass']);
		assert.equal(result('Set stock').available, 25);
		assert.equal(result('Adjust stock').available, 20);
	});

	await steps.check('… the shop has the picture, byte for byte', async () => {
		const [image, ...others] = truth.product.images.nodes;
		assert.equal(others.length, 0);
		assert.equal(image.altText, 'A lamp in its parcel');
		assert.equal(result('Upload picture').src, image.url);
		const stored = Buffer.from(await (await fetch(image.url)).arrayBuffer());
		assert.equal(stored.toString('base64'), picture);
	});

	await steps.check('… the shop has the paid order and half of it on its way', async () => {
		const { order } = truth;
		assert.equal(order.customer.id, ids.customer);
		assert.equal(order.displayFinancialStatus, 'PAID');
		assert.equal(order.displayFulfillmentStatus, 'PARTIALLY_FULFILLED');
		assert.equal(order.note, 'Sent with CP0002');
		assert.deepEqual(order.tags, ['e2e']);
		assert.deepEqual(order.lineItems.nodes, [
			{ title: 'Parcel Lamp', quantity: 2 },
			{ title: 'Gift wrap', quantity: 1 },
		]);
		assert.equal(
			result('Complete').total_price,
			Number(order.totalPriceSet.shopMoney.amount).toFixed(2),
		);
		const [{ trackingInfo, fulfillmentLineItems }] = order.fulfillments;
		assert.deepEqual(trackingInfo, [{ company: 'Canada Post', number: 'CP0002' }]);
		assert.deepEqual(fulfillmentLineItems.nodes, [
			{ quantity: 1, lineItem: { title: 'Parcel Lamp' } },
		]);
	});

	await steps.check('Back again: fulfillment, order, metafield, stock, product', async () => {
		const nodes = back({
			fulfillment: result('Send one').id,
			metafield: result('Add material').id,
			order: result('Complete').order_id,
			product: result('Create product').id,
			level: result('Set stock'),
		});
		const undone = await rest.runWorkflow(await rest.createWorkflow(chain('Back again', nodes)));
		const { message, description, node: failed } = undone.error ?? {};
		assert.ok(undone.ok, `${failed?.name}: ${message} ${description}`);
		const { order, product: gone, inventoryItem } = await ask();
		assert.equal(order.fulfillments[0].status, 'CANCELLED');
		assert.ok(order.cancelledAt, 'the order is cancelled');
		assert.equal(Number(order.totalRefundedSet.shopMoney.amount), 10);
		assert.equal(gone, null);
		assert.equal(inventoryItem, null);
	});
}
