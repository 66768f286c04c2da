// The node Export Images in the real n8n: files, addresses and Dash assets to three shops, and its forms.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, crc32 } from 'node:zlib';
import { Editor } from '../browser.mjs';
import { root } from '../install.mjs';
import { owner } from '../n8n.mjs';
import { byId, chain, node, rows } from '../workflows.mjs';
import { credentials as shopifyCredentials } from '../world.mjs';

const type = 'n8n-nodes-commerce-ops.exportImages';

/** Shops and files of this machine are private. */
const options = { allowPrivateAddresses: true, requestsPerSecond: 100 };

/** A PNG of one colour, of its own for each number. */
function png(number) {
	const chunk = (name, content) => {
		const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
		const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
		length.writeUInt32BE(content.length);
		sum.writeUInt32BE(crc32(named));
		return Buffer.concat([length, named, sum]);
	};
	const head = Buffer.alloc(13);
	head.writeUInt32BE(64, 0);
	head.writeUInt32BE(48, 4);
	head.set([8, 2, 0, 0, 0], 8);
	const row = Buffer.from([
		0,
		...Array(64)
			.fill([number * 40, 120, 255 - number * 30])
			.flat(),
	]);
	return Buffer.concat([
		Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
		chunk('IHDR', head),
		chunk('IDAT', deflateSync(Buffer.concat(Array(48).fill(row)))),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

/** The shops, and how each tells in its own API which images a product shows. */
const shopsOf = (sandbox) => ({
	shopify: {
		product: async () => {
			const { products } = await sandbox.graphql('{ products(first: 1) { nodes { id } } }');
			return products.nodes[0].id;
		},
		images: async (id) => {
			const { product } = await sandbox.graphql(
				`{ product(id: "${id}") { media(first: 50) { nodes { id } } } }`,
			);
			return product.media.nodes.map((media) => media.id);
		},
	},
	shoplazza: {
		product: async () => {
			const answer = await sandbox.shoplazza('products?per_page=1');
			return (answer.data ?? answer).products[0].id;
		},
		images: async (id) => {
			const answer = await sandbox.shoplazza(`products/${id}/images`);
			return (answer.data ?? answer).images.map((image) => image.id);
		},
	},
	shopline: {
		product: async () => (await sandbox.shopline('products/products.json?limit=1')).products[0].id,
		images: async (id) =>
			(await sandbox.shopline(`products/${id}.json`)).product.images.map((image) => image.id),
	},
});

const isWrite = ({ method, path, document }) =>
	!path.startsWith('/control') &&
	(document === null ? method !== 'GET' : /^\s*mutation/.test(document));

export async function imageChecks(steps, { n8n, sandbox, examples }) {
	const { rest } = n8n;
	const shops = shopsOf(sandbox);
	const references = {
		...shopifyCredentials.accessToken,
		...(await rest.createCredential(
			'e2e images Shoplazza',
			'shoplazzaApi',
			sandbox.shoplazzaCredential,
		)),
		...(await rest.createCredential(
			'e2e images SHOPLINE',
			'shoplineApi',
			sandbox.shoplineCredential,
		)),
		...(await rest.createCredential('e2e Dash', 'dashApi', sandbox.dashCredential)),
	};
	const ours = (name, parameters) => ({
		...node(name, type, { dashAuthentication: 'accessToken', ...parameters, options }),
		credentials: references,
	});
	const run = async (workflow) => await rest.runWorkflow(await rest.createWorkflow(workflow));
	const secrets = [sandbox.tokenCredential.accessToken, sandbox.dashToken];

	await steps.check('Dash: credential test, good and bad', async () => {
		const good = await rest.testCredential({ dashApi: references.dashApi });
		assert.equal(good.status, 'OK', good.message);
		const accessToken = 'wrong_00000000000000000000000000';
		const wrong = { ...sandbox.dashCredential, accessToken };
		const bad = await rest.testCredential(await rest.createCredential('bad', 'dashApi', wrong));
		assert.equal(bad.status, 'Error');
		assert.match(bad.message, /token/i);
		assert.ok(!bad.message.includes(accessToken));
	});

	await steps.check(
		'the example brings a folder to three shops; again, it only reads',
		async () => {
			const folder = join(n8n.folder, 'files', 'product-images');
			mkdirSync(folder, { recursive: true });
			for (const number of [1, 2, 3])
				writeFileSync(join(folder, `TSHIRT_${number}.png`), png(number));
			const example = examples['images-from-a-folder-to-three-shops'];
			const products = {};
			for (const name of Object.keys(shops)) products[name] = await shops[name].product();
			const nodes = example.nodes.map((each) => {
				const { parameters } = each;
				if (parameters.fileSelector) {
					return { ...each, parameters: { ...parameters, fileSelector: `${folder}/*.png` } };
				}
				if (each.type !== type) return each;
				// The sandbox's shops have no SKU in common, so each gets a product of its own.
				const product = byId(products[parameters.shop]);
				return {
					...each,
					credentials: references,
					parameters: { ...parameters, product, options },
				};
			});
			const workflow = await rest.createWorkflow({ ...example, id: undefined, nodes });
			const first = await rest.runWorkflow(workflow);
			assert.ok(first.ok, first.error?.message);
			for (const [shop, name] of [
				['shopify', 'Export to Shopify'],
				['shoplazza', 'Export to Shoplazza'],
				['shopline', 'Export to SHOPLINE'],
			]) {
				const reports = first.records(name);
				assert.deepEqual(
					reports.map(({ action, position }) => [action, position]),
					[1, 2, 3].map((position) => ['created', position]),
					`${name}: ${JSON.stringify(reports)}`,
				);
				const shown = await shops[shop].images(products[shop]);
				assert.deepEqual(
					shown.slice(0, 3),
					reports.map((report) => report.image_id),
				);
			}
			await sandbox.clearJournal();
			const second = await rest.runWorkflow(workflow);
			assert.ok(second.ok, second.error?.message);
			for (const name of ['Export to Shopify', 'Export to Shoplazza', 'Export to SHOPLINE']) {
				assert.deepEqual([...new Set(second.records(name).map(({ action }) => action))], ['kept']);
			}
			assert.deepEqual((await sandbox.journal()).filter(isWrite), []);
		},
	);

	await steps.check('a file goes to Shoplazza by the address that n8n lends it', async () => {
		const convert = node(
			'File',
			'n8n-nodes-base.convertToFile',
			{ operation: 'toBinary', sourceProperty: 'file', options: { fileName: 'lent.png' } },
			1.1,
		);
		const product = byId(await shops.shoplazza.product());
		const execution = await run(
			chain('Lent', [
				...rows([{ file: png(5).toString('base64') }]),
				convert,
				ours('Ours', {
					resource: 'productGallery',
					shop: 'shoplazza',
					operation: 'append',
					product,
				}),
			]),
		);
		assert.ok(execution.ok, `${execution.error?.message} ${execution.error?.description}`);
		const [report] = execution.records('Ours');
		assert.equal(report.action, 'created');
		assert.equal(report.width, 64);
	});

	await steps.check('an export job is made, and its execution holds no token', async () => {
		const { products } = await sandbox.graphql('{ products(first: 1) { nodes { id } } }');
		const workflow = await rest.createWorkflow(
			chain('Job', [
				ours('Ours', {
					resource: 'dashExportJob',
					operation: 'create',
					sourceType: 'json',
					source: '{ "any": "form" }',
					product: byId(products.nodes[0].id),
					position: 1,
					additionalFields: { wait: true },
				}),
			]),
		);
		const execution = await rest.runWorkflow(workflow);
		assert.ok(execution.ok, execution.error?.message);
		const [{ result, permittedActions }] = execution.records('Ours');
		assert.ok(result.dateCompleted);
		assert.ok(Array.isArray(permittedActions));
		const stored = JSON.stringify(await rest.get(`/rest/executions/${execution.id}`));
		for (const secret of secrets) assert.ok(!stored.includes(secret), 'a token is stored');
	});

	await steps.check('Dash assets are listed, read and downloaded', async () => {
		const assets = await rest.searchList({
			node: ours('Ours', { resource: 'dashAsset', operation: 'get' }),
			path: 'assetId',
			method: 'searchAssets',
			filter: 'asset-0000',
		});
		assert.equal(assets.results.length, 9);
		const [{ value, name }] = assets.results;
		const execution = await run(
			chain('Download', [
				ours('Ours', { resource: 'dashAsset', operation: 'download', assetId: byId(value) }),
			]),
		);
		assert.ok(execution.ok, execution.error?.message);
		assert.equal(execution.records('Ours')[0].file_name, name);
	});

	await steps.check('lists of products and images follow the chosen shop', async () => {
		for (const shop of Object.keys(shops)) {
			const product = await shops[shop].product();
			const parameters = { resource: 'productGallery', operation: 'reorder', shop };
			const found = await rest.searchList({
				node: ours('Ours', parameters),
				path: 'product',
				method: 'searchProducts',
			});
			assert.ok(found.results.length > 10, `${shop}: products`);
			const images = await rest.searchList({
				node: ours('Ours', { ...parameters, product: byId(product) }),
				path: 'imageId',
				method: 'searchImages',
			});
			assert.deepEqual(
				images.results.map((image) => image.value),
				await shops[shop].images(product),
			);
		}
	});

	const shirt = { __rl: true, mode: 'sku', value: 'TSHIRT-BLUE-M' };
	const gallery = { resource: 'productGallery', shop: 'shopify', product: shirt };
	const forms = {
		append: { ...gallery, operation: 'append', imageSource: 'binaryFile' },
		replace: {
			...gallery,
			shop: 'shoplazza',
			operation: 'replace',
			imageSource: 'url',
			url: 'https://example.com/images/blue-t-shirt.jpg',
		},
		sync: {
			...gallery,
			operation: 'sync',
			imageSource: 'dashAsset',
			assetId: byId('7af90a8b-7ccd-430f-a85d-e8614015bc47'),
			additionalFields: { alt: 'Blue T-shirt, front', position: 1 },
		},
		reorder: {
			...gallery,
			shop: 'shopline',
			operation: 'reorder',
			imageId: byId('5785060242207917075'),
			additionalFields: { position: 1 },
		},
		search: {
			resource: 'dashAsset',
			operation: 'getAll',
			filters: { fileName: 'blue-t-shirt*', keywords: ['summer'] },
		},
		job: {
			resource: 'dashExportJob',
			shop: 'shopify',
			operation: 'create',
			sourceType: 'dashAsset',
			assetId: byId('7af90a8b-7ccd-430f-a85d-e8614015bc47'),
			product: shirt,
			position: 3,
			additionalFields: { wait: true },
		},
	};
	const editor = await Editor.open(n8n.url);
	try {
		await editor.logIn(owner);
		const nodes = Object.entries(forms).map(([name, parameters]) =>
			ours(`Form ${name}`, parameters),
		);
		const { id } = await rest.createWorkflow(chain('Export Images', nodes));
		await editor.page.setViewportSize({ width: 1400, height: 1150 });
		await editor.openWorkflow(id);
		for (const [name, { operation, resource }] of Object.entries(forms)) {
			await steps.check(`the form of ${resource} ${operation} in the editor`, async () => {
				await editor.openNode(`Form ${name}`);
				try {
					const panel = editor.at('node-parameters');
					await panel.getByText('Operation', { exact: true }).first().waitFor();
					await editor.dismissMessages();
					await editor.picture(join(root, 'docs', 'images', `form-export-images-${name}.png`));
				} finally {
					await editor.closeNode();
				}
			});
		}
	} finally {
		await editor.close();
	}
}
