import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Payload } from '../../nodes/Shopify/payloads/payload.ts';

const FOLDER = resolve('nodes/Shopify/payloads');

const isTable = (value: unknown): value is Payload =>
	typeof value === 'object' && value !== null && 'type' in value && 'fields' in value;

/** All that the folder's files export, by name. */
async function allExports(): Promise<Array<[string, unknown]>> {
	const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ts'));
	const modules = await Promise.all(
		files.map(async (file) => (await import(resolve(FOLDER, file))) as Record<string, unknown>),
	);
	return modules.flatMap((exported) => Object.entries(exported));
}

/** Every exported payload table, by its name. */
export async function payloadTables(): Promise<Map<string, Payload>> {
	const found = await allExports();
	return new Map(found.filter((entry): entry is [string, Payload] => isTable(entry[1])));
}

/** The paths of every exported short form, by its name without _SIMPLIFIED. */
export async function simplifiedForms(): Promise<Map<string, readonly string[]>> {
	const ending = '_SIMPLIFIED';
	const found = (await allExports()).filter(([name]) => name.endsWith(ending));
	return new Map(
		found.map(([name, paths]) => [name.slice(0, -ending.length), paths as readonly string[]]),
	);
}
