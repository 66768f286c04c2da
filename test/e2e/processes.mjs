// Child processes that never outlive us, free ports, and waiting with a limit.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const running = new Set();
let stopping = false;

/** Whether a signal has told us to end. */
export const isStopping = () => stopping;

/** Signals a child's whole process group; a group that is gone already is no error. */
function signal(child, name) {
	try {
		process.kill(-child.pid, name);
	} catch (error) {
		if (error.code !== 'ESRCH') throw error;
	}
}

/** What `npm run` tells a script about itself; a child's npm must not take it for its own. */
const aboutThisScript = /^npm_(lifecycle_|package_|command$|config_local_prefix$)/i;

/** Our environment for a child, with some settings added. */
export function cleanEnv(extra = {}) {
	const own = Object.entries(process.env).filter(([name]) => !aboutThisScript.test(name));
	return { ...Object.fromEntries(own), ...extra };
}

/**
 * Starts a program in its own process group, its output going to a log file.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: object, log: string }} options `log`: overwritten
 * @returns {import('node:child_process').ChildProcess & { log: string, done: Promise<number> }}
 *   `done` resolves with the exit code (128 when a signal ended it), and never rejects
 */
export function start(command, args, { cwd, env, log }) {
	mkdirSync(dirname(log), { recursive: true });
	const output = openSync(log, 'w');
	const child = spawn(command, args, {
		cwd,
		env: env ?? cleanEnv(),
		detached: true,
		stdio: ['ignore', output, output],
	});
	closeSync(output);
	running.add(child);
	child.log = log;
	child.done = new Promise((resolve) => {
		child.once('error', (error) => {
			child.failure = error;
			running.delete(child);
			resolve(127);
		});
		child.once('exit', (code) => {
			// What it started must not stay behind either, however it ended.
			signal(child, 'SIGKILL');
			running.delete(child);
			resolve(code ?? 128);
		});
	});
	return child;
}

/** Ends a child and what it started: asks first, then kills after `grace` milliseconds. */
export async function stop(child, grace = 8000) {
	if (!child || child.exitCode !== null || child.signalCode !== null) return;
	signal(child, 'SIGTERM');
	const patience = sleep(grace, undefined, { ref: false }).then(() => signal(child, 'SIGKILL'));
	await Promise.race([child.done, patience]);
	await child.done;
}

/** Ends every child that is still running. */
export async function stopAll() {
	await Promise.all([...running].map((child) => stop(child)));
}

/**
 * Lets no child survive this process, whether it ends well, by an error or by Ctrl-C.
 * On a signal the children get the time to stop properly; a second signal kills at once.
 */
export function tieChildrenToUs() {
	process.on('exit', () => running.forEach((child) => signal(child, 'SIGKILL')));
	for (const [name, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
		process.on(name, () => {
			if (stopping) process.exit(code);
			stopping = true;
			console.log('Stopping …');
			void stopAll().finally(() => process.exit(code));
		});
	}
}

/** Runs a program to its end. Throws with the end of its output when it fails. */
export async function run(command, args, options) {
	const child = start(command, args, options);
	const code = await child.done;
	if (code !== 0) {
		const why = child.failure?.message ?? `exit code ${code}`;
		throw new Error(`${command} ${args.join(' ')}: ${why}\n${tail(options.log)}`);
	}
	return readFileSync(options.log, 'utf8');
}

/** The last lines of a log file. */
export function tail(log, lines = 25) {
	return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

/** Opens a port on loopback for a moment and says which one it was; 0 asks for any. */
async function tryPort(port) {
	const server = createServer();
	await new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	const free = server.address().port;
	await new Promise((resolve) => server.close(resolve));
	return free;
}

/** A free port on loopback: the wished one if it is free, otherwise any. */
export async function freePort(wished = 0) {
	return await tryPort(wished).catch(() => tryPort(0));
}

/**
 * Asks again and again until the answer is truthy, and returns it.
 *
 * @param {string} what for the error text
 * @param {() => Promise<unknown>} ask an exception counts as "not yet"
 * @param {{ seconds?: number, pause?: number, child?: object }} options a child that ends while
 *   we wait fails the wait at once, with the end of its log
 */
export async function waitFor(what, ask, { seconds = 30, pause = 150, child } = {}) {
	const deadline = Date.now() + seconds * 1000;
	let last;
	for (;;) {
		try {
			const answer = await ask();
			if (answer) return answer;
		} catch (error) {
			last = error;
		}
		if (child && !running.has(child)) {
			throw new Error(`Waited for ${what}, but its process ended:\n${tail(child.log)}`);
		}
		if (Date.now() > deadline) {
			throw new Error(`${what}: not within ${seconds} s`, { cause: last });
		}
		await sleep(pause);
	}
}
