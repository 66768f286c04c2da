// The node's changes in the real n8n: what they did is read from the shop, past our node.
import assert from 'node:assert/strict';
import { chain } from '../workflows.mjs';
import { back, forward, picture } from './parcel.mjs';

const operationsIn = (nodes) =>
	nodes
		.map(({ parameters: { resource, operation } }) => resource && `${resource}/${operation}`)
		.filter(Boolean);

/** The operations that run here, as "resource/operation". */
export const changed = operationsIn([...forward(), ...back({ level: {} })]);

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

	await steps.check('From a new product to a parcel, in one workflow', async () => {
		const { locations } = await sandbox.graphql('{ locations(first: 2) { nodes { id } } }');
		const [elsewhere, location] = locations.nodes.map(({ id }) => id);
		const nodes = forward(/\d+$/.exec(location)[0], elsewhere);
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

	await steps.check(
		'… the shop has the customer, and a hint names what it did not take',
		async () => {
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
		},
	);

	await steps.check('… the shop has the product, its stock, cost and metafield', async () => {
		const { product: lamp, inventoryItem: item } = truth;
		assert.deepEqual(
			[lamp.title, lamp.status, lamp.vendor],
			['Parcel Lamp', 'ACTIVE', 'Northbound'],
		);
		assert.deepEqual(lamp.tags.toSorted(), ['e2e', 'lamp']);
		assert.deepEqual(lamp.options, [{ name: 'Color', values: ['Blue', 'Red'] }]);
		const [blue, red] = lamp.variants.nodes;
		assert.deepEqual([blue.sku, Number(blue.price)], ['LAMP-B', 20]);
		assert.deepEqual(
			[red.sku, Number(red.price), Number(red.compareAtPrice)],
			['LAMP-R', 22.5, 30],
		);
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
			level: result('Stock elsewhere'),
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
