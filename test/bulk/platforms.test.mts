import type { INodeExecutionData, INodeParameters, INodeProperties } from 'n8n-workflow';

import { properties as medusaForm } from '../../nodes/Medusa/properties.ts';
import { properties as shoplazzaForm } from '../../nodes/Shoplazza/properties.ts';
import { properties as shoplineForm } from '../../nodes/Shopline/properties.ts';
import type { Resource } from '../../nodes/shared/operation.ts';
import { isList } from '../../nodes/shared/operation.ts';
import { resources as medusa } from '../../nodes/Medusa/operations/index.ts';
import { resources as shoplazza } from '../../nodes/Shoplazza/operations/index.ts';
import { resources as shopline } from '../../nodes/Shopline/operations/index.ts';
import { byId, MedusaUnderTest } from '../medusa/medusa.mts';
import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { ShoplineUnderTest } from '../shopline/shopline.mts';
import type { RunResult, RunSetup } from '../workflows/harness.mts';
import { records } from '../workflows/shopify.mts';
import { ShoplazzaUnderTest, WIDE } from '../workflows/shoplazza.mts';

/** Output: File where lists are read by pages only. */

let sandbox: Sandbox;
beforeAll(async () => {
	const bucket = { maximum: WIDE.maximum, restoreRate: WIDE.restoreRate };
	sandbox = await startSandbox({ shopline: { bucket } });
	sandbox.shoplazza.room.setBuckets({ app: WIDE, store: WIDE });
	sandbox.shoplazza.room.grow({ products: 480, orders: 480 });
	sandbox.shopline.room.grow({ products: 480, orders: 480 });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.control.clearFaults();
	sandbox.control.clearJournal();
});

type Run = (parameters: INodeParameters, more?: Partial<RunSetup>) => Promise<RunResult>;

const nodes: Record<string, () => Run> = {
	Shoplazza: () => async (parameters, more) =>
		await new ShoplazzaUnderTest(sandbox).run(parameters, more),
	SHOPLINE: () => async (parameters, more) =>
		await new ShoplineUnderTest(sandbox).run(parameters, more),
};

const FORMS: Array<[string, INodeProperties[], ReadonlyArray<Resource<never>>]> = [
	['Shoplazza', shoplazzaForm, shoplazza as never],
	['SHOPLINE', shoplineForm, shopline as never],
	['Medusa', medusaForm, medusa as never],
];

it.each(FORMS)(
	'%s offers a file for every list, and for nothing else',
	(_name, form, resources) => {
		const offers = (resource: string, operation: string) =>
			form
				.filter(({ name }) => name === 'output')
				.filter(({ displayOptions: { show } = {} }) =>
					[show?.resource?.includes(resource), show?.operation?.includes(operation)].every(Boolean),
				)
				.flatMap(({ options }) => (options ?? []).map((one) => (one as { value: string }).value))
				.includes('file');
		const wrong = resources.flatMap(({ operations }) =>
			operations.filter((one) => offers(one.resource, one.operation) !== isList(one)),
		);
		expect(wrong.map(({ resource, operation }) => `${resource}.${operation}`)).toEqual([]);
	},
);

const textOf = ({ binary }: INodeExecutionData, field = 'data'): string =>
	Buffer.from(binary?.[field].data ?? '', 'base64').toString('utf8');

const rowsOf = (text: string) => text.trimEnd().split('\n');

describe.each(Object.keys(nodes))('%s', (name) => {
	const run: Run = async (parameters, more) => await nodes[name]()(parameters, more);
	const list = (resource: string, more: INodeParameters = {}) => ({
		resource,
		operation: 'getAll',
		returnAll: true,
		...more,
	});

	it.each(['product', 'order', 'customer', 'location'])(
		'writes every record of a list into a file: %s',
		async (resource) => {
			const expected = records(await run(list(resource)));
			const asked = sandbox.control.requests().length;
			sandbox.control.clearJournal();
			const { items, error } = await run(list(resource, { output: 'file' }));
			expect(error).toBeUndefined();
			expect(items).toHaveLength(1);
			expect(items[0].json).toEqual({
				file_name: `${resource}-getAll.jsonl`,
				mime_type: 'application/jsonl',
				record_count: expected.length,
			});
			expect(rowsOf(textOf(items[0])).map((line) => JSON.parse(line) as unknown)).toEqual(expected);
			expect(sandbox.control.requests()).toHaveLength(asked);
			if (resource === 'product' || resource === 'order') expect(asked).toBeGreaterThan(2);
		},
	);

	it('writes a table whose columns are the same with and without records', async () => {
		const csv = { output: 'file', fileFormat: 'csv', fileOptions: { fileName: 'all' } };
		const { items } = await run(list('product', csv));
		expect(items[0].json).toMatchObject({ file_name: 'all.csv', mime_type: 'text/csv' });
		const head = textOf(items[0]).split('\r\n')[0];
		const { fields } =
			FORMS.find(([form]) => form === name)?.[2]
				.flatMap(({ operations }) => operations)
				.find(({ resource, operation }) => resource === 'product' && operation === 'getAll')
				?.answer ?? {};
		expect(head.split(',')).toEqual(fields);
		const none = name === 'Shoplazza' ? { filters: { ids: ['0'] } } : { filters: { title: 'zz' } };
		const empty = await run(list('product', { ...csv, ...none }));
		expect(empty.items[0].json.record_count).toBe(0);
		expect(textOf(empty.items[0])).toBe(`${head}\r\n`);
	});

	it('writes the chosen fields only', async () => {
		const outputFields = ['title', 'id'];
		const chosen = { output: 'file', outputFields };
		const expected = records(await run(list('product'))).map(({ id, title }) => ({ title, id }));
		const { items } = await run(list('product', chosen));
		expect(rowsOf(textOf(items[0])).map((line) => JSON.parse(line) as unknown)).toEqual(expected);
		const table = await run(list('product', { ...chosen, fileFormat: 'csv' }));
		expect(textOf(table.items[0]).split('\r\n')[0]).toBe('title,id');
	});

	it('gives no file when the list breaks off in the middle', async () => {
		const fault = { kind: 'http404', path: 'products', skip: 1 } as const;
		sandbox.control.addFault(fault);
		const stopped = await run(list('product', { output: 'file' }));
		expect(stopped.error).toBeDefined();
		expect(stopped.items).toEqual([]);
		sandbox.control.clearFaults();
		sandbox.control.addFault(fault);
		const { items } = await run(list('product', { output: 'file' }), {
			onError: 'continueRegularOutput',
		});
		expect(items).toHaveLength(1);
		expect(Object.keys(items[0].json)).toEqual(['error', 'details']);
		expect(items[0].binary).toBeUndefined();
	});
});

it('Medusa writes its batch jobs into a file, page by page', async () => {
	const server = new MedusaUnderTest(sandbox, 1);
	server.room.jobMs = 600_000;
	const type = byId('product-export');
	const made = await server.run(
		'batchJob',
		'create',
		{ type },
		{ items: Array.from({ length: 105 }, () => ({})) },
	);
	expect(made.error).toBeUndefined();
	const expected = records(await server.run('batchJob', 'getAll', { returnAll: true }));
	expect(expected.length).toBeGreaterThan(100);
	const file = { returnAll: true, output: 'file' };
	const { items } = await server.run('batchJob', 'getAll', file);
	expect(items[0].json).toMatchObject({ file_name: 'batchJob-getAll.jsonl', record_count: 105 });
	expect(rowsOf(textOf(items[0])).map((line) => JSON.parse(line) as unknown)).toEqual(expected);
});
