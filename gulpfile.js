// Runs after `n8n-node build`: completes dist with what the compiler does not make.
const { mkdir, readdir, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { dest, parallel, series, src } = require('gulp');

/** Folders of dist/nodes whose operations have samples, and the version of their node. */
const NODES = [
	{ folder: 'Shopify', version: '1.0.0' },
	{ folder: 'Shoplazza', version: '1.0.0' },
	{ folder: 'Shopline', version: '1.0.0' },
	{ folder: 'Medusa', version: '1.0.0' },
	{ folder: 'ExportImages', version: '1.0.0' },
];

/** Folders that are published. `n8n-node build` also copies every picture of the tests and docs. */
const PUBLISHED = new Set(['nodes', 'credentials']);

async function trim() {
	const others = (await readdir('dist')).filter((name) => !PUBLISHED.has(name));
	await Promise.all(others.map((name) => rm(path.join('dist', name), { recursive: true })));
}

/** Icons of nodes and credentials. */
const icons = () =>
	src(['nodes/**/*.svg', 'credentials/**/*.svg'], {
		base: '.',
		encoding: false,
		allowEmpty: true,
	}).pipe(dest('dist'));

/** Codex files: categories and links of the nodes panel. */
const codex = () => src('nodes/**/*.node.json', { base: '.' }).pipe(dest('dist'));

/** The JSON schema of a sample value; a list's is that of its first entry. */
function schemaOf(value) {
	if (value === null) return { type: 'null' };
	if (Array.isArray(value)) {
		return value.length > 0 ? { type: 'array', items: schemaOf(value[0]) } : { type: 'array' };
	}
	if (typeof value === 'object') {
		const properties = Object.entries(value).map(([key, one]) => [key, schemaOf(one)]);
		return { type: 'object', properties: Object.fromEntries(properties) };
	}
	if (typeof value === 'number') return { type: Number.isInteger(value) ? 'integer' : 'number' };
	return { type: typeof value };
}

/** One record of an operation's documented output, as Output: Records hands it on. */
function recordOf({ sample, answer }) {
	const inner = answer.key === undefined ? sample.output : sample.output[answer.key];
	return Array.isArray(inner) ? inner[0] : inner;
}

/** What every item of a trigger has. The editor takes one schema for a node without resources. */
const TRIGGERED = {
	id: 1,
	created_at: '',
	updated_at: '',
	_webhook: {
		topic: '',
		shop: '',
		deliveryId: '',
		eventId: '',
		apiVersion: '',
		triggeredAt: '',
		receivedAt: '',
		caughtUp: false,
	},
};

/** What the editor shows of a node's output before its first run. */
async function schemas() {
	for (const { folder, version } of NODES) {
		const root = path.join('dist', 'nodes', folder);
		await mkdir(path.join(root, '__schema__'), { recursive: true });
		await writeFile(
			path.join(root, '__schema__', `v${version}.json`),
			JSON.stringify({ ...schemaOf(TRIGGERED), version: 1 }),
		);
		const { resources } = require(path.resolve(root, 'operations', 'index.js'));
		for (const operation of resources.flatMap((resource) => resource.operations)) {
			const file = path.join(
				root,
				'__schema__',
				`v${version}`,
				operation.resource,
				`${operation.operation}.json`,
			);
			await mkdir(path.dirname(file), { recursive: true });
			await writeFile(file, JSON.stringify({ ...schemaOf(recordOf(operation)), version: 1 }));
		}
	}
}

exports.icons = icons;
exports.codex = codex;
exports.schemas = schemas;
exports.trim = trim;
exports.default = series(trim, parallel(icons, codex, schemas));
