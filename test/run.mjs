// `npm test`: everything that needs no running n8n. Every stage runs, also after a failed one, so
// that one look shows all that is wrong. The last line counts tests; a failed stage counts as one.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installRoot, root } from './e2e/install.mjs';
import { cleanEnv, start, stopAll, tieChildrenToUs } from './e2e/processes.mjs';

const folder = mkdtempSync(join(tmpdir(), 'commerce-ops-test-'));
const results = join(folder, 'jest.json');
const env = cleanEnv({ FORCE_COLOR: '0', CI: 'true' });
let passed = 0;
let failed = 0;

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** Runs one stage and says how it ended. What it printed follows when it failed, or if asked for. */
async function stage(name, command, args, { show = false } = {}) {
	const begin = Date.now();
	console.log(`${name} …`);
	const child = start(command, args, { cwd: root, env, log: join(folder, `${name}.log`) });
	const ok = (await child.done) === 0;
	if (!ok || show) console.log(`\n${readFileSync(child.log, 'utf8').trim()}\n`);
	console.log(`${name}: ${ok ? 'ok' : 'FAILED'}, ${seconds(begin)}`);
	return ok;
}

/** One npm script as a stage, which counts only when it fails. */
async function script(name) {
	if (!(await stage(name, 'npm', ['run', '--silent', name]))) failed += 1;
}

/**
 * Runs jest and adds its counts. A test file that could not run at all has no tests to count: it
 * counts as one failure, and so does a jest that failed for a reason that is in no count.
 */
async function jest() {
	const program = join(root, 'node_modules/.bin/jest');
	let ok = await stage('jest', program, ['--json', '--outputFile', results], { show: true });
	let counts = { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 0 };
	try {
		counts = JSON.parse(readFileSync(results, 'utf8'));
	} catch {
		console.log('jest left no results');
		ok = false;
	}
	const bad = counts.numFailedTests + counts.numRuntimeErrorTestSuites;
	const nothingRan = counts.numPassedTests + counts.numFailedTests === 0;
	passed += counts.numPassedTests;
	failed += bad || (!ok || nothingRan ? 1 : 0);
}

/** What must come one after the other: some tests look at the built package. */
async function buildAndTest() {
	await script('typecheck');
	await script('build');
	await jest();
}

const begin = Date.now();
tieChildrenToUs();
try {
	await installRoot();
	// The linters take about as long as all the rest, and leave dist alone.
	await Promise.all([script('lint'), buildAndTest()]);
} catch (error) {
	console.error(error.message);
	failed += 1;
} finally {
	await stopAll();
	rmSync(folder, { recursive: true, force: true });
}
console.log(`\nnpm test took ${seconds(begin)}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
