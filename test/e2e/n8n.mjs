// One real n8n: its folder, our package in it, its command line and its server.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { node24Env, node24Program, root, userFolders, workFolder } from './install.mjs';
import { freePort, run, start, stop, tail, waitFor } from './processes.mjs';
import { RestClient } from './rest.mjs';

const program = join(dirname(fileURLToPath(import.meta.url)), 'node_modules/n8n/bin/n8n');

/** Who logs in to our n8n. It listens on loopback only, so the password may be known to all. */
export const owner = {
	email: 'demo@example.com',
	password: 'CommerceOps1',
	firstName: 'Demo',
	lastName: 'Merchant',
};

export class N8n {
	/**
	 * @param {string} name its user folder in `userFolders`, and the prefix of its logs
	 * @param {{ fresh?: boolean, port?: number, settings?: object }} options `fresh` forgets what
	 *   earlier runs left; `port` is taken when it is free; `settings` are n8n's environment variables
	 */
	constructor(name, { fresh = false, port = 0, settings = {} } = {}) {
		this.name = name;
		this.settings = settings;
		this.wishedPort = port;
		this.folder = join(userFolders, name);
		if (fresh) rmSync(this.folder, { recursive: true, force: true });
		mkdirSync(this.folder, { recursive: true });
	}

	#log(what) {
		return join(workFolder, 'logs', `${this.name}-${what}.log`);
	}

	/**
	 * Installs our built package where n8n keeps community packages, from the archive that would be
	 * published: a file that is missing from the archive is missing here too.
	 *
	 * @param {string} folder the package's root
	 * @returns {string} where it was unpacked
	 */
	async installPackage(folder = root) {
		const { name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
		const target = join(this.folder, '.n8n/nodes/node_modules', name);
		const archives = join(this.folder, 'archive');
		for (const path of [target, archives]) {
			rmSync(path, { recursive: true, force: true });
			mkdirSync(path, { recursive: true });
		}
		const log = this.#log('pack');
		await run('npm', ['pack', '--ignore-scripts', '--pack-destination', archives], {
			cwd: folder,
			log,
		});
		const [archive] = readdirSync(archives).filter((file) => file.endsWith('.tgz'));
		const tar = ['-xzf', join(archives, archive), '-C', target, '--strip-components=1'];
		await run('tar', tar, { log });
		return target;
	}

	/** The settings of every n8n process here: own folder, loopback only, nobody is called. */
	async #env() {
		return node24Env({
			N8N_USER_FOLDER: this.folder,
			N8N_ENCRYPTION_KEY: 'commerce-ops-on-loopback-only',
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_RESTRICT_FILE_ACCESS_TO: join(this.folder, 'files'),
			N8N_SECURE_COOKIE: 'false',
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			N8N_COMMUNITY_PACKAGES_ALLOW_TOOL_USAGE: 'true',
			N8N_DIAGNOSTICS_ENABLED: 'false',
			N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
			N8N_TEMPLATES_ENABLED: 'false',
			N8N_PERSONALIZATION_ENABLED: 'false',
			N8N_HIRING_BANNER_ENABLED: 'false',
			N8N_DYNAMIC_BANNERS_ENABLED: 'false',
			N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
			N8N_AI_ENABLED: 'false',
			N8N_VERIFIED_PACKAGES_ENABLED: 'false',
			N8N_DISABLED_MODULES: 'mcp-registry',
			N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
			N8N_LOG_LEVEL: 'info',
			NO_COLOR: '1',
			GENERIC_TIMEZONE: 'UTC',
			TZ: 'UTC',
			...this.settings,
		});
	}

	/** Runs one command of n8n's command line and returns what it prints. Throws when it fails. */
	async command(args, log = this.#log(args[0].replace(':', '-'))) {
		return await run(node24Program(), [program, ...args], { env: await this.#env(), log });
	}

	/** Imports objects by the command line: `kind` is "credentials" or "workflow". */
	async import(kind, objects) {
		const file = join(this.folder, `import-${kind}.json`);
		writeFileSync(file, JSON.stringify(objects), { mode: 0o600 });
		try {
			await this.command([`import:${kind}`, `--input=${file}`]);
		} finally {
			rmSync(file);
		}
	}

	/**
	 * Executes a stored workflow by the command line. The run is printed among log lines, from the
	 * first line that is "{" to the first that is "}".
	 *
	 * @returns {{ ok: boolean, run: object }} n8n's record of the run, also of a failed one
	 */
	async execute(workflowId) {
		const log = this.#log('execute');
		const failure = await this.command(['execute', `--id=${workflowId}`, '--rawOutput'], log).then(
			() => undefined,
			(error) => error,
		);
		const lines = readFileSync(log, 'utf8').split('\n');
		const begin = lines.indexOf('{');
		const end = lines.indexOf('}', begin);
		if (begin < 0 || end < 0) throw failure ?? new Error(`n8n printed no run:\n${tail(log)}`);
		return { ok: !failure, run: JSON.parse(lines.slice(begin, end + 1).join('\n')) };
	}

	/** Starts the server and waits until it answers. */
	async start() {
		this.port = await freePort(this.wishedPort);
		this.url = `http://127.0.0.1:${this.port}`;
		const env = {
			...(await this.#env()),
			N8N_PORT: String(this.port),
			N8N_WEBHOOK_URL: `${this.url}/`,
			N8N_EDITOR_BASE_URL: `${this.url}/`,
		};
		this.log = this.#log('server');
		this.server = start(node24Program(), [program, 'start'], { env, log: this.log });
		// While it starts, n8n answers everything with a line of text and status 200.
		const ready = async () => (await (await fetch(`${this.url}/rest/settings`)).json()).data;
		await waitFor('n8n', ready, { seconds: 90, child: this.server });
		this.rest = new RestClient(this.url);
	}

	/** Starts a worker of queue mode, and waits until it takes work. */
	async startWorker(concurrency) {
		const port = await freePort();
		const env = {
			...(await this.#env()),
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
		};
		const args = [program, 'worker', `--concurrency=${concurrency}`];
		this.log = this.#log('worker');
		this.server = start(node24Program(), args, { env, log: this.log });
		const ready = async () =>
			(await fetch(`http://127.0.0.1:${port}/healthz/readiness`)).status === 200;
		await waitFor(`worker ${this.name}`, ready, { seconds: 90, child: this.server });
	}

	/** How many jobs a worker says it has finished. */
	finishedJobs() {
		const finished = /Worker finished execution/g;
		return (readFileSync(this.log, 'utf8').match(finished) ?? []).length;
	}

	/** Stops the server and starts it again under the same address. */
	async restart() {
		this.wishedPort = this.port;
		await this.stop();
		await this.start();
		await this.logIn();
	}

	/** Logs in as the owner, whom the first log-in sets up. */
	async logIn() {
		const settings = await this.rest.get('/rest/settings');
		if (settings.userManagement.showSetupOnFirstLoad) {
			await this.rest.post('/rest/owner/setup', owner);
		} else {
			const { email, password } = owner;
			await this.rest.post('/rest/login', { emailOrLdapLoginId: email, password });
		}
	}

	async stop() {
		await stop(this.server);
	}
}
