import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { ShopifyUnderTest } from './shopify.mts';

/* Shop: Get asks for several roots of the schema, some of which need an access scope of their own. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.control.reset());

const get = { resource: 'shop', operation: 'get' };
const every = ['read_locations', 'read_locales', 'read_inventory'];

/** What an app with these scopes is given. */
async function shopFor(scopes: string[], parameters = {}) {
	const accessToken = sandbox.control.issueToken(scopes);
	const app = new ShopifyUnderTest(sandbox, { accessToken });
	const result = await app.run({ ...get, ...parameters });
	return {
		shop: result.items[0]?.json,
		error: result.error,
		hints: result.hints.map(({ message }) => message),
		requests: sandbox.control.requests().length,
	};
}

it('with all its scopes the shop takes one request', async () => {
	const { shop, hints, requests } = await shopFor(every);
	expect(shop).toMatchObject({
		primary_locale: expect.any(String) as unknown,
		primary_location_id: expect.any(Number) as unknown,
		multi_location_enabled: expect.any(Boolean) as unknown,
	});
	expect(hints).toEqual([]);
	expect(requests).toBe(1);
});

it.each([
	['read_locales', ['read_locations', 'read_inventory'], ['primary_locale']],
	// Either of two scopes opens locations; the first is named.
	['read_locations', ['read_locales'], ['primary_location_id']],
])('without %s everything else comes, and a hint names it', async (missing, scopes, fields) => {
	const all = (await shopFor(every)).shop;
	const { shop, hints, error } = await shopFor(scopes);
	expect(error).toBeUndefined();
	const empty = Object.keys(all).filter((name) => all[name] !== null && shop[name] === null);
	expect(empty).toEqual(fields);
	for (const name of empty) {
		expect(hints).toContain(
			`Left empty: '${name}'. The app may not do this: the access scope ${missing} is missing.`,
		);
	}
	expect(hints).toHaveLength(empty.length);
	// What is not denied is the same.
	const without = (record: typeof all) =>
		Object.fromEntries(Object.entries(record).filter(([name]) => !empty.includes(name)));
	expect(without(shop)).toEqual(without(all));
});

it('without any scope the fields of the shop itself come', async () => {
	const { shop, error } = await shopFor([]);
	expect(error).toBeUndefined();
	expect(shop).toMatchObject({ name: sandbox.shopify.db.shop.name, primary_locale: null });
});

it('fields that need no scope are asked for alone, without a hint', async () => {
	const selected = { output: 'selectedFields', outputFields: ['name', 'currency'] };
	const { shop, hints, requests } = await shopFor([], selected);
	expect(shop).toEqual({
		name: sandbox.shopify.db.shop.name,
		currency: expect.any(String) as unknown,
	});
	expect(hints).toEqual([]);
	expect(requests).toBe(1);
});

it('where only denied fields are wanted, the error names the scope', async () => {
	const selected = { output: 'selectedFields', outputFields: ['primary_locale'] };
	const { error } = await shopFor([], selected);
	expect(error?.message).toBe('The app may not do this: the access scope read_locales is missing');
});
