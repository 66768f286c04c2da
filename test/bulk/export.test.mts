import type { INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { records, ShopifyUnderTest } from '../workflows/shopify.mts';

let sandbox: Sandbox;
let shopify: ShopifyUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox({
		bucket: { maximum: 2_000_000, restoreRate: 100_000 },
		jobDelayMs: 20,
		mediaDelayMs: 0,
		amounts: { products: 15, customers: 12, orders: 25 },
	});
	shopify = new ShopifyUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.control.reset();
	sandbox.control.clearJournal();
	sandbox.control.bulk({ delayMs: 20 });
});

/** Requests by the name of the GraphQL operation, without the parts that differ. */
const started = (name: string) =>
	sandbox.control.requests().filter(({ roots }) => roots.includes(name)).length;

const list = async (
	resource: string,
	operation: string,
	strategy: string,
	more: INodeParameters = {},
	options: INodeParameters = {},
) => {
	const { configuration = {}, ...rest } = more;
	return await shopify.run({
		resource,
		operation,
		configuration,
		returnAll: true,
		...rest,
		options: { strategy, ...options },
	});
};

/** Every list that has a bulk form, with filters and orders that must work alike. */
const LISTS: Array<[string, string, INodeParameters]> = [
	['order', 'getAll', {}],
	['order', 'getAll', { configuration: { sinceId: '6142370414642', status: 'any' } }],
	['order', 'getAll', { fields: ['id', 'line_items', 'refunds'] }],
	['product', 'getAll', {}],
	['product', 'getAll', { configuration: { status: 'draft' } }],
	['product', 'getAll', { fields: ['id', 'title'] }],
	['customer', 'getAll', {}],
	['customer', 'search', { configuration: { sortBy: 'created_at', sortOrder: 'DESC' } }],
	['inventoryItem', 'getAll', {}],
	['abandonedCheckout', 'getAll', { filters: { status: 'any' } }],
	['location', 'getAll', {}],
	['location', 'getInventoryLevels', { locationId: '' }],
	['lookup', 'customers', {}],
	['lookup', 'locations', {}],
];

describe('a list in bulk', () => {
	it.each(LISTS)('gives the records of the pages: %s %s %j', async (resource, operation, given) => {
		const at = (sandbox.shopify.db.locations[0].id.match(/\d+$/) ?? [''])[0];
		const locationId = { __rl: true, mode: 'id', value: at };
		const more = 'locationId' in given ? { ...given, locationId } : given;
		const pages = records(await list(resource, operation, 'pages', more));
		expect(started('bulkOperationRunQuery')).toBe(0);
		const bulk = await list(resource, operation, 'bulk', more);
		expect(bulk.hints).toEqual([]);
		expect(started('bulkOperationRunQuery')).toBe(1);
		expect(pages.length).toBeGreaterThan(0);
		expect(records(bulk)).toEqual(pages);
	});
});

const CUSTOMERS = ['customer', 'getAll'] as const;

const effects = (root: string) =>
	sandbox.control.effects().filter(({ mutation }) => mutation === root).length;

/** Waits for something that another party does. */
async function until(done: () => boolean): Promise<void> {
	for (let look = 0; look < 500 && !done(); look++) {
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	expect(done()).toBe(true);
}

describe('a bulk operation under trouble', () => {
	it('is started once although the answer to its start is lost', async () => {
		const pages = records(await list(...CUSTOMERS, 'pages'));
		sandbox.control.addFault({ kind: 'resetAfter', operation: 'StartBulk', times: 1 });
		expect(records(await list(...CUSTOMERS, 'bulk'))).toEqual(pages);
		expect(effects('bulkOperationRunQuery')).toBe(1);
	});

	it('is started again when the lost start never arrived', async () => {
		sandbox.control.addFault({ kind: 'resetBefore', operation: 'StartBulk', times: 1 });
		expect(records(await list(...CUSTOMERS, 'bulk'))).toHaveLength(12);
		expect(effects('bulkOperationRunQuery')).toBe(1);
	});

	it.each(['cut', 'truncated', 'resetBefore', 'http503'] as const)(
		'gives each record once when the file breaks: %s',
		async (kind) => {
			const pages = records(await list(...CUSTOMERS, 'pages'));
			sandbox.control.addFault({ kind, path: '/files/bulk/', times: 3 });
			expect(records(await list(...CUSTOMERS, 'bulk'))).toEqual(pages);
			const files = sandbox.control.requests().filter(({ path }) => path.includes('/files/bulk/'));
			expect(files.length).toBeGreaterThan(3);
			expect(files.map(({ token }) => token).join('')).toBe('');
		},
	);

	it('waits while the shop runs as many operations as it may, and says so', async () => {
		// The first one ends when the second has been refused, however slow the machine is.
		sandbox.control.bulk({ limit: 1, hold: true });
		const both = Promise.all([list(...CUSTOMERS, 'bulk'), list(...CUSTOMERS, 'bulk')]);
		await until(() => started('bulkOperationRunQuery') >= 2);
		sandbox.control.bulk({ hold: false });
		const [one, two] = await both;
		expect(records(one)).toEqual(records(two));
		expect(effects('bulkOperationRunQuery')).toBe(2);
		expect([one, two].flatMap(({ hints }) => hints.map(({ message }) => message))).toEqual([
			expect.stringMatching(/^Other bulk operations of this app were running/),
		]);
	});

	it('is run once more after an internal error of Shopify', async () => {
		sandbox.control.bulk({ failAfter: 5, errorCode: 'INTERNAL_SERVER_ERROR' });
		const { error } = await list(...CUSTOMERS, 'bulk');
		expect(error?.message).toMatch(/Shopify had an internal error/);
		// Each customer has addresses of his own, which are objects, too.
		expect(error?.description).toMatch(
			/^12 records \((?:1[3-9]|[2-9]\d) objects with those inside them\) were ready; they were not handed on/,
		);
		expect(effects('bulkOperationRunQuery')).toBe(2);
	});

	it('fails with advice when it takes Shopify too long', async () => {
		sandbox.control.bulk({ failAfter: 5, errorCode: 'TIMEOUT' });
		const { error } = await list(...CUSTOMERS, 'bulk');
		expect(error?.message).toMatch(/it took Shopify too long/);
		expect(error?.description).not.toMatch(/Signature|https?:/);
		expect(effects('bulkOperationRunQuery')).toBe(1);
	});

	it('is cancelled when its time is over', async () => {
		sandbox.control.bulk({ hold: true });
		const { error } = await list(...CUSTOMERS, 'bulk', {}, { bulkTimeout: 0.02 });
		expect(error?.message).toMatch(/when its time was over/);
		expect(effects('bulkOperationCancel')).toBe(1);
	});

	it('is cancelled when the execution is cancelled', async () => {
		sandbox.control.bulk({ hold: true });
		const stop = new AbortController();
		const running = shopify.run(
			{
				resource: 'customer',
				operation: 'getAll',
				returnAll: true,
				options: { strategy: 'bulk' },
			},
			{ cancel: stop.signal },
		);
		await until(() => started('bulkOperation') > 0);
		stop.abort();
		await running;
		await until(() => effects('bulkOperationCancel') === 1);
	});
});

it('a start that arrives while the execution is cancelled is found and cancelled', async () => {
	sandbox.control.bulk({ hold: true });
	sandbox.control.addFault({ kind: 'resetAfter', operation: 'StartBulk', times: 1 });
	const stop = new AbortController();
	const parameters = { resource: 'customer', operation: 'getAll', returnAll: true };
	const running = shopify.run(
		{ ...parameters, options: { strategy: 'bulk' } },
		{ cancel: stop.signal },
	);
	await until(() => effects('bulkOperationRunQuery') === 1);
	stop.abort();
	await running;
	await until(() => effects('bulkOperationCancel') === 1);
});

describe('Strategy', () => {
	it('is pages for short lists, without asking how many there are', async () => {
		expect(records(await list(...CUSTOMERS, 'auto'))).toHaveLength(12);
		expect(started('customersCount')).toBe(0);
		expect(effects('bulkOperationRunQuery')).toBe(0);
	});

	it('is pages where they are quicker, and bulk where they are not', async () => {
		sandbox.control.grow({ products: 300 });
		const quick = records(await list('product', 'getAll', 'auto', { fields: ['id', 'title'] }));
		expect(effects('bulkOperationRunQuery')).toBe(0);
		sandbox.control.setBucket({ maximum: 500, restoreRate: 50_000, available: 500 });
		sandbox.control.clearJournal();
		const whole = records(await list('product', 'getAll', 'auto', { fields: ['id', 'variants'] }));
		expect(whole.map(({ id }) => id)).toEqual(quick.map(({ id }) => id));
		expect(effects('bulkOperationRunQuery')).toBe(1);
	});

	it('is pages after all when the bulk operation fails', async () => {
		sandbox.control.grow({ products: 300 });
		sandbox.control.setBucket({ maximum: 500, restoreRate: 50_000, available: 500 });
		const fields = { fields: ['id', 'variants'] };
		const pages = records(await list('product', 'getAll', 'pages', fields));
		sandbox.control.bulk({ failAfter: 10, errorCode: 'ACCESS_DENIED' });
		const auto = await list('product', 'getAll', 'auto', {
			fields: ['id', 'variants'],
		});
		expect(effects('bulkOperationRunQuery')).toBe(1);
		expect(records(auto).map(({ id }) => id)).toEqual(pages.map(({ id }) => id));
		expect(auto.hints.map(({ message }) => message)).toContainEqual(
			expect.stringMatching(/page by page, because its bulk operation failed: .*may not read/),
		);
	});

	it('says when a list cannot be read in bulk', async () => {
		const configuration = { sortBy: 'total_spent' };
		const result = await list('customer', 'search', 'bulk', { configuration });
		expect(records(result)).toHaveLength(12);
		expect(result.hints.map(({ message }) => message)).toContain(
			'This list cannot be read in bulk, so it was read page by page.',
		);
	});
});
