import { type Sandbox, startSandbox } from './index.mts';
import { totals } from './shopify/orders.mts';
import { financialStatus, fulfillmentStatus } from './shopify/orders.mts';
import { at, graphql, passTime } from './testClient.mts';

let sandbox: Sandbox;
/** Jobs and images take so long that no slow machine sees their end too early. */
const LONG_MS = 600_000;

beforeAll(async () => {
	sandbox = await startSandbox({ mediaDelayMs: LONG_MS, jobDelayMs: LONG_MS });
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.control.reset());
afterEach(() => {
	jest.restoreAllMocks();
});

const paidOrder = () => {
	const found = sandbox.shopify.db.orders.find((order) => {
		const open = order.cancelledAt === null && order.fulfillments.length === 0;
		return open && financialStatus(order) === 'PAID';
	});
	if (found === undefined) throw new Error('no paid order in the seed');
	return found;
};

describe('seed', () => {
	it('is the same for the same seed and covers the states', () => {
		const { db } = sandbox.shopify;
		const states = new Set(db.orders.map((order) => financialStatus(order)));
		for (const state of ['PAID', 'PENDING', 'AUTHORIZED', 'VOIDED', 'REFUNDED', null]) {
			expect(states).toContain(state);
		}
		expect(states).toContain('PARTIALLY_PAID');
		expect(states).toContain('PARTIALLY_REFUNDED');
		expect(new Set(db.orders.map(fulfillmentStatus))).toEqual(
			new Set(['UNFULFILLED', 'PARTIALLY_FULFILLED', 'FULFILLED']),
		);
		expect(Math.max(...db.orders.map((order) => order.lineItems.length))).toBe(130);
		const before = JSON.stringify([db.orders, db.customers]);
		sandbox.control.reset();
		const again = sandbox.shopify.db;
		expect(JSON.stringify([again.orders, again.customers])).toBe(before);
	});
});

describe('paging', () => {
	const page = `query P($first: Int, $last: Int, $after: String, $before: String) {
		orders(first: $first, last: $last, after: $after, before: $before, sortKey: CREATED_AT, reverse: true) {
			nodes { name } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
		}
	}`;
	const names = (data: unknown): unknown[] => {
		const nodes = at(data, 'orders', 'nodes') as Array<{ name: string }>;
		return nodes.map((node) => node.name);
	};

	it('goes forwards to the end and back again', async () => {
		const seen: unknown[] = [];
		let after: unknown = null;
		let pages = 0;
		do {
			const { data } = await graphql(sandbox, page, { first: 50, after });
			seen.push(...names(data));
			pages++;
			const info = at(data, 'orders', 'pageInfo');
			expect(at(info, 'hasPreviousPage')).toBe(pages > 1);
			after = at(info, 'hasNextPage') === true ? at(info, 'endCursor') : null;
		} while (after !== null);
		expect(pages).toBe(3);
		expect(seen).toEqual([...sandbox.shopify.db.orders].reverse().map((order) => order.name));
		const last = await graphql(sandbox, page, { last: 20 });
		expect(names(last.data)).toEqual(seen.slice(-20));
		const before = at(last.data, 'orders', 'pageInfo', 'startCursor');
		const previous = await graphql(sandbox, page, { last: 20, before });
		expect(names(previous.data)).toEqual(seen.slice(-40, -20));
	});

	it('keeps its place when objects vanish between pages', async () => {
		const first = await graphql(sandbox, page, { first: 2 });
		const { orders } = sandbox.shopify.db;
		orders.splice(-3, 2);
		const after = at(first.data, 'orders', 'pageInfo', 'endCursor');
		const next = await graphql(sandbox, page, { first: 1, after });
		expect(names(next.data)).toEqual([orders[orders.length - 2].name]);
	});

	it('refuses bad arguments as Shopify does', async () => {
		const neither = await graphql(sandbox, '{ orders { nodes { id } } }');
		expect(neither.errors[0]).toMatchObject({
			message: 'you must provide one of first or last',
			path: ['orders'],
			extensions: { code: 'BAD_REQUEST' },
		});
		const cursor = await graphql(sandbox, '{ orders(first: 1, after: "x") { nodes { id } } }');
		expect(cursor.errors[0].message).toBe('Malformed cursor');
		const none = await graphql(sandbox, '{ orders(first: 0) { nodes { id } } }');
		expect(none.data).toEqual({ orders: { nodes: [] } });
	});
});

describe('envelope', () => {
	it.each([
		[
			'mutation M { orderClose(input: {id: "gid://shopify/Order/1"}) { userErrors { code } } }',
			'undefinedField',
			"Field 'code' doesn't exist on type 'UserError'",
		],
		[
			'mutation M { orderClose { order { id } } }',
			'missingRequiredArguments',
			"Field 'orderClose' is missing required arguments: input",
		],
		[
			'mutation M { orderUpdate(input: {}) { order { id } } }',
			'missingRequiredInputObjectAttribute',
			"Argument 'id' on InputObject 'OrderInput' is required. Expected type ID!",
		],
		[
			'mutation M { orderUpdate(input: {id: null}) { order { id } } }',
			'argumentLiteralsIncompatible',
			"Argument 'id' on InputObject 'OrderInput' has an invalid value (null). Expected type 'ID!'.",
		],
		['{ order(id: "abc") { id } }', 'argumentLiteralsIncompatible', "Invalid global id 'abc'"],
	])('%s', async (query, code, message) => {
		const answer = await graphql(sandbox, query);
		expect(answer.status).toBe(200);
		expect(answer.errors[0]).toMatchObject({ message, extensions: { code } });
		expect(answer.data).toBeUndefined();
		expect(answer.extensions.cost).toBeUndefined();
	});

	it('names every problem of a variable', async () => {
		const query = 'mutation M($input: OrderInput!) { orderUpdate(input: $input) { order { id } } }';
		const answer = await graphql(sandbox, query, { input: { id: 'not-a-gid', staffMemberId: 1 } });
		expect(answer.errors[0].message).toBe(
			"Variable $input of type OrderInput! was provided invalid value for staffMemberId (Field is not defined on OrderInput), id (Invalid global id 'not-a-gid')",
		);
		expect(answer.errors[0].extensions?.code).toBe('INVALID_VARIABLE');
	});

	it('denies what a token may not read and answers the rest', async () => {
		const token = sandbox.shopify.readProductsToken;
		const id = sandbox.shopify.db.orders[0].id;
		const query = 'query Q($id: ID!) { order(id: $id) { id } products(first: 1) { nodes { id } } }';
		const answer = await graphql(sandbox, query, { id }, { token });
		expect(answer.data).toMatchObject({ order: null, products: { nodes: [{}] } });
		expect(answer.errors[0]).toMatchObject({
			path: ['order'],
			extensions: { code: 'ACCESS_DENIED' },
		});
	});

	it('falls forward to a supported version and refuses bad tokens', async () => {
		expect((await graphql(sandbox, '{ shop { id } }', {}, { version: '2020-01' })).version).toBe(
			'2026-07',
		);
		expect((await graphql(sandbox, '{ shop { id } }', {}, { version: '2026-10' })).version).toBe(
			'2026-10',
		);
		expect((await graphql(sandbox, '{ shop { id } }', {}, { token: 'x' })).status).toBe(401);
	});

	it('says loudly what it does not model', async () => {
		const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
		const answer = await graphql(
			sandbox,
			'{ shop { paymentSettings { supportedDigitalWallets } } }',
		);
		expect(answer.errors[0].message).toContain('Shop.paymentSettings');
		expect(write).toHaveBeenCalledWith(expect.stringContaining('Shop.paymentSettings'));
		expect(sandbox.control.requests()[0].notModelled).toEqual(['Shop.paymentSettings']);
		write.mockRestore();
	});
});

describe('throttling', () => {
	const query = '{ orders(first: 100) { nodes { id lineItems(first: 10) { nodes { id } } } } }';

	it('holds the requested cost and gives the difference back', async () => {
		sandbox.control.setBucket({ maximum: 1000, restoreRate: 10, available: 100 });
		const first = (await graphql(sandbox, query)).extensions.cost;
		expect(first?.requestedQueryCost).toBe(65);
		const left = 100 - (first?.actualQueryCost ?? 0);
		expect(first?.throttleStatus.currentlyAvailable).toBeGreaterThanOrEqual(left);
		expect(first?.throttleStatus.currentlyAvailable).toBeLessThanOrEqual(left + 3);
		sandbox.control.setBucket({ available: 20 });
		const second = await graphql(sandbox, query);
		expect(second.status).toBe(200);
		expect(second.errors[0]).toMatchObject({
			message: 'Throttled',
			extensions: { code: 'THROTTLED' },
		});
		expect(second.extensions.cost?.actualQueryCost).toBeNull();
		expect(sandbox.control.requests().map((entry) => entry.throttled)).toEqual([false, true]);
	});

	it('refuses a query above 1000 points before it runs', async () => {
		const dear = `{ orders(first: 250) { nodes { lineItems(first: 250) { nodes { variant { product { media(first: 250) { nodes { id } } } } } } } } }`;
		const { errors } = await graphql(sandbox, dear);
		expect(errors[0].extensions?.code).toBe('MAX_COST_EXCEEDED');
	});
});

describe('orders', () => {
	const cancel = `mutation C($id: ID!) {
		orderCancel(orderId: $id, reason: CUSTOMER, restock: true, refundMethod: { originalPaymentMethodsRefund: true }) {
			job { id done } orderCancelUserErrors { field message code }
		}
	}`;

	it('cancels by a job, once', async () => {
		const order = paidOrder();
		const { total } = totals(order);
		const started = await graphql(sandbox, cancel, { id: order.id });
		expect(at(started.data, 'orderCancel', 'job', 'done')).toBe(false);
		const running = await graphql(sandbox, cancel, { id: order.id });
		expect(at(running.data, 'orderCancel', 'orderCancelUserErrors', 0, 'message')).toBe(
			'Cancellation is already in progress',
		);
		expect(order.cancelledAt).toBeNull();
		passTime(LONG_MS + 1000);
		const again = await graphql(sandbox, cancel, { id: order.id });
		expect(at(again.data, 'orderCancel', 'orderCancelUserErrors', 0)).toEqual({
			field: ['orderId'],
			message: 'Cannot cancel an order that has already been canceled',
			code: 'INVALID',
		});
		expect(order.closedAt).toBe(order.cancelledAt);
		expect(financialStatus(order)).toBe('REFUNDED');
		expect(totals(order)).toMatchObject({ currentTotal: 0, refunded: total });
		const effects = sandbox.control.effects().filter((effect) => effect.change === 'cancelled');
		expect(effects).toHaveLength(1);
	});

	it('replays an idempotent refund and refuses another input under its key', async () => {
		const order = paidOrder();
		const parent = order.transactions.at(-1);
		const refund = `mutation R($input: RefundInput!, $key: String!) {
			refundCreate(input: $input) @idempotent(key: $key) { refund { id } userErrors { field message } }
		}`;
		const input = (amount: string): Record<string, unknown> => ({
			orderId: order.id,
			transactions: [
				{ orderId: order.id, parentId: parent?.id, kind: 'REFUND', gateway: 'x', amount },
			],
		});
		const first = await graphql(sandbox, refund, { input: input('1.00'), key: 'a' });
		const replay = await graphql(sandbox, refund, { input: input('1.00'), key: 'a' });
		expect(at(first.data, 'refundCreate', 'refund', 'id')).toMatch(/Refund/);
		expect(replay.data).toEqual(first.data);
		expect(order.refunds).toHaveLength(1);
		const other = await graphql(sandbox, refund, { input: input('2.00'), key: 'a' });
		expect(at(other.data, 'refundCreate', 'userErrors', 0, 'message')).toBe(
			'The same idempotency key cannot be used with different operation parameters.',
		);
		const much = await graphql(sandbox, refund, { input: input('99999.00'), key: 'b' });
		expect(at(much.data, 'refundCreate', 'userErrors', 0, 'message')).toMatch(
			/^Refund amount \$99999\.00 is greater than net payment received \$/,
		);
		const bare = await graphql(
			sandbox,
			refund.replace('@idempotent(key: $key)', '').replace(', $key: String!', ''),
			{ input: input('1.00') },
		);
		expect(bare.errors[0].message).toContain('@idempotent directive is required');
	});

	it('updates with the recorded refusals', async () => {
		const update = `mutation U($input: OrderInput!) {
			orderUpdate(input: $input) { order { note tags phone } userErrors { field message } }
		}`;
		const { id } = paidOrder();
		const good = await graphql(sandbox, update, {
			input: { id, note: 'n', tags: ['b, A', 'a'], phone: '+1 (613) 450-5293' },
		});
		expect(good.data).toEqual({
			orderUpdate: {
				order: { note: 'n', tags: ['A', 'b'], phone: '+16134505293' },
				userErrors: [],
			},
		});
		const empty = await graphql(sandbox, update, { input: { id } });
		expect(at(empty.data, 'orderUpdate', 'userErrors')).toEqual([
			{ field: null, message: 'No valid update parameters have been provided' },
		]);
		const address = { address1: '3 Main', city: 'Chicago', countryCode: 'US', provinceCode: 'ON' };
		const bad = await graphql(sandbox, update, { input: { id, shippingAddress: address } });
		expect(at(bad.data, 'orderUpdate', 'userErrors')).toEqual([
			{ field: ['shippingAddress', 'lastName'], message: 'Enter a last name' },
			{ field: ['shippingAddress', 'zip'], message: 'Enter a ZIP code' },
			{
				field: ['shippingAddress', 'province'],
				message: 'State is not a valid state in United States',
			},
		]);
	});
});
