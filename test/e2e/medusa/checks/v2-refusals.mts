import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import { csvOf, linesOf } from './csv.mts';
import { assertSays, assertStopped, textOf } from './expect.mts';
import { byId, csvFile, NodeUnderTest } from './node.mts';
import type { Medusa2, Steps, World } from './world.mts';

/** What a user reads when Medusa 2 refuses, fails or never ends. */
export async function v2Refusals(steps: Steps, { medusa: v2, admin }: World<Medusa2>) {
	const node = NodeUnderTest.withKey(v2);
	const someFile = async () =>
		(await node.file('product.export', { filters: { handle: 'mug-08' } })).text;

	await steps.check('a wrong key, a wrong password, a token of the other version', async () => {
		const wrong = NodeUnderTest.withKey(v2, 'sk_that_nobody_has');
		assertSays(await wrong.refusal('product.export'), 'Unauthorized', 'credential');
		const stranger = NodeUnderTest.withPassword(v2, { ...admin, password: 'not the password' });
		assertSays(await stranger.refusal('product.export'), "'Email' and 'Password'");
		const token = new NodeUnderTest(v2, {
			authentication: 'apiToken',
			apiToken: 'token-of-medusa-1',
		});
		assertSays(await token.refusal('product.export'), 'Unauthorized', 'API token is for Medusa 1');
	});

	await steps.check('batch jobs: "this server is Medusa 2"', async () => {
		const job = { batchJobId: byId('batch_01') };
		const asked = { type: byId('product-export'), context: {} };
		const texts = [
			await node.refusal('batchJob.create', asked),
			await node.refusal('batchJob.getAll'),
			await node.refusal('batchJob.get', job),
			await node.refusal('batchJob.confirm', job),
			await node.refusal('batchJob.cancel', job),
			await node.refusal('batchJob.getFile', job),
		];
		for (const text of texts) {
			assertSays(text, 'This server is Medusa 2', "'Export'");
			assert.ok(!/<\w/.test(text), `a page of HTML is shown: ${text}`);
		}
	});

	await steps.check('a file with columns that Medusa does not know', async () => {
		const text = await node.refusal(
			'product.import',
			{},
			{ binary: csvFile('Colour,Taste\nred,sweet\n') },
		);
		assertSays(text, 'Invalid column name(s)', '"Colour"');
	});

	await steps.check('an import that fails while it works', async () => {
		const lines = linesOf(await someFile(), ',').map((line) => ({
			...line,
			'Product Id': 'prod_that_nobody_has',
		}));
		const text = await node.refusal('product.import', {}, { binary: csvFile(csvOf(lines, ',')) });
		assertSays(text, 'Failed to import products from file', 'log of the server');
	});

	await steps.check('an import that is confirmed twice, or is not there', async () => {
		const planned = await node.item(
			'product.import',
			{ dryRun: true },
			{ binary: csvFile(await someFile()) },
		);
		const parameters = { importId: textOf(planned.id), fileName: textOf(planned.file_name) };
		await node.item('product.confirmImport', parameters);
		assertSays(
			await node.refusal('product.confirmImport', parameters),
			textOf(planned.id),
			'could not be found',
		);
		assertSays(
			await node.refusal('product.confirmImport', { importId: 'auto-nope', fileName: '' }),
			'auto-nope',
		);
	});

	await steps.check('a notification that never comes: the time is over, with the id', async () => {
		const planned = await node.item(
			'product.import',
			{ dryRun: true },
			{ binary: csvFile(await someFile()) },
		);
		const text = await node.refusal('product.confirmImport', {
			importId: textOf(planned.id),
			// The user's mistake: no import has this name.
			fileName: 'another-file.csv',
			options: { jobTimeout: 3 },
		});
		assertSays(text, textOf(planned.id), '3 seconds', 'notification');
	});

	await steps.check('a stopped execution asks no more', async () => {
		v2.entrance.clear();
		const stop = new AbortController();
		v2.entrance.once(/^GET \/admin\/workflows-executions/, () => stop.abort());
		assertStopped(await node.run('product.export', {}, { cancel: stop.signal }));
		const { length } = v2.entrance.requests;
		assert.ok(length >= 2);
		await sleep(2500);
		assert.equal(v2.entrance.requests.length, length);
	});
}
