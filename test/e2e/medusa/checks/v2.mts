import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, IPairedItemData } from 'n8n-workflow';

import { csvOf, linesOf } from './csv.mts';
import { assertNoProof, assertSays, column, skusOf, textOf } from './expect.mts';
import { byId, csvFile, NodeUnderTest } from './node.mts';
import type { Medusa2, Steps, World } from './world.mts';

/** What Medusa 2 can do, from the outside: files against the database, changes by the API. */
export async function v2Checks(steps: Steps, { medusa: v2, goods, buyers, admin }: World<Medusa2>) {
	const node = NodeUnderTest.withKey(v2);
	const exported = async (parameters: IDataObject = {}) =>
		linesOf((await node.file('product.export', parameters as never)).text, ',');

	await steps.check('a whole export: all products, their texts and prices', async () => {
		v2.fileHost.clear();
		const file = await node.file('product.export');
		assert.equal(file.mimeType, 'text/csv');
		assert.match(textOf(file.fileName), /product-exports\.csv$/);
		const lines = linesOf(file.text, ',');
		assert.equal(lines.length, await v2.count('select count(*) from product_variant'));
		assert.deepEqual(column(lines, 'Variant Sku'), await skusOf(v2));
		const [{ title, description }] = goods;
		const first = lines.find((line) => line['Variant Sku'] === 'MUG-01-S');
		assert.equal(first?.['Product Title'], title);
		assert.equal(first?.['Product Description'], description);
		assert.equal(first?.['Variant Price EUR'], '10.5');
		assertNoProof(v2.fileHost);
	});

	await steps.check('exports with filters, several items: to each its own file', async () => {
		const statuses = ['draft', 'published'];
		const { items, error } = await node.run(
			'product.export',
			{
				result: 'items',
				filters: { status: '={{ [$json.status] }}' },
			},
			{ items: statuses.map((status) => ({ status })) },
		);
		assert.equal(error, undefined);
		for (const [index, status] of statuses.entries()) {
			const lines = items.filter(
				({ pairedItem }) => (pairedItem as IPairedItemData).item === index,
			);
			assert.deepEqual(
				column(
					lines.map(({ json }) => json),
					'Variant Sku',
				),
				await skusOf(v2, `p.status = '${status}'`),
			);
		}
	});

	await steps.check('an export as details, by handle, title and time', async () => {
		const details = await node.item('product.export', {
			result: 'details',
			filters: { handle: 'mug-07' },
		});
		assert.equal(details.server_version, 2);
		const fetched = await fetch(textOf(details.file_url));
		const handles = column(linesOf(await fetched.text(), ','), 'Product Handle');
		assert.deepEqual(handles, ['mug-07', 'mug-07']);
		const titled = await exported({ filters: { title: 'Mug 08' } });
		assert.deepEqual(column(titled, 'Product Handle'), ['mug-08', 'mug-08']);
		const { created_at: time } = await v2.product('mug-08');
		const since = await exported({ filters: { createdAfter: '2020-01-01T00:00:00Z' } });
		assert.equal(since.length, goods.length * 2);
		const later = await exported({
			filters: {
				handle: 'mug-08',
				createdAfter: new Date(Date.parse(textOf(time)) + 1000).toISOString(),
			},
		});
		assert.deepEqual(later, []);
	});

	await steps.check('orders to a file', async () => {
		v2.fileHost.clear();
		const { text, fileName } = await node.file('order.export');
		assert.match(textOf(fileName), /order-exports/);
		const lines = linesOf(text, ',');
		assert.equal(lines.length, await v2.count('select count(*) from "order"'));
		const emails = Object.keys(lines[0]).find((name) => /email/i.test(name));
		assert.deepEqual(column(lines, textOf(emails)), [...buyers].sort());
		assertNoProof(v2.fileHost);
	});

	await steps.check('an export of its own goes back in: refused columns are left out', async () => {
		const file = await node.file('product.export', { filters: { handle: 'mug-01' } });
		const { error, items, hints } = await node.run(
			'product.import',
			{},
			{ binary: csvFile(file.text) },
		);
		assert.equal(error, undefined);
		const [{ json }] = items;
		assert.equal(json.status, 'completed');
		assert.equal(json.products_to_create, 0);
		assert.equal(json.products_to_update, 1);
		assert.deepEqual(json.removed_columns, ['Variant Thumbnail', 'Variant Image 1']);
		assertSays(hints.map(({ message }) => message).join(), 'Variant Thumbnail, Variant Image 1');
		const { title, description, images } = await v2.product('mug-01');
		assert.equal(title, goods[0].title);
		assert.equal(description, goods[0].description);
		assert.equal((images as IDataObject[])[0].url, goods[0].image);
	});

	await steps.check('an import as a dry run, then confirmed, changes real products', async () => {
		const lines = (await exported({ filters: { handle: 'mug-02' } })).map((line) => ({
			...line,
			'Product Title': 'Mug "zwei"; 0,4 l',
			'Variant Price EUR': '12.5',
		}));
		const planned = await node.item(
			'product.import',
			{ dryRun: true },
			{ binary: csvFile(csvOf(lines, ',')) },
		);
		assert.equal(planned.status, 'pre_processed');
		assert.equal(planned.products_to_update, 1);
		assert.equal((await v2.product('mug-02')).title, 'Mug 02');
		const done = await node.item('product.confirmImport', {
			importId: textOf(planned.id),
			fileName: textOf(planned.file_name),
		});
		assert.equal(done.status, 'completed');
		assert.equal((await v2.product('mug-02')).title, 'Mug "zwei"; 0,4 l');
		const prices = await v2.rows(
			`select distinct price.amount from price
			 join product_variant_price_set link on link.price_set_id = price.price_set_id
			 join product_variant v on v.id = link.variant_id
			 where v.sku like 'MUG-02-%' and price.deleted_at is null`,
		);
		assert.deepEqual(prices, [{ amount: 12.5 }]);
	});

	await steps.check(
		'an import in one go, separated by semicolons, creates and changes',
		async () => {
			const lines = await exported({ filters: { handle: 'mug-03' } });
			const changed = lines.map((line) => ({ ...line, 'Product Title': 'Mug drei' }));
			const created = lines.map((line) => ({
				...line,
				'Product Id': '',
				'Variant Id': '',
				'Variant Product Id': '',
				'Variant Option 1 Id': '',
				'Product Handle': 'mug-new',
				'Product Title': 'Mug new',
				'Variant Sku': line['Variant Sku'].replace('03', 'NEW'),
			}));
			const done = await node.item(
				'product.import',
				{},
				{ binary: csvFile(`\uFEFF${csvOf([...changed, ...created], ';')}`) },
			);
			assert.equal(done.status, 'completed');
			assert.equal(done.products_to_create, 1);
			assert.equal(done.products_to_update, 1);
			assert.equal((await v2.product('mug-03')).title, 'Mug drei');
			assert.deepEqual((await v2.product('mug-new')).variants.map(({ sku }) => sku).sort(), [
				'MUG-NEW-L',
				'MUG-NEW-S',
			]);
			const left = readdirSync(join(v2.folder, 'static')).filter((name) =>
				/products-\w+/.test(name),
			);
			assert.deepEqual(left, [], 'uploads that are open to everybody were left behind');
		},
	);

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
		assert.equal(await NodeUnderTest.withKey(v2, 'sk_that_nobody_has').testButton(), 401);
	});

	await steps.check('email and password: a session is fetched, kept and renewed', async () => {
		const user = NodeUnderTest.withPassword(v2, admin);
		v2.entrance.clear();
		const filters = { handle: 'mug-05' };
		const lines = await user.items('product.export', { result: 'items', filters });
		assert.deepEqual(column(lines, 'Variant Sku'), ['MUG-05-L', 'MUG-05-S']);
		await user.items('order.export');
		const logins = v2.entrance.requests.filter(({ path }) => path === '/auth/user/emailpass');
		assert.equal(logins.length, 1);
		assert.equal(await user.testButton(), 200);
		const stale = NodeUnderTest.withPassword(v2, admin, {
			serverVersion: '2',
			sessionToken: `${user.credential.sessionToken.slice(0, -8)}stalestl`,
		});
		assert.equal((await stale.items('product.export', { result: 'items', filters })).length, 2);
		assert.notEqual(stale.credential.sessionToken.endsWith('stalestl'), true);
	});
}
