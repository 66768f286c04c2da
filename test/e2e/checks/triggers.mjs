// The trigger nodes in the real n8n: runs are counted by n8n's own list of executions.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Editor } from '../browser.mjs';
import { root } from '../install.mjs';
import { owner } from '../n8n.mjs';
import { waitFor } from '../processes.mjs';
import { openQueue } from '../queue.mjs';
import { node } from '../workflows.mjs';
import { credentialTypes } from '../world.mjs';

/** For the checks that start a hundred runs: seconds that a busy machine may take. */
const LONG = { seconds: 400 };

/** How long n8n may take to start one run too many. */
const CALM_MS = 1500;

/** A workflow of a trigger and one node that does nothing. */
function triggered(name, type, parameters, credentials) {
	const trigger = {
		...node('Trigger', `n8n-nodes-commerce-ops.${type}`, parameters),
		position: [0, 0],
		webhookId: randomUUID(),
		credentials,
	};
	const end = { ...node('End', 'n8n-nodes-base.noOp', {}), position: [220, 0] };
	const connections = { Trigger: { main: [[{ node: 'End', type: 'main', index: 0 }]] } };
	return { name, nodes: [trigger, end], connections, settings: { executionOrder: 'v1' } };
}

const shopifyTrigger = (credentials, topics, triggerOptions = {}) =>
	triggered(
		`Shopify ${topics.join()}`,
		'shopifyAdminTrigger',
		{ authentication: 'accessToken', topics, triggerOptions },
		credentials,
	);

const SUBSCRIPTIONS = `{ webhookSubscriptions(first: 50) {
	nodes { id topic uri filter includeFields } } }`;
const NOTE = `mutation ($id: ID!, $note: String) { orderUpdate(input: { id: $id, note: $note }) {
	order { id note } userErrors { message } } }`;
const CANCEL = `mutation ($id: ID!) { orderCancel(orderId: $id, reason: CUSTOMER, restock: false) {
	orderCancelUserErrors { message } } }`;

const subscriptionsOf = async (sandbox) =>
	(await sandbox.graphql(SUBSCRIPTIONS)).webhookSubscriptions.nodes;

async function writeNote(sandbox, id, note) {
	const { orderUpdate } = await sandbox.graphql(NOTE, { id, note });
	assert.deepEqual(orderUpdate.userErrors, []);
}

const ordersOf = async (sandbox, count) =>
	(await sandbox.graphql(`{ orders(first: ${count}) { nodes { id name } } }`)).orders.nodes;

const isOver = ({ status }) => ['success', 'error', 'crashed', 'canceled'].includes(status);

/** Waits until so many runs of a workflow are over, and that no further one begins. */
async function runs(rest, workflow, count, seconds = 60) {
	const enough = async () => {
		const all = await rest.executions(workflow);
		return all.length >= count && all.every(isOver);
	};
	await waitFor(`${count} runs`, enough, { seconds, pause: 200 });
	await sleep(CALM_MS);
	const all = await rest.executions(workflow);
	assert.equal(all.length, count, `n8n has stored ${all.length} runs instead of ${count}`);
	assert.ok(
		all.every(({ status }) => status === 'success'),
		'a run has failed',
	);
	return all;
}

/** How many runs of a workflow there are, when none is open: a failed check must not fail the next. */
async function runsSoFar(rest, workflow) {
	const over = async () => {
		const all = await rest.executions(workflow);
		return all.every(isOver) && { length: all.length };
	};
	return (await waitFor('the end of all runs', over, { seconds: 80 })).length;
}

/** What the trigger gave in a run. */
async function given(rest, { id }) {
	return (await rest.execution(id)).records('Trigger');
}

const ms = (number) => `${Math.round(number)} ms`;

/**
 * 200 deliveries at once: 100 changed orders, 40 of them repeated, 10 told once more by another
 * subscription, and 50 forgeries. Just the 100 may start a run.
 */
async function flood(rest, sandbox, workflow, before) {
	const orders = await ordersOf(sandbox, 100);
	assert.equal(orders.length, 100);
	await sandbox.control('POST', 'bucket', { maximum: 4000, available: 4000 });
	await sandbox.webhooks('hold');
	for (const { id } of orders) await writeNote(sandbox, id, `flood ${randomUUID()}`);
	const outcome = await sandbox.webhooks('release', {
		order: 'shuffled',
		repeats: 50,
		sameEvents: 10,
		forgeries: 50,
		concurrency: 20,
		waitMs: 250_000,
	});
	assert.equal(outcome.sent, 200);
	for (const [kind, statuses] of Object.entries(outcome.statuses)) {
		const forged = !['genuine', 'repeat', 'sameEvent'].includes(kind);
		assert.deepEqual(Object.keys(statuses), [forged ? '401' : '200'], `${kind}: answers`);
	}
	const all = await runs(rest, workflow, before + 100, 200);
	const items = await Promise.all(all.slice(0, 100).map((run) => given(rest, run)));
	const ids = items.map((list) => {
		assert.equal(list.length, 1);
		return list[0].admin_graphql_api_id;
	});
	assert.deepEqual([...new Set(ids)].sort(), orders.map(({ id }) => id).sort());
	return outcome;
}

/**
 * How long n8n's own Webhook node takes to answer as many calls at once: n8n's part of the time. It
 * prepares the evaluation of expressions for every call, and spares it only its own version 2.
 */
async function webhookNodeTimes({ rest, url }, count, version) {
	const path = randomUUID();
	const parameters = { path, httpMethod: 'POST', options: {} };
	const webhook = {
		...node('Webhook', 'n8n-nodes-base.webhook', parameters, version),
		position: [0, 0],
		webhookId: path,
	};
	const settings = { executionOrder: 'v1' };
	const workflow = await rest.createWorkflow({
		name: 'Plain webhook',
		nodes: [webhook],
		connections: {},
		settings,
	});
	await rest.activate(workflow);
	const call = async (_, index) => {
		const begun = performance.now();
		const headers = { 'content-type': 'application/json' };
		const body = JSON.stringify({ index });
		const response = await fetch(`${url}/webhook/${path}`, { method: 'POST', headers, body });
		assert.equal(response.status, 200);
		await response.arrayBuffer();
		return performance.now() - begun;
	};
	const times = await Promise.all(Array.from({ length: count }, call));
	await rest.deactivate(workflow);
	times.sort((a, b) => a - b);
	return { median: times[Math.floor(count / 2)], worst: times.at(-1) };
}

/** What n8n answers to each kind of call, and which of them may start a run. */
const VALIDATION = [
	// [what, kind of letter, missing headers, expected status]
	['repeated', 'repeat', [], 200],
	['same event, other subscription', 'sameEvent', [], 200],
	['no signature', 'unsigned', [], 401],
	['wrong signature', 'wrongSignature', [], 401],
	['signed with another secret', 'wrongSecret', [], 401],
	['body changed after signing', 'tampered', [], 401],
	['no body', 'empty', [], 401],
	['another shop', 'wrongShop', [], 403],
	['a topic that is not subscribed to', 'wrongTopic', [], 403],
	['no topic', 'repeat', ['X-Shopify-Topic'], 400],
	['no shop', 'repeat', ['X-Shopify-Shop-Domain'], 400],
	['broken JSON, not signed', 'brokenJson', ['X-Shopify-Hmac-Sha256'], 401],
	['broken JSON, signed', 'brokenJson', [], 400],
	['not UTF-8, not signed', 'notUtf8', ['X-Shopify-Hmac-Sha256'], 401],
	['a form with files, not signed', 'multipart', ['X-Shopify-Hmac-Sha256'], 401],
	['5 MB, not signed', 'oversized', ['X-Shopify-Hmac-Sha256'], 401],
	['repeated as plain text', 'wrongContentType', [], 200],
];

async function shopifyChecks(steps, { n8n, sandbox }) {
	const { tokenCredential } = sandbox;
	const credentials = await n8n.rest.createCredential(
		'e2e trigger',
		credentialTypes.accessToken,
		tokenCredential,
	);
	const topics = ['ORDERS_UPDATED', 'ORDERS_CANCELLED'];
	let workflow;
	let count = 0;

	await steps.check('Trigger: activating it makes its subscriptions', async () => {
		const { rest } = n8n;
		workflow = await rest.createWorkflow(shopifyTrigger(credentials, topics));
		await rest.activate(workflow);
		const found = await subscriptionsOf(sandbox);
		assert.deepEqual(found.map(({ topic }) => topic).sort(), [...topics].sort());
		const path = `webhook/${workflow.nodes[0].webhookId}/webhook`;
		for (const { uri } of found) assert.equal(uri, `${n8n.url}/${path}`);
	});
	if (!workflow) return;

	await steps.check('Trigger: a changed order starts one run, with its data', async () => {
		const [{ id, name }] = await ordersOf(sandbox, 1);
		await writeNote(sandbox, id, 'Ring twice & wait');
		const [run] = await runs(n8n.rest, workflow, ++count);
		assert.equal(run.mode, 'webhook');
		const [item] = await given(n8n.rest, run);
		assert.equal(item.name, name);
		assert.equal(item.note, 'Ring twice & wait');
		assert.equal(item._webhook.topic, 'orders/updated');
		assert.equal(item._webhook.shop, 'sandbox-maple-trail.myshopify.com');
		assert.equal(item._webhook.caughtUp, false);
		const text = JSON.stringify(item);
		for (const secret of [tokenCredential.accessToken, tokenCredential.apiSecret]) {
			assert.ok(!text.includes(secret), 'a secret is in the output');
		}
	});

	await steps.check('Trigger: one event of two topics starts a run for each', async () => {
		const { orders } = await sandbox.graphql(`{ orders(first: 1, reverse: true,
			query: "status:open fulfillment_status:unshipped") { nodes { id } } }`);
		const [{ id }] = orders.nodes;
		const { orderCancel } = await sandbox.graphql(CANCEL, { id });
		assert.deepEqual(orderCancel.orderCancelUserErrors, []);
		count += 2;
		const [one, other] = await runs(n8n.rest, workflow, count);
		const items = [await given(n8n.rest, one), await given(n8n.rest, other)].flat();
		const told = items.map(({ _webhook }) => _webhook.topic).sort();
		assert.deepEqual(told, ['orders/cancelled', 'orders/updated']);
		assert.ok(items.every((item) => item.admin_graphql_api_id === id && item.cancelled_at));
	});

	await steps.check('Trigger: the validation cases, each with its answer', async () => {
		const genuine = (await sandbox.letters()).find((letter) => letter.state === 'delivered');
		const lines = [];
		for (const [what, kind, missing, expected] of VALIDATION) {
			const { number } = genuine;
			const { attempts } = await sandbox.webhooks('send', { number, kind, missing });
			lines.push([what, attempts[0].status, expected]);
		}
		console.log(lines.map(([what, status]) => `          ${status}  ${what}`).join('\n'));
		for (const [what, status, expected] of lines) assert.equal(status, expected, what);
		await runs(n8n.rest, workflow, count);
	});

	await steps.check(
		'Trigger: 200 deliveries, 50 repeated, 50 forged: 100 runs',
		async () => {
			const { median, worst } = await flood(n8n.rest, sandbox, workflow, count);
			console.log(`          answers under 20 at once: median ${ms(median)}, worst ${ms(worst)}`);
		},
		LONG,
	);

	await steps.check('Trigger: answers to 20 concurrent deliveries, timed', async () => {
		count = await runsSoFar(n8n.rest, workflow);
		const orders = await ordersOf(sandbox, 20);
		await sandbox.webhooks('hold');
		for (const { id } of orders) await writeNote(sandbox, id, `timed ${randomUUID()}`);
		const { median, worst, statuses } = await sandbox.webhooks('release', { concurrency: 20 });
		assert.deepEqual(statuses, { genuine: { 200: 20 } });
		console.log(`          20 at once: median ${ms(median)}, worst ${ms(worst)}`);
		for (const version of [1, 2]) {
			const own = await webhookNodeTimes(n8n, 20, version);
			const times = `median ${ms(own.median)}, worst ${ms(own.worst)}`;
			console.log(`          n8n's own Webhook node, version ${version}: ${times}`);
		}
		count += 20;
		await runs(n8n.rest, workflow, count);
	});

	await steps.check('Trigger: n8n restarts: repeats start nothing, news do', async () => {
		count = await runsSoFar(n8n.rest, workflow);
		const delivered = (await sandbox.letters()).filter(
			({ state, kind }) => state === 'delivered' && kind === 'genuine',
		);
		const known = [delivered[0], delivered.at(-2), delivered.at(-1)];
		await n8n.restart();
		for (const { number } of known) {
			const { attempts } = await sandbox.webhooks('send', { number, kind: 'repeat' });
			assert.equal(attempts[0].status, 200);
		}
		await runs(n8n.rest, workflow, count);
		const [{ id }] = await ordersOf(sandbox, 1);
		await writeNote(sandbox, id, 'after the restart');
		const [run] = await runs(n8n.rest, workflow, ++count);
		assert.equal((await given(n8n.rest, run))[0].note, 'after the restart');
		assert.equal((await subscriptionsOf(sandbox)).length, topics.length);
	});

	await steps.check('Trigger: deactivating it removes its subscriptions', async () => {
		await n8n.rest.deactivate(workflow);
		assert.deepEqual(await subscriptionsOf(sandbox), []);
		const letter = (await sandbox.letters())[0];
		const { attempts } = await sandbox.webhooks('send', { number: letter.number, kind: 'repeat' });
		assert.equal(attempts[0].status, 404);
	});

	await steps.check(
		'Trigger: Catch Up starts a run of what was missed, and not twice',
		async () => {
			const { rest } = n8n;
			const own = await rest.createWorkflow(
				shopifyTrigger(credentials, ['ORDERS_UPDATED'], { catchUp: true }),
			);
			await rest.activate(own);
			const [first, second] = await ordersOf(sandbox, 2);
			await writeNote(sandbox, first.id, 'seen');
			await runs(rest, own, 1);
			await rest.deactivate(own);
			await writeNote(sandbox, second.id, 'missed');
			await rest.activate(own);
			const all = await runs(rest, own, 2);
			const items = await given(rest, all[0]);
			assert.deepEqual(
				items.map(({ note, _webhook }) => [note, _webhook.caughtUp]),
				[['missed', true]],
			);
			await rest.deactivate(own);
		},
	);

	await steps.check('Trigger: without a secret it says where to find one', async () => {
		const { rest } = n8n;
		const bare = await rest.createCredential('e2e no secret', credentialTypes.accessToken, {
			...tokenCredential,
			apiSecret: '',
		});
		const own = await rest.createWorkflow(shopifyTrigger(bare, ['ORDERS_UPDATED']));
		const before = await subscriptionsOf(sandbox);
		await assert.rejects(rest.activate(own), /secret/i);
		assert.deepEqual(await subscriptionsOf(sandbox), before);
		await rest.deactivate(own);
	});
	return credentials;
}

async function editorChecks(steps, { n8n, sandbox }, credentials) {
	const workflow = await n8n.rest.createWorkflow(shopifyTrigger(credentials, ['ORDERS_UPDATED']));
	const picture = async (editor, name) =>
		await editor.picture(join(root, 'docs', 'images', `${name}.png`));
	const editor = await Editor.open(n8n.url);
	try {
		await editor.logIn(owner);
		await editor.openWorkflow(workflow.id);
		await steps.check('Trigger: its form in the editor', async () => {
			await editor.openNode('Trigger');
			await editor.at('node-parameters').getByText('Topics').first().waitFor();
			await picture(editor, 'form-shopify-trigger');
		});

		await steps.check('Trigger: Fetch Test Event shows a real delivery', async () => {
			await editor.at('node-execute-button').first().click();
			const listening = async () => {
				const found = await subscriptionsOf(sandbox);
				return found.some(({ uri }) => uri.includes('/webhook-test/'));
			};
			await waitFor('the test subscription', listening, { seconds: 15 });
			const [{ id }] = await ordersOf(sandbox, 1);
			await writeNote(sandbox, id, 'A test event');
			await editor.at('ndv-items-count').waitFor();
			assert.equal(await editor.at('ndv-items-count').innerText(), '1 item');
			await editor.at('output-panel').getByText('A test event').first().waitFor();
			await editor.dismissMessages();
			await picture(editor, 'trigger-test-event');
			const gone = async () =>
				(await subscriptionsOf(sandbox)).every(({ uri }) => !uri.includes('/webhook-test/'));
			await waitFor('the end of the test subscription', gone, { seconds: 15 });
		});
	} finally {
		await editor.close();
	}
}

/** The other platforms: what is subscribed, how a record is changed, and what then comes. */
const others = (sandbox) => [
	{
		name: 'Shoplazza',
		type: 'shoplazzaTrigger',
		credentialType: 'shoplazzaApi',
		data: sandbox.shoplazzaCredential,
		platform: 'shoplazza',
		topics: ['orders/cancelled'],
		versions: ['2022-01', '2026-01'],
		change: async () => {
			const { orders } = await sandbox.shoplazza('orders?page_size=50');
			const order = orders.find(({ status }) => status !== 'cancelled');
			await sandbox.callShoplazza('POST', `orders/${order.id}/cancel`, { reason: 'Sold out' });
			return order.id;
		},
	},
	{
		name: 'SHOPLINE',
		type: 'shoplineTrigger',
		credentialType: 'shoplineApi',
		data: sandbox.shoplineCredential,
		platform: 'shopline',
		topics: ['orders/updated'],
		versions: ['v20260601'],
		change: async () => {
			const { orders } = await sandbox.shopline('orders.json?limit=1');
			const [{ id }] = orders;
			const order = { buyer_note: `Changed ${randomUUID()}` };
			await sandbox.callShopline('PUT', `orders/${id}.json`, { order });
			return id;
		},
	},
];

async function otherChecks(steps, { n8n, sandbox }) {
	const { rest } = n8n;
	const subscribed = async (platform) => await sandbox.webhooks('subscriptions', { platform });
	for (const { name, type, credentialType, data, platform, topics, versions, change } of others(
		sandbox,
	)) {
		for (const apiVersion of versions) {
			await steps.check(`${name} Trigger (${apiVersion}): subscribe, one run, gone`, async () => {
				const credentials = await rest.createCredential(
					`e2e ${name} trigger`,
					credentialType,
					data,
				);
				const parameters = { topics, apiVersion };
				const workflow = await rest.createWorkflow(
					triggered(`${name} ${apiVersion}`, type, parameters, credentials),
				);
				await rest.activate(workflow);
				const found = await subscribed(platform);
				assert.deepEqual(
					found.map(({ topic }) => topic),
					topics,
				);
				const id = await change();
				const [run] = await runs(rest, workflow, 1);
				const [item] = await given(rest, run);
				assert.equal(item.id, id);
				assert.equal(item._webhook.topic, topics[0]);
				const letter = (await sandbox.letters()).findLast((one) => one.platform === platform);
				const { number } = letter;
				for (const kind of ['repeat', 'wrongSecret', 'tampered', 'unsigned']) {
					const { attempts } = await sandbox.webhooks('send', { number, kind });
					assert.equal(attempts[0].status, kind === 'repeat' ? 200 : 401, kind);
				}
				await runs(rest, workflow, 1);
				await rest.deactivate(workflow);
				assert.deepEqual(await subscribed(platform), []);
			});
		}
	}
}

async function queueChecks(steps, { sandbox }) {
	let queue;
	await steps.check('Queue mode: one main process and two workers start', async () => {
		queue = await openQueue(2);
	});
	if (!queue) return;
	const { n8n } = queue;
	try {
		await steps.check(
			'Queue mode: 200 deliveries, 50 repeated, 50 forged: 100 runs',
			async () => {
				const { rest } = n8n;
				const credentials = await rest.createCredential(
					'e2e trigger',
					credentialTypes.accessToken,
					sandbox.tokenCredential,
				);
				const workflow = await rest.createWorkflow(shopifyTrigger(credentials, ['ORDERS_UPDATED']));
				await rest.activate(workflow);
				const { median, worst } = await flood(rest, sandbox, workflow, 0);
				console.log(`          answers under 20 at once: median ${ms(median)}, worst ${ms(worst)}`);
				await rest.deactivate(workflow);
				const left = await subscriptionsOf(sandbox);
				assert.ok(left.every(({ uri }) => !uri.startsWith(n8n.url)));
			},
			LONG,
		);
		await steps.check('Queue mode: both workers have worked', async () => {
			for (const worker of queue.workers) {
				assert.ok(worker.finishedJobs() > 0, `${worker.name} has finished nothing`);
			}
		});
	} finally {
		await queue.close();
	}
}

export async function triggerChecks(steps, world) {
	// The machine may be busy: a slow answer is no failure here, and a repeat is not hurried.
	await world.sandbox.webhooks('settings', { timeoutMs: 60_000, timeScale: 1 / 60 });
	const credentials = await shopifyChecks(steps, world);
	if (credentials) await editorChecks(steps, world, credentials);
	await otherChecks(steps, world);
	await queueChecks(steps, world);
}
