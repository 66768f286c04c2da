// The sandbox shop as a child process, and a way to read its data that does not use our node.
import { join } from 'node:path';
import { root, workFolder } from './install.mjs';
import { cleanEnv, freePort, start, waitFor } from './processes.mjs';

const version = '2026-10';

export class Sandbox {
	/** Starts a newly seeded shop on a free port. `name` is the prefix of its log. */
	static async start(name) {
		const sandbox = new Sandbox();
		const port = await freePort();
		sandbox.url = `http://127.0.0.1:${port}`;
		sandbox.baseUrl = `${sandbox.url}/shopify`;
		const tsx = join(root, 'node_modules/.bin/tsx');
		sandbox.process = start(tsx, ['test/sandbox/main.mts', '--port', String(port)], {
			cwd: root,
			env: cleanEnv(),
			log: join(workFolder, 'logs', `${name}-sandbox.log`),
		});
		const ready = async () => await sandbox.control('GET', 'credentials');
		sandbox.keys = await waitFor('the sandbox', ready, { seconds: 60, child: sandbox.process });
		return sandbox;
	}

	/** One request to the sandbox's control endpoint. */
	async control(method, path, body) {
		const response = await fetch(`${this.url}/control/${path}`, {
			method,
			headers: { 'content-type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		if (!response.ok) throw new Error(`control/${path}: HTTP ${response.status}`);
		return await response.json();
	}
}
