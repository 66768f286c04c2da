import { linkCursor } from '../../nodes/shared/link.ts';
import { connectShop } from '../../nodes/Shopify/client/shop.ts';
import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { ShopifyUnderTest } from '../workflows/shopify.mts';

const url = (cursor: string) =>
	`https://shop.example/admin/api/2026-10/collects.json?limit=2&page_info=${cursor}`;

describe('the Link header', () => {
	const both = `<${url('back')}>; rel="previous", <${url('on%3D')}>; rel="next"`;

	it.each<[string, unknown, string | null, string | null]>([
		['both, previous first', both, 'on=', 'back'],
		['next only', `<${url('on')}>; rel="next"`, 'on', null],
		['previous only: the last page', `<${url('back')}>; rel="previous"`, null, 'back'],
		['without quotes, more parameters', `<${url('on')}>; title=x; rel=next`, 'on', null],
		['several relations', `<${url('on')}>; rel="last next"`, 'on', null],
		['a comma in the address', `<https://shop.example/a,b?page_info=on>; rel="next"`, 'on', null],
		['an address without cursor', '<https://shop.example/x>; rel="next"', null, null],
		['none', undefined, null, null],
	])('%s', (_name, header, next, previous) => {
		expect(linkCursor(header, 'next')).toBe(next);
		expect(linkCursor(header, 'previous')).toBe(previous);
	});
});

describe('the REST client', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	afterAll(async () => await sandbox.stop());
	beforeEach(() => sandbox.control.reset());

	const rest = async (accessToken?: string) =>
		(await connectShop(new ShopifyUnderTest(sandbox, accessToken ? { accessToken } : {}).editor()))
			.rest;

	it('follows a list to its end, and back', async () => {
		const client = await rest();
		const filters = { status: 'any' };
		const pages: number[][] = [];
		let cursor: string | undefined;
		let previous: string | null | undefined;
		do {
			const page = await client.page('orders', { limit: 50, cursor }, filters, { fields: 'id' });
			pages.push(page?.records.map(({ id }) => Number(id)) ?? []);
			previous = page?.previous;
			cursor = page?.next ?? undefined;
		} while (cursor !== undefined);
		const ids = pages.flat();
		expect(ids).toHaveLength(sandbox.shopify.db.orders.length);
		expect(new Set(ids).size).toBe(ids.length);
		const back = await client.page('orders', { limit: 50, cursor: previous ?? '' }, filters);
		expect(back?.records.map(({ id }) => id)).toEqual(pages.at(-2));
	});

	it('says that an app without REST has none', async () => {
		const client = await rest(sandbox.control.issueToken(['read_products']));
		expect(await client.all('countries')).toBeUndefined();
		expect(await (await rest()).all('carrier_services')).toBeUndefined();
	});

	it('waits out a 429 and repeats what broke off', async () => {
		sandbox.control.addFault({ kind: 'http429', path: 'countries', times: 1, retryAfter: 0.2 });
		sandbox.control.addFault({ kind: 'truncated', path: 'countries', times: 1 });
		sandbox.control.addFault({ kind: 'resetBefore', path: 'countries', times: 1 });
		expect(await (await rest()).all('countries')).toHaveLength(3);
		expect(sandbox.control.requests()).toHaveLength(4);
	});

	it('never exceeds 40 requests, leaking two a second', async () => {
		const client = await rest();
		await Promise.all(
			Array.from({ length: 42 }, async () => await client.page('locations', { limit: 1 })),
		);
		const statuses = sandbox.control.requests().map(({ status }) => status);
		expect(statuses).toHaveLength(42);
		expect(statuses).not.toContain(429);
	});
});
