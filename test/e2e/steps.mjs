// Named checks that can fail, counted to a last line.
import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than any check needs, so that a hanging one fails instead of the whole run. */
const limit = 90_000;

export class Steps {
	passed = 0;
	failed = 0;
	#begin = Date.now();
	#command;

	/** @param command what the user typed, for the last lines */
	constructor(command = 'npm run e2e') {
		this.#command = command;
	}

	/** Runs one check. It passes when it ends without throwing; the run goes on either way. */
	async check(name, body) {
		const begin = Date.now();
		const tooLong = new AbortController();
		try {
			await Promise.race([
				body(),
				sleep(limit, undefined, { signal: tooLong.signal }).then(() => {
					throw new Error(`not done after ${limit / 1000} s`);
				}),
			]);
			this.passed += 1;
			console.log(`  ok    ${name} (${((Date.now() - begin) / 1000).toFixed(1)} s)`);
		} catch (error) {
			this.fail(name, error);
		} finally {
			tooLong.abort();
		}
	}

	/** Counts a failure, and shows why. */
	fail(name, error) {
		this.failed += 1;
		const text = error?.stack ?? String(error);
		console.log(`  FAIL  ${name}\n${text.replace(/^/gm, '        ')}`);
	}

	/** Prints the last lines, and sets the exit code. */
	finish() {
		const seconds = Math.round((Date.now() - this.#begin) / 1000);
		console.log(`\n${this.#command} took ${seconds} s`);
		console.log(`${this.passed} passed, ${this.failed} failed`);
		process.exitCode = this.failed || !this.passed ? 1 : 0;
	}
}
