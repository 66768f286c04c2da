import type { IDataObject } from 'n8n-workflow';

import { importable } from '../../nodes/Medusa/operations/importing.ts';
import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { records } from '../workflows/shopify.mts';
import { byId, contentOf, csvFile, JOB_MS, MedusaUnderTest, toldBy } from './medusa.mts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ medusa: { jobMs: JOB_MS } });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.control.reset());
afterEach(() => {
	jest.restoreAllMocks();
});

const onV = (version: 1 | 2) => new MedusaUnderTest(sandbox, version);

describe.each([1, 2] as const)('exports on Medusa %i', (version) => {
	it('products: started, waited for, the file as binary data', async () => {
		const medusa = onV(version);
		const result = await medusa.run('product', 'export');
		const [record] = records(result);
		expect(record).toMatchObject({
			server_version: version,
			type: 'product-export',
			status: 'completed',
			record_count: version === 1 ? 12 : null,
			mime_type: 'text/csv',
		});
		const [item] = result.items;
		expect(item.binary?.data).toMatchObject({
			fileName: record.file_name,
			mimeType: 'text/csv',
		});
		const text = contentOf(item);
		expect(text).toBe([...medusa.room.store.files.values()][0].toString('utf8'));
		// 12 products of two variants; one text has a line end inside.
		expect(text.match(/MUG-\d\d-[SL]/g)).toHaveLength(24);
	});

	it('products as items: one for each line, texts whole', async () => {
		const rows = records(await onV(version).run('product', 'export', { result: 'items' }));
		expect(rows).toHaveLength(24);
		expect(rows[0]).toMatchObject({
			'Product Handle': 'lab-mug-01',
			'Product Title': 'Mug "Größe"; blue, 0,3 l',
			'Product Description': 'First line\nsecond; line, with "quotes"',
			[version === 1 ? 'Price EUR' : 'Variant Price EUR']: '10.5',
		});
		expect(rows[23]).toMatchObject({ 'Product Title': 'Lab Mug 12', 'Variant Title': 'L' });
	});

	it('details only: nothing is fetched', async () => {
		const medusa = onV(version);
		const [record] = records(await medusa.run('product', 'export', { result: 'details' }));
		expect(record.file_url).toBe(medusa.room.addressOf([...medusa.room.store.files.keys()][0]));
		expect(medusa.asked.filter((one) => /uploads\/exports|static/.test(one))).toEqual([]);
	});

	it('orders', async () => {
		const rows = records(await onV(version).run('order', 'export', { result: 'items' }));
		expect(rows.map((row) => row['Customer Email'])).toEqual([
			'buyer1@example.com',
			'buyer2@example.com',
			'buyer3@example.com',
		]);
	});

	it('filters mean the same on both versions', async () => {
		const cases: Array<[filters: IDataObject, products: number]> = [
			[{ status: ['draft'] }, 3],
			[{ collection_id: 'pcol_01WINTER' }, 6],
			[{ type_id: 'ptyp_01MUG' }, 6],
			[{ tag_id: 'ptag_01SALE' }, 6],
			[{ sales_channel_id: 'sc_01POS' }, 6],
			[{ title: 'Lab Mug 05' }, 1],
			[{ handle: 'lab-mug-07' }, 1],
			[{ created_after: '2026-10-03T00:00:00Z', created_before: '2026-10-06T00:00:00Z' }, 3],
			[{ more_filters: { handle: ['lab-mug-02', 'lab-mug-03'] } }, 2],
			[{ status: ['draft'], type_id: 'ptyp_01MUG' }, 0],
		];
		const result = await onV(version).run(
			'product',
			'export',
			{ input: 'json', payload: '={{ $json }}' },
			{ items: cases.map(([filters]) => ({ ...filters })) },
		);
		records(result);
		const lines = result.items.map((item) => (contentOf(item).match(/MUG-\d\d/g) ?? []).length);
		expect(lines).toEqual(cases.map(([, products]) => products * 2));
	});

	it('several items: one export after the other, each with its own file', async () => {
		const medusa = onV(version);
		const result = await medusa.run(
			'product',
			'export',
			{ filters: { handle: '={{ $json.handle }}' } },
			{ items: [{ handle: 'lab-mug-02' }, { handle: 'lab-mug-03' }, { handle: 'lab-mug-04' }] },
		);
		expect(result.items.map((item) => /MUG-(\d\d)/.exec(contentOf(item))?.[1])).toEqual([
			'02',
			'03',
			'04',
		]);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	it('a job that never ends stops at the timeout, with its ID in the text', async () => {
		const medusa = onV(version);
		medusa.room.stuck = true;
		const result = await medusa.run('product', 'export', { options: { jobTimeout: 1 } });
		const text = toldBy(result);
		const id = version === 1 ? medusa.job.id : /auto-\S+?(?=\))/.exec(text)?.[0];
		expect(id).toBeTruthy();
		expect(text).toContain(`${id}`);
		expect(text).toContain('was not done after 1 seconds');
		expect(text).toContain('It may still go on.');
		expect(text).toContain('Job Timeout');
	});

	it('stopping the execution ends the looking', async () => {
		const medusa = onV(version);
		medusa.room.stuck = true;
		const stop = new AbortController();
		const running = medusa.run('product', 'export', {}, { cancel: stop.signal });
		const looks = () => medusa.asked.filter((one) => /batch-jobs\/|executions/.test(one)).length;
		while (looks() < 2) await new Promise((next) => setTimeout(next, 10));
		stop.abort();
		const stopped = await running;
		expect(stopped.items).toEqual([]);
		// n8n's own words, not ours: nothing of the job went wrong.
		expect(toldBy(stopped)).toMatch(/abort|cancel/i);
		expect(toldBy(stopped)).not.toContain('not known');
		const then = looks();
		await new Promise((next) => setTimeout(next, 1500));
		expect(looks() - then).toBeLessThanOrEqual(1);
	});

	it('a lost answer to the start: nobody starts it twice', async () => {
		const medusa = onV(version);
		const path = version === 1 ? '/admin/batch-jobs$' : 'products/export';
		sandbox.control.addFault({ kind: 'resetAfter', path, times: 1 });
		const result = await medusa.run('product', 'export');
		expect(toldBy(result)).toContain('It is not known whether this was carried out');
		expect(toldBy(result)).toMatch(/whether the (batch job was created|export was made)/);
		const started = medusa.asked.filter((one) => /^POST .*(batch-jobs|export)$/.test(one));
		expect(started).toHaveLength(1);
	});

	it('a lost answer while looking is asked for again', async () => {
		const medusa = onV(version);
		const path = version === 1 ? 'batch-jobs/batch' : 'workflows-executions';
		sandbox.control.addFault({ kind: 'resetAfter', path, times: 1 });
		expect(records(await medusa.run('product', 'export'))).toHaveLength(1);
	});
});

describe('two exports of Medusa 2 at the same time', () => {
	it('are not mixed up: the run says that it cannot tell them apart', async () => {
		const medusa = onV(2);
		const running = medusa.run('product', 'export');
		while (!medusa.asked.includes('POST /admin/products/export')) {
			await new Promise((next) => setTimeout(next, 5));
		}
		medusa.room.v2.notify({
			title: 'Product export',
			description: 'Product export completed successfully!',
			file: { url: 'https://files.example.com/other.csv', filename: 'other.csv' },
		});
		expect(toldBy(await running)).toContain('does not say which is which');
	});

	it('one of before is not taken for it', async () => {
		const medusa = onV(2);
		medusa.room.v2.notify({ title: 'Product export', description: 'Failed to export products' });
		expect(records(await medusa.run('product', 'export'))).toHaveLength(1);
	});
});

describe('Get File', () => {
	it('fetches what a batch job has made', async () => {
		const medusa = onV(1);
		await medusa.run('batchJob', 'create', { type: byId('product-export') });
		await new Promise((next) => setTimeout(next, JOB_MS + 50));
		const rows = records(
			await medusa.run('batchJob', 'getFile', {
				batchJobId: byId(medusa.job.id),
				result: 'items',
			}),
		);
		expect(rows).toHaveLength(24);
	});

	it('says that a job without a file has none', async () => {
		const medusa = onV(1);
		medusa.room.stuck = true;
		await medusa.run('batchJob', 'create', { type: byId('product-export') });
		const result = await medusa.run('batchJob', 'getFile', { batchJobId: byId(medusa.job.id) });
		expect(toldBy(result)).toContain(
			`Batch job ${medusa.job.id} has no file: its status is 'created'`,
		);
	});
});

/** What the server itself exports, with the title of the second product changed. */
async function changedExport(medusa: MedusaUnderTest): Promise<string> {
	const { items } = await medusa.run('product', 'export');
	const text = Buffer.from(items[0].binary?.data.data ?? '', 'base64').toString('utf8');
	sandbox.control.clearJournal();
	return text.replaceAll('Lab Mug 02', 'Lab Mug Two');
}

const titles = (medusa: MedusaUnderTest) => medusa.room.store.products.map(({ title }) => title);

const mutations = (medusa: MedusaUnderTest) =>
	medusa.room.store.effects.map(({ mutation }) => mutation);

describe.each([1, 2] as const)('imports on Medusa %i', (version) => {
	it('its own export goes in again and changes real products', async () => {
		const medusa = onV(version);
		const binary = [csvFile(await changedExport(medusa), 'My products.csv')];
		const result = await medusa.run('product', 'import', {}, { binary });
		const [record] = records(result);
		expect(record).toEqual({
			id: expect.stringMatching(version === 1 ? /^batch_/ : /^auto-/) as string,
			server_version: version,
			status: 'completed',
			products_to_create: 0,
			products_to_update: 12,
			variants_to_create: version === 1 ? 0 : null,
			variants_to_update: version === 1 ? 24 : null,
			file_name: expect.stringMatching(/^My-products-[0-9a-f]{12}\.csv$/) as string,
			removed_columns: version === 1 ? [] : ['Variant Thumbnail', 'Variant Image 1'],
		});
		expect(titles(medusa).slice(0, 3)).toEqual([
			'Mug "Größe"; blue, 0,3 l',
			'Lab Mug Two',
			'Lab Mug 03',
		]);
		expect(mutations(medusa).filter((one) => one === 'productUpdate')).toHaveLength(1);
		const told = result.hints.map(({ message }) => message).join();
		expect(/Variant Thumbnail, Variant Image 1/.test(told)).toBe(version === 2);
	});

	it('a dry run shows the counts and changes nothing; its confirmation does it', async () => {
		const medusa = onV(version);
		const text = `${await changedExport(medusa)}`;
		const before = titles(medusa);
		const [dry] = records(
			await medusa.run('product', 'import', { dryRun: true }, { binary: [csvFile(text)] }),
		);
		expect(dry).toMatchObject({ status: 'pre_processed', products_to_update: 12 });
		expect(titles(medusa)).toEqual(before);
		const [done] = records(
			await medusa.run('product', 'confirmImport', {
				importId: dry.id,
				fileName: dry.file_name,
			}),
		);
		expect(done).toEqual({ id: dry.id, server_version: version, status: 'completed' });
		expect(titles(medusa)[1]).toBe('Lab Mug Two');
	});

	it('a second confirmation is refused in words', async () => {
		const medusa = onV(version);
		const binary = [csvFile(await changedExport(medusa))];
		const [{ id }] = records(await medusa.run('product', 'import', {}, { binary }));
		const result = await medusa.run('product', 'confirmImport', { importId: id });
		expect(toldBy(result)).toContain(
			version === 1
				? 'Cannot confirm processing for a batch job that is not pre processed'
				: `Import ${id as string} was not found`,
		);
	});

	it('new products are created', async () => {
		const medusa = onV(version);
		const [header, sku] = version === 1 ? [';', 'Variant SKU'] : [',', 'Variant Sku'];
		const names = ['Product Handle', 'Product Title', 'Product Description', sku];
		const text = [names, ['new-mug', 'New; Mug', 'With, comma', 'NEW-1']]
			.map((row) => row.map((one) => `"${one}"`).join(header))
			.join('\n');
		const binary = [csvFile(text)];
		const [record] = records(await medusa.run('product', 'import', {}, { binary }));
		expect(record).toMatchObject({ products_to_create: 1, products_to_update: 0 });
		expect(titles(medusa)).toContain('New; Mug');
	});

	it('a file with the separator of the other version and a byte order mark goes in', async () => {
		const medusa = onV(version);
		const separator = version === 1 ? ',' : ';';
		const text = `\uFEFFProduct Handle${separator}Product Title\r\nnew-mug${separator}"Mug${separator} new"\r\n`;
		records(await medusa.run('product', 'import', {}, { binary: [csvFile(text)] }));
		expect(titles(medusa)).toContain(`Mug${separator} new`);
	});

	it('the counts of an import that fails are no success', async () => {
		const medusa = onV(version);
		const text = await changedExport(medusa);
		medusa.room.failure = [{ code: 'unknown', message: 'SKU is taken', err: ['MUG-02-S'] }];
		const result = await medusa.run('product', 'import', {}, { binary: [csvFile(text)] });
		const told = toldBy(result);
		if (version === 1) {
			expect(told).toContain(`Batch job ${medusa.room.v1.jobs[1].id} ended with status failed`);
			expect(told).toContain('Medusa said: SKU is taken: MUG-02-S.');
			expect(told).toContain('Part of the file may have been imported');
		} else {
			expect(told).toMatch(/Medusa did not finish: Failed to import products from file products-/);
			expect(told).toContain('look into the log of the server');
		}
	});

	it('columns that the server does not know: its words, and nothing is changed', async () => {
		const medusa = onV(version);
		const separator = version === 1 ? ';' : ',';
		const text = `Product Handle${separator}Favourite Colour\nx${separator}red\n`;
		const result = await medusa.run('product', 'import', {}, { binary: [csvFile(text)] });
		expect(toldBy(result)).toContain(
			version === 1
				? 'Unable to treat column Favourite Colour from the csv file'
				: 'Invalid column name(s) "Favourite Colour"',
		);
		expect(mutations(medusa)).not.toContain('productCreate');
		// Uploads of Medusa 2 are public, and Medusa 1 keeps those of failed imports: none is left.
		expect(medusa.room.store.files.size).toBe(0);
	});

	it.each([
		['an empty file', '', 'is empty'],
		['a header alone', 'Product Handle,Product Title\n', 'has no lines below its header'],
		['a workbook', 'PK\u0003\u0004rest', 'is a workbook or an archive, not a CSV file'],
		['half a file', 'Product Handle,Product Title\nx,"half', 'the text ends inside quotes'],
		['another encoding', Buffer.from('Product Title\nGr\xf6\xdfe\n', 'latin1'), 'is not in UTF-8'],
	])('%s is refused before anything is sent', async (_name, text, words) => {
		const medusa = onV(version);
		const binary = [csvFile(text)];
		const told = toldBy(await medusa.run('product', 'import', {}, { binary }));
		expect(told).toContain(words);
		expect(medusa.requests).toEqual([]);
	});

	it('an item without the file says so', async () => {
		const result = await onV(version).run('product', 'import', { binaryProperty: 'sheet' });
		expect(toldBy(result)).toContain('sheet');
	});
});

describe('lost answers', () => {
	it('to the confirmation of Medusa 1: the job itself tells that it was done', async () => {
		const medusa = onV(1);
		const binary = [csvFile(await changedExport(medusa))];
		sandbox.control.addFault({ kind: 'resetAfter', path: '/confirm$', times: 1 });
		const [record] = records(await medusa.run('product', 'import', {}, { binary }));
		expect(record.status).toBe('completed');
		expect(mutations(medusa).filter((one) => one === 'batchJobConfirm')).toHaveLength(1);
	});

	it('to the confirmation of Medusa 1, not carried out: says where to look', async () => {
		const medusa = onV(1);
		const binary = [csvFile(await changedExport(medusa))];
		sandbox.control.addFault({ kind: 'resetBefore', path: '/confirm$', times: 1 });
		const told = toldBy(await medusa.run('product', 'import', {}, { binary }));
		expect(told).toContain('It is not known whether this was carried out');
		expect(told).toContain(
			`Just now the batch job ${medusa.room.v1.jobs[1].id} is 'pre_processed'`,
		);
		expect(titles(medusa)).toContain('Lab Mug 02');
	});

	it('to the confirmation of Medusa 2: asked again, done once', async () => {
		const medusa = onV(2);
		const binary = [csvFile(await changedExport(medusa))];
		sandbox.control.addFault({ kind: 'resetAfter', path: '/confirm$', times: 1 });
		const [record] = records(await medusa.run('product', 'import', {}, { binary }));
		expect(record.status).toBe('completed');
		expect(mutations(medusa).filter((one) => one === 'importConfirm')).toHaveLength(1);
	});

	it('to the preparation: nothing was changed, and that is said', async () => {
		const medusa = onV(2);
		const binary = [csvFile(await changedExport(medusa))];
		sandbox.control.addFault({ kind: 'resetAfter', path: '/imports$', times: 1 });
		const told = toldBy(await medusa.run('product', 'import', {}, { binary }));
		expect(told).toContain('no product was changed, because the import was not confirmed');
		expect(titles(medusa)).toContain('Lab Mug 02');
	});

	it('a server that goes away while it imports: nobody is told to repeat that', async () => {
		const medusa = onV(1);
		const binary = [csvFile(await changedExport(medusa))];
		// A second between the confirmation and the end: enough to take the server away in between.
		medusa.room.jobMs = 2000;
		// The shortest pauses between the attempts that follow.
		jest.spyOn(Math, 'random').mockReturnValue(0);
		const running = medusa.run('product', 'import', {}, { binary });
		while (!mutations(medusa).includes('batchJobConfirm')) {
			await new Promise((next) => setTimeout(next, 5));
		}
		sandbox.control.addFault({ kind: 'resetBefore', path: 'batch-jobs/batch' });
		const told = toldBy(await running);
		expect(told).toContain(
			`Batch job ${medusa.room.v1.jobs[1].id} was started, but it could not be looked at: No usable answer`,
		);
		expect(told).toContain('do not start it a second time before you know');
		expect(told).not.toContain('Repeating this later is safe');
	}, 60_000);

	it('an import whose file is missing on Medusa 1 stops at the timeout with its ID', async () => {
		const medusa = onV(1);
		const created = await medusa.run('batchJob', 'create', {
			type: byId('product-import'),
			context: { fileKey: 'nowhere.csv' },
		});
		expect(records(created)[0]).toMatchObject({ status: 'created' });
		medusa.room.stuck = true;
		const binary = [csvFile('Product Handle;Product Title\nx;X\n')];
		const options = { jobTimeout: 1 };
		const told = toldBy(await medusa.run('product', 'import', { options }, { binary }));
		expect(told).toContain(
			`Batch job ${medusa.room.v1.jobs[1].id} was not done after 1 seconds: its status is still 'created'`,
		);
		expect(told).toContain('stays created for ever');
	});
});

describe('a file that fits', () => {
	it('is sent as it is, byte for byte', () => {
		const text = 'Product Handle;"Product Title"\r\nx;"a;b"\r\n';
		expect(importable(Buffer.from(text), 'p.csv', 1).text).toBe(text);
		const other = 'Product Handle,"Product Title"\r\nx,"a,b"\r\n';
		expect(importable(Buffer.from(other), 'p.csv', 2).text).toBe(other);
	});

	it('one with refused columns keeps everything else', () => {
		const text = 'A,Variant Image 12,B,Variant Thumbnail\n"a\n1",x,"b ""2""",y\n';
		const { text: made, removed } = importable(Buffer.from(text), 'p.csv', 2);
		expect(removed).toEqual(['Variant Image 12', 'Variant Thumbnail']);
		expect(made).toBe('A,B\n"a\n1","b ""2"""\n');
	});
});
