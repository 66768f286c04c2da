import 'reflect-metadata';
import { API_VERSIONS } from '../../nodes/Shopify/client/versions.ts';
import { resources } from '../../nodes/Shopify/operations/index.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.mts';
import { draftOrders } from '../sandbox/shopify/draftOrders.mts';
import { conform, newMark } from './conform.mts';
import { Meter } from './meter.mts';
import { tryStep, type Row } from './runner.mts';
import type { Step, World } from './step.mts';
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
	const rows = await conform({ meter, token, version }, newMark(), { settleMs: 0 });
	// Whatever happened, nothing of the shop's own has changed and nothing is left.
	expect(stored()).toEqual(before);
	return rows;
}

const told = (rows: Row[]) => rows.map(({ name, result, remarks }) => ({ name, result, remarks }));

const named = (rows: Row[], name: string) => rows.find((row) => row.name === name);

// Each run tries all operations: 10 s, and more on a busy machine.
jest.setTimeout(180_000);

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

test('an operation that the node does not have is not there yet, and what needs it is skipped', async () => {
	const world: World = { mark: newMark(), currency: 'CAD', missing: {}, removed: new Set() };
	const server = { meter, token: sandbox.shopify.staticToken };
	const absent: Step = { resource: 'collection', operation: 'paint', makes: 'collection' };
	expect(await tryStep(absent, world, server)).toMatchObject({ result: 'not there yet' });
	const needy: Step = { resource: 'collection', operation: 'get', needs: ['collection'] };
	expect(await tryStep(needy, world, server)).toMatchObject({
		result: 'skipped',
		remarks: ['no collection could be made (not there yet)'],
	});
});

test('a shop with new customer accounts and one location holds as well, by refusals', async () => {
	const { shop, locations } = sandbox.shopify.db;
	shop.customerAccounts = 'NEW_CUSTOMER_ACCOUNTS';
	for (const location of locations.slice(1)) location.isActive = false;
	const rows = await run();
	expect(told(rows.filter(({ result }) => result !== 'held'))).toEqual([]);
	const refused = rows.filter(({ hints }) => hints.some((hint) => hint.startsWith('refused, as')));
	expect(refused.map(({ name }) => name)).toEqual([
		'inventoryLevel delete',
		'customer sendInvite',
		'customer createActivationUrl',
	]);
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
	const readable = ['products', 'orders', 'customers', 'draft_orders', 'inventory', 'locations'];
	const scopes = [...readable, 'publications', 'shipping'].map((name) => `read_${name}`);
	const rows = await run(undefined, sandbox.control.issueToken(scopes));
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
