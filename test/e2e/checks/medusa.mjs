// The node Medusa in the real n8n: its logins, an export with each, a list, its form.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Editor } from '../browser.mjs';
import { root } from '../install.mjs';
import { owner } from '../n8n.mjs';
import { chain, node } from '../workflows.mjs';

const type = 'n8n-nodes-commerce-ops.medusa';
const credentialType = 'medusaApi';

/** The field that is the secret of each kind of login. */
const secretOf = { apiToken: 'apiToken', secretKey: 'secretKey', password: 'password' };

export async function medusaChecks(steps, { n8n, sandbox }) {
	const { rest } = n8n;
	const references = {};
	const ours = (kind, name, parameters) => ({
		...node(name, type, parameters),
		credentials: references[kind],
	});

	for (const [kind, data] of Object.entries(sandbox.medusaCredentials)) {
		await steps.check(`Medusa, ${kind}: credential test, good and bad`, async () => {
			references[kind] = await rest.createCredential(`e2e Medusa ${kind}`, credentialType, data);
			const good = await rest.testCredential(references[kind]);
			assert.equal(good.status, 'OK', good.message);
			const wrong = 'wrong_00000000000000000000000000';
			const bad = await rest.testCredential(
				await rest.createCredential(`e2e Medusa ${kind} bad`, credentialType, {
					...data,
					[secretOf[kind]]: wrong,
				}),
			);
			assert.equal(bad.status, 'Error');
			assert.ok(!bad.message.includes(wrong), bad.message);
		});

		await steps.check(
			`Medusa, ${kind}: an export waits for its file and gives its lines`,
			async () => {
				const parameters = { resource: 'product', operation: 'export', result: 'items' };
				const execution = await rest.runWorkflow(
					await rest.createWorkflow(chain('Medusa', [ours(kind, 'Ours', parameters)])),
				);
				assert.ok(execution.ok, execution.error?.message);
				const names = new Set(execution.records('Ours').map((row) => row['Product Id']));
				assert.equal(names.size, 12);
			},
		);
	}

	await steps.check('Medusa: a list for the editor', async () => {
		const { results } = await rest.searchList({
			node: ours('apiToken', 'Ours', { resource: 'batchJob', operation: 'get' }),
			path: 'batchJobId',
			method: 'searchBatchJobs',
		});
		assert.ok(results.length > 0);
		assert.ok(results.every((entry) => entry.name && entry.value));
	});

	const editor = await Editor.open(n8n.url);
	try {
		await editor.logIn(owner);
		const forms = [
			['export', ours('secretKey', 'export', { resource: 'product', operation: 'export' })],
			['batch job', ours('apiToken', 'batch job', { resource: 'batchJob', operation: 'create' })],
		];
		const { id } = await rest.createWorkflow(
			chain(
				'Medusa forms',
				forms.map(([, form]) => form),
			),
		);
		await editor.page.setViewportSize({ width: 1400, height: 1100 });
		await editor.openWorkflow(id);
		for (const [name] of forms) {
			await steps.check(`Medusa: the form of ${name} in the editor`, async () => {
				await editor.openNode(name);
				try {
					await editor.at('node-parameters').getByText('Options').first().waitFor();
					const file = `form-medusa-${name.replace(' ', '-')}.png`;
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
