// `npm run e2e`: our package in a real n8n against the sandbox, by command line, REST and browser.
// `npm run e2e -- lists forms` runs only the groups whose name has one of the words.
import { changeChecks } from './checks/changes.mjs';
import { credentialChecks } from './checks/credentials.mjs';
import { editorChecks } from './checks/editor.mjs';
import { formChecks } from './checks/forms.mjs';
import { imageChecks } from './checks/images.mjs';
import { listChecks } from './checks/lists.mjs';
import { medusaChecks } from './checks/medusa.mjs';
import { platformChecks } from './checks/platforms.mjs';
import { resourceChecks } from './checks/resources.mjs';
import { toolChecks } from './checks/tool.mjs';
import { triggerChecks } from './checks/triggers.mjs';
import { commandLineChecks, workflowChecks } from './checks/workflows.mjs';
import { installChromium } from './browser.mjs';
import { stopAll, tieChildrenToUs } from './processes.mjs';
import { Steps } from './steps.mjs';
import { openWorld, prepare } from './world.mjs';

const groups = {
	'Workflows over REST': workflowChecks,
	'Every resource': resourceChecks,
	'Changes of the shop': changeChecks,
	Credentials: credentialChecks,
	'Searchable lists': listChecks,
	'AI tool': toolChecks,
	Editor: editorChecks,
	'Forms in the editor': formChecks,
	'Shoplazza and SHOPLINE': platformChecks,
	Medusa: medusaChecks,
	'Export Images': imageChecks,
	Triggers: triggerChecks,
};

/** Parts of names on the command line choose groups: `npm run e2e -- triggers`. */
const wanted = process.argv.slice(2).map((word) => word.toLowerCase());
const isWanted = (name) =>
	wanted.length === 0 || wanted.some((word) => name.toLowerCase().includes(word));

tieChildrenToUs();
const steps = new Steps();
try {
	await prepare();
	await installChromium();
	console.log('Starting the sandbox shop and n8n …');
	const world = await openWorld('e2e', { fresh: true });
	if (isWanted('Command line')) {
		console.log('Command line');
		await commandLineChecks(steps, world);
	}
	await world.n8n.start();
	await world.n8n.logIn();
	for (const [name, checks] of Object.entries(groups)) {
		if (!isWanted(name)) continue;
		console.log(name);
		await checks(steps, world);
	}
} catch (error) {
	steps.fail('setting up', error);
} finally {
	await stopAll();
	steps.finish();
}
