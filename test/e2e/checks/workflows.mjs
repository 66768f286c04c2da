// Workflows in the real n8n, by its command line and by REST, held against the sandbox's own data.
import assert from 'node:assert/strict';
import { byId, chain, rows, shopify } from '../workflows.mjs';
import { nodeType } from '../world.mjs';

/** Paid, open orders that wait for the parcel, read past our node. */
const toPack = `{ orders(first: 100, sortKey: CREATED_AT, reverse: true,
	query: "status:open financial_status:paid fulfillment_status:unshipped") {
		nodes { legacyResourceId name tags note } } }`;

/** A missing id of the right form. */
const nowhere = 999_999_999_999;

/** Our node reads orders by the ids in its items, and may go on after an error. */
function readOrders(ids, onError) {
	const order = shopify(
		'Order',
		{ resource: 'order', operation: 'get', orderId: byId('={{ $json.id }}') },
		{ onError },
	);
	return chain('Orders by id', [...rows(ids.map((id) => ({ id }))), order]);
}

/** What the command line runs: before n8n's server starts. */
export async function commandLineChecks(steps, { n8n, sandbox, examples }) {
	await steps.check('n8n execute: the first example lists and changes orders', async () => {
		const before = (await sandbox.graphql(toPack)).orders.nodes;
		const limit = examples['tag-unfulfilled-orders'].nodes[1].parameters.limit;
		const expected = before.slice(0, limit);
		assert.ok(expected.length > 1, 'the sandbox has orders to pack');
		const { ok, run } = await n8n.execute('tag-unfulfilled-orders');
		assert.ok(ok, JSON.stringify(run.data?.resultData?.error));
		const items = run.data.resultData.runData['Tag the order'][0].data.main[0];
		const names = (list) => list.map(({ name }) => name).sort();
		assert.deepEqual(names(items.map(({ json }) => json)), names(expected));
		const after = (await sandbox.graphql(toPack)).orders.nodes;
		for (const order of after) {
			const changed = expected.some(({ name }) => name === order.name);
			assert.equal(order.tags.includes('to-pack'), changed, `tag of ${order.name}`);
			if (changed) assert.match(order.note, /^To pack: \d+ line/);
		}
	});
}

export async function workflowChecks(steps, { n8n, sandbox, examples }) {
	const { rest } = n8n;
	const run = async (workflow) => await rest.runWorkflow(await rest.createWorkflow(workflow));

	/** An order's id, past our node. */
	const anOrder = async () => {
		const { orders } = await sandbox.graphql(
			'{ orders(first: 1) { nodes { legacyResourceId name } } }',
		);
		const [{ legacyResourceId, name }] = orders.nodes;
		return { id: Number(legacyResourceId), name };
	};

	await steps.check('REST: the second example gives every product, simplified', async () => {
		const execution = await rest.runWorkflow(
			await rest.get(`/rest/workflows/${examples['products-overview'].id}`),
		);
		assert.ok(execution.ok, execution.error?.message);
		const products = execution.records('Get products');
		const { productsCount } = await sandbox.graphql('{ productsCount { count } }');
		assert.equal(products.length, productsCount.count);
		assert.equal(new Set(products.map(({ id }) => id)).size, products.length);
		const fields = Object.keys(products[0]).length;
		assert.ok(fields > 2 && fields <= 10, `${fields} fields`);
	});

	await steps.check('One id of two is missing, "continue": both items, paired', async () => {
		const { id, name } = await anOrder();
		const execution = await run(readOrders([id, nowhere], 'continueRegularOutput'));
		assert.ok(execution.ok, execution.error?.message);
		const [good, bad] = execution.items('Order');
		assert.equal(good.json.name, name);
		assert.equal(good.json.id, id);
		assert.match(JSON.stringify(bad.json.error ?? bad.error), new RegExp(String(nowhere)));
		assert.deepEqual(
			[good, bad].map(({ pairedItem }) => pairedItem.item ?? pairedItem),
			[0, 1],
		);
	});

	await steps.check('One id of two is missing, error output: one item each', async () => {
		const { id, name } = await anOrder();
		const execution = await run(readOrders([nowhere, id], 'continueErrorOutput'));
		assert.ok(execution.ok, execution.error?.message);
		const [[good], [bad]] = [execution.items('Order', 0), execution.items('Order', 1)];
		assert.equal(execution.items('Order', 0).length, 1);
		assert.equal(execution.items('Order', 1).length, 1);
		assert.equal(good.json.name, name);
		assert.equal(good.pairedItem.item ?? good.pairedItem, 1);
		assert.match(JSON.stringify(bad.json.error ?? bad.error), new RegExp(String(nowhere)));
		assert.equal(bad.pairedItem.item ?? bad.pairedItem, 0);
	});

	await steps.check('One id of two is missing, "stop": the error names the item', async () => {
		const { id } = await anOrder();
		const execution = await run(readOrders([id, nowhere]));
		assert.equal(execution.status, 'error');
		assert.equal(execution.error.context?.itemIndex, 1);
		assert.match(
			`${execution.error.message} ${execution.error.description}`,
			/item 1|999999999999/,
		);
	});

	await steps.check('JSON input: the documented payload changes the order', async () => {
		const { id } = await anOrder();
		const note = `checked ${id}`;
		const payload = JSON.stringify({ order_id: id, note });
		const update = { resource: 'order', operation: 'update', input: 'json', payload };
		const execution = await run(chain('JSON input', [shopify('Order', update)]));
		assert.ok(execution.ok, execution.error?.message);
		assert.equal(execution.records('Order')[0].note, note);
		const query = `{ order(id: "gid://shopify/Order/${id}") { note } }`;
		assert.equal((await sandbox.graphql(query)).order.note, note);
	});

	await steps.check('JSON input with an unknown key: refused before any request', async () => {
		const payload = JSON.stringify({ order_id: 1, notes: 'x' });
		const update = { resource: 'order', operation: 'update', input: 'json', payload };
		await sandbox.clearJournal();
		const execution = await run(chain('Unknown key', [shopify('Order', update)]));
		assert.equal(execution.status, 'error');
		assert.match(`${execution.error.message} ${execution.error.description}`, /notes/);
		assert.equal((await sandbox.journal()).length, 0);
	});

	await steps.check('The node, its tool twin and its credentials are known to n8n', async () => {
		const nodes = await rest.get('/types/nodes.json');
		for (const name of [nodeType, `${nodeType}Tool`]) {
			assert.ok(
				nodes.some((node) => node.name === name),
				name,
			);
		}
		const types = (await rest.get('/types/credentials.json')).map(({ name }) => name);
		for (const name of ['Token', 'Client', 'OAuth2']) {
			assert.ok(types.includes(`shopifyAdmin${name}Api`), name);
		}
	});

	await steps.check('Schema previews: fields of an operation before its first run', async () => {
		for (const path of ['order/get', 'order/getAll', 'product/getAll', 'customer/getAll']) {
			const schema = await rest.get(`/schemas/${nodeType}/1.0.0/${path}.json`);
			assert.equal(schema.type, 'object', path);
			assert.ok(schema.properties.id, `${path}: id`);
			assert.ok(Object.keys(schema.properties).length > 5, path);
		}
	});
}
