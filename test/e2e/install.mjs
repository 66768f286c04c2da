// Installs what a fresh clone lacks: the root's packages, Node 24, and n8n with its database driver.
// Uses Node's own modules only, because it runs before anything is installed.
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanEnv, run } from './processes.mjs';

const e2e = dirname(fileURLToPath(import.meta.url));
const node24 = join(e2e, 'node24');

/** The project's root folder. */
export const root = join(e2e, '..', '..');
/** Everything that runs leave behind: user folders of n8n and logs. Git ignores it. */
export const workFolder = join(e2e, '.n8n');
/**
 * The user folders of n8n, in which n8n unpacks its whole editor. Linters look into no folder of this
 * name, and n8n-node's strict lint allows no list of what to leave out.
 */
export const userFolders = join(workFolder, 'node_modules');

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));
const logFile = (name) => join(workFolder, 'logs', `${name}.log`);

/** The packages that a lock wants on every platform: [folder, version]. */
function wanted(folder) {
	const mayBeAbsent = (entry) => entry.optional || entry.devOptional || entry.extraneous;
	return Object.entries(readJson(join(folder, 'package-lock.json')).packages)
		.filter(([path, entry]) => path !== '' && !mayBeAbsent(entry))
		.map(([path, entry]) => [path, entry.version]);
}

/** Whether npm finished an install there, and of exactly the versions in the lock. */
function isInstalled(folder) {
	const record = join(folder, 'node_modules', '.package-lock.json');
	if (!existsSync(record)) return false;
	const { packages } = readJson(record);
	return wanted(folder).every(([path, version]) => packages[path]?.version === version);
}

/** Runs a slow step and prints a line every few seconds, so that nobody takes it for hung. */
async function withProgress(what, detail, step) {
	const begin = Date.now();
	const seconds = () => Math.round((Date.now() - begin) / 1000);
	console.log(`${what} …`);
	const timer = setInterval(() => console.log(`  ${what}: ${seconds()} s${detail()}`), 5000);
	try {
		await step();
	} finally {
		clearInterval(timer);
	}
	console.log(`${what}: done in ${seconds()} s`);
}

/** `npm ci` in a folder when its packages are missing or differ from its lock. */
export async function installFolder(folder, what) {
	if (isInstalled(folder)) return;
	const paths = wanted(folder).map(([path]) => join(folder, path, 'package.json'));
	const unpacked = () => {
		const count = paths.filter((path) => existsSync(path)).length;
		return count ? `, ${count} of ${paths.length} packages` : ', reading the lock';
	};
	const log = logFile(`npm-ci-${what.replace(/\W+/g, '-')}`);
	const npm = ['ci', '--no-progress', '--no-audit', '--no-fund'];
	await withProgress(`Installing ${what}`, unpacked, () => run('npm', npm, { cwd: folder, log }));
}

/** Installs the root's packages when they are missing or stale. */
export async function installRoot() {
	await installFolder(root, 'the project');
}

/** Builds the package into dist. */
export async function buildRoot() {
	const log = logFile('build');
	await withProgress(
		'Building the package',
		() => '',
		() => run('npm', ['run', 'build'], { cwd: root, log }),
	);
}

/** The folder of the pinned Node 24 for this platform, or undefined where none is pinned. */
function pinnedNode() {
	const folder = join(node24, 'node_modules', `node-${process.platform}-${process.arch}`);
	return existsSync(join(folder, 'bin', 'node')) ? folder : undefined;
}

/** The environment in which n8n's Node 24 comes first. */
export function node24Env(extra = {}) {
	const folder = pinnedNode();
	const path = folder ? [join(folder, 'bin'), process.env.PATH].join(delimiter) : process.env.PATH;
	return cleanEnv({ ...extra, PATH: path });
}

/** The program file of Node 24. */
export function node24Program() {
	const folder = pinnedNode();
	return folder ? join(folder, 'bin', 'node') : process.execPath;
}

/** n8n 2.41 runs on Node 24 only; Linux gets it from npm, elsewhere the running Node must do. */
async function installNode24() {
	const { optionalDependencies } = readJson(join(node24, 'package.json'));
	const pinned = `node-${process.platform}-${process.arch}` in optionalDependencies;
	if (!pinned) {
		if (Number(process.versions.node.split('.')[0]) >= 24) return;
		throw new Error(
			`n8n needs Node 24. None is pinned for ${process.platform}-${process.arch}: run this command with Node 24.`,
		);
	}
	const version = optionalDependencies[`node-${process.platform}-${process.arch}`];
	const record = pinnedNode() && readJson(join(pinnedNode(), 'package.json')).version;
	if (record === version) return;
	const log = logFile('npm-ci-node24');
	await withProgress(
		`Installing Node ${version}`,
		() => '',
		() => run('npm', ['ci', '--no-progress', '--no-audit', '--no-fund'], { cwd: node24, log }),
	);
}

/**
 * n8n's database driver is native code, and its install script the only one that we let run. It
 * fetches a prebuilt file from GitHub, and compiles when it cannot: that takes a C++ compiler, make
 * and Python 3. Node's headers come with the pinned Node package; without `nodedir` node-gyp would
 * download them. The driver uses Node-API, so it does not matter which Node's headers they are.
 */
async function buildDatabaseDriver() {
	const built = join(e2e, 'node_modules/sqlite3/build/Release/node_sqlite3.node');
	if (existsSync(built)) return;
	const headers = pinnedNode();
	const env = node24Env(headers ? { npm_config_nodedir: headers } : {});
	const npm = ['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'];
	await withProgress(
		"Building n8n's database driver",
		() => '',
		() => run('npm', npm, { cwd: e2e, env, log: logFile('sqlite3') }),
	).catch((error) => {
		throw new Error(
			`${error.message}\n\nn8n's database driver (sqlite3) could not be built. ` +
				'It needs a C++ compiler, make and Python 3 (Debian: apt-get install g++ make python3).',
		);
	});
}

/** Installs the pinned n8n. At once when it is there, about three minutes the first time. */
export async function installN8n() {
	await installNode24();
	await installFolder(e2e, 'n8n');
	await buildDatabaseDriver();
}
