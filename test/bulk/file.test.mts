import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { BinaryDataConfig, BinaryDataService } from 'n8n-core';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { csvHeader, csvRow } from '../../nodes/shared/csvTable.ts';
import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { records, ShopifyUnderTest } from '../workflows/shopify.mts';

let sandbox: Sandbox;
let shopify: ShopifyUnderTest;
// n8n-core has a container of its own.
const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di') as {
	Container: { get<T>(type: new (...args: never[]) => T): T };
};
const folder = mkdtempSync(join(tmpdir(), 'output-as-file-'));

beforeAll(async () => {
	// As n8n itself stores files: on disk.
	Object.assign(Container.get(BinaryDataConfig), { mode: 'filesystem', localStoragePath: folder });
	await Container.get(BinaryDataService).init();
	sandbox = await startSandbox({
		bucket: { maximum: 2_000_000, restoreRate: 100_000 },
		amounts: { products: 5, customers: 10, orders: 12 },
	});
	shopify = new ShopifyUnderTest(sandbox);
});
afterAll(async () => {
	await sandbox.stop();
	rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
	sandbox.control.reset();
	sandbox.control.bulk({ delayMs: 20 });
});

const read = async ({ binary }: INodeExecutionData, field = 'data'): Promise<string> => {
	const data = binary?.[field];
	if (!data) throw new Error(`There is no file in '${field}'`);
	return (await Container.get(BinaryDataService).getAsBuffer(data)).toString('utf8');
};

const orders = async (more: INodeParameters = {}) =>
	await shopify.run({ resource: 'order', operation: 'getAll', returnAll: true, ...more });

/** Cells of one line of CSV, written from RFC 4180. */
function cells(line: string): string[] {
	const found: string[] = [];
	for (const [, quoted, plain] of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
		found.push(quoted === undefined ? plain : quoted.replace(/""/g, '"'));
	}
	return found;
}

describe('Output as File', () => {
	it.each(['pages', 'bulk'])('writes a line of JSON for each record: %s', async (strategy) => {
		const expected = records(await orders());
		const result = await orders({ output: 'file', options: { strategy } });
		expect(result.error).toBeUndefined();
		expect(result.items).toHaveLength(1);
		const [item] = result.items;
		expect(item.json).toEqual({
			file_name: 'order-getAll.jsonl',
			mime_type: 'application/jsonl',
			record_count: expected.length,
		});
		expect(item.pairedItem).toEqual({ item: 0 });
		expect(item.binary?.data.id).toMatch(/^filesystem/);
		const text = await read(item);
		expect(text.endsWith('\n')).toBe(true);
		const lines = text.trimEnd().split('\n');
		expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(expected);
	});

	it('writes a table with the same columns whatever the records hold', async () => {
		const expected = records(await orders());
		const { items } = await orders({
			output: 'file',
			fileFormat: 'csv',
			binaryPropertyName: 'table',
			fileOptions: { fileName: 'all orders', byteOrderMark: true },
		});
		expect(items[0].json).toMatchObject({ file_name: 'all orders.csv', mime_type: 'text/csv' });
		const text = await read(items[0], 'table');
		expect(text.charCodeAt(0)).toBe(0xfeff);
		const [head, ...rows] = text.slice(1).trimEnd().split('\r\n');
		const columns = head.split(',');
		expect(columns).toEqual(expect.arrayContaining(['id', 'customer.email', 'line_items']));
		expect(columns).toContain('current_total_discounts');
		expect(columns).toContain('current_subtotal_price_set.shop_money.amount');
		expect(rows).toHaveLength(expected.length);
		expect(cells(rows[0])).toHaveLength(columns.length);
		const at = (column: string) => cells(rows[0])[columns.indexOf(column)];
		expect(at('id')).toBe(String(expected[0].id as number));
		expect(JSON.parse(at('line_items'))).toEqual(expected[0].line_items);

		const none = await orders({
			output: 'file',
			fileFormat: 'csv',
			configuration: { ids: ['1'] },
		});
		expect(none.items[0].json.record_count).toBe(0);
		expect(await read(none.items[0])).toBe(`${head}\r\n`);
	});

	it('holds the chosen fields only', async () => {
		const { items } = await orders({ output: 'file', fileFormat: 'csv', fields: ['id', 'name'] });
		const [head, first] = (await read(items[0])).split('\r\n');
		expect(head).toBe('id,name');
		expect(cells(first)[1]).toMatch(/^#\d+$/);
	});

	it.each(['pages', 'bulk'])('holds the output fields that were chosen: %s', async (strategy) => {
		const chosen = { output: 'file', outputFields: ['name', 'customer'], options: { strategy } };
		const expected = records(await orders()).map(({ name, customer }) => ({ name, customer }));
		const lines = (await read((await orders(chosen)).items[0])).trimEnd().split('\n');
		expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(expected);
		const table = await orders({ ...chosen, fileFormat: 'csv' });
		const [head] = (await read(table.items[0])).split('\r\n');
		const [first, ...others] = head.split(',');
		expect(first).toBe('name');
		expect(others).toContain('customer.email');
		expect(others.every((column) => column.startsWith('customer.'))).toBe(true);
	});

	it('gives each input item a file of its own, and an error where there is none', async () => {
		const result = await shopify.run(
			{
				resource: 'order',
				operation: 'getAll',
				returnAll: true,
				output: 'file',
				binaryPropertyName: '={{ $json.field }}',
			},
			{
				items: [{ field: 'one' }, { field: '' }, { field: 'two' }],
				onError: 'continueRegularOutput',
			},
		);
		expect(result.items.map(({ binary }) => Object.keys(binary ?? {}))).toEqual([
			['one'],
			[],
			['two'],
		]);
		expect(result.items[1].json.error).toMatch(/'Put Output File in Field' must have a name/);
	});

	it('leaves no half file as a result when the list breaks off', async () => {
		sandbox.control.addFault({ kind: 'http404', operation: '^List', skip: 1 });
		const result = await shopify.run({
			resource: 'product',
			operation: 'getAll',
			returnAll: true,
			output: 'file',
			options: { strategy: 'pages' },
		});
		// One page is all that there is, so this one succeeds; the next has no page at all.
		expect(result.items).toHaveLength(1);
		const { error, items } = await orders({ output: 'file', options: { strategy: 'pages' } });
		expect(error?.message).toMatch(/no shop at this address/);
		expect(items).toEqual([]);
	});
});

describe('a bulk operation that breaks off', () => {
	const broken = {
		resource: 'customer',
		operation: 'getAll',
		returnAll: true,
		output: 'file',
		options: { strategy: 'bulk' },
	};

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'gives no file that looks whole, and says how much was ready: %s',
		async (onError) => {
			sandbox.control.bulk({ failAfter: 4, errorCode: 'TIMEOUT' });
			const { items, errorItems } = await shopify.run(broken, { onError });
			const [item, ...others] = onError === 'continueErrorOutput' ? errorItems : items;
			expect(others).toEqual([]);
			expect(item.binary).toBeUndefined();
			expect(item.json.error).toMatch(/it took Shopify too long/);
			const { description } = item.json.details as { description: string };
			expect(description).toMatch(/^10 records \(.*\) were ready; they were not handed on/);
			expect(description).not.toMatch(/https?:/);
		},
	);
});

describe('a row of CSV', () => {
	const style = { guardFormulas: true, byteOrderMark: false };

	it('quotes what would break the table', () => {
		const record = { a: 'x,y', b: 'say "hi"', c: 'two\nlines', d: null, e: false, f: [1, 2] };
		expect(csvRow(record, ['a', 'b', 'c', 'd', 'e', 'f', 'g'], style)).toBe(
			'"x,y","say ""hi""","two\nlines",,false,"[1,2]",\r\n',
		);
	});

	it('guards formulas, but neither numbers nor phone numbers', () => {
		const texts = ['=1+1', '+cmd', '-x', '@a', '\tx', '-12.50', '+49 151 2345', -3];
		const record = Object.fromEntries(texts.map((text, index) => [`c${index}`, text]));
		const guarded = csvRow(record, Object.keys(record), style);
		expect(guarded).toBe("'=1+1,'+cmd,'-x,'@a,'\tx,-12.50,+49 151 2345,-3\r\n");
		const plain = csvRow(record, Object.keys(record), { ...style, guardFormulas: false });
		expect(plain).toBe('=1+1,+cmd,-x,@a,\tx,-12.50,+49 151 2345,-3\r\n');
	});

	it('has a header by the same rules', () => {
		expect(csvHeader(['a', 'b,c'], { ...style, byteOrderMark: true })).toBe('\uFEFFa,"b,c"\r\n');
	});
});
