// `npm test`: everything that needs no running n8n. Every stage runs, also after a failed one, so
// that one look shows all that is wrong. The last line counts tests; a failed stage counts as one.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installRoot, root } from './e2e/install.mjs';
import { cleanEnv } from './e2e/processes.mjs';

const folder = mkdtempSync(join(tmpdir(), 'commerce-ops-test-'));
const results = join(folder, 'jest.json');
let passed = 0;
let failed = 0;

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** Runs one stage and says how it ended. What it prints is shown at once, or only if it fails. */
function stage(name, command, args, { show = false } = {}) {
	const begin = Date.now();
	const { status, stdout } = spawnSync(command, args, {
		cwd: root,
		env: cleanEnv({ FORCE_COLOR: '0', CI: 'true' }),
		stdio: ['ignore', show ? 'inherit' : 'pipe', 'inherit'],
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024,
	});
	const ok = status === 0;
	if (!ok && stdout) console.log(stdout);
	console.log(`${name}: ${ok ? 'ok' : 'FAILED'}, ${seconds(begin)}`);
	return ok;
}

/**
 * Adds jest's counts. A test file that could not run at all has no tests to count: it counts as one
 * failure, and so does a jest that failed for a reason that is in no count.
 */
function addJest(ok) {
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

const begin = Date.now();
try {
	await installRoot();
	for (const script of ['lint', 'typecheck', 'build']) {
		if (!stage(script, 'npm', ['run', '--silent', script])) failed += 1;
	}
	const jest = join(root, 'node_modules/.bin/jest');
	addJest(stage('jest', jest, ['--json', '--outputFile', results], { show: true }));
} catch (error) {
	console.error(error.message);
	failed += 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
console.log(`\nnpm test took ${seconds(begin)}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
