// `npm run demo`: a shop, a real n8n with this package, and a first workflow, on this machine only.
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { root, userFolders } from './install.mjs';
import { owner } from './n8n.mjs';
import { isStopping, stopAll, tieChildrenToUs } from './processes.mjs';
import { openWorld, prepare } from './world.mjs';

const { once } = parseArgs({ options: { once: { type: 'boolean', default: false } } }).values;

/** Rows as lines of text, each column as wide as its longest value. */
function table(columns, rows) {
	const titles = Object.keys(columns);
	const cells = rows.map((row) => titles.map((title) => String(columns[title](row) ?? '')));
	const widths = titles.map((title, i) =>
		Math.max(title.length, ...cells.map((row) => row[i].length)),
	);
	const line = (row) =>
		row
			.map((cell, i) => cell.padEnd(widths[i]))
			.join('  ')
			.trimEnd();
	return [titles, widths.map((width) => '─'.repeat(width)), ...cells].map(line).join('\n');
}

const orderColumns = {
	Order: ({ name }) => name,
	Customer: ({ customer }) => [customer?.first_name, customer?.last_name].filter(Boolean).join(' '),
	Total: ({ total_price, currency }) => `${total_price} ${currency}`,
	Payment: ({ financial_status }) => financial_status,
	Lines: ({ line_items }) => line_items?.length,
	Tags: ({ tags }) => tags,
	Note: ({ note }) => note,
};

/** Runs a workflow, and prints the items of its last node. Says whether it succeeded. */
async function runAndPrint(n8n, workflow) {
	console.log(`\nRunning the workflow “${workflow.name}” …`);
	const stored = await n8n.rest.get(`/rest/workflows/${workflow.id}`);
	const execution = await n8n.rest.runWorkflow(stored);
	if (!execution.ok) {
		const { message, description } = execution.error ?? {};
		console.log(`It ended with "${execution.status}": ${[message, description].join(' ')}`);
		return false;
	}
	const last = stored.nodes.at(-1).name;
	const orders = execution.records(last);
	console.log(`“${last}” gave ${orders.length} items:\n\n${table(orderColumns, orders)}\n`);
	return orders.length > 0;
}

/** Leaves the editor open until Ctrl-C, or until one of the two servers ends. */
async function stayOpen({ n8n, sandbox }, workflow) {
	console.log(`n8n is open at ${n8n.url}/workflow/${workflow.id}`);
	console.log(`  log in as   ${owner.email}`);
	console.log(`  password    ${owner.password}`);
	console.log(`The shop is the sandbox at ${sandbox.baseUrl}; it begins anew with each demo.`);
	const kept = relative(root, join(userFolders, 'demo'));
	console.log(`Your workflows are kept in ${kept}. Ctrl-C ends the demo.`);
	const ended = await Promise.race([
		n8n.server.done.then(() => 'n8n'),
		sandbox.process.done.then(() => 'the sandbox'),
	]);
	throw new Error(`${ended} has ended: see the logs in test/e2e/.n8n/logs`);
}

tieChildrenToUs();
try {
	await prepare();
	console.log('Starting the sandbox shop and n8n …');
	const world = await openWorld('demo', { port: 5690 });
	await world.n8n.start();
	await world.n8n.logIn();
	const workflow = world.examples['tag-unfulfilled-orders'];
	const ok = await runAndPrint(world.n8n, workflow);
	if (!once) await stayOpen(world, workflow);
	process.exitCode = ok ? 0 : 1;
} catch (error) {
	if (!isStopping()) console.error(error.message);
	process.exitCode = 1;
} finally {
	await stopAll();
}
