import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';

import { csvOf, linesOf } from './csv.mts';
import { assertNoProof, assertSays, column, skusOf, textOf } from './expect.mts';
import { byId, csvFile, NodeUnderTest } from './node.mts';
import type { Medusa1, Steps, World } from './world.mts';

/** The body under "Create a Batch Job" in Medusa's documentation, word for word. */
const documented = {
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

/** Looks at a batch job, by our node, until it has one of these statuses. */
export async function untilJob(
	node: NodeUnderTest,
	id: unknown,
	...statuses: string[]
): Promise<IDataObject> {
	for (let look = 0; look < 100; look++) {
		const job = await node.item('batchJob.get', { batchJobId: byId(textOf(id)) });
		if (statuses.includes(textOf(job.status))) return job;
		await sleep(300);
	}
	throw new Error(`batch job ${textOf(id)} was never ${statuses.join(' or ')}`);
}

/** What Medusa 1 can do, from the outside: files against the database, changes by the API. */
export async function v1Checks(steps: Steps, { medusa: v1, goods, buyers, admin }: World<Medusa1>) {
	const node = NodeUnderTest.withToken(v1);
	const exported = async (parameters: IDataObject = {}) =>
		linesOf((await node.file('product.export', parameters as never)).text, ';');

	await steps.check('the documented batch job is created, waited for and fetched', async () => {
		const created = await node.run('batchJob.create', {
			input: 'json',
			payload: documented,
		});
		assert.equal(created.error, undefined);
		const [{ json: job }] = created.items;
		assert.match(textOf(job.id), /^batch_/);
		assert.equal(job.type, 'product-export');
		assert.equal(job.status, 'created');
		assert.equal(job.dry_run, false);
		assertSays(created.hints.map(({ message }) => message).join(), 'list_config and shape');
		const done = await untilJob(node, job.id, 'completed', 'failed');
		assert.equal(done.status, 'completed');
		const parameters = { batchJobId: byId(textOf(job.id)) };
		const file = await node.file('batchJob.getFile', parameters);
		assert.equal(file.mimeType, 'text/csv');
		assert.match(textOf(file.fileName), /^\d+-product-export-\d+\.csv$/);
		const lines = linesOf(file.text, ';');
		assert.equal(lines.length, await v1.count('select count(*) from product_variant'));
		assert.deepEqual(column(lines, 'Variant SKU'), await skusOf(v1));
		assert.equal((done.result as IDataObject).count, goods.length);
		// The same file, read by our node.
		const items = await node.items('batchJob.getFile', { ...parameters, result: 'items' });
		assert.deepEqual(items, lines);
	});

	await steps.check('a whole export: all products, their texts and prices', async () => {
		v1.fileHost.clear();
		const lines = await exported();
		assert.deepEqual(column(lines, 'Variant SKU'), await skusOf(v1));
		const [{ title, description }] = goods;
		const first = lines.find((line) => line['Variant SKU'] === 'MUG-01-S');
		assert.equal(first?.['Product Title'], title);
		assert.equal(first?.['Product Description'], description);
		assert.equal(first?.['Price EUR'], '10.5');
		assertNoProof(v1.fileHost);
	});

	await steps.check('an export with filters, as items and as details', async () => {
		const drafts = await node.items('product.export', {
			result: 'items',
			filters: { status: ['draft'] },
		});
		assert.deepEqual(column(drafts, 'Variant SKU'), await skusOf(v1, "p.status = 'draft'"));
		assert.ok(drafts.length > 0);
		const details = await node.item('product.export', {
			result: 'details',
			filters: { handle: 'mug-07' },
		});
		assert.equal(details.server_version, 1);
		assert.equal(details.record_count, 1);
		const fetched = await fetch(textOf(details.file_url));
		assert.deepEqual(column(linesOf(await fetched.text(), ';'), 'Product Handle'), [
			'mug-07',
			'mug-07',
		]);
	});

	await steps.check('orders to a file', async () => {
		v1.fileHost.clear();
		const { text, fileName } = await node.file('order.export');
		assert.match(textOf(fileName), /order-export/);
		const lines = linesOf(text, ';');
		assert.equal(lines.length, await v1.count('select count(*) from "order"'));
		assert.deepEqual(column(lines, 'Customer Email'), [...buyers].sort());
		const { orders } = await v1.api('GET', '/admin/orders?fields=id,total');
		const totals = (orders as IDataObject[]).map(({ total }) => textOf(total)).sort();
		assert.deepEqual(column(lines, 'Total'), totals);
		assertNoProof(v1.fileHost);
	});

	await steps.check('a dry run waits, is confirmed and then done', async () => {
		const { id } = await node.item('batchJob.create', {
			type: byId('product-export'),
			dryRun: true,
			context: { filterableFields: '{ "title": "Mug 02" }', order: 'title' },
		});
		const waiting = await untilJob(node, id, 'pre_processed');
		assert.equal(waiting.dry_run, true);
		const { status } = await node.item('batchJob.confirm', { batchJobId: byId(textOf(id)) });
		assert.equal(status, 'confirmed');
		const done = await untilJob(node, id, 'completed', 'failed');
		assert.equal((done.result as IDataObject).count, 1);
	});

	await steps.check('a dry run is canceled', async () => {
		const { id } = await node.item('batchJob.create', {
			type: byId('order-export'),
			dryRun: true,
			context: {},
		});
		const job = await node.item('batchJob.cancel', { batchJobId: byId(textOf(id)) });
		assert.equal(job.status, 'canceled');
		const [row] = await v1.rows<{ canceled: boolean; completed: boolean }>(
			`select canceled_at is not null canceled, completed_at is not null completed
			 from batch_job where id = '${textOf(id)}'`,
		);
		assert.deepEqual(row, { canceled: true, completed: false });
	});

	await steps.check('an import as a dry run, then confirmed, changes real products', async () => {
		const lines = (await exported({ filters: { handle: 'mug-01' } })).map((line) => ({
			...line,
			'Product Title': 'Mug "Größe"; green, 0,4 l',
			'Price EUR': '12.5',
		}));
		const planned = await node.item(
			'product.import',
			{ dryRun: true },
			{ binary: csvFile(csvOf(lines, ';')) },
		);
		assert.equal(planned.status, 'pre_processed');
		assert.equal(planned.products_to_create, 0);
		assert.equal(planned.products_to_update, 1);
		assert.equal(planned.variants_to_update, 2);
		assert.equal((await v1.product('mug-01')).title, goods[0].title);
		const done = await node.item('product.confirmImport', {
			importId: textOf(planned.id),
			fileName: textOf(planned.file_name),
		});
		assert.equal(done.status, 'completed');
		const { title, variants } = await v1.product('mug-01');
		assert.equal(title, 'Mug "Größe"; green, 0,4 l');
		for (const { prices } of variants) {
			assert.deepEqual(
				(prices as IDataObject[]).map(({ amount }) => amount),
				[1250],
			);
		}
	});

	await steps.check('an import in one go, separated by commas, creates and changes', async () => {
		const lines = await exported({ filters: { handle: 'mug-02' } });
		const changed = lines.map((line) => ({ ...line, 'Product Title': 'Mug zwei' }));
		const created = lines.map((line) => ({
			...line,
			'Product Id': '',
			'Variant Id': '',
			'Product Handle': 'mug-new',
			'Product Title': 'Mug new',
			'Variant SKU': line['Variant SKU'].replace('02', 'NEW'),
		}));
		const before = await v1.count('select count(*) from product');
		const done = await node.item(
			'product.import',
			{},
			{ binary: csvFile(`\uFEFF${csvOf([...changed, ...created], ',')}`) },
		);
		assert.equal(done.status, 'completed');
		assert.equal(done.products_to_create, 1);
		assert.equal(done.products_to_update, 1);
		assert.equal((await v1.product('mug-02')).title, 'Mug zwei');
		assert.deepEqual((await v1.product('mug-new')).variants.map(({ sku }) => sku).sort(), [
			'MUG-NEW-L',
			'MUG-NEW-S',
		]);
		assert.equal(await v1.count('select count(*) from product'), before + 1);
	});

	await steps.check('prices of a price list, by a batch job of its own type', async () => {
		const { price_list: list } = await v1.api('POST', '/admin/price-lists', {
			name: 'Sale',
			description: 'Made by a test',
			type: 'sale',
			prices: [],
		});
		const { id: listId } = list as IDataObject;
		const form = new FormData();
		const csv = 'Product Variant ID;SKU;Price EUR\n;MUG-03-S;7.25\n';
		form.append('files', new Blob([csv], { type: 'text/csv' }), 'sale.csv');
		const uploaded = await fetch(`${v1.url}/admin/uploads/protected`, {
			method: 'POST',
			headers: { authorization: `Bearer ${await v1.signIn(admin)}` },
			body: form,
		});
		const { uploads } = (await uploaded.json()) as { uploads: Array<{ key: string }> };
		const { id } = await node.item('batchJob.create', {
			type: byId('price-list-import'),
			context: { fileKey: uploads[0].key, more: JSON.stringify({ price_list_id: listId }) },
		});
		const { status } = await untilJob(node, id, 'completed', 'failed');
		assert.equal(status, 'completed');
		const amounts = await v1.rows(
			`select amount from money_amount where price_list_id = '${textOf(listId)}'`,
		);
		assert.deepEqual(amounts, [{ amount: 725 }]);
	});

	await steps.check('batch jobs are listed, filtered and offered for choice', async () => {
		const job = { type: byId('order-export'), dryRun: true, context: {} };
		const [gone] = [
			await node.item('batchJob.create', job),
			await node.item('batchJob.create', job),
		];
		await node.item('batchJob.cancel', { batchJobId: byId(textOf(gone.id)) });
		const all = await node.items('batchJob.getAll', { returnAll: true });
		assert.equal(all.length, await v1.count('select count(*) from batch_job'));
		const canceled = await node.items('batchJob.getAll', {
			returnAll: true,
			filters: { status: ['canceled'] },
		});
		const { batch_jobs: own } = await v1.api('GET', '/admin/batch-jobs?limit=100');
		const expected = (own as IDataObject[]).filter(({ status }) => status === 'canceled');
		assert.ok(expected.length > 0);
		assert.deepEqual(column(canceled, 'id'), column(expected, 'id'));
		const orders = await node.items('batchJob.getAll', {
			limit: 1,
			filters: { type: ['order-export'], order: 'created_at' },
		});
		const [oldest] = await v1.rows<{ id: string }>(
			"select id from batch_job where type = 'order-export' order by created_at limit 1",
		);
		assert.deepEqual(
			orders.map(({ id }) => id),
			[oldest.id],
		);
		const { results } = await node.list('searchBatchJobs', 'order-export');
		assert.deepEqual(
			results.map(({ value }) => value),
			all.filter(({ type }) => type === 'order-export').map(({ id }) => id),
		);
	});

	await steps.check('the lists of the form are filled, and their filters work', async () => {
		const [channel] = (await node.list('searchSalesChannels')).results;
		const [region] = (await node.list('searchRegions', 'euro')).results;
		assert.equal(region.name.includes('Europe'), true);
		const [collection] = (await node.list('searchCollections', 'winter')).results;
		const [type] = (await node.list('searchProductTypes')).results;
		const [tag] = (await node.list('searchTags')).results;
		const lines = await exported({
			filters: {
				salesChannelId: byId(textOf(channel.value)),
				collectionId: byId(textOf(collection.value)),
				typeId: byId(textOf(type.value)),
				tagId: byId(textOf(tag.value)),
				createdAfter: '2020-01-01T00:00:00Z',
			},
		});
		assert.deepEqual(column(lines, 'Product Handle'), ['mug-10', 'mug-10']);
		const orders = await node.items('order.export', {
			result: 'items',
			filters: { regionId: byId(textOf(region.value)), status: ['pending'] },
		});
		assert.equal(orders.length, buyers.length);
	});

	await steps.check('the Test button of the credential', async () => {
		assert.equal(await node.testButton(), 200);
		assert.equal(await NodeUnderTest.withToken(v1, 'token-that-nobody-has').testButton(), 401);
	});

	await steps.check('email and password: a session is fetched, kept and renewed', async () => {
		const user = NodeUnderTest.withPassword(v1, admin);
		v1.entrance.clear();
		await user.items('batchJob.getAll', { limit: 1 });
		await user.items('batchJob.getAll', { limit: 1 });
		const logins = () =>
			v1.entrance.requests.filter(({ path }) => path === '/admin/auth/token').length;
		assert.equal(logins(), 1);
		assert.equal(await user.testButton(), 200);
		assert.match(user.credential.sessionToken, /^ey/);
		const stale = NodeUnderTest.withPassword(v1, admin, {
			serverVersion: '1',
			sessionToken: `${user.credential.sessionToken.slice(0, -8)}stalestl`,
		});
		const lines = await stale.items('product.export', {
			result: 'items',
			filters: { handle: 'mug-05' },
		});
		assert.equal(lines.length, 2);
	});
}
