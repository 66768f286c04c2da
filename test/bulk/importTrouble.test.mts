import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import type { RunSetup } from '../workflows/harness.mts';
import { numberOf, records, ShopifyUnderTest } from '../workflows/shopify.mts';

/** Imports on a bad day: nothing is lost, nothing is done twice, and the errors tell the truth. */

let sandbox: Sandbox;
let shopify: ShopifyUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox({
		bucket: { maximum: 2_000_000, restoreRate: 100_000 },
		jobDelayMs: 20,
		mediaDelayMs: 0,
		amounts: { products: 20, customers: 5, orders: 5 },
	});
	shopify = new ShopifyUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.control.reset();
	sandbox.control.clearJournal();
	sandbox.control.bulk({ delayMs: 5 });
});

const IN_BULK = { bulkFrom: 4 };
const SINGLY = { bulkImport: 'off' };
const CONTINUE = { onError: 'continueRegularOutput' } as const;

const run = async (
	[resource, operation]: [string, string],
	items: IDataObject[],
	options: INodeParameters,
	more: Partial<RunSetup> = {},
) =>
	await shopify.payload(resource, operation, '={{ $json }}', {
		items,
		parameters: { options },
		...more,
	});

const effects = (root: string) =>
	sandbox.control.effects().filter(({ mutation }) => mutation === root);
const rootsSent = (name: string) =>
	sandbox.control.requests().filter(({ roots }) => roots.includes(name)).length;
const jobs = () => effects('bulkOperationRunMutation').length;

const six = <T,>(make: (index: number) => T): T[] => [0, 1, 2, 3, 4, 5].map(make);
const product = (index: number) => sandbox.shopify.db.products[index];
const withOneOption = () => {
	const { products } = sandbox.shopify.db;
	const found = products.find((each) => each.options.length === 1 && each.variants.length > 1);
	if (!found) throw new Error('The sandbox has no product with one option.');
	return found;
};
const people = () => six((at) => ({ first_name: 'A', email: `import${at}@example.com` }));
const titles = () => six((at) => ({ title: `Imported ${at}` }));
const madeOf = (title: unknown) =>
	sandbox.shopify.db.products.filter((each) => each.title === title);

/** Items whose record is there, and the errors of the others by item. */
function outcomes(result: Awaited<ReturnType<typeof run>>) {
	const all = records(result);
	const errors = new Map<number, string>();
	all.forEach(({ error, details }, item) => {
		const { description } = (details ?? {}) as { description?: string };
		if (error) errors.set(item, `${error as string} ${description}`);
	});
	const emails = all.map(({ email }) => email);
	return { all, errors, failed: [...errors.keys()], emails };
}

const UNKNOWN = /not known whether this was carried out/;

const numbered = (line: string, number: unknown) => {
	const result = JSON.parse(line) as IDataObject;
	return JSON.stringify({ ...result, __lineNumber: number });
};
const refused = (code: string) => ({ message: `It says ${code}`, extensions: { code } });
const withErrors = (number: number, code: string) =>
	JSON.stringify({ errors: [refused(code)], __lineNumber: number });

describe('the result of an import', () => {
	const FILES: Array<[string, (lines: string[]) => string[], Record<number, RegExp>]> = [
		['lines in another order', (lines) => [...lines].reverse(), {}],
		['a line twice', (lines) => [...lines, lines[1], lines[4]], {}],
		['a line again, as an error', (lines) => [...lines, withErrors(1, 'INVALID')], {}],
		['a line too few', (lines) => lines.filter((_, at) => at !== 2), { 2: UNKNOWN }],
		[
			'lines that nobody sent',
			(lines) => [
				...[99, -1, 1.5, null, 'x', undefined].map((number) => numbered(lines[5], number)),
				...lines,
			],
			{},
		],
		[
			'a line without its number',
			(lines) => lines.map((line, at) => (at === 3 ? numbered(line, undefined) : line)),
			{ 3: UNKNOWN },
		],
		[
			'errors in place of data',
			(lines) => [
				...lines.slice(0, 2),
				withErrors(2, 'INTERNAL_SERVER_ERROR'),
				withErrors(3, 'INVALID_VARIABLE'),
				'{"__lineNumber":4}',
				'{"data":null,"__lineNumber":5}',
			],
			{ 2: UNKNOWN, 3: /^It says INVALID_VARIABLE/, 4: UNKNOWN, 5: UNKNOWN },
		],
		['no lines', () => [], Object.fromEntries(six((at) => [at, UNKNOWN]))],
	];

	it.each(FILES)('may be %s', async (_, lines, expected) => {
		sandbox.control.bulk({ lines });
		const { errors, emails } = outcomes(
			await run(['customer', 'create'], people(), IN_BULK, CONTINUE),
		);
		expect([...errors.keys()].map(String)).toEqual(Object.keys(expected));
		for (const [item, words] of errors) expect(words).toMatch(expected[item]);
		expect(emails).toEqual(people().map(({ email }, at) => (errors.has(at) ? undefined : email)));
		expect(effects('customerCreate')).toHaveLength(6);
		expect(rootsSent('customerCreate')).toBe(0);
		expect(jobs()).toBe(1);
	});

	it('may have a line that was throttled: it was not carried out, so it is sent', async () => {
		const items = six((at) => ({
			product_id: numberOf(product(at).id),
			title_update: `New ${at}`,
		}));
		sandbox.control.bulk({
			lines: (lines) => lines.map((line, at) => (at === 4 ? withErrors(4, 'THROTTLED') : line)),
		});
		const all = records(await run(['product', 'update'], items, IN_BULK));
		expect(all.map(({ title }) => title)).toEqual(items.map(({ title_update: title }) => title));
		expect(rootsSent('productUpdate')).toBe(1);
	});

	it('may have a line whose earlier attempt still runs: it is not carried out under another key', async () => {
		const items = six((at) => {
			const [level] = product(at).variants[0].item.levels;
			return {
				inventory_item_id: numberOf(level.itemId),
				location_id: numberOf(level.locationId),
				available_adjustment: 2,
			};
		});
		const payload = {
			inventoryAdjustmentGroup: null,
			userErrors: [
				{
					field: null,
					message: 'This request is currently in progress, please try again.',
					code: 'IDEMPOTENCY_CONCURRENT_REQUEST',
				},
			],
		};
		const running = JSON.stringify({
			data: { inventoryAdjustQuantities: payload },
			__lineNumber: 3,
		});
		sandbox.control.bulk({
			lines: (lines) => lines.map((line, at) => (at === 3 ? running : line)),
		});
		const { errors } = outcomes(await run(['inventoryLevel', 'adjust'], items, IN_BULK, CONTINUE));
		expect([...errors.keys()]).toEqual([3]);
		expect(errors.get(3)).toMatch(UNKNOWN);
		expect(effects('inventoryAdjustQuantities')).toHaveLength(6);
		expect(rootsSent('inventoryAdjustQuantities')).toBe(0);
	});

	it.each([
		['expired', { status: 'EXPIRED', url: null }, /it is expired/],
		['was cancelled', { status: 'CANCELED', url: null }, /it is canceled/],
		['failed', { status: 'FAILED', errorCode: 'TIMEOUT', url: null }, /too long/],
		['has no file', { url: null }, /no line in the result/],
	] as const)('that %s leaves all outcomes unknown', async (_, end, reason) => {
		sandbox.control.bulk({ end });
		const { errors } = outcomes(await run(['customer', 'create'], people(), IN_BULK, CONTINUE));
		expect(errors.size).toBe(6);
		for (const words of errors.values()) {
			expect(words).toMatch(UNKNOWN);
			expect(words).toMatch(reason);
			expect(words).toContain('Check in the shop whether the customer was created');
			// Whoever follows this would have everything twice.
			expect(words).not.toMatch(/run the node again|repeating this later is safe/i);
		}
		expect(effects('customerCreate')).toHaveLength(6);
		expect(rootsSent('customerCreate')).toBe(0);
		expect(jobs()).toBe(1);
	});

	it('counts as far as it came when the time is over', async () => {
		sandbox.control.bulk({ hold: true });
		const options = { ...IN_BULK, bulkTimeout: 0.01 };
		const { failed, emails } = outcomes(
			await run(['customer', 'create'], people(), options, CONTINUE),
		);
		expect(effects('bulkOperationCancel')).toHaveLength(1);
		expect(failed).toEqual([]);
		expect(emails).toEqual(people().map(({ email }) => email));
		expect(effects('customerCreate')).toHaveLength(6);
	});

	it('is looked for again when the shop refuses to tell the state', async () => {
		sandbox.control.addFault({ kind: 'http404', operation: 'BulkState', times: 1 });
		expect(outcomes(await run(['customer', 'create'], people(), IN_BULK)).emails).toEqual(
			people().map(({ email }) => email),
		);
		expect(effects('customerCreate')).toHaveLength(6);
	});
});

describe('an import that is not started', () => {
	it.each([
		['the file host is out of reach', { path: '/files/staged' }],
		['the start is refused', { operation: 'StartImport' }],
	])('because %s is done as usual', async (_, where) => {
		sandbox.control.addFault({ kind: 'http404', times: 1, ...where });
		const result = await run(['customer', 'create'], people(), IN_BULK);
		expect(outcomes(result).emails).toEqual(people().map(({ email }) => email));
		expect(result.hints.map(({ message }) => message).join()).toContain('sent as usual');
		expect(jobs()).toBe(0);
		expect(effects('customerCreate')).toHaveLength(6);
	});

	it('is found although the answer to its start is nonsense', async () => {
		sandbox.control.addFault({ kind: 'wrongTypes', operation: 'StartImport', times: 1 });
		expect(outcomes(await run(['customer', 'create'], people(), IN_BULK)).failed).toEqual([]);
		expect(jobs()).toBe(1);
		expect(effects('customerCreate')).toHaveLength(6);
	});

	it('because the run had stopped leaves nothing behind', async () => {
		const { id } = product(0);
		const items = six((at) => ({
			product_id: numberOf(id),
			option1: `V${at}`,
			...(at === 1 ? { option3: 'of no option' } : {}),
		}));
		const { error } = await run(['productVariant', 'create'], items, IN_BULK);
		expect(error?.message).toMatch(/'option\d' .*\[item \d\]$/);
		expect(error?.description).not.toContain('already done');
		expect(effects('productVariantsBulkCreate')).toEqual([]);
		expect(jobs()).toBe(0);
	});
});

describe('what follows a creation', () => {
	const WAYS: Array<[string, INodeParameters]> = [
		['in bulk', IN_BULK],
		['singly', SINGLY],
	];
	const CASES = WAYS.flatMap(([way, options]) =>
		['Publish', 'CreatedProduct'].map((step) => [step, way, options] as const),
	);

	it.each(CASES)('fails alone and names the product: %s %s', async (step, _, options) => {
		sandbox.control.addFault({ kind: 'http404', operation: `^${step}$`, times: 1, skip: 2 });
		const before = sandbox.shopify.db.products.length;
		const result = await run(['product', 'create'], titles(), options, CONTINUE);
		const { all, errors, failed } = outcomes(result);
		expect(failed).toHaveLength(1);
		const [[item, words]] = errors;
		const [made] = madeOf(`Imported ${item}`);
		expect(words).toContain('The product was created, but not finished');
		expect(words).toContain(`It has the ID ${numberOf(made.id)}: do not create it again.`);
		const others = all.filter((_each, at) => at !== item);
		expect(others.map(({ title }) => title)).toEqual(
			titles().flatMap(({ title }, at) => (at === item ? [] : [title])),
		);
		for (const { published_at: published } of others) expect(published).toEqual(expect.any(String));
		expect(sandbox.shopify.db.products).toHaveLength(before + 6);
		expect(jobs()).toBe(options === IN_BULK ? 1 : 0);
	});

	it.each(WAYS)('of an update says what was changed: %s', async (_, options) => {
		const items = six((at) => ({
			product_id: numberOf(product(at).id),
			title_update: `New ${at}`,
			metafields: [
				{
					namespace: 'import',
					key: 'count',
					type_and_value: { number_integer: at === 2 ? 'no number' : String(at) },
				},
			],
		}));
		const { all, errors, failed } = outcomes(
			await run(['product', 'update'], items, options, CONTINUE),
		);
		expect(failed).toEqual([2]);
		expect(errors.get(2)).toContain('Changed: fields. Not changed: metafields.');
		expect(six((at) => product(at).title)).toEqual(six((at) => `New ${at}`));
		expect(all.map(({ title }) => title)).toEqual(
			six((at) => (at === 2 ? undefined : `New ${at}`)),
		);
	});

	it('has not more requests under way than the user wants', async () => {
		sandbox.control.configure({ latencyMs: 30 });
		const options = { ...IN_BULK, maxConcurrentRequests: 2 };
		records(await run(['product', 'create'], titles(), options));
		const most = Math.max(...sandbox.control.requests().map(({ inFlight }) => inFlight));
		expect(most).toBeLessThanOrEqual(2);
		expect(jobs()).toBe(1);
	});
});

describe('a run that stops', () => {
	it('tells of every item that was created, also of those that came to grief later', async () => {
		const items = six((at) => ({ title: at === 2 ? 'x'.repeat(300) : `Imported ${at}` }));
		sandbox.control.addFault({ kind: 'http404', operation: '^Publish$', times: 1, skip: 3 });
		const { error } = await run(['product', 'create'], items, IN_BULK);
		const unpublished = six((at) => at).filter(
			(at) => madeOf(items[at].title)[0]?.published.size === 0,
		);
		expect(unpublished).toHaveLength(1);
		const [begun] = unpublished;
		const done = [0, 1, 3, 4, 5].filter((at) => at !== begun);
		// The first one that failed is shown, whatever came first in time.
		const shown = Math.min(begun, 2);
		expect(error?.message).toMatch(new RegExp(`\\[item ${shown}\\]$`));
		expect(itemsAfter('Items already done in this run', error?.description)).toEqual(done);
		expect(itemsAfter('Items begun but not finished', error?.description)).toEqual(
			begun > 2 ? [begun] : [],
		);
		for (const { title } of items) expect(madeOf(title).length).toBe(title.length > 255 ? 0 : 1);
	});

	it('tells of items whose outcome nobody knows', async () => {
		sandbox.control.bulk({ failAfter: 3 });
		const { error } = await run(['customer', 'create'], people(), IN_BULK);
		expect(error?.message).toMatch(/not known whether this was carried out.*\[item 3\]$/);
		expect(itemsAfter('Items already done in this run', error?.description)).toEqual([0, 1, 2]);
		expect(itemsAfter('not known whether they were done', error?.description)).toEqual([4, 5]);
	});
});

/** The numbers in a remark: '…: 0-2, 5.' */
function itemsAfter(remark: string, description?: string | null): number[] {
	const [, list = ''] = new RegExp(`${remark}: ([\\d, -]+)\\.`).exec(description ?? '') ?? [];
	return list.split(', ').flatMap((part) => {
		const [from, to = from] = part.split('-').map(Number);
		return part === '' ? [] : Array.from({ length: to - from + 1 }, (_, index) => from + index);
	});
}

describe('many items', () => {
	it('on the same records keep their order, job after job', async () => {
		const items = [0, 1, 2, 3, 0, 1, 2, 3].map((at, index) => ({
			product_id: numberOf(product(at).id),
			title_update: `Change ${index}`,
		}));
		const all = records(await run(['product', 'update'], items, IN_BULK));
		expect(all.map(({ title }) => title)).toEqual(items.map(({ title_update: title }) => title));
		expect([0, 1, 2, 3].map((at) => product(at).title)).toEqual(
			[4, 5, 6, 7].map((index) => `Change ${index}`),
		);
		expect(jobs()).toBe(2);
		expect(rootsSent('productUpdate')).toBe(0);
	});

	it('with different mutations are done once each: a job for the many, requests for the few', async () => {
		const field = (at: number) => ({
			namespace: 'import',
			key: 'count',
			type_and_value: { number_integer: String(at) },
		});
		const items = Array.from({ length: 9 }, (_, at) => ({
			product_id: numberOf(product(at).id),
			...(at < 5 ? { title_update: `New ${at}` } : {}),
			...(at > 4 && at < 8 ? { metafields: [field(at)] } : {}),
			...(at === 8 ? { add_tags: ['imported'] } : {}),
		}));
		const all = records(await run(['product', 'update'], items, IN_BULK));
		expect(all.map(({ id }) => id)).toEqual(items.map(({ product_id: id }) => id));
		expect(all.slice(0, 5).map(({ title }) => title)).toEqual(
			[0, 1, 2, 3, 4].map((at) => `New ${at}`),
		);
		expect(jobs()).toBe(1);
		expect(effects('productUpdate')).toHaveLength(5);
		expect(rootsSent('productUpdate')).toBe(0);
		expect(effects('metafieldsSet')).toHaveLength(3);
		expect(rootsSent('metafieldsSet')).toBeGreaterThan(0);
		expect(product(8).tags).toContain('imported');
	});

	it('of one product that are sent one by one wait for nobody', async () => {
		const { id } = withOneOption();
		const items = six((at) => ({ product_id: numberOf(id), option1: `V${at}` }));
		records(await run(['productVariant', 'create'], items, { ...IN_BULK, batchSize: 1 }));
		expect(jobs()).toBe(0);
		const sent = sandbox.control.requests().map(({ at }) => at);
		// Every one of them would wait for the others to ask, which they do after it.
		expect(Math.max(...sent) - Math.min(...sent)).toBeLessThan(6000);
		expect(effects('productVariantsBulkCreate')).toHaveLength(6);
	});

	it('that are new variants of one product come in order, although there are several lists', async () => {
		const { id, variants } = withOneOption();
		const before = variants.length;
		const items = Array.from({ length: 100 }, (_, at) => ({
			product_id: numberOf(id),
			option1: `New ${at}`,
			sku: `sku-${at}`,
		}));
		sandbox.control.addFault({
			kind: 'slow',
			operation: 'CreateVariant',
			skip: 1,
			times: 1,
			delayMs: 500,
		});
		const all = records(
			await run(['productVariant', 'create'], items, { ...SINGLY, batchSize: 40 }),
		);
		expect(all.map(({ sku }) => sku)).toEqual(items.map(({ sku }) => sku));
		expect(all.map(({ position }) => position)).toEqual(items.map((_, at) => before + at + 1));
		expect(effects('productVariantsBulkCreate')).toHaveLength(100);
		expect(rootsSent('productVariantsBulkCreate')).toBe(3);
	});
});
