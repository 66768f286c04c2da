// A PostgreSQL server of our own: a new cluster in a temporary folder, on loopback, on a free port.
import { randomUUID } from 'node:crypto';
import {
	chownSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { workFolder } from '../install.mjs';
import { cleanEnv, freePort, run, start, waitFor } from '../processes.mjs';

const logFile = (name) => join(workFolder, 'logs', `medusa-${name}.log`);
const isRoot = () => process.getuid?.() === 0;

/** Where Debian and Ubuntu keep the programs, newest version first, and then the PATH. */
function findPrograms() {
	const debian = '/usr/lib/postgresql';
	const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => b - a) : [];
	const folders = versions.map((version) => join(debian, version, 'bin'));
	return [...folders, ...(process.env.PATH ?? '').split(delimiter)].find((folder) =>
		['initdb', 'postgres', 'psql'].every((program) => existsSync(join(folder, program))),
	);
}

/**
 * The folder with PostgreSQL's programs. Root on Debian or Ubuntu gets them installed; anybody else
 * is told how.
 */
async function installPostgres() {
	const found = findPrograms();
	if (found) return found;
	const advice = 'PostgreSQL is missing: install its server (initdb, postgres) and psql.';
	if (!isRoot() || !existsSync('/usr/bin/apt-get')) throw new Error(advice);
	console.log('Installing PostgreSQL …');
	const env = cleanEnv({ DEBIAN_FRONTEND: 'noninteractive' });
	const apt = async (...args) =>
		await run('apt-get', args, { env, log: logFile(`apt-${args[0]}`) });
	// Debian would make a cluster for the whole system, and start it: nobody asked for one.
	const settings = '/etc/postgresql-common/createcluster.d';
	const noCluster = join(settings, 'commerce-ops-e2e.conf');
	mkdirSync(settings, { recursive: true });
	writeFileSync(noCluster, 'create_main_cluster = false\n');
	try {
		await apt('update');
		await apt('install', '--yes', '--no-install-recommends', 'postgresql');
	} finally {
		rmSync(noCluster, { force: true });
	}
	const programs = findPrograms();
	if (!programs) throw new Error(advice);
	return programs;
}

/** PostgreSQL refuses to run as root: its programs then run as the user that its package made. */
function asItsUser(command, args) {
	if (!isRoot()) return [command, args];
	const user = ['--reuid=postgres', '--regid=postgres', '--clear-groups'];
	return ['setpriv', [...user, command, ...args]];
}

/** The folder of the new cluster: readable by PostgreSQL's user alone, removed when we end. */
async function clusterFolder() {
	const folder = mkdtempSync(join(tmpdir(), 'commerce-ops-postgres-'));
	process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
	if (isRoot()) {
		const ids = await run('id', ['postgres'], { log: logFile('postgres-user') });
		const { uid, gid } = /uid=(?<uid>\d+).*?gid=(?<gid>\d+)/.exec(ids).groups;
		chownSync(folder, Number(uid), Number(gid));
	}
	return folder;
}

export class Postgres {
	#programs;
	#port;
	#password;

	/** Starts a server with an empty cluster. */
	static async start() {
		const postgres = new Postgres();
		await postgres.#start();
		return postgres;
	}

	async #start() {
		this.#programs = await installPostgres();
		this.#port = await freePort();
		this.#password = randomUUID();
		const folder = await clusterFolder();
		const passwordFile = join(folder, 'password');
		writeFileSync(passwordFile, this.#password);
		const data = join(folder, 'data');
		const program = (name, args) => asItsUser(join(this.#programs, name), args);
		const cluster = ['-D', data, '-U', 'postgres', '--auth=scram-sha-256', '--no-sync'];
		const text = ['--encoding=UTF8', '--locale=C', `--pwfile=${passwordFile}`];
		await run(...program('initdb', [...cluster, ...text]), { cwd: '/', log: logFile('initdb') });
		const settings = {
			listen_addresses: '127.0.0.1',
			port: this.#port,
			unix_socket_directories: '',
			// The data lives as long as the run: nothing has to survive a power cut.
			fsync: 'off',
			full_page_writes: 'off',
			synchronous_commit: 'off',
			jit: 'off',
		};
		const options = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
		const child = start(...program('postgres', ['-D', data, ...options]), {
			cwd: '/',
			log: logFile('postgres'),
		});
		await waitFor('PostgreSQL', async () => await this.#psql('postgres', 'select 1'), { child });
	}

	/** Makes a database. Returns the address that a server reaches it by. */
	async createDatabase(name) {
		await this.#psql('postgres', `create database ${name}`);
		return `postgres://postgres:${this.#password}@127.0.0.1:${this.#port}/${name}`;
	}

	/** The rows of a query, as objects. */
	async rows(database, query) {
		const json = `select coalesce(json_agg(answer), '[]') from (${query}) answer`;
		return JSON.parse(await this.#psql(database, json));
	}

	/** The number that a query answers with. */
	async count(database, query) {
		return Number(await this.#psql(database, query));
	}

	async #psql(database, command) {
		const where = ['--host=127.0.0.1', `--port=${this.#port}`, '--username=postgres'];
		const how = ['--no-psqlrc', '--no-align', '--tuples-only', '--quiet'];
		const args = [...where, ...how, `--dbname=${database}`, `--command=${command}`];
		const env = cleanEnv({ PGPASSWORD: this.#password });
		const log = logFile(`psql-${randomUUID().slice(0, 8)}`);
		try {
			return await run(join(this.#programs, 'psql'), args, { env, log });
		} finally {
			rmSync(log, { force: true });
		}
	}
}
