import type { Call, ListOperation } from '../../nodes/shared/operation.ts';
import { isList } from '../../nodes/shared/operation.ts';
import { linesOf } from '../../nodes/Shopify/client/bulkFile.ts';
import type { BulkPlan } from '../../nodes/Shopify/client/bulkQuery.ts';
import { bulkPlan } from '../../nodes/Shopify/client/bulkQuery.ts';
import type { ListQuery, Shop } from '../../nodes/Shopify/client/shop.ts';
import { resources } from '../../nodes/Shopify/operations/index.ts';
import type { AdminApi } from '../sandbox/schema.mts';
import { ADMIN_VERSIONS, loadAdminApi } from '../sandbox/schema.mts';
import { bulkQuery } from '../sandbox/shopify/bulk/rules.mts';
import { validateDocument } from '../sandbox/shopify/validate.mts';
import { parse } from 'graphql';

const lists = resources.flatMap(({ operations }) =>
	operations.filter((one): one is ListOperation<Shop> => isList(one) && one.bulk !== undefined),
);

/** The list that an operation asks for in bulk, as the shop's client sees it. */
async function queryOf(operation: ListOperation<Shop>, fields?: string[]): Promise<ListQuery> {
	let asked: ListQuery | undefined;
	const shop = {
		bulk: async (list: ListQuery) => {
			asked = list;
			return await Promise.resolve(undefined);
		},
	} as unknown as Shop;
	const call = { input: {}, fields, hint: () => undefined } as unknown as Call;
	await operation.bulk?.(call, shop, { strategy: 'bulk', timeoutMs: 1 });
	if (!asked) throw new Error(`${operation.operation} asks for no list`);
	return asked;
}

/** What Shopify would refuse of a plan. */
function refusals({ query, later }: BulkPlan, { table }: ListQuery, api: AdminApi): string[] {
	const checked = bulkQuery(api.schema, `query Export ${query}`);
	const found = 'refusal' in checked ? [checked.refusal] : [];
	if (later === undefined) return found;
	const text = `query Later($ids: [ID!]!) { nodes(ids: $ids) { ... on ${table.type} { id ${later} } } }`;
	return [...found, ...validateDocument(api.schema, parse(text)).map(({ message }) => message)];
}

describe.each(ADMIN_VERSIONS)('bulk queries in %s', (version) => {
	let api: AdminApi;
	beforeAll(async () => {
		api = await loadAdminApi(version);
	});

	it.each(lists.map((one) => [`${one.resource}.${one.operation}`, one] as const))(
		'keep to the rules, whole and with each single field: %s',
		async (_name, operation) => {
			const choices = [undefined, ...(operation.answer.fields ?? []).map((name) => [name])];
			const found: Record<string, string[]> = {};
			for (const fields of choices) {
				const list = await queryOf(operation, fields);
				const wrong = refusals(bulkPlan(list, version), list, api);
				if (wrong.length > 0) found[String(fields ?? 'all')] = wrong;
			}
			expect(found).toEqual({});
		},
	);
});

it('the rules refuse what Shopify refuses', async () => {
	const { schema } = await loadAdminApi('2026-10');
	const refusal = (text: string) => {
		const checked = bulkQuery(schema, text);
		return 'refusal' in checked ? checked.refusal : 'accepted';
	};
	const edges = (inside: string) => `edges { node { ${inside} } }`;
	expect(refusal(`{ products { ${edges('id')} } }`)).toBe('accepted');
	expect(refusal('{ shop { id } }')).toBe('Bulk queries must contain at least one connection.');
	expect(refusal('')).toMatch(/^Invalid bulk query: syntax error, unexpected end of file/);
	expect(refusal(`{ products { nodes { id } } }`)).toMatch(/must select their contents using/);
	expect(refusal(`{ products { ${edges(`title variants { ${edges('id')} }`)} } }`)).toMatch(
		/Connection fields without 'id': products\.$/,
	);
	const refunds = `refunds { id transactions(first: 1) { ${edges('id')} } }`;
	expect(refusal(`{ orders { ${edges(`id ${refunds}`)} } }`)).toMatch(/within a list field/);
	const many = ['variants', 'metafields', 'collections', 'media', 'sellingPlanGroups'];
	const nested = many.map((name) => `${name} { ${edges('id')} }`).join(' ');
	expect(refusal(`{ products { ${edges(`id ${nested}`)} } }`)).toMatch(/more than 5 connections/);
});

describe('the lines of a result file', () => {
	const text = Array.from({ length: 20 }, (_, n) => `{"n":${n},"t":"${'é'.repeat(n)}"}\n`).join('');
	const file = Buffer.from(text);

	/** A host that sends pieces of some bytes and breaks off after so many of them each time. */
	function host(pieceSize: number, pieces: number, ranges: boolean) {
		const asked: number[] = [];
		const fetch = async (from: number) => {
			asked.push(from);
			const start = ranges ? from : 0;
			async function* body() {
				for (let piece = 0; piece < pieces; piece++) {
					const at = start + piece * pieceSize;
					if (at >= file.length) return;
					yield await Promise.resolve(file.subarray(at, at + pieceSize));
				}
				throw new Error('socket hang up');
			}
			const status = ranges && from > 0 ? 206 : 200;
			return await Promise.resolve({ status, headers: {}, body: body(), end: () => undefined });
		};
		return { asked, fetch };
	}

	const all = async (fetch: Parameters<typeof linesOf>[0], size: number | undefined) => {
		const found: unknown[] = [];
		for await (const some of linesOf(fetch, size, undefined, 1)) {
			for (const { n } of some) found.push(n);
		}
		return found;
	};

	const twenty = Array.from({ length: 20 }, (_, n) => n);

	it.each([1, 7, 64, 4096])('come whole and once, in pieces of %i bytes', async (size) => {
		const { fetch, asked } = host(size, Infinity, true);
		expect(await all(fetch, file.length)).toEqual(twenty);
		expect(asked).toEqual([0]);
	});

	it('are taken up behind the last whole line', async () => {
		const { fetch, asked } = host(50, 3, true);
		expect(await all(fetch, file.length)).toEqual(twenty);
		expect(asked.length).toBeGreaterThan(3);
		// Each start is the start of a line.
		for (const from of asked) expect(from === 0 || file[from - 1] === 10).toBe(true);
	});

	it('are read from the start and skipped where the host knows no ranges', async () => {
		let pieces = 1;
		const growing = async (from: number) => await host(50, (pieces += 3), false).fetch(from);
		expect(await all(growing, file.length)).toEqual(twenty);
	});

	it('are not whole when the file is shorter than announced', async () => {
		const { fetch } = host(64, Infinity, true);
		await expect(all(fetch, file.length + 5)).rejects.toThrow(/could not be read/);
	});

	it('are given up when nothing new comes', async () => {
		const { fetch, asked } = host(3, 1, true);
		await expect(all(fetch, file.length)).rejects.toThrow(/could not be read/);
		expect(asked).toHaveLength(5);
	});

	it('are not asked for again when the address has expired', async () => {
		let times = 0;
		const expired = async () => {
			times += 1;
			const body = (async function* () {})();
			return await Promise.resolve({ status: 403, headers: {}, body, end: () => undefined });
		};
		await expect(all(expired, 10)).rejects.toThrow(/HTTP status 403/);
		expect(times).toBe(1);
	});
});
