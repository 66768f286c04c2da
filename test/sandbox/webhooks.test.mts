import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Sandbox, startSandbox } from './index.mts';
import { at, graphql } from './testClient.mts';

interface Received {
	headers: IncomingHttpHeaders;
	raw: Buffer;
	body: Record<string, unknown>;
}

/** A receiver of its own: keeps what comes, and answers with the statuses it is given. */
class Receiver {
	readonly received: Received[] = [];
	/** Statuses of the next answers; 200 when there are none. */
	statuses: number[] = [];
	private readonly server: Server;

	constructor() {
		this.server = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const raw = Buffer.concat(chunks);
				let body: Record<string, unknown> = {};
				try {
					body = JSON.parse(raw.toString('utf8')) as Record<string, unknown>;
				} catch {
					// Kept as raw bytes alone.
				}
				this.received.push({ headers: request.headers, raw, body });
				response.writeHead(this.statuses.shift() ?? 200).end();
			});
		});
	}

	async listen(): Promise<string> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
	}

	topics(): string[] {
		return this.received.map(({ headers }) => String(headers['x-shopify-topic'])).sort();
	}

	close(): void {
		this.server.close();
		this.server.closeAllConnections();
	}
}

const CREATE = `mutation ($topic: WebhookSubscriptionTopic!, $hook: WebhookSubscriptionInput!) {
	webhookSubscriptionCreate(topic: $topic, webhookSubscription: $hook) {
		webhookSubscription { id topic uri callbackUrl filter format includeFields metafieldNamespaces name
			apiVersion { handle } endpoint { __typename ... on WebhookHttpEndpoint { callbackUrl } } }
		userErrors { field message } } }`;
const UPDATE = `mutation ($id: ID!, $hook: WebhookSubscriptionInput!) {
	webhookSubscriptionUpdate(id: $id, webhookSubscription: $hook) {
		webhookSubscription { id uri filter includeFields } userErrors { field message } } }`;
const DELETE = `mutation ($id: ID!) { webhookSubscriptionDelete(id: $id) {
	deletedWebhookSubscriptionId userErrors { field message } } }`;
const NOTE = `mutation ($id: ID!, $note: String) { orderUpdate(input: { id: $id, note: $note }) {
	userErrors { message } } }`;

describe('webhooks of the sandbox', () => {
	let sandbox: Sandbox;
	let receiver: Receiver;
	let address: string;

	beforeAll(async () => {
		sandbox = await startSandbox({
			jobDelayMs: 30,
			amounts: { products: 6, customers: 6, orders: 12 },
		});
	});
	beforeEach(async () => {
		sandbox.control.reset();
		receiver = new Receiver();
		address = await receiver.listen();
	});
	afterEach(() => receiver.close());
	afterAll(async () => sandbox.stop());

	const subscribe = async (topic: string, hook: object = {}) => {
		const variables = { topic, hook: { uri: address, ...hook } };
		const answer = await graphql(sandbox, CREATE, variables);
		expect(answer.errors).toEqual([]);
		return at(answer.data, 'webhookSubscriptionCreate') as {
			webhookSubscription: Record<string, unknown> | null;
			userErrors: Array<{ field: string[] | null; message: string }>;
		};
	};
	const refusal = async (topic: string, hook: object) => {
		const { webhookSubscription, userErrors } = await subscribe(topic, hook);
		expect(webhookSubscription).toBeNull();
		return userErrors.map(({ field, message }) => [field?.join('.'), message].join(': '));
	};
	const openOrder = () => {
		const order = sandbox.shopify.db.orders.find((one) => {
			return one.cancelledAt === null && one.fulfillments.length === 0;
		});
		if (order === undefined) throw new Error('No open order.');
		return order;
	};
	const signedBy = (secret: string, raw: Buffer) =>
		createHmac('sha256', secret).update(raw).digest('base64');

	test('subscriptions: made, listed, found by address and topic, changed and deleted', async () => {
		const made = await subscribe('ORDERS_UPDATED', { includeFields: ['id'], filter: '' });
		expect(made.userErrors).toEqual([]);
		expect(made.webhookSubscription).toMatchObject({
			topic: 'ORDERS_UPDATED',
			uri: address,
			filter: '',
			format: 'JSON',
			includeFields: ['id'],
			metafieldNamespaces: [],
			name: null,
			endpoint: { __typename: 'WebhookHttpEndpoint', callbackUrl: address },
		});
		await subscribe('PRODUCTS_UPDATE', { uri: 'https://example.com/a' });
		const list = `query ($uri: String, $topics: [WebhookSubscriptionTopic!]) {
			webhookSubscriptions(first: 5, uri: $uri, topics: $topics) { nodes { id topic filter } }
			webhookSubscriptionsCount { count } }`;
		const { data } = await graphql(sandbox, list, { uri: address });
		expect(at(data, 'webhookSubscriptions', 'nodes')).toHaveLength(1);
		expect(at(data, 'webhookSubscriptionsCount', 'count')).toBe(2);
		const others = await graphql(sandbox, list, { topics: ['PRODUCTS_UPDATE'] });
		expect(at(others.data, 'webhookSubscriptions', 'nodes', 0)).toMatchObject({ filter: null });

		const id = made.webhookSubscription?.id;
		const hook = { uri: 'https://example.com/b', filter: 'id:*' };
		const updated = await graphql(sandbox, UPDATE, { id, hook });
		expect(at(updated.data, 'webhookSubscriptionUpdate', 'webhookSubscription')).toEqual({
			id,
			...hook,
			includeFields: ['id'],
		});
		const gone = await graphql(sandbox, DELETE, { id });
		expect(at(gone.data, 'webhookSubscriptionDelete', 'deletedWebhookSubscriptionId')).toBe(id);
		const again = await graphql(sandbox, DELETE, { id });
		expect(at(again.data, 'webhookSubscriptionDelete', 'userErrors')).toEqual([
			{ field: ['id'], message: 'Webhook subscription does not exist' },
		]);
		const one = 'query ($id: ID!) { webhookSubscription(id: $id) { id } }';
		expect((await graphql(sandbox, one, { id })).data).toEqual({ webhookSubscription: null });
	});

	test('subscriptions: refusals in the recorded words', async () => {
		const url = 'webhookSubscription.callbackUrl: Address';
		await subscribe('ORDERS_UPDATED', { name: 'Own' });
		const refusals: Array<[object, string[]]> = [
			[{}, [`${url} for this topic has already been taken`]],
			[{ uri: '  ' }, [`${url} can't be blank`]],
			[{ uri: 'http://example.com' }, [`${url} protocol http:// is not supported`]],
			[{ uri: 'ftp://example.com' }, [`${url} protocol ftp:// is not supported`]],
			[{ uri: 'nonsense' }, [`${url} is invalid`]],
			[
				{ uri: 'pubsub://project:' },
				[
					`${url} protocol pubsub:// is not supported`,
					`${url} is not a valid GCP pub/sub format. Format should be pubsub://project:topic`,
				],
			],
			[
				{ uri: `https://example.com/${'a'.repeat(65_535)}` },
				[`${url} is too big (maximum is 64 KB)`],
			],
			[
				{ uri: 'https://example.com', filter: 'totally bogus syntax' },
				[
					'webhookSubscription: The specified filter is invalid, please ensure you specify the field(s) you wish to filter on.',
				],
			],
			[
				{ uri: 'https://example.com', name: 'OWN' },
				['webhookSubscription.name: Name already exists, no duplicate allowed'],
			],
		];
		for (const [hook, expected] of refusals) {
			expect(await refusal('ORDERS_UPDATED', hook)).toEqual(expected);
		}
		const token = sandbox.shopify.readProductsToken;
		const hook = { uri: 'https://example.com' };
		const denied = await graphql(sandbox, CREATE, { topic: 'ORDERS_PAID', hook }, { token });
		expect(JSON.stringify(denied.data)).toContain(
			'You do not have permission to create or update webhooks with orders/paid topic.',
		);
	});

	test('a change is delivered once, signed over its raw body, with all documented headers', async () => {
		await subscribe('ORDERS_UPDATED');
		const order = openOrder();
		await graphql(sandbox, NOTE, { id: order.id, note: 'Salt & <pepper> for Zoë' });
		await sandbox.control.webhooks.settled();
		expect(receiver.received).toHaveLength(1);
		const [{ headers, raw, body }] = receiver.received;
		expect(body).toMatchObject({
			admin_graphql_api_id: order.id,
			note: 'Salt & <pepper> for Zoë',
			name: order.name,
		});
		expect(headers['x-shopify-hmac-sha256']).toBe(signedBy(sandbox.shopify.clientSecret, raw));
		// Written as Rails does, so that the signature fits the received bytes alone.
		expect(raw.toString('utf8')).not.toBe(JSON.stringify(body));
		expect(headers).toMatchObject({
			'content-type': 'application/json',
			'x-shopify-topic': 'orders/updated',
			'x-shopify-shop-domain': sandbox.shopify.db.shop.domain,
			'x-shopify-api-version': '2026-10',
			'x-shopify-webhook-id': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
			'x-shopify-event-id': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
			'x-shopify-triggered-at': expect.stringMatching(/^2026-11-16T/) as string,
		});
		// The same note again changes nothing, and nothing is delivered.
		await graphql(sandbox, NOTE, { id: order.id, note: 'Salt & <pepper> for Zoë' });
		await sandbox.control.webhooks.settled();
		expect(receiver.received).toHaveLength(1);
	});

	test('a cancellation is delivered when its job is done, under one event id for both topics', async () => {
		await subscribe('ORDERS_UPDATED');
		await subscribe('ORDERS_CANCELLED');
		const order = openOrder();
		const cancel = `mutation ($id: ID!) { orderCancel(orderId: $id, reason: CUSTOMER, restock: false) {
			job { id } orderCancelUserErrors { message } } }`;
		const { data } = await graphql(sandbox, cancel, { id: order.id });
		expect(at(data, 'orderCancel', 'orderCancelUserErrors')).toEqual([]);
		for (let i = 0; i < 400 && receiver.received.length < 2; i++) {
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		expect(receiver.topics()).toEqual(['orders/cancelled', 'orders/updated']);
		const [one, other] = receiver.received;
		expect(one.body.cancelled_at).not.toBeNull();
		expect(one.headers['x-shopify-event-id']).toBe(other.headers['x-shopify-event-id']);
		expect(one.headers['x-shopify-webhook-id']).not.toBe(other.headers['x-shopify-webhook-id']);
	});

	test('every kind of object delivers its own topics, whichever way it is changed', async () => {
		for (const topic of [
			'PRODUCTS_CREATE',
			'PRODUCTS_UPDATE',
			'PRODUCTS_DELETE',
			'CUSTOMERS_CREATE',
			'DRAFT_ORDERS_CREATE',
			'COLLECTIONS_CREATE',
			'COLLECTIONS_DELETE',
			'INVENTORY_LEVELS_UPDATE',
			'ORDERS_CREATE',
			'ORDERS_DELETE',
			'ORDERS_PAID',
			'ORDERS_FULFILLED',
			'FULFILLMENTS_CREATE',
			'REFUNDS_CREATE',
			'APP_UNINSTALLED',
		]) {
			await subscribe(topic);
		}
		const told = async (what: () => unknown): Promise<string[]> => {
			receiver.received.length = 0;
			await what();
			await sandbox.control.webhooks.settled();
			return receiver.topics();
		};
		const rest = async (method: string, path: string, body?: unknown): Promise<unknown> => {
			const response = await fetch(`${sandbox.shopify.baseUrl}/admin/api/2026-10/${path}`, {
				method,
				headers: {
					'content-type': 'application/json',
					'x-shopify-access-token': sandbox.shopify.staticToken,
				},
				body: body === undefined ? undefined : JSON.stringify(body),
			});
			return response.json();
		};
		let product: unknown;
		const made = await told(async () => {
			product = at(await rest('POST', 'products.json', { product: { title: 'Mug' } }), 'product');
		});
		expect(made).toEqual(['products/create']);
		expect(receiver.received[0].body).toMatchObject({ id: at(product, 'id'), title: 'Mug' });
		const path = `products/${String(at(product, 'id'))}.json`;
		const change = { product: { title: 'Cup' } };
		expect(await told(() => rest('PUT', path, change))).toEqual(['products/update']);
		expect(await told(() => rest('DELETE', path))).toEqual(['products/delete']);
		expect(receiver.received[0].body).toEqual({ id: at(product, 'id') });

		const email = 'new@example.com';
		const customer = `mutation ($email: String) { customerCreate(input: { email: $email }) {
			customer { id } userErrors { message } } }`;
		expect(await told(() => graphql(sandbox, customer, { email }))).toEqual(['customers/create']);
		expect(receiver.received[0].body).toMatchObject({ email, orders_count: 0 });

		const draft = `mutation { draftOrderCreate(input: { lineItems: [
			{ title: "Card", quantity: 2, originalUnitPriceWithCurrency: { amount: "3.50", currencyCode: CAD } }
		] }) { draftOrder { id } userErrors { message } } }`;
		expect(await told(() => graphql(sandbox, draft))).toEqual(['draft_orders/create']);
		expect(receiver.received[0].body).toMatchObject({ status: 'open' });

		const collection = `mutation { collectionCreate(input: { title: "Spring" }) {
			collection { id } userErrors { message } } }`;
		expect(await told(() => graphql(sandbox, collection))).toEqual(['collections/create']);

		// A test's own hand in the data is noticed, too.
		const level = sandbox.shopify.db.products[0].variants[0].item.levels.find(
			(one) => one.isActive,
		);
		const stock = await told(() => {
			if (level) level.quantities.available = 77;
			sandbox.control.webhooks.notice();
		});
		expect(stock).toEqual(['inventory_levels/update', 'products/update']);
		const stockBody = receiver.received.find(({ body }) => 'inventory_item_id' in body)?.body;
		expect(stockBody).toMatchObject({ available: 77 });

		expect(
			await told(() => rest('DELETE', `orders/${openOrder().id.split('/').pop() ?? ''}.json`)),
		).toEqual(['orders/delete']);
		const grown = await told(() => sandbox.control.grow({ orders: 1 }));
		expect(grown).toContain('orders/create');
		expect(await told(() => sandbox.control.uninstall())).toEqual(['app/uninstalled']);
		expect(sandbox.control.webhooks.subscriptions()).toEqual([]);
		expect((await graphql(sandbox, '{ shop { name } }')).status).toBe(401);
	});

	test('a filter gates deliveries, includeFields and metafieldNamespaces shape them', async () => {
		const order = openOrder();
		await subscribe('ORDERS_UPDATED', {
			filter: 'tags:vip AND line_items.quantity:>=1 AND -note:secret*',
			includeFields: ['id', 'line_items.id', 'note'],
			metafieldNamespaces: ['custom'],
		});
		const change = `mutation ($id: ID!, $tags: [String!], $note: String) {
			orderUpdate(input: { id: $id, tags: $tags, note: $note, metafields: [
				{ namespace: "custom", key: "key1", type: "single_line_text_field", value: "v" }
				{ namespace: "other", key: "key1", type: "single_line_text_field", value: "v" } ] }) {
				userErrors { message } } }`;
		const { id } = order;
		await graphql(sandbox, change, { id, tags: ['plain'], note: 'a' });
		await graphql(sandbox, change, { id, tags: ['vip', 'plain'], note: 'secret thing' });
		await sandbox.control.webhooks.settled();
		expect(receiver.received).toEqual([]);
		const last = await graphql(sandbox, change, { id, tags: ['vip', 'plain'], note: 'open thing' });
		expect(at(last.data, 'orderUpdate', 'userErrors')).toEqual([]);
		await sandbox.control.webhooks.settled();
		expect(receiver.received).toHaveLength(1);
		const { body } = receiver.received[0];
		expect(Object.keys(body).sort()).toEqual(['id', 'line_items', 'metafields', 'note']);
		expect(Object.keys((body.line_items as object[])[0])).toEqual(['id']);
		const metafields = body.metafields as Array<Record<string, unknown>>;
		expect(metafields.map(({ namespace }) => namespace)).not.toContain('other');
		expect(metafields.find(({ key }) => key === 'key1')).toMatchObject({
			namespace: 'custom',
			value: 'v',
		});
	});

	test('a failed delivery is repeated under the same ids, eight times at most', async () => {
		sandbox.control.webhooks.configure({ timeScale: 1e-5 });
		await subscribe('ORDERS_UPDATED');
		const order = openOrder();
		receiver.statuses = [500, 302, 404];
		await graphql(sandbox, NOTE, { id: order.id, note: 'first' });
		await sandbox.control.webhooks.settled();
		expect(receiver.received).toHaveLength(4);
		const ids = receiver.received.map(({ headers }) => headers['x-shopify-webhook-id']);
		expect(new Set(ids).size).toBe(1);
		expect(new Set(receiver.received.map(({ raw }) => raw.toString())).size).toBe(1);

		receiver.received.length = 0;
		receiver.statuses = Array.from({ length: 9 }, () => 500);
		await graphql(sandbox, NOTE, { id: order.id, note: 'second' });
		await sandbox.control.webhooks.settled();
		expect(receiver.received).toHaveLength(9);
		expect(sandbox.control.webhooks.subscriptions()).toEqual([]);
		expect(sandbox.control.webhooks.letters().at(-1)?.state).toBe('failed');
	});

	test('nothing is sent beyond this machine', async () => {
		await subscribe('ORDERS_UPDATED', { uri: 'https://n8n.example/hook' });
		await graphql(sandbox, NOTE, { id: openOrder().id, note: 'far' });
		await sandbox.control.webhooks.settled();
		expect(sandbox.control.webhooks.letters()).toMatchObject([{ state: 'outside', attempts: [] }]);
	});

	test('on demand: held, shuffled, repeated and forged', async () => {
		await subscribe('ORDERS_UPDATED');
		sandbox.control.webhooks.hold();
		for (const { id } of sandbox.shopify.db.orders) await graphql(sandbox, NOTE, { id, note: 'x' });
		expect(receiver.received).toEqual([]);
		const count = sandbox.shopify.db.orders.length;
		const outcome = await sandbox.control.webhooks.release({
			order: 'shuffled',
			repeats: 6,
			sameEvents: 2,
			forgeries: 10,
		});
		expect(outcome.sent).toBe(count + 16);
		expect(outcome.statuses).toMatchObject({
			genuine: { 200: count },
			repeat: { 200: 4 },
			sameEvent: { 200: 2 },
			wrongSecret: { 200: 2 },
		});
		const numbers = sandbox.control.webhooks.letters().map(({ number }) => number);
		expect(numbers).toEqual(numbers.map((_, index) => index + 1));
		expect(receiver.received).toHaveLength(count + 16);
		const genuine = receiver.received.filter(({ headers, raw }) => {
			return headers['x-shopify-hmac-sha256'] === signedBy(sandbox.shopify.clientSecret, raw);
		});
		expect(genuine).toHaveLength(count + 6);
		const distinct = (name: string) => new Set(genuine.map(({ headers }) => headers[name])).size;
		expect(distinct('x-shopify-event-id')).toBe(count);
		expect(distinct('x-shopify-webhook-id')).toBe(count + 2);
		const order = genuine.map(({ body }) => Number(body.id));
		expect(order).not.toEqual([...order].sort((a, b) => a - b));
	});

	test('on demand: each kind of letter is what it says', async () => {
		await subscribe('ORDERS_UPDATED');
		await graphql(sandbox, NOTE, { id: openOrder().id, note: 'x' });
		await sandbox.control.webhooks.settled();
		const [{ number }] = sandbox.control.webhooks.letters();
		const genuine = receiver.received[0];
		const send = async (kind: string, missing: string[] = []): Promise<Received> => {
			const response = await fetch(`${sandbox.origin}/control/webhooks/send`, {
				method: 'POST',
				body: JSON.stringify({ number, kind, missing }),
			});
			expect(response.status).toBe(200);
			const last = receiver.received.at(-1);
			if (last === undefined) throw new Error('Nothing came.');
			return last;
		};
		const isSigned = ({ headers, raw }: Received) =>
			headers['x-shopify-hmac-sha256'] === signedBy(sandbox.shopify.clientSecret, raw);

		const repeat = await send('repeat');
		expect(repeat.raw.equals(genuine.raw)).toBe(true);
		expect(repeat.headers['x-shopify-webhook-id']).toBe(genuine.headers['x-shopify-webhook-id']);
		for (const kind of ['wrongSecret', 'wrongSignature', 'unsigned', 'tampered', 'empty']) {
			expect([kind, isSigned(await send(kind))]).toEqual([kind, false]);
		}
		for (const kind of [
			'late',
			'wrongShop',
			'wrongTopic',
			'notUtf8',
			'brokenJson',
			'multipart',
			'oversized',
			'wrongContentType',
		]) {
			expect([kind, isSigned(await send(kind))]).toEqual([kind, true]);
		}
		const late = await send('late');
		const days = (at: unknown) => Date.parse(String(at)) / 86_400_000;
		const header = 'x-shopify-triggered-at';
		expect(days(genuine.headers[header]) - days(late.headers[header])).toBe(3);
		expect((await send('oversized')).raw.length).toBeGreaterThan(5 * 1024 * 1024);
		expect((await send('wrongContentType')).headers['content-type']).toBe('text/plain');
		const bytes = (await send('notUtf8')).raw;
		expect(Buffer.from(bytes.toString('utf8')).equals(bytes)).toBe(false);
		expect(Object.keys((await send('genuine', ['X-Shopify-Topic'])).headers)).not.toContain(
			'x-shopify-topic',
		);
	});

	test('Shoplazza: subscriptions by version, and signed deliveries', async () => {
		const { baseUrl, accessToken, webhookSecret, room } = sandbox.shoplazza;
		const call = async (version: string, method: string, path: string, body?: unknown) => {
			const response = await fetch(`${baseUrl}/openapi/${version}/${path}`, {
				method,
				headers: { 'access-token': accessToken, 'content-type': 'application/json' },
				body: body === undefined ? undefined : JSON.stringify(body),
			});
			return { status: response.status, body: await response.json() };
		};
		const hook = { address, topic: 'orders/cancelled' };
		const old = await call('2022-01', 'POST', 'webhooks', hook);
		expect(old).toMatchObject({ status: 200, body: { webhook: { ...hook, format: 'json' } } });
		const other = { address, topic: 'orders/update' };
		expect((await call('2026-01', 'POST', 'webhooks', other)).status).toBe(400);
		expect((await call('2026-01', 'POST', 'webhooks', { webhook: other })).status).toBe(200);
		const flat = await call('2022-01', 'POST', 'webhooks', {});
		expect(flat).toEqual({
			status: 422,
			body: { errors: { address: ["can't be blank"], topic: ["can't be blank"] } },
		});
		const listed = await call('2026-01', 'GET', 'webhooks?topic=orders/update');
		expect(at(listed.body, 'webhooks')).toMatchObject([other]);
		expect((await call('2022-01', 'GET', 'webhooks/count')).body).toEqual({ count: 2 });

		const order = room.store.orders.find(({ status }) => status !== 'cancelled');
		await call('2026-01', 'POST', `orders/${String(order?.id)}/cancel`, { reason: 'x' });
		await sandbox.control.webhooks.settled();
		const topics = receiver.received.map(({ headers }) => headers['x-shoplazza-topic']);
		expect(topics.sort()).toEqual(['orders/cancelled', 'orders/update']);
		const [{ headers, raw, body }] = receiver.received;
		expect(headers['x-shoplazza-hmac-sha256']).toBe(signedBy(webhookSecret, raw));
		expect(headers).toMatchObject({
			'x-shoplazza-shop-domain': 'my-shop.myshoplaza.com',
			'x-shoplazza-api-version': '2026-01',
			'x-shoplazza-deduplication-id': expect.any(String) as string,
		});
		expect(body).toMatchObject({ id: order?.id, status: 'cancelled' });

		const id = String(at(old.body, 'webhook', 'id'));
		const moved = await call('2022-01', 'PUT', `webhooks/${id}`, { address: `${address}2` });
		expect(at(moved.body, 'webhook')).toMatchObject({ ...hook, address: `${address}2` });
		expect((await call('2022-01', 'DELETE', `webhooks/${id}`)).status).toBe(200);
		expect(await call('2022-01', 'GET', `webhooks/${id}`)).toEqual({
			status: 404,
			body: { errors: ['record not found!'] },
		});
	});

	test('SHOPLINE: subscriptions with the id first, and deliveries signed in base64 or hex', async () => {
		const { baseUrl, accessToken, appSecret, room } = sandbox.shopline;
		const call = async (method: string, path: string, body?: unknown) => {
			const response = await fetch(`${baseUrl}/admin/openapi/v20260601/${path}`, {
				method,
				headers: {
					authorization: `Bearer ${accessToken}`,
					'content-type': 'application/json; charset=utf-8',
				},
				body: body === undefined ? undefined : JSON.stringify(body),
			});
			return { status: response.status, body: await response.json() };
		};
		const hook = { address, topic: 'orders/updated', api_version: 'v20260601' };
		const made = await call('POST', 'webhooks.json', { webhook: hook });
		expect(made).toMatchObject({ status: 200, body: { webhook: hook } });
		const id = at(made.body, 'webhook', 'id');
		expect(typeof id).toBe('number');
		const tooOld = { ...hook, api_version: 'v20240301' };
		expect((await call('POST', 'webhooks.json', { webhook: tooOld })).status).toBe(422);
		expect((await call('GET', 'webhooks.json')).body).toMatchObject({ webhooks: [{ id }] });

		const [order] = room.store.orders.values();
		const change = (note: string) =>
			call('PUT', `orders/${order.id}.json`, { order: { buyer_note: note } });
		await change('one');
		await sandbox.control.webhooks.settled();
		room.webhookEncoding = 'hex';
		await change('two');
		await sandbox.control.webhooks.settled();
		expect(receiver.received).toHaveLength(2);
		const [first, second] = receiver.received;
		const sign = (raw: Buffer) => createHmac('sha256', appSecret).update(raw);
		expect(first.headers['x-shopline-hmac-sha256']).toBe(sign(first.raw).digest('base64'));
		expect(second.headers['x-shopline-hmac-sha256']).toBe(sign(second.raw).digest('hex'));
		expect(first.headers).toMatchObject({
			'x-shopline-topic': 'orders/updated',
			'x-shopline-shop-domain': 'open001.myshopline.com',
			'x-shopline-shop-id': '1631700219512',
			'x-shopline-merchant-id': '4216472541',
			'x-shopline-api-version': 'v20260601',
			'x-shopline-webhook-id': expect.stringMatching(/^[0-9a-f]{24}$/) as string,
		});
		expect(second.body).toMatchObject({ id: order.id, buyer_note: 'two' });

		const put = await call('PUT', `${String(id)}/webhooks.json`, {
			webhook: { address: `${address}2` },
		});
		expect(at(put.body, 'webhook', 'address')).toBe(`${address}2`);
		expect((await call('DELETE', `${String(id)}/webhooks.json`)).status).toBe(200);
		expect((await call('GET', `${String(id)}/webhooks.json`)).status).toBe(404);
	});
});
