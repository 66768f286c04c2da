import { compileSearch, type Filters } from './shopify/search/match.mts';
import { parseSearch, type Query } from './shopify/search/parse.mts';
import { timeSpan, zoneOffset } from './shopify/search/time.mts';

interface Item {
	id: number;
	name: string;
	vendor: string;
	tags: string[];
	created: string;
	state: string;
}

const ITEMS: Item[] = [
	{
		id: 1,
		name: 'Red Tent',
		vendor: "Levi's",
		tags: ['new'],
		created: '2026-01-01T04:59:59Z',
		state: 'open',
	},
	{
		id: 2,
		name: 'Blue Tent',
		vendor: 'North',
		tags: ['sale', 'new'],
		created: '2026-01-01T05:00:00Z',
		state: 'open',
	},
	{
		id: 3,
		name: 'Red Lamp',
		vendor: 'North',
		tags: [],
		created: '2026-02-01T00:00:00Z',
		state: 'closed',
	},
];

const FILTERS: Filters<Item> = {
	default: { kind: 'text', get: (item) => [item.name, item.vendor] },
	id: { kind: 'id', get: (item) => [item.id] },
	vendor: { kind: 'keyword', get: (item) => [item.vendor] },
	tag: { kind: 'keyword', get: (item) => item.tags },
	tag_not: { kind: 'not_keyword', get: (item) => item.tags },
	created_at: { kind: 'time', get: (item) => [item.created] },
	status: { kind: 'enum', values: ['open', 'closed'], get: (item) => [item.state] },
};

const CLOCK = { timeZone: 'America/Toronto', now: Date.parse('2026-03-01T00:00:00Z') };

function find(query: string): number[] {
	const { matches } = compileSearch(query, FILTERS, CLOCK);
	return ITEMS.filter(matches).map((item) => item.id);
}

function shape(query: Query | undefined): unknown {
	if (query === undefined) return undefined;
	if ('term' in query) return `${query.term.field}:${query.term.value}`;
	if ('not' in query) return { not: shape(query.not) };
	return 'and' in query ? { and: query.and.map(shape) } : { or: query.or.map(shape) };
}

describe('search syntax', () => {
	it.each<[string, unknown]>([
		['a b', { and: ['default:a', 'default:b'] }],
		['a OR b c', { and: [{ or: ['default:a', 'default:b'] }, 'default:c'] }],
		['(a b) OR c', { or: [{ and: ['default:a', 'default:b'] }, 'default:c'] }],
		['-tag:x NOT tag:y', { and: [{ not: 'tag:x' }, { not: 'tag:y' }] }],
		['vendor:"Levi\'s"', "vendor:Levi's"],
		['tag:(value', 'tag:(value'],
		['(value', 'default:value'],
		['x OR', 'default:x'],
		['tag:a\\-b', 'tag:a-b'],
		['', undefined],
	])('parses %s', (text, expected) => {
		expect(shape(parseSearch(text))).toEqual(expected);
	});

	it.each<[string, number[]]>([
		['tent', [1, 2]],
		['"red tent"', [1]],
		['red -lamp', [1]],
		["vendor:levi's OR tag:sale", [1, 2]],
		['tag_not:new', [3]],
		['id:>=2', [2, 3]],
		['id:1 OR id:3', [1, 3]],
		['status:closed', [3]],
		['tag:*', [1, 2]],
		['vendor:No*', [2, 3]],
		["created_at:>='2026-01-01T05:00:00Z'", [2, 3]],
		["created_at:>='2026-01-01'", [2, 3]],
		["created_at:'2025-12-31'", [1]],
		['created_at:<now', [1, 2, 3]],
	])('finds by %s', (text, expected) => {
		expect(find(text)).toEqual(expected);
	});

	it.each<[string, number[]]>([
		['id:6142370414642', [0]],
		['id:6142370414643', [1]],
		['-id:6142370414643', [0, 2]],
		['id:6142370414642 OR id:9007199254740991', [0, 2]],
		['id:>6142370414642', [1, 2]],
		['id:>=6142370414643', [1, 2]],
		['id:<6142370414643', [0]],
		['id:<=6142370414643', [0, 1]],
		['id:>6142370414642 id:<9007199254740991', [1]],
		['price:19.99', [0]],
		['price:<=19.99', [0]],
		['price:>19.99', [1, 2]],
		['price:90071992547409.91', [2]],
	])('tells neighbouring great numbers apart by %s', (text, expected) => {
		const records = [
			{ id: 6142370414642, price: 1999 / 100 },
			{ id: 6142370414643, price: 20 },
			{ id: Number.MAX_SAFE_INTEGER, price: Number.MAX_SAFE_INTEGER / 100 },
		];
		const filters: Filters<(typeof records)[number]> = {
			id: { kind: 'id', get: (record) => [record.id] },
			price: { kind: 'number', get: (record) => [record.price] },
		};
		const { matches } = compileSearch(text, filters, CLOCK);
		expect(records.flatMap((record, at) => (matches(record) ? [at] : []))).toEqual(expected);
	});

	it('cuts an unquoted time at the colon, in the zone of the shop', () => {
		const query = 'created_at:>=2026-01-01T00:00:00Z';
		expect(compileSearch(query, FILTERS, CLOCK).note).toEqual({
			query,
			parsed: {
				and: [
					{ field: 'created_at', range_gte: '2026-01-01T00:00:00-05:00' },
					{ field: '00', match_all: '00Z' },
				],
			},
			warnings: [
				{ field: '00', message: 'Invalid search field for this query.', code: 'invalid_field' },
			],
		});
		expect(find(query)).toEqual([2, 3]);
	});

	it('ignores unknown fields and matches nothing for unknown values', () => {
		expect(find('colour:red status:open')).toEqual([1, 2]);
		expect(find('colour:red')).toEqual([1, 2, 3]);
		expect(find('status:lost')).toEqual([]);
		expect(compileSearch('status:lost', FILTERS, CLOCK).note?.warnings[0]).toMatchObject({
			code: 'invalid_value',
			message: 'Input `lost` is not an accepted value.',
		});
	});

	it('knows summer time', () => {
		expect(zoneOffset('America/Toronto', Date.parse('2026-07-01T00:00:00Z'))).toBe(-240);
		const span = timeSpan('2026-07-01', 'America/Toronto', 0);
		expect(new Date(span?.from ?? 0).toISOString()).toBe('2026-07-01T04:00:00.000Z');
	});
});
