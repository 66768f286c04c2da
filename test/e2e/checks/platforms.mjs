// The nodes Shoplazza and SHOPLINE in the real n8n: credentials, the seeded operations, lists, forms.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Editor } from '../browser.mjs';
import { root } from '../install.mjs';
import { owner } from '../n8n.mjs';
import { chain, node } from '../workflows.mjs';

const sampleOf = (path) =>
	JSON.parse(readFileSync(join(root, 'nodes', `${path}.sample.json`), 'utf8')).input;

/** The platforms, and how each says in its own API what our node is to have done. */
const platforms = (sandbox) => [
	{
		name: 'Shoplazza',
		type: 'n8n-nodes-commerce-ops.shoplazza',
		credentialType: 'shoplazzaApi',
		data: sandbox.shoplazzaCredential,
		always: { authentication: 'accessToken' },
		form: { resource: 'productImage', operation: 'create' },
		products: async () => {
			const { products } = await sandbox.shoplazza('products?per_page=50');
			return products.map(({ id, title }) => ({ id, title }));
		},
	},
	{
		name: 'SHOPLINE',
		type: 'n8n-nodes-commerce-ops.shopline',
		credentialType: 'shoplineApi',
		data: sandbox.shoplineCredential,
		form: { resource: 'product', operation: 'create' },
		products: async () => {
			const { products } = await sandbox.shopline('products/products.json?limit=50');
			return products.map(({ id, title }) => ({ id, title }));
		},
	},
];

export async function platformChecks(steps, { n8n, sandbox }) {
	const { rest } = n8n;
	const references = {};
	const ours = (platform, name, parameters) => ({
		...node(name, platform.type, { ...platform.always, ...parameters }),
		typeVersion: 1,
		credentials: references[platform.name],
	});
	const run = async (workflow) => await rest.runWorkflow(await rest.createWorkflow(workflow));
	const outcome = async (platform, parameters) =>
		await run(chain(platform.name, [ours(platform, 'Ours', parameters)]));

	for (const platform of platforms(sandbox)) {
		const { name, credentialType, data } = platform;
		await steps.check(`${name}: credential test, good and bad`, async () => {
			references[name] = await rest.createCredential(`e2e ${name}`, credentialType, data);
			const good = await rest.testCredential(references[name]);
			assert.equal(good.status, 'OK', good.message);
			const accessToken = 'wrong_00000000000000000000000000';
			const wrong = { ...data, accessToken };
			const reference = await rest.createCredential(`e2e ${name} bad`, credentialType, wrong);
			const bad = await rest.testCredential(reference);
			assert.equal(bad.status, 'Error');
			assert.match(bad.message, /token/i);
			assert.ok(!bad.message.includes(accessToken));
		});

		await steps.check(`${name}: its products, as its own API lists them`, async () => {
			const execution = await outcome(platform, {
				resource: 'product',
				operation: 'getAll',
				returnAll: true,
			});
			assert.ok(execution.ok, execution.error?.message);
			const titles = new Set(execution.records('Ours').map(({ title }) => title));
			const expected = await platform.products();
			assert.ok(expected.length > 10);
			for (const { title } of expected) assert.ok(titles.has(title), title);
		});

		await steps.check(`${name}: a list for the editor`, async () => {
			const { results } = await rest.searchList({
				node: ours(platform, 'Ours', { resource: 'product', operation: 'get' }),
				path: 'productId',
				method: 'searchProducts',
			});
			assert.ok(results.length > 10);
			assert.ok(results.every((entry) => entry.name && entry.value));
		});
	}

	const [shoplazza, shopline] = platforms(sandbox);

	await steps.check('Shoplazza: the documented product image is created', async () => {
		const [{ id }] = await shoplazza.products();
		const sample = sampleOf('Shoplazza/operations/productImage/create');
		const execution = await outcome(shoplazza, {
			...shoplazza.form,
			input: 'json',
			payload: JSON.stringify({ ...sample, product_id: id }),
		});
		assert.ok(execution.ok, execution.error?.message);
		const [image] = execution.records('Ours');
		assert.equal(image.product_id, id);
		assert.equal(image.alt, sample.alt);
	});

	await steps.check('SHOPLINE: the documented product is created', async () => {
		const sample = sampleOf('Shopline/operations/product/create');
		const execution = await outcome(shopline, {
			...shopline.form,
			input: 'json',
			payload: JSON.stringify(sample),
		});
		assert.ok(execution.ok, execution.error?.message);
		const [{ id, title }] = execution.records('Ours');
		const { product } = await sandbox.shopline(`products/${id}.json`);
		assert.equal(product.title, title);
	});

	const editor = await Editor.open(n8n.url);
	try {
		await editor.logIn(owner);
		const nodes = [shoplazza, shopline].map((platform) =>
			ours(platform, platform.name, platform.form),
		);
		const { id } = await rest.createWorkflow(chain('Platforms', nodes));
		await editor.page.setViewportSize({ width: 1400, height: 1100 });
		await editor.openWorkflow(id);
		for (const { name, form } of [shoplazza, shopline]) {
			await steps.check(`${name}: its form in the editor`, async () => {
				await editor.openNode(name);
				try {
					const panel = editor.at('node-parameters');
					await panel
						.getByText(form.resource === 'product' ? 'Title' : 'Product')
						.first()
						.waitFor();
					const file = `form-${name.toLowerCase()}-${form.resource}-${form.operation}.png`;
					await editor.picture(join(root, 'docs', 'images', file));
				} finally {
					await editor.closeNode();
				}
			});
		}
	} finally {
		await editor.close();
	}
}
