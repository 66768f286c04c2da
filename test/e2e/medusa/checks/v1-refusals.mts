import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';

import { csvOf, linesOf } from './csv.mts';
import { assertSays, assertStopped, textOf } from './expect.mts';
import { byId, csvFile, NodeUnderTest } from './node.mts';
import { untilJob } from './v1.mts';
import type { Medusa1, Steps, World } from './world.mts';

/** What a user reads when Medusa 1 refuses, fails or never ends. */
export async function v1Refusals(steps: Steps, { medusa: v1, admin, colleague }: World<Medusa1>) {
	const node = NodeUnderTest.withToken(v1);
	const dryRun = async () => {
		const job = { type: byId('product-export'), dryRun: true, context: {} };
		return textOf((await node.item('batchJob.create', job)).id);
	};

	await steps.check('a wrong token, a wrong password, a key of the other version', async () => {
		const wrong = NodeUnderTest.withToken(v1, 'token-that-nobody-has');
		assertSays(await wrong.refusal('product.export'), 'Unauthorized', 'credential');
		assertSays(await wrong.refusal('batchJob.getAll'), 'Unauthorized', 'credential');
		const stranger = NodeUnderTest.withPassword(v1, { ...admin, password: 'not the password' });
		assertSays(await stranger.refusal('product.export'), "'Email' and 'Password'");
		const key = new NodeUnderTest(v1, { authentication: 'secretKey', secretKey: 'sk_of_medusa_2' });
		assertSays(await key.refusal('product.export'), 'Unauthorized', 'secret key for Medusa 2');
	});

	await steps.check("Medusa's own {type, message}", async () => {
		assertSays(
			await node.refusal('batchJob.get', { batchJobId: byId('batch_nope') }),
			'batch_nope',
			'was not found',
		);
		assertSays(
			await node.refusal('batchJob.create', { type: byId('nope-export'), context: {} }),
			'Unable to find a BatchJob strategy with the type nope-export',
			'product-export',
		);
		assertSays(
			await node.refusal('batchJob.create', { type: byId('price-list-import'), context: {} }),
			'Price list id is required',
		);
	});

	await steps.check('the conflicts of confirm and cancel', async () => {
		const id = await dryRun();
		const job = { batchJobId: byId(id) };
		await untilJob(node, id, 'pre_processed');
		await node.item('batchJob.confirm', job);
		await untilJob(node, id, 'completed');
		assertSays(
			await node.refusal('batchJob.confirm', job),
			'Cannot confirm processing for a batch job that is not pre processed',
			'Dry Run',
		);
		assertSays(await node.refusal('batchJob.cancel', job), 'Cannot cancel completed batch job');
		const gone = await dryRun();
		await node.item('batchJob.cancel', { batchJobId: byId(gone) });
		assertSays(
			await node.refusal('batchJob.getFile', { batchJobId: byId(gone) }),
			gone,
			'has no file',
			'canceled',
		);
	});

	await steps.check("a colleague's batch job", async () => {
		const other = NodeUnderTest.withPassword(v1, colleague);
		assertSays(
			await other.refusal('batchJob.get', { batchJobId: byId(await dryRun()) }),
			'does not belong to the logged in user',
		);
	});

	await steps.check('a file with columns that Medusa does not know', async () => {
		const text = await node.refusal(
			'product.import',
			{},
			{ binary: csvFile('Colour;Taste\nred;sweet\n') },
		);
		assertSays(text, /batch_\w+/, 'failed', 'Unable to treat column', 'Nothing was imported');
	});

	await steps.check('a job that fails while it works', async () => {
		const file = await node.file('product.export', { filters: { handle: 'mug-08' } });
		const lines = linesOf(file.text, ';').map((line, index) => ({
			...line,
			'Product Id': '',
			'Variant Id': '',
			'Product Handle': 'mug-double',
			// Taken by another product, and then by the line above.
			'Variant SKU': index === 0 ? 'MUG-09-S' : 'MUG-09-L',
		}));
		const text = await node.refusal('product.import', {}, { binary: csvFile(csvOf(lines, ';')) });
		assertSays(text, /batch_\w+/, 'failed', 'duplicate key value', 'MUG-09-S');
	});

	await steps.check('an import whose file is lost: the time is over, with the id', async () => {
		const uploads = join(v1.folder, 'uploads');
		v1.entrance.once(/^POST \/admin\/uploads\/protected/, () => {
			const lost = readdirSync(uploads, { recursive: true, encoding: 'utf8' });
			const names = lost.filter((name) => /lost.*\.csv$/.test(name));
			assert.equal(names.length, 1, `uploaded: ${lost.join()}`);
			rmSync(join(uploads, names[0]));
		});
		const file = await node.file('product.export', { filters: { handle: 'mug-08' } });
		const begin = Date.now();
		const text = await node.refusal(
			'product.import',
			{ options: { jobTimeout: 8 } },
			{ binary: csvFile(file.text, 'lost.csv') },
		);
		assert.ok(Date.now() - begin >= 8000, 'it gave up too early');
		assertSays(text, /batch_\w+/, '8 seconds', "'created'", 'Job Timeout');
		const [id] = /batch_\w+/.exec(text) ?? [];
		const { batch_job: job } = await v1.api('GET', `/admin/batch-jobs/${textOf(id)}`);
		assert.equal((job as IDataObject).type, 'product-import');
	});

	await steps.check('a stopped execution asks no more', async () => {
		v1.entrance.clear();
		const stop = new AbortController();
		const asks = () =>
			v1.entrance.requests.filter(({ path }) => path.includes('batch-jobs/batch_'));
		v1.entrance.once(/^GET \/admin\/batch-jobs\/batch_/, () => stop.abort());
		assertStopped(await node.run('product.export', {}, { cancel: stop.signal }));
		const { length } = asks();
		assert.ok(length >= 1);
		// Longer than three of the pauses between two looks; the job itself is done by then.
		await sleep(4000);
		assert.equal(asks().length, length);
		const [id] = /batch_\w+/.exec(asks()[0].path) ?? [];
		await untilJob(node, id, 'completed');
	});
}
