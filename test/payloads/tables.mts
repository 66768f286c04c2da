import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Payload } from '../../nodes/Shopify/payloads/payload.ts';

const FOLDER = resolve('nodes/Shopify/payloads');

const isTable = (value: unknown): value is Payload =>
	typeof value === 'object' && value !== null && 'type' in value && 'fields' in value;

/** Every payload table that a file of the folder exports, by its name. */
export async function payloadTables(): Promise<Map<string, Payload>> {
	const tables = new Map<string, Payload>();
	for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.ts'))) {
		const exported = (await import(resolve(FOLDER, file))) as Record<string, unknown>;
		for (const [name, value] of Object.entries(exported)) {
			if (isTable(value)) tables.set(name, value);
		}
	}
	return tables;
}
