import type { IDataObject, INodeListSearchResult } from 'n8n-workflow';

import { lookups } from '../../nodes/Medusa/lookups/index.ts';
import { resources } from '../../nodes/Medusa/operations/index.ts';
import { formFor } from '../catalogue/form.mts';
import { compareShape } from '../conformance/shape.mts';
import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { records } from '../workflows/shopify.mts';
import { byId, csvFile, JOB_MS, MedusaUnderTest, toldBy } from './medusa.mts';

let sandbox: Sandbox;
let medusa: MedusaUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox({ medusa: { jobMs: JOB_MS } });
	medusa = new MedusaUnderTest(sandbox, 1);
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.control.reset());

/** The documented request of "Create a Batch Job", as the vendor's page shows it. */
const BODY = {
	type: 'product-export',
	dry_run: false,
	context: {
		list_config: {
			skip: 0,
			take: 50,
			order: { created_at: 'DESC' },
			relations: ['variants', 'variant.prices', 'images'],
		},
		shape: {
			dynamicImageColumnCount: 4,
			dynamicOptionColumnCount: 2,
			prices: [{ region: null, currency_code: 'eur' }],
		},
	},
};

/** Every documented field of the answer. */
const ANSWER =
	'id created_by dry_run pre_processed_at processing_at confirmed_at completed_at canceled_at failed_at created_at updated_at deleted_at type status context result'.split(
		' ',
	);

const whole = { output: 'fullPayload' };

describe('create a batch job as documented', () => {
	it('the JSON arrives byte for byte in meaning', async () => {
		const result = await medusa.payload('batchJob', 'create', BODY, whole);
		expect(result.error).toBeUndefined();
		expect(medusa.requests).toHaveLength(1);
		const [request] = medusa.requests;
		expect(request).toMatchObject({
			method: 'POST',
			path: '/medusa/v1/admin/batch-jobs',
			status: 201,
		});
		expect(request.sent?.body).toEqual(BODY);
		expect(request.sent?.query).toEqual({});
		expect(request.sent?.headers['content-type']).toMatch(/^application\/json/);
		expect(request.sent?.headers['x-medusa-access-token']).toBe(medusa.server.apiToken);
	});

	it('the form sends the same', async () => {
		const { list_config: listConfig, shape } = BODY.context;
		const result = await medusa.run('batchJob', 'create', {
			type: byId('product-export'),
			dryRun: false,
			context: { listConfig: JSON.stringify(listConfig), shape: JSON.stringify(shape) },
		});
		expect(result.error).toBeUndefined();
		expect(medusa.requests[0].sent?.body).toEqual(BODY);
	});

	it('the answer is read back with every documented field', async () => {
		const result = await medusa.payload('batchJob', 'create', BODY, whole);
		const [{ batch_job: job }] = records(result) as unknown as Array<{ batch_job: IDataObject }>;
		expect(Object.keys(job).sort()).toEqual([...ANSWER].sort());
		expect(job).toMatchObject({ type: 'product-export', dry_run: false, status: 'created' });
		expect(job.id).toBe(medusa.job.id);
	});

	it('one item per record; at most ten flat fields when simplified', async () => {
		const [record] = records(await medusa.payload('batchJob', 'create', BODY));
		expect(record).toMatchObject({ id: medusa.job.id, status: 'created' });
		const [flat] = records(
			await medusa.payload('batchJob', 'create', BODY, { output: 'simplified' }),
		);
		expect(Object.keys(flat).length).toBeLessThanOrEqual(10);
		expect(flat).toMatchObject({ type: 'product-export', result_file_key: null });
	});

	it('a remark says that servers ignore list_config and shape', async () => {
		const { hints } = await medusa.payload('batchJob', 'create', BODY);
		expect(hints.map(({ message }) => message).join()).toContain(
			'The context holds list_config and shape, which Medusa documents but replaces by its own',
		);
		const context = { filterable_fields: { status: ['draft'] }, order: 'title', batch_size: 5 };
		const quiet = await medusa.payload('batchJob', 'create', { type: 'product-export', context });
		expect(quiet.hints).toEqual([]);
	});

	it('fields of the form become the documented context', async () => {
		await medusa.run('batchJob', 'create', {
			type: byId('price-list-import'),
			dryRun: true,
			context: {
				filterableFields: '{ "status": ["draft"] }',
				order: '-title',
				batchSize: 20,
				fileKey: 'prices.csv',
				more: '{ "price_list_id": "pl_01", "order": "overruled" }',
			},
		});
		expect(medusa.requests[0].sent?.body).toEqual({
			type: 'price-list-import',
			dry_run: true,
			context: {
				price_list_id: 'pl_01',
				filterable_fields: { status: ['draft'] },
				order: '-title',
				batch_size: 20,
				fileKey: 'prices.csv',
			},
		});
	});

	it('without a context an empty one is sent, because the server wants one', async () => {
		await medusa.payload('batchJob', 'create', { type: 'order-export' });
		expect(medusa.requests[0].sent?.body).toEqual({
			type: 'order-export',
			dry_run: false,
			context: {},
		});
	});

	it('a type of a plugin is passed on', async () => {
		await medusa.run('batchJob', 'create', { type: byId('loyalty-points-export') });
		expect(medusa.requests[0].sent?.body).toMatchObject({ type: 'loyalty-points-export' });
	});

	it.each<[string, IDataObject, string]>([
		['a key that is none', { ...BODY, dryrun: true }, "Unknown field 'dryrun'"],
		['no type', { context: {} }, "'type' is required"],
		['a context that is a list', { type: 'x', context: [] }, "'context' must be an object"],
	])('%s is refused before anything is sent', async (_name, payload, text) => {
		const { error } = await medusa.payload('batchJob', 'create', payload);
		expect(error?.message).toContain(text);
		expect(medusa.requests).toEqual([]);
	});
});

/**
 * Each operation takes its documented sample, through the form and as JSON, sends the same
 * requests both ways, and answers in the documented shape.
 */

const operations = resources.flatMap((resource) => resource.operations);
const byName = new Map(operations.map((one) => [`${one.resource}.${one.operation}`, one]));

const pause = async () => await new Promise((next) => setTimeout(next, JOB_MS * 2));

/** Builds what the operation needs, and exchanges the sample's ids for those of this server. */
async function arranged(name: string, sample: IDataObject): Promise<IDataObject> {
	const file = 'Product Handle;Product Title\nnew;New\n';
	if (name === 'product.confirmImport') {
		const dry = await medusa.run(
			'product',
			'import',
			{ dryRun: true },
			{ binary: [csvFile(file)] },
		);
		const [{ id }] = records(dry);
		return { ...sample, import_id: id };
	}
	if (!('batch_job_id' in sample) && name !== 'batchJob.getAll') return sample;
	if (name === 'batchJob.cancel') medusa.room.stuck = true;
	await medusa.run('batchJob', 'create', {
		type: byId('product-export'),
		dryRun: name === 'batchJob.confirm',
	});
	await pause();
	return 'batch_job_id' in sample ? { ...sample, batch_job_id: medusa.job.id } : sample;
}

/** Results and errors differ by job: the sample shows one of them. */
const DIFFERS = /\b(?:context|result)\b/;

/** Looking at a job takes as many requests as it takes. */
const withoutLooks = (asked: unknown[]) => [...new Set(asked.map((one) => JSON.stringify(one)))];

describe.each([...byName.keys()])('%s', (name) => {
	it('takes the documented input both ways and answers in the documented shape', async () => {
		const operation = byName.get(name);
		if (!operation) throw new Error(`No operation ${name}`);
		const sent: unknown[] = [];
		for (const mode of ['json', 'fields'] as const) {
			sandbox.control.reset();
			const input = await arranged(name, operation.sample.input);
			sandbox.control.clearJournal();
			const { limit, ...form } = input;
			const given =
				mode === 'json'
					? { payload: input }
					: { ...formFor(operation.properties, form), ...(limit ? { limit } : {}) };
			const result = await medusa.run(
				operation.resource,
				operation.operation,
				{ input: mode, output: 'fullPayload', ...given },
				{ binary: [csvFile('Product Handle;Product Title\nnew;New\n')] },
			);
			const [payload] = records(result);
			const { key = '', simplified } = operation.answer;
			const { output } = operation.sample;
			// Without a choice of output the record itself is handed on.
			const wanted = simplified ? output : (output as IDataObject)[key];
			const { deviations } = compareShape(wanted, payload, {
				mayBeNull: () => true,
			});
			expect(deviations.filter((text) => !DIFFERS.test(text))).toEqual([]);
			expect(medusa.requests.length).toBeGreaterThan(0);
			const plain = (text: string) =>
				text
					.replace(/batch_\w+/g, 'batch_ID')
					.replace(/\d{13}/g, 'TIME')
					.replace(/products-[0-9a-f]{12}/g, 'FILE');
			sent.push(
				withoutLooks(
					medusa.requests.map(({ method, path, sent: what }) =>
						plain(JSON.stringify([method, path, what?.query, what?.body])),
					),
				),
			);
		}
		expect(sent[1]).toEqual(sent[0]);
	});
});

it('there are the operations of the issue', () => {
	expect([...byName.keys()].sort()).toEqual([
		...['batchJob.cancel', 'batchJob.confirm', 'batchJob.create', 'batchJob.get'],
		...['batchJob.getAll', 'batchJob.getFile', 'order.export', 'product.confirmImport'],
		...['product.export', 'product.import'],
	]);
});

/** Batch jobs, the oldest first. */
async function jobs(count: number): Promise<string[]> {
	const items = Array.from({ length: count }, (_, index) => ({
		type: index % 2 ? 'order-export' : 'product-export',
	}));
	const made = await medusa.run(
		'batchJob',
		'create',
		{ type: byId('={{ $json.type }}') },
		{ items },
	);
	records(made);
	sandbox.control.clearJournal();
	return medusa.room.v1.jobs.map(({ id }) => id);
}

/** Jobs that take long keep their status. */
const slow = () => {
	medusa.room.jobMs = 600_000;
};

describe('Get Many of batch jobs', () => {
	beforeEach(slow);

	it('follows the pages to the end, the newest first', async () => {
		const ids = await jobs(130);
		const result = await medusa.run('batchJob', 'getAll', { returnAll: true });
		expect(records(result).map(({ id }) => id)).toEqual([...ids].reverse());
		expect(medusa.requests.map(({ sent }) => sent?.query)).toEqual([
			{ limit: ['100'], offset: ['0'] },
			{ limit: ['100'], offset: ['100'] },
		]);
	});

	it('a limit asks for no more, and the cursor goes on from there', async () => {
		const ids = await jobs(5);
		const first = await medusa.run('batchJob', 'getAll', { limit: 2, output: 'fullPayload' });
		const [page] = records(first) as Array<{ next_page: string; batch_jobs: unknown[] }>;
		expect(page.batch_jobs).toHaveLength(2);
		expect(medusa.requests).toHaveLength(1);
		const then = await medusa.run('batchJob', 'getAll', {
			limit: 2,
			options: { pageCursor: page.next_page },
		});
		expect(records(then).map(({ id }) => id)).toEqual([ids[2], ids[1]]);
	});

	it('filters by type, ID and time are sent as the server wants them', async () => {
		const [first] = await jobs(4);
		const result = await medusa.run('batchJob', 'getAll', {
			filters: {
				type: ['product-export'],
				id: [first],
				createdAfter: '2026-01-01T00:00:00Z',
				order: '-created_at',
			},
		});
		expect(records(result).map(({ id }) => id)).toEqual([first]);
		expect(medusa.requests[0].sent?.query).toEqual({
			'type[]': ['product-export'],
			'id[]': [first],
			'created_at[gt]': ['2026-01-01T00:00:00Z'],
			order: ['-created_at'],
			limit: ['50'],
			offset: ['0'],
		});
	});

	it('statuses, which the server cannot search for, are looked for on all pages', async () => {
		const ids = await jobs(120);
		medusa.room.v1.jobs[3].status = 'failed';
		medusa.room.v1.jobs[70].status = 'canceled';
		medusa.room.v1.jobs[110].status = 'failed';
		const filters = { status: ['failed', 'canceled'] };
		const result = await medusa.run('batchJob', 'getAll', { filters, limit: 3 });
		expect(records(result).map(({ id }) => id)).toEqual([ids[110], ids[70], ids[3]]);
		for (const { sent } of medusa.requests) expect(sent?.query).not.toHaveProperty('status');
	});

	it('statuses and a limit: the cursor goes on behind the last one, and none is left out', async () => {
		const ids = await jobs(120);
		const failed = [115, 112, 50, 3];
		for (const at of failed) medusa.room.v1.jobs[at].status = 'failed';
		const found: unknown[] = [];
		for (let pageCursor: string | null = ''; pageCursor !== null;) {
			const result = await medusa.run('batchJob', 'getAll', {
				filters: { status: ['failed'] },
				limit: 1,
				output: 'fullPayload',
				options: { pageCursor },
			});
			const [page] = records(result) as unknown as Array<{
				next_page: string | null;
				batch_jobs: Array<{ id: string }>;
			}>;
			found.push(...page.batch_jobs.map(({ id }) => id));
			pageCursor = page.next_page;
		}
		expect(found).toEqual(failed.map((at) => ids[at]));
	});
});

describe('lists of the editor', () => {
	beforeEach(slow);

	const search = async (
		name: keyof typeof lookups,
		under: MedusaUnderTest,
		filter?: string,
	): Promise<INodeListSearchResult> => await lookups[name].call(under.editor(), filter);

	it.each([
		['searchCollections', 'Summer', 'pcol_01SUMMER'],
		['searchProductTypes', 'Mug', 'ptyp_01MUG'],
		['searchTags', 'sale', 'ptag_01SALE'],
		['searchSalesChannels', 'Point of Sale', 'sc_01POS'],
		['searchRegions', 'Europe', 'reg_01EU'],
	] as const)('%s on both versions', async (name, label, id) => {
		for (const version of [1, 2] as const) {
			const under = new MedusaUnderTest(sandbox, version);
			const { results } = await search(name, under, label.toLowerCase());
			expect(results).toEqual([{ name: label, value: id }]);
		}
	});

	it('batch jobs by time, type and status; a long list goes on by its token', async () => {
		const ids = await jobs(105);
		const first = await search('searchBatchJobs', medusa);
		expect(first.results).toHaveLength(100);
		expect(first.results[0]).toMatchObject({ value: ids[104] });
		expect(first.results[0].name).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d – product-export – created$/);
		const next = await lookups.searchBatchJobs.call(
			medusa.editor(),
			'',
			first.paginationToken as string,
		);
		expect(next.results).toHaveLength(5);
		expect(next.paginationToken).toBeUndefined();
		const found = await search('searchBatchJobs', medusa, ids[2]);
		expect(found.results.map(({ value }) => value)).toEqual([ids[2]]);
	});

	it('types of batch jobs', async () => {
		const { results } = await search('searchBatchJobTypes', medusa, 'export');
		expect(results.map(({ value }) => value)).toEqual(['order-export', 'product-export']);
	});

	it('batch jobs of a Medusa 2 server: told why there are none', async () => {
		const under = new MedusaUnderTest(sandbox, 2);
		await expect(search('searchBatchJobs', under)).rejects.toThrow(
			'This server is Medusa 2, which has no batch jobs',
		);
	});

	it('a batch job that is chosen from the list is used', async () => {
		const [id] = await jobs(1);
		const chosen = { __rl: true, mode: 'list', value: id };
		const [job] = records(await medusa.run('batchJob', 'get', { batchJobId: chosen }));
		expect(job.id).toBe(id);
	});

	it.each(['../users', '..', 'batch_1/confirm', 'batch_1?x=1'])(
		'%s is no ID: it never reaches another address',
		async (id) => {
			const one = await medusa.payload('batchJob', 'get', { batch_job_id: id });
			expect(toldBy(one)).toContain("'batch_job_id' is not a valid ID");
			const other = await medusa.payload('product', 'confirmImport', { import_id: id });
			expect(toldBy(other)).toContain("'import_id' is not a valid ID");
			expect(medusa.requests).toEqual([]);
		},
	);
});
