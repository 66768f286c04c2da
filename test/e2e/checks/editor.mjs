// The editor in Chromium, used as a shop's owner would. The pictures go into the README.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Editor } from '../browser.mjs';
import { root } from '../install.mjs';
import { owner } from '../n8n.mjs';
import { chain, shopify } from '../workflows.mjs';
import { credentialTypes, credentials } from '../world.mjs';

const images = join(root, 'docs', 'images');

/** Chooses one entry of a parameter's list; n8n appends descriptions to an entry's name. */
async function choose(editor, parameter, entry) {
	await editor.at(`parameter-input-${parameter}`).click();
	await editor.page.getByRole('option', { name: entry, exact: true }).click();
}

/** Runs the open node and waits for its result. */
async function execute(editor) {
	await editor.at('node-execute-button').click();
	await editor.page
		.locator('[data-test-id="ndv-items-count"], [data-test-id="node-error-message"]')
		.first()
		.waitFor();
}

/** What the output panel's table shows: column titles and the first row's cells. */
async function shownTable(editor) {
	const table = editor.at('output-panel').locator('table');
	await table.first().waitFor();
	const titles = await table.locator('thead th').allInnerTexts();
	const rows = await table.locator('tbody tr').count();
	return { titles: titles.map((title) => title.trim()).filter(Boolean), rows };
}

export async function editorChecks(steps, { n8n, sandbox }) {
	mkdirSync(images, { recursive: true });
	let editor;
	const picture = async (name) => await editor.picture(join(images, `${name}.png`));
	await steps.check('Editor: Chromium opens it and logs in', async () => {
		editor = await Editor.open(n8n.url);
		await editor.logIn(owner);
	});
	if (!editor) return;
	const { page } = editor;

	try {
		await steps.check('Editor: the nodes panel offers the node and its actions', async () => {
			await page.goto(`${n8n.url}/workflow/new`, { waitUntil: 'domcontentloaded' });
			await editor.at('canvas-plus-button').first().click();
			await editor.at('node-creator-search-bar').fill('Shopify Admin');
			await editor.at('node-creator').getByText('Shopify Admin', { exact: true }).click();
			const actions = editor.at('node-creator').getByText(/^Actions \(\d+\)$/);
			await actions.waitFor();
			const count = Number(/\d+/.exec(await actions.innerText())[0]);
			assert.ok(count >= 60, `${count} actions`);
			// On an empty canvas n8n opens the triggers and leaves the actions closed.
			const action = editor.at('node-creator').getByText('Get many products', { exact: true });
			await editor
				.at('node-creator')
				.getByText(/^Triggers/)
				.click();
			if (!(await action.isVisible())) await actions.click();
			await action.waitFor();
			await picture('nodes-panel');
		});

		await steps.check('Editor: choose action, credential, resource, operation', async () => {
			await editor.at('node-creator').getByText('Get many products', { exact: true }).click();
			await editor.at('node-parameters').waitFor();
			const [[, { id, name }]] = Object.entries(credentials.accessToken);
			await editor.at('node-credentials-select').click();
			await editor.at(`node-credentials-select-item-${id}`).click();
			await page.waitForFunction(
				([wanted]) =>
					[...document.querySelectorAll('[data-test-id="node-credentials-select"]')].some(
						(element) =>
							element.textContent.includes(wanted) ||
							[...element.querySelectorAll('input')].some((input) => input.value === wanted),
					),
				[name],
			);
			await choose(editor, 'resource', 'Order');
			await choose(editor, 'operation', /^Get Many/);
			await choose(editor, 'output', /^Simplified/);
		});

		await steps.check('Editor: run the node and see its items', async () => {
			await execute(editor);
			const { ordersCount } = await sandbox.graphql('{ ordersCount { count } }');
			const expected = Math.min(50, ordersCount.count);
			assert.equal(await editor.at('ndv-items-count').innerText(), `${expected} items`);
			const { titles, rows } = await shownTable(editor);
			assert.ok(titles.includes('name') && titles.includes('total_price'), titles.join());
			assert.ok(rows > 5, `${rows} rows`);
			await editor.dismissMessages();
			await picture('editor');
		});

		await steps.check('Editor: a searchable list opens and offers orders', async () => {
			await choose(editor, 'operation', /^Get( |$)(?!Many)/);
			await editor.at('rlc-input').click();
			const first = editor.at('rlc-item').first();
			await first.waitFor();
			assert.match(await first.innerText(), /#\d+/);
			await page.keyboard.press('Escape');
		});

		await steps.check('Editor: the credential says "Connection tested successfully"', async () => {
			await editor.at('credential-edit-button').click();
			const success = editor.at('credentials-config-container-test-success');
			await success.waitFor();
			assert.match(await success.innerText(), /Connection tested successfully/);
			await picture('credential');
		});

		await steps.check('Editor: "Connect my account" connects by OAuth2', async () => {
			const reference = await n8n.rest.createCredential(
				'Sandbox shop (OAuth2)',
				credentialTypes.oAuth2,
				sandbox.oauthCredential,
			);
			const [{ id }] = Object.values(reference);
			await page.goto(`${n8n.url}/home/credentials/${id}`, { waitUntil: 'domcontentloaded' });
			const opened = page.waitForEvent('popup');
			await editor.at('quick-connect-button').click();
			const popup = await opened;
			await popup.waitForEvent('close');
			await editor.at('oauth-connect-success-banner').waitFor();
			assert.equal((await n8n.rest.testCredential(reference)).status, 'OK');
		});

		await steps.check('Editor: a wrong token shows what to do', async () => {
			const wrong = await n8n.rest.createCredential('Wrong token', 'shopifyAdminTokenApi', {
				...sandbox.tokenCredential,
				accessToken: 'shpat_00000000000000000000000000000000',
			});
			const list = shopify(
				'Get orders',
				{ resource: 'order', operation: 'getAll' },
				{ credentials: wrong },
			);
			const workflow = await n8n.rest.createWorkflow(chain('Wrong token', [list]));
			await editor.openWorkflow(workflow.id);
			await editor.openNode('Get orders');
			await execute(editor);
			const text = await editor.at('node-error-message').innerText();
			assert.match(text, /token/i);
			await editor.dismissMessages();
			await picture('wrong-token');
		});

		await steps.check('Editor: nobody else was asked for anything', async () => {
			// n8n's panel asks npm about every community package that it shows; here in vain.
			editor.strangers.delete('registry.npmjs.org');
			assert.deepEqual([...editor.strangers], []);
		});
	} finally {
		await editor.close();
	}
}
