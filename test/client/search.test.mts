import { allOf, anyOf, period, term } from '../../nodes/Shopify/client/search.ts';
import { gid, legacyId } from '../../nodes/Shopify/client/ids.ts';
import { orderSearch } from '../../nodes/Shopify/operations/order/filters.ts';

describe('a term', () => {
	it.each<[unknown, string]>([
		['Nike', "vendor:'Nike'"],
		['Two Words', "vendor:'Two Words'"],
		["Levi's", "vendor:'Levi\\'s'"],
		['back\\slash', "vendor:'back\\\\slash'"],
		["\\' OR status:any", "vendor:'\\\\\\' OR status:any'"],
		['a:b (c) OR d', "vendor:'a:b (c) OR d'"],
		[5, "vendor:'5'"],
		[0, "vendor:'0'"],
		[false, "vendor:'false'"],
	])('%j is quoted, so that nothing in it is read as syntax', (value, text) => {
		expect(term('vendor', value)).toEqual([text]);
	});

	it.each([[undefined], [null], ['']])('%j is no term', (value) => {
		expect(term('vendor', value)).toEqual([]);
	});

	it('may compare', () => {
		expect(term('id', 42, '>')).toEqual(["id:>'42'"]);
	});
});

describe('any of several', () => {
	it.each<[unknown, string[]]>([
		[[1, 2, 3], ["(id:'1' OR id:'2' OR id:'3')"]],
		[[1], ["id:'1'"]],
		[[], []],
		[undefined, []],
		[null, []],
	])('%j', (values, text) => {
		expect(anyOf('id', values)).toEqual(text);
	});
});

describe('a period holds both its ends', () => {
	const [from, to] = ['2026-01-01T00:00:00Z', '2026-01-31T23:59:59+02:00'];

	it.each([
		[from, to, [`created_at:>='${from}'`, `created_at:<='${to}'`]],
		[from, undefined, [`created_at:>='${from}'`]],
		[null, to, [`created_at:<='${to}'`]],
		['', '', []],
	])('from %j to %j', (start, end, terms) => {
		expect(period('created_at', start, end)).toEqual(terms);
	});
});

describe('all terms together', () => {
	it('are joined by AND, lists in parentheses', () => {
		expect(allOf(term('a', 1), [], anyOf('id', [1, 2]), period('t', 'x', 'y'))).toBe(
			"a:'1' AND (id:'1' OR id:'2') AND t:>='x' AND t:<='y'",
		);
	});

	it('are nothing when there is none', () => {
		expect(allOf([], [])).toBeUndefined();
	});
});

describe('the documented filters of orders', () => {
	it.each<[string, Parameters<typeof orderSearch>[0], string | undefined]>([
		['open orders, as REST lists them', {}, "status:'open'"],
		['any', { status: 'any' }, undefined],
		['a state', { status: 'cancelled' }, "status:'cancelled'"],
		[
			'unpaid is what REST calls so',
			{ status: 'any', financial_status: 'unpaid' },
			"(financial_status:'pending' OR financial_status:'authorized' OR financial_status:'partially_paid')",
		],
		['any payment', { status: 'any', financial_status: 'any' }, undefined],
		[
			'times and ids',
			{ status: 'any', created_at_min: '2026-01-01', ids: ['1', '2'], since_id: '9' },
			"created_at:>='2026-01-01' AND (id:'1' OR id:'2') AND id:>'9'",
		],
	])('%s', (_, filters, text) => {
		expect(orderSearch(filters)).toBe(text);
	});
});

describe('ids', () => {
	it.each<[unknown, string]>([
		[42, 'gid://shopify/Order/42'],
		['42', 'gid://shopify/Order/42'],
		['9007199254740993', 'gid://shopify/Order/9007199254740993'],
		['gid://shopify/DraftOrder/1', 'gid://shopify/DraftOrder/1'],
	])('%j → %s', (id, global) => {
		expect(gid('Order', id)).toBe(global);
	});

	it.each<[unknown, number | null]>([
		['gid://shopify/Order/42', 42],
		['gid://shopify/MailingAddress/12?model_name=CustomerAddress', 12],
		['gid://shopify/InventoryLevel/7?inventory_item_id=8', 7],
		['gid://shopify/Job/3b1a6c8e-0000-4000-8000-00000000000a', null],
		[null, null],
		[undefined, null],
	])('%j → %j', (global, id) => {
		expect(legacyId(global)).toBe(id);
	});
});
