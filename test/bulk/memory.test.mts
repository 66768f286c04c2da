import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { join, resolve } from 'node:path';

import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { FileChoice } from '../../nodes/shared/file.ts';
import { writeRecords } from '../../nodes/shared/file.ts';
import type { ListOperation } from '../../nodes/shared/operation.ts';
import { callFor } from '../../nodes/shared/operation.ts';
import { listPayload, readList } from '../../nodes/shared/strategy.ts';
import { streamOf } from '../../nodes/shared/stream.ts';
import { bulkChoice } from '../../nodes/Shopify/client/bulkChoice.ts';
import { exportList } from '../../nodes/Shopify/client/bulkExport.ts';
import { linesOf } from '../../nodes/Shopify/client/bulkFile.ts';
import type { Shop } from '../../nodes/Shopify/client/shop.ts';
import type { Node } from '../../nodes/Shopify/payloads/payload.ts';
import { legacyId, payload } from '../../nodes/Shopify/payloads/payload.ts';
import { Order } from '../../nodes/Shopify/payloads/order.ts';
import { startSandbox } from '../sandbox/index.mts';
import { ShopifyUnderTest } from '../workflows/shopify.mts';
import type { Probe } from './streamProbe.mts';
import { probe } from './streamProbe.mts';

/** How much of a long list is held at a time, counted and not measured, so that no machine matters. */

/** A shop whose only bulk operation has this result file; nothing is known of its size. */
const shopWithFile = (body: () => AsyncIterable<Buffer>) =>
	({
		version: '2026-10',
		single: async () => await Promise.resolve({ started: { bulkOperation: { id: 'gid://1' } } }),
		alone: async () =>
			await Promise.resolve({
				bulkOperation: { status: 'COMPLETED', url: 'file', objectCount: '1', fileSize: null },
			}),
		download: async () =>
			await Promise.resolve({ status: 200, headers: {}, body: body(), end: () => undefined }),
		complete: async (_table: unknown, nodes: Node[]) => await Promise.resolve(nodes),
	}) as unknown as Shop;

it('of orders with 5,000 lines each, no more than a few are held', async () => {
	const orders = 12;
	const children = 5000;
	let sent = 0;
	async function* file() {
		for (let order = 1; order <= orders; order++) {
			sent = order;
			const id = `gid://shopify/Order/${order}`;
			yield await Promise.resolve(Buffer.from(`${JSON.stringify({ id })}\n`));
			for (let child = 0; child < children; child += 500) {
				const lines = Array.from({ length: 500 }, (_, n) =>
					JSON.stringify({
						__typename: 'LineItem',
						id: `gid://shopify/LineItem/${order * children + child + n}`,
						__parentId: id,
					}),
				);
				yield Buffer.from(`${lines.join('\n')}\n`);
			}
		}
	}
	const list = { root: 'orders', table: Order, fields: ['id', 'line_items'] };
	const patience = { timeoutMs: 10_000, hint: () => undefined };
	let read = 0;
	let held = 0;
	for await (const records of exportList(shopWithFile(file), list, patience)) {
		held = Math.max(held, sent - read);
		for (const record of records) {
			read += 1;
			expect(record.id).toBe(read);
			const ids = (record.line_items as Array<{ id: number }>).map(({ id }) => id);
			expect([ids.length, ids[0], ids.at(-1)]).toEqual([
				children,
				read * children,
				read * children + children - 1,
			]);
		}
	}
	expect(read).toBe(orders);
	// The one that is complete, and the one whose beginning tells that it is.
	expect(held).toBeLessThanOrEqual(2);
});

const choice: FileChoice = {
	format: 'jsonl',
	property: 'data',
	name: '',
	guardFormulas: true,
	byteOrderMark: false,
};

const source = { name: 'long', selected: [], hint: () => undefined };

it('long records go into a file one after the other', async () => {
	let sizes: number[] = [];
	const prepareBinaryData = async (stream: AsyncIterable<Buffer>) => {
		sizes = [];
		for await (const piece of stream) sizes.push(piece.length);
		return { mimeType: 'application/jsonl' };
	};
	async function* portions() {
		for (let portion = 0; portion < 3; portion++) {
			yield await Promise.resolve(
				Array.from({ length: 50 }, (): IDataObject => ({ text: 'x'.repeat(100_000) })),
			);
		}
	}
	const context = { helpers: { prepareBinaryData } } as unknown as IExecuteFunctions;
	const { json } = await writeRecords(context, portions(), choice, {}, source);
	expect(json.record_count).toBe(150);
	expect(sizes.reduce((sum, size) => sum + size)).toBeGreaterThan(150 * 100_000);
	expect(Math.max(...sizes)).toBeLessThan(500_000);
});

it('asks for a page when the one before it is in the file', async () => {
	let asked = 0;
	let written = 0;
	let ahead = 0;
	const pages = {
		resource: 'thing',
		operation: 'getAll',
		list: async () => {
			asked += 1;
			ahead = Math.max(ahead, asked - written);
			const next = asked < 30 ? String(asked) : null;
			return await Promise.resolve({ records: [{ text: 'x'.repeat(50_000) }], next });
		},
	} as unknown as ListOperation<undefined>;
	const prepareBinaryData = async (stream: AsyncIterable<Buffer>) => {
		for await (const piece of stream) {
			await new Promise((done) => setTimeout(done, 2));
			written += piece.length / 50_000;
		}
		return { mimeType: 'application/jsonl' };
	};
	const all = { strategy: 'pages', timeoutMs: 1 } as const;
	const portions = readList(pages, callFor({}), undefined, { limit: Infinity }, all);
	const context = { helpers: { prepareBinaryData } } as unknown as IExecuteFunctions;
	const { json } = await writeRecords(context, portions, choice, {}, source);
	expect(json.record_count).toBe(30);
	// The page being written, the one in the stream, the one at its door.
	expect(ahead).toBeLessThanOrEqual(3);
});

it('a table of records that nobody knows before has the columns of the first ones, and says what it lacks', async () => {
	const hints: string[] = [];
	const written = async (more: Partial<FileChoice>, selected: string[] = []) => {
		let text = '';
		const prepareBinaryData = async (stream: AsyncIterable<Buffer>) => {
			for await (const piece of stream) text += piece.toString();
			return { mimeType: 'text/csv' };
		};
		async function* portions() {
			// A page that a filter emptied.
			yield await Promise.resolve<IDataObject[]>([]);
			yield [{ id: 1 }, { id: 2, name: 'two' }];
			yield [{ id: 3, late: true }];
		}
		const context = { helpers: { prepareBinaryData } } as unknown as IExecuteFunctions;
		const from = { name: 'any', selected, hint: (message: string) => void hints.push(message) };
		await writeRecords(context, portions(), { ...choice, ...more }, {}, from);
		return text;
	};
	expect(await written({ format: 'csv' })).toBe('id,name\r\n1,\r\n2,two\r\n3,\r\n');
	expect(hints).toEqual([expect.stringMatching(/^The table has no column for late:/)]);
	expect(await written({})).toBe('{"id":1}\n{"id":2,"name":"two"}\n{"id":3,"late":true}\n');
	expect(await written({ format: 'csv' }, ['late', 'id'])).toBe(
		'late,id\r\n,1\r\n,2\r\ntrue,3\r\n',
	);
	expect(hints).toHaveLength(1);
});

describe('where pages end before the list does', () => {
	const failing = (tooLongForPages: boolean) => {
		let pages = 0;
		const operation = {
			resource: 'thing',
			operation: 'getAll',
			list: async () => {
				pages += 1;
				const next = pages < 3 ? String(pages) : null;
				return await Promise.resolve({ records: [{ page: pages }], next });
			},
			bulk: async () => {
				const next = async () => await Promise.reject(new Error('it broke off'));
				const portions = { [Symbol.asyncIterator]: () => ({ next }) };
				return await Promise.resolve({ portions, tooLongForPages });
			},
		} as unknown as ListOperation<undefined>;
		const all = { strategy: 'auto', timeoutMs: 1 } as const;
		return readList(operation, callFor({}), undefined, { limit: Infinity }, all);
	};

	const readAll = async (portions: AsyncIterable<IDataObject[]>) => {
		const found: IDataObject[] = [];
		for await (const some of portions) found.push(...some);
		return found;
	};

	it('a bulk operation that fails is an error, and not a list of 25,000', async () => {
		await expect(readAll(failing(true))).rejects.toThrow('it broke off');
	});

	it.each([
		[3, true],
		[4, false],
	])('says that there may be more: after 3 of %i records, %s', async (pagesEndAt, said) => {
		const hints: string[] = [];
		let pages = 0;
		const operation = {
			resource: 'thing',
			operation: 'getAll',
			answer: { key: 'things' },
			pagesEndAt,
			list: async () => {
				pages += 1;
				const next = pages % 3 === 0 ? null : String(pages);
				return await Promise.resolve({ records: [{ page: pages }], next });
			},
		} as unknown as ListOperation<undefined>;
		const call = { ...callFor({}), hint: (message: string) => void hints.push(message) };
		const all = { strategy: 'auto', timeoutMs: 1 } as const;
		await readAll(readList(operation, call, undefined, { limit: Infinity }, all));
		await listPayload(operation, call, undefined, { limit: Infinity }, all);
		const told = expect.stringMatching(/^The list ended after 3 records/) as string;
		expect(hints).toEqual(said ? [told, told] : []);
	});

	it('elsewhere the pages are read instead', async () => {
		expect(await readAll(failing(false))).toEqual([{ page: 1 }, { page: 2 }, { page: 3 }]);
	});

	it.each([
		[25_000, false],
		[25_001, true],
	])('%i records: only in bulk is %s', async (count, expected) => {
		const shop = {
			version: '2026-10',
			capacity: 2000,
			selection: () => 'id',
			alone: async () => await Promise.resolve({ count: { count } }),
		} as unknown as Shop;
		const list = { root: 'products', table: payload('Product', { id: legacyId() }) };
		expect((await bulkChoice(shop, list)) === 'onlyBulk').toBe(expected);
	});
});

describe('a stream of pieces', () => {
	const good = { isReadable: true, bytes: 5_000_000, failure: 'the list broke off', ended: true };

	const isGood = ({ ahead, ...found }: Probe) => {
		expect(found).toEqual(good);
		// One in the stream, one at its door.
		expect(ahead).toBeLessThanOrEqual(2);
	};

	it(`is made as it is read on this Node.js, ${process.version}`, async () => {
		isGood(await probe(streamOf));
	});

	// n8n runs on 20, 22 and 24; the browser tests bring 24 along.
	const name = `node-${platform()}-${arch()}`;
	const node24 = resolve(__dirname, '../e2e/node24/node_modules', name, 'bin/node');
	const there = existsSync(node24);
	if (!there) console.log(`Skipped for Node.js 24: run npm ci in test/e2e/node24 to have it.`);
	(there ? it : it.skip)('is made as it is read on Node.js 24', () => {
		const module = (path: string) => JSON.stringify(`file://${join(__dirname, path)}`);
		const script = `
			import { probe } from ${module('streamProbe.mts')};
			import { streamOf } from ${module('../../nodes/shared/stream.ts')};
			console.log(JSON.stringify([process.version, await probe(streamOf)]));`;
		const text = execFileSync(node24, ['--no-warnings', '--input-type=module', '-e', script]);
		const [version, found] = JSON.parse(text.toString()) as [string, Probe];
		expect(version).toMatch(/^v24\./);
		isGood(found);
	});
});

it('a file that Shopify takes long to begin is waited for where n8n keeps files in memory', async () => {
	// n8n gives up on a stream that brings nothing for five minutes; here for three seconds.
	const core = createRequire(require.resolve('n8n-core'));
	const { Container } = core('@n8n/di') as { Container: { get<T>(type: unknown): T } };
	const { HttpRequestConfig } = core('@n8n/config') as { HttpRequestConfig: unknown };
	const config = Container.get<{ responseBodyReadTimeout: number }>(HttpRequestConfig);
	expect(config.responseBodyReadTimeout).toBe(300_000);
	const sandbox = await startSandbox({ amounts: { products: 2, customers: 3, orders: 2 } });
	try {
		config.responseBodyReadTimeout = 3000;
		sandbox.control.bulk({ delayMs: 2000 });
		const { items, error } = await new ShopifyUnderTest(sandbox).run({
			resource: 'customer',
			operation: 'getAll',
			returnAll: true,
			output: 'file',
			options: { strategy: 'bulk' },
		});
		expect(error).toBeUndefined();
		expect(items[0].json.record_count).toBe(3);
	} finally {
		config.responseBodyReadTimeout = 300_000;
		await sandbox.stop();
	}
});

it('a download that stands still ends when the execution is cancelled', async () => {
	const stop = new AbortController();
	let ended = false;
	let release = () => undefined as void;
	async function* still() {
		yield await Promise.resolve(Buffer.from('{"n":1}\n'));
		await new Promise<void>((done) => (release = done));
	}
	const fetch = async () =>
		await Promise.resolve({
			status: 200,
			headers: {},
			body: still(),
			end: () => {
				ended = true;
				release();
			},
		});
	const lines = linesOf(fetch, 100, stop.signal, 1);
	expect((await lines.next()).value).toEqual([{ n: 1 }]);
	const next = lines.next();
	setTimeout(() => stop.abort(new Error('stopped')), 20);
	await expect(next).rejects.toThrow('stopped');
	expect(ended).toBe(true);
}, 20_000);
