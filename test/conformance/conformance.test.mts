import 'reflect-metadata';
import { API_VERSIONS } from '../../nodes/Shopify/client/versions.ts';
import { resources } from '../../nodes/Shopify/operations/index.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.mts';
import { draftOrders } from '../sandbox/shopify/draftOrders.mts';
import { conform, newMark } from './conform.mts';
import { Meter } from './meter.mts';
import type { Row } from './runner.mts';
import { STEPS } from './steps/index.mts';

let sandbox: Sandbox;
let meter: Meter;

beforeAll(async () => {
	process.env.N8N_LOG_LEVEL = 'silent';
	sandbox = await startSandbox({ jobDelayMs: 20, mediaDelayMs: 20 });
	meter = await Meter.start(sandbox.shopify.baseUrl);
});
afterAll(async () => {
	meter.stop();
	await sandbox.stop();
});
beforeEach(() => sandbox.control.reset());

/** Everything that a run could change. */
function stored() {
	const { db } = sandbox.shopify;
	const { products, customers, orders, collections, locations, shop } = db;
	const drafts = draftOrders(db);
	return structuredClone({ products, customers, orders, collections, locations, shop, drafts });
}

async function run(version?: string, token = sandbox.shopify.staticToken) {
	const before = stored();
	const rows = await conform({ meter, token, version }, newMark());
	// Whatever happened, nothing of the shop's own has changed and nothing is left.
	expect(stored()).toEqual(before);
	return rows;
}

const told = (rows: Row[]) => rows.map(({ name, result, remarks }) => ({ name, result, remarks }));

const named = (rows: Row[], name: string) => rows.find((row) => row.name === name);

test('each operation of the node is tried', () => {
	const tried = new Set(STEPS.map(({ resource, operation }) => `${resource} ${operation}`));
	const all = resources.flatMap(({ option, operations }) =>
		operations.map(({ operation }) => `${option.value} ${operation}`),
	);
	expect(all.filter((name) => !tried.has(name))).toEqual([]);
});

test.each(API_VERSIONS)('everything holds in %s, and nothing is left behind', async (version) => {
	const rows = await run(version);
	expect(told(rows.filter(({ result }) => result !== 'held'))).toEqual([]);
	expect(rows.length).toBeGreaterThan(60);
});

test('what was made without an answer is found and removed', async () => {
	sandbox.control.addFault({ kind: 'resetAfter', operation: '^CreateCustomer$', times: 1 });
	const rows = await run();
	expect(sandbox.control.effects()).toContainEqual(
		expect.objectContaining({ mutation: 'customerCreate' }),
	);
	expect(named(rows, 'customer create')?.result).toBe('failed');
	expect(named(rows, 'draftOrder create')).toMatchObject({
		result: 'skipped',
		remarks: [expect.stringMatching(/^no customer could be made \(/)],
	});
	expect(named(rows, 'graphql request (customerDelete)')?.result).toBe('held');
	expect(named(rows, 'order cancel (with a partial refund)')?.result).toBe('held');
});

test('a token that may only read makes nothing, and the rest is skipped with the reason', async () => {
	const rows = await run(undefined, sandbox.shopify.readProductsToken);
	expect(sandbox.control.effects()).toEqual([]);
	expect(named(rows, 'lookup productImages')?.result).toBe('held');
	expect(named(rows, 'product create (JSON: the documented input)')).toMatchObject({
		result: 'failed',
		remarks: [expect.stringContaining('write_products')],
	});
	expect(named(rows, 'product delete')).toMatchObject({
		result: 'skipped',
		remarks: [expect.stringMatching(/^no product could be made \(.*write_products/)],
	});
});
