import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';

/** The package that carries Shopify's own introspection of the Admin API. */
const PACKAGE = '@shopify/dev-mcp@1.16.0';
const TARBALL = 'shopify-dev-mcp-1.16.0.tgz';
const SHA512 =
	'tqgRnK7sQhjew+htxtleTH23nXB5fZcsrhWgEkomsorGXvLOB2mh2upwZm8uzuTDNTZnqtLMe64yIwh6s2awtw==';
/** Kept out of version control: the schema is Shopify's. */
const CACHE = '.cache/shopify-schema';

/** API versions that the sandbox serves, oldest first. */
export const ADMIN_VERSIONS = ['2026-07', '2026-10'] as const;
export type AdminVersion = (typeof ADMIN_VERSIONS)[number];

/** What a field or type requires, as Shopify's documentation data says. */
export interface ScopeRule {
	/** Scopes of which one is enough. */
	scopes: string[];
	/** The sentence Shopify prints in an ACCESS_DENIED error. */
	requiredAccess: string;
}

export interface AdminApi {
	version: AdminVersion;
	schema: GraphQLSchema;
	/** Keys: "Type" and "Type.field"; only those that require something. */
	scopes: Map<string, ScopeRule>;
}

interface ScopeItem {
	typeName: string;
	fieldName?: string;
	requiredAccess: string;
	offlineScopes: string[];
}

interface SchemaFile {
	data: IntrospectionQuery;
	offline_scopes: { items: ScopeItem[] };
}

const loaded = new Map<AdminVersion, AdminApi>();

/** Whether a version label is one that the sandbox serves. */
export function isAdminVersion(version: string): version is AdminVersion {
	return (ADMIN_VERSIONS as readonly string[]).includes(version);
}

/**
 * The official Admin API schema of one version.
 *
 * In: "2026-07" or "2026-10". Out: a schema for validation and execution. The first call on a
 * machine fetches the npm package (about 15 MB) into `.cache/`; later calls read it from there.
 * Throws with a plain explanation when the registry cannot be reached or the tarball is not the
 * pinned one.
 */
export async function loadAdminSchema(version: AdminVersion): Promise<GraphQLSchema> {
	return (await loadAdminApi(version)).schema;
}

/** As `loadAdminSchema`, with the access scopes that Shopify documents beside it. */
export async function loadAdminApi(version: AdminVersion): Promise<AdminApi> {
	await fetchAdminApis();
	return adminApi(version);
}

/** The same at once, where `fetchAdminApis` has ended. */
export function adminApi(version: AdminVersion): AdminApi {
	const api = loaded.get(version) ?? readAdminApi(version);
	loaded.set(version, api);
	return api;
}

function readAdminApi(version: AdminVersion): AdminApi {
	const json = gunzipSync(readFileSync(cachedFile(version))).toString('utf8');
	const file = JSON.parse(json) as SchemaFile;
	const scopes = new Map<string, ScopeRule>();
	for (const item of file.offline_scopes.items) {
		if (item.offlineScopes.length === 0) continue;
		const key = item.fieldName === undefined ? item.typeName : `${item.typeName}.${item.fieldName}`;
		scopes.set(key, { scopes: item.offlineScopes, requiredAccess: item.requiredAccess });
	}
	return { version, schema: buildClientSchema(file.data, { assumeValid: true }), scopes };
}

const cachedFile = (version: AdminVersion): string => resolve(CACHE, `admin_${version}.json.gz`);

/** Fetches the schemas of all versions when they are not in `.cache/` yet. */
export async function fetchAdminApis(): Promise<void> {
	if ((await Promise.all(ADMIN_VERSIONS.map((each) => exists(cachedFile(each))))).every(Boolean)) {
		return;
	}
	const tarball = gunzipSync(await fetchTarball());
	for (const each of ADMIN_VERSIONS) {
		const entry = tarEntry(tarball, `package/dist/data/admin_${each}.json.gz`);
		await writeWhole(cachedFile(each), entry);
	}
}

async function fetchTarball(): Promise<Buffer> {
	const path = resolve(CACHE, TARBALL);
	if (!(await exists(path))) {
		await mkdir(resolve(CACHE), { recursive: true });
		const args = ['pack', PACKAGE, '--pack-destination', resolve(CACHE), '--silent'];
		try {
			await promisify(execFile)('npm', args, { timeout: 180_000 });
		} catch (error) {
			throw new Error(
				`The sandbox needs Shopify's API schema and could not fetch ${PACKAGE} with "npm pack". ` +
					`Check the connection to the npm registry (npm ping), or put the tarball at ${join(CACHE, TARBALL)}.`,
				{ cause: error },
			);
		}
	}
	const tarball = await readFile(path);
	const digest = createHash('sha512').update(tarball).digest('base64');
	if (digest !== SHA512) {
		throw new Error(
			`${join(CACHE, TARBALL)} is not the pinned ${PACKAGE} (sha512 ${digest}). Delete it and try again.`,
		);
	}
	return tarball;
}

/** One file of an uncompressed tar archive: 512-byte headers, names at 0, octal sizes at 124. */
function tarEntry(archive: Buffer, name: string): Buffer {
	for (let at = 0; at + 512 <= archive.length;) {
		const entryName = archive.toString('utf8', at, at + 100).replace(/\0.*$/s, '');
		const size = parseInt(archive.toString('ascii', at + 124, at + 136), 8) || 0;
		if (entryName === name) return archive.subarray(at + 512, at + 512 + size);
		at += 512 + Math.ceil(size / 512) * 512;
	}
	throw new Error(`${PACKAGE} holds no ${name}.`);
}

async function exists(path: string): Promise<boolean> {
	return access(path).then(
		() => true,
		() => false,
	);
}

/** Readers in other processes see the whole file or none. */
async function writeWhole(path: string, content: Buffer): Promise<void> {
	const draft = `${path}.${randomUUID()}`;
	await writeFile(draft, content);
	await rename(draft, path);
}
