// n8n in queue mode: Redis, PostgreSQL, one main process and workers, all on loopback.
import {
	chownSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, workFolder } from './install.mjs';
import { N8n } from './n8n.mjs';
import { cleanEnv, freePort, run, start, stop, waitFor } from './processes.mjs';

const log = (name) => join(workFolder, 'logs', `queue-${name}.log`);

/** The program file of a name: on the path, or where Debian keeps PostgreSQL's. */
function findProgram(name) {
	const folders = (process.env.PATH ?? '').split(':');
	const versions = '/usr/lib/postgresql';
	if (existsSync(versions)) {
		for (const version of readdirSync(versions)) folders.push(join(versions, version, 'bin'));
	}
	return folders.map((folder) => join(folder, name)).find(existsSync);
}

/** Installs Redis and PostgreSQL where they are missing: as root on Debian; others are told how. */
export async function installQueue() {
	const needed = { 'redis-server': 'redis-server', initdb: 'postgresql' };
	const missing = Object.keys(needed).filter((name) => !findProgram(name));
	if (missing.length === 0) return;
	const packages = missing.map((name) => needed[name]);
	const advice = `Queue mode needs ${packages.join(' and ')}: install them, and put them on the path.`;
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new Error(advice);
	console.log(`Installing ${packages.join(' and ')} …`);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
	const apt = async (...args) => await run('apt-get', args, { env, log: log(`apt-${args[0]}`) });
	await apt('update');
	await apt('install', '--yes', '--no-install-recommends', ...packages);
}

/** Runs one of PostgreSQL's programs; root may not, so it becomes the user `postgres`. */
function asPostgres(name, args) {
	const program = findProgram(name);
	return process.getuid?.() === 0
		? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', program, ...args]]
		: [program, args];
}

/** A new PostgreSQL, in memory of this run only. */
async function startPostgres() {
	const folder = mkdtempSync(join(tmpdir(), 'commerce-ops-pg-'));
	const data = join(folder, 'data');
	const env = cleanEnv({ LC_ALL: 'C' });
	if (process.getuid?.() === 0) {
		const id = (await run('id', ['-u', 'postgres'], { log: log('id') })).trim();
		chownSync(folder, Number(id), Number(id));
	}
	const begin = async (name, args) =>
		await run(...asPostgres(name, args), { cwd: folder, env, log: log(name) });
	await begin('initdb', ['-D', data, '-A', 'trust', '-U', 'n8n', '--no-sync', '-E', 'UTF8']);
	const port = await freePort();
	const settings = ['-p', port, '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-F'];
	const server = start(...asPostgres('postgres', ['-D', data, ...settings.map(String)]), {
		cwd: folder,
		env,
		log: log('postgres'),
	});
	const create = ['-h', '127.0.0.1', '-p', String(port), '-U', 'n8n', 'n8n'];
	await waitFor(
		'PostgreSQL',
		async () => {
			await begin('createdb', create);
			return true;
		},
		{ seconds: 30, child: server },
	);
	const remove = () => rmSync(folder, { recursive: true, force: true });
	return { port, server, remove };
}

async function startRedis() {
	const port = await freePort();
	const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', tmpdir()];
	const server = start(findProgram('redis-server'), args, { log: log('redis') });
	const reply = async () => {
		const { connect } = await import('node:net');
		return await new Promise((resolve, reject) => {
			const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
			socket.once('data', (data) => {
				socket.destroy();
				resolve(String(data).includes('PONG'));
			});
			socket.once('error', reject);
		});
	};
	await waitFor('Redis', reply, { child: server });
	return { port, server };
}

/**
 * Starts n8n in queue mode with our package in every process, and logs in.
 *
 * @param {number} workers how many workers
 * @returns {Promise<{ n8n: N8n, workers: N8n[], close: () => Promise<void> }>}
 */
export async function openQueue(workers) {
	await installQueue();
	const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
	const settings = {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_DATABASE: 'n8n',
		DB_POSTGRESDB_USER: 'n8n',
		DB_POSTGRESDB_PASSWORD: '',
		// Workers answer for their own runs; manual ones are not needed here.
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'false',
	};
	const n8n = new N8n('queue-main', { fresh: true, settings });
	const target = await n8n.installPackage(root);
	const others = Array.from({ length: workers }, (_, index) => {
		const worker = new N8n(`queue-worker-${index + 1}`, { fresh: true, settings });
		const place = target.replace(n8n.folder, worker.folder);
		mkdirSync(join(place, '..'), { recursive: true });
		cpSync(target, place, { recursive: true });
		return worker;
	});
	const close = async () => {
		await Promise.all([n8n, ...others].map((one) => one.stop()));
		await Promise.all([postgres.server, redis.server].map((server) => stop(server)));
		postgres.remove();
	};
	try {
		await n8n.start();
		await Promise.all([n8n.logIn(), ...others.map((worker) => worker.startWorker(5))]);
	} catch (error) {
		await close();
		throw error;
	}
	return { n8n, workers: others, close };
}
