// Named checks that can fail, counted to a last line.
import { setTimeout as sleep } from 'node:timers/promises';

/** Seconds: longer than most checks need, so that a hanging one fails instead of the whole run. */
const LIMIT = 90;

export class Steps {
	passed = 0;
	failed = 0;
	#begin = Date.now();
	#command;

	/** @param command what the user typed, for the last lines */
	constructor(command = 'npm run e2e') {
		this.#command = command;
	}

	/**
	 * Runs one check. It passes when it ends without throwing; the run goes on either way.
	 *
	 * @param {{ seconds?: number }} options how long it may take
	 */
	async check(name, body, { seconds = LIMIT } = {}) {
		const begin = Date.now();
		const tooLong = new AbortController();
		try {
			await Promise.race([
				body(),
				sleep(seconds * 1000, undefined, { signal: tooLong.signal }).then(() => {
					throw new Error(`not done after ${seconds} s`);
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
