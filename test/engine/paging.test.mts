import type { IDataObject } from 'n8n-workflow';

import { PlatformError } from '../../nodes/shared/errors.ts';
import type { Page, PageRequest } from '../../nodes/shared/operation.ts';
import { followPages } from '../../nodes/shared/paging.ts';

const ids = (records: IDataObject[]) => records.map(({ id }) => id);

/** A list of so many records in pages of a size; cursors are positions. */
function pagesOf(total: number, size: number) {
	const asked: PageRequest[] = [];
	const fetch = async (page: PageRequest): Promise<Page> => {
		asked.push(page);
		const start = Number(page.cursor ?? 0);
		const end = Math.min(total, start + Math.min(size, page.limit));
		const records = Array.from({ length: end - start }, (_, index) => ({ id: start + index }));
		return await Promise.resolve({
			records,
			next: end < total ? String(end) : null,
			previous: start > 0 ? `before:${start}` : null,
		});
	};
	return { asked, fetch };
}

describe('a limit', () => {
	it.each<[number, number, number, Array<[number, string | undefined]>, string | null]>([
		[300, 100, 7, [[7, undefined]], '7'],
		[
			300,
			100,
			150,
			[
				[150, undefined],
				[50, '100'],
			],
			'150',
		],
		[
			5,
			2,
			50,
			[
				[50, undefined],
				[48, '2'],
				[46, '4'],
			],
			null,
		],
		[100, 100, 100, [[100, undefined]], null],
	])('%i records in pages of %i, limit %i', async (total, size, limit, asked, next) => {
		const pages = pagesOf(total, size);
		const { records, ...cursors } = await followPages(pages.fetch, { limit });
		expect(ids(records)).toEqual(Array.from({ length: Math.min(total, limit) }, (_, id) => id));
		expect(pages.asked.map((page) => [page.limit, page.cursor])).toEqual(asked);
		expect(cursors).toEqual({ next, previous: null });
	});

	it('is kept when a page is longer than asked', async () => {
		const fetch = async () =>
			await Promise.resolve({ records: [{ id: 1 }, { id: 2 }, { id: 3 }], next: null });
		expect(ids((await followPages(fetch, { limit: 2 })).records)).toEqual([1, 2]);
	});
});

describe('Return All', () => {
	it('gives each record once', async () => {
		const pages = pagesOf(300, 90);
		const { records, next } = await followPages(pages.fetch, { limit: Infinity });
		expect(ids(records)).toEqual(Array.from({ length: 300 }, (_, id) => id));
		expect(next).toBeNull();
		expect(pages.asked).toHaveLength(4);
	});

	it('goes on after an empty page that announces another', async () => {
		const pages: Page[] = [
			{ records: [{ id: 1 }], next: 'b' },
			{ records: [], next: 'c' },
			{ records: [{ id: 2 }], next: null },
		];
		const fetch = async () => await Promise.resolve(pages.shift() as Page);
		expect(ids((await followPages(fetch, { limit: Infinity })).records)).toEqual([1, 2]);
	});

	it('of nothing is nothing', async () => {
		const { records } = await followPages(pagesOf(0, 10).fetch, { limit: Infinity });
		expect(records).toEqual([]);
	});

	it('holds 130,000 records of one page without a stack overflow', async () => {
		const { records } = await followPages(pagesOf(130_000, 130_000).fetch, { limit: Infinity });
		expect(records).toHaveLength(130_000);
	});
});

describe('a page cursor', () => {
	it('starts there, and tells the way back', async () => {
		const { records, previous } = await followPages(pagesOf(10, 2).fetch, {
			limit: 4,
			cursor: '6',
		});
		expect(ids(records)).toEqual([6, 7, 8, 9]);
		expect(previous).toBe('before:6');
	});

	it.each([
		['the same at once', ['a', 'a']],
		['in a circle', ['a', 'b', 'c', 'a']],
	])('that comes a second time ends the run with an error: %s', async (_, cursors) => {
		let page = 0;
		const fetch = async () =>
			await Promise.resolve({ records: [{ id: page }], next: cursors[page++] });
		const error = await followPages(fetch, { limit: Infinity }).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(PlatformError);
		expect((error as PlatformError).message).toContain('does not come to an end');
		expect((error as PlatformError).advice).toContain(`${cursors.length} records were read`);
		expect(page).toBe(cursors.length);
	});
});

it('cancelling ends it before the next page', async () => {
	const stop = new AbortController();
	const pages = pagesOf(300, 100);
	const fetch = async (page: PageRequest) => {
		stop.abort(new Error('Stopped'));
		return await pages.fetch(page);
	};
	await expect(followPages(fetch, { limit: Infinity }, stop.signal)).rejects.toThrow('Stopped');
	expect(pages.asked).toHaveLength(1);
});
