// `npm run e2e:medusa`: our node in n8n-core against real Medusa servers, version 1 and version 2,
// each with a database of its own in a PostgreSQL of our own. Only loopback is used.
import { installRoot } from '../install.mjs';
import { stopAll, tieChildrenToUs } from '../processes.mjs';
import { Steps } from '../steps.mjs';
import * as goods from './goods.mjs';
import { Postgres } from './postgres.mjs';
import { Medusa1, Medusa2 } from './servers.mjs';

/** Our node comes from its sources, so the checks need what is installed first. */
async function loadChecks() {
	await installRoot();
	await import('tsx');
	return (await import('./checks/index.mts')).checks;
}

/** One server, from its installation to its last check. */
async function tryOut(name, server, steps, loaded) {
	try {
		const medusa = await server();
		const checks = await loaded;
		const named = { check: (what, body) => steps.check(`${name}: ${what}`, body) };
		for (const check of checks[name]) await check(named, { medusa, ...goods });
	} catch (error) {
		steps.fail(`${name}: setting up`, error);
	}
}

tieChildrenToUs();
const steps = new Steps('npm run e2e:medusa');
const postgres = Postgres.start();
const checks = loadChecks();
// The two have nothing in common but PostgreSQL, and wait a lot.
await Promise.all([
	tryOut('Medusa 1', async () => await new Medusa1(await postgres).open(), steps, checks),
	tryOut('Medusa 2', async () => await new Medusa2(await postgres).open(), steps, checks),
]);
await stopAll();
steps.finish();
// What a failed start left waiting must not keep us.
process.exit();
