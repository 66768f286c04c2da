import assert from 'node:assert/strict';
import type { IDataObject } from 'n8n-workflow';

import type { RunResult } from '../../../workflows/harness.mts';
import type { Gateway, Medusa } from './world.mts';

/** The variants that a shop has, as its own database counts and names them. */
export const skusOf = async (server: Medusa, where = 'true'): Promise<string[]> => {
	const rows = await server.rows<{ sku: string }>(
		`select v.sku from product_variant v join product p on p.id = v.product_id
		 where v.deleted_at is null and p.deleted_at is null and ${where} order by v.sku`,
	);
	return rows.map(({ sku }) => sku);
};

/** A value of a record as text. */
export const textOf = (value: unknown): string => String(value);

/** The values of one column, sorted. */
export const column = (lines: IDataObject[], name: string): string[] => {
	assert.ok(lines.length === 0 || name in lines[0], `no column ${name}`);
	return lines.map((line) => textOf(line[name])).sort();
};

/** No request of the gateway's carried anything that proves who asks. */
export function assertNoProof({ requests }: Gateway) {
	assert.ok(requests.length > 0, 'nothing was fetched from the file host');
	for (const { path, headers } of requests) {
		for (const name of ['authorization', 'x-medusa-access-token', 'cookie']) {
			assert.equal(headers[name], undefined, `${path} was fetched with ${name}`);
		}
	}
}

/** Asserts that a text holds all of these. */
export function assertSays(text: string, ...parts: Array<string | RegExp>) {
	for (const part of parts) {
		const found = typeof part === 'string' ? text.includes(part) : part.test(text);
		assert.ok(found, `missing: ${String(part)}\nin: ${text}`);
	}
}

/**
 * Asserts that a run ended because it was stopped. Its final status is the server's to write, which
 * is not part of n8n-core: here a node that was stopped ends with the abort itself.
 */
export function assertStopped({ status, error }: RunResult) {
	assert.ok(status === 'canceled' || /abort/i.test(error?.message ?? ''), error?.stack);
}
