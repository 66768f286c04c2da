import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Limits, Need } from './arithmetic.mts';
import { rateUse, requestsFor } from './arithmetic.mts';
import type { Contender } from './contenders.mts';
import type { Result } from './run.mts';
import type { Expected, Found, Objects, ShopProcess, Totals } from './shop.mts';

/** What a contender is given to do the work, or why it cannot. */
export type Entry =
	| {
			parameters: INodeParameters;
			recordsIn?: string;
			linesIn?: string;
			/** Requests that the work takes in this way; one for each item unless given. */
			requests?: number;
			/** More requests than this are a loop. */
			mostRequests?: number;
	  }
	| { cannot: string };

/** What every entry may need to know. */
export interface Setting {
	baseUrl: string;
	/** GraphQL and REST limits, scaled. */
	graphql: Limits;
	rest: Limits;
	/** How many times faster than a real shop's limits. */
	scale: number;
}

/** The work of a row: its input items and how to see afterwards what it did to the shop. */
export interface Work {
	items: IDataObject[];
	/** Records that a complete run hands on; as many as items unless given. */
	records?: number;
	found?: (shop: ShopProcess) => Promise<Found>;
}

/** What became of a row's work in one contender's hands. */
export interface Run extends Result {
	/** Time over the minimum; undefined where the row is not about time. */
	ratio?: number;
	found?: Found;
}

export interface Bar {
	text: string;
	measured: string;
	held: boolean;
}

export interface Row {
	id: string;
	title: string;
	/** In words, for the table of minimums. */
	formula: string;
	/** How many processes do the work at once, each on items of its own. */
	processes?: number;
	/** Points in the bucket at the start. */
	available?: number;
	/** Objects that the shop's bulk operations work out in a second. */
	bulkObjectsPerSecond?: number;
	/** Cap of the process's heap, MB, where a sampled peak would count garbage that nobody had to collect. */
	heapMb?: number;
	/** The shop with 100,000 orders instead of the usual one. */
	large?: boolean;
	work(shop: ShopProcess): Promise<Work>;
	entries(setting: Setting): Partial<Record<Contender, Entry>>;
	/**
	 * The least that the work takes, by the costs that the shop counted in our run: one or more
	 * ways, of which the quickest counts. Undefined where the row is not about time.
	 */
	need?(totals: Totals, objects: Objects, setting: Setting): Need[];
	bars(run: Run, setting: Setting): Bar[];
}

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const atMost = (what: string, most: number, value: number, digits = 0): Bar => ({
	text: `at most ${most} ${what}`,
	measured: value.toFixed(digits),
	held: value <= most,
});

const inTime = (run: Run): Bar => ({
	text: 'time at most 1.15 × the minimum',
	measured: `${run.ratio?.toFixed(2) ?? '?'} ×`,
	held: run.ratio !== undefined && run.ratio <= 1.15,
});

const complete = (run: Run, records: number): Bar => ({
	text: 'zero failed items',
	measured: `${run.measured.records} done, ${run.measured.failed} failed`,
	held: run.measured.failed === 0 && run.measured.records === records && run.stopped === undefined,
});

const onceEach = ({ found }: Run): Bar => ({
	text: 'none lost, none doubled',
	measured: `${found?.lost ?? '?'} lost, ${found?.doubled ?? '?'} doubled`,
	held: found?.lost === 0 && found.doubled === 0,
});

const dearest = (totals: Totals, root: string): number => totals.roots[root]?.actualMost ?? 0;
const heldBack = (totals: Totals, root: string): number =>
	(totals.roots[root]?.requestedMost ?? 0) - dearest(totals, root);

/** The HTTP Request node, one request for each item, paced by its batching option. */
function request(
	what: { method: string; url: string; body?: string },
	pace: { items: number; perSecond: number },
): Entry {
	return {
		parameters: {
			method: what.method,
			url: what.url,
			authentication: 'genericCredentialType',
			genericAuthType: 'httpHeaderAuth',
			...(what.body
				? { sendBody: true, contentType: 'json', specifyBody: 'json', jsonBody: what.body }
				: {}),
			options: {
				batching: {
					batch: {
						batchSize: pace.items,
						batchInterval: Math.ceil((pace.items / pace.perSecond) * 1000),
					},
				},
			},
		},
	};
}

/** A mutation for each item, as many a second as the bucket restores: ten points each. */
function mutation({ baseUrl, graphql }: Setting, text: string, variables: string): Entry {
	const perSecond = graphql.restorePerSecond / 10;
	return request(
		{
			method: 'POST',
			url: `${baseUrl}/admin/api/2026-10/graphql.json`,
			body: `={{ JSON.stringify({ query: ${JSON.stringify(text)}, variables: ${variables} }) }}`,
		},
		{ items: 10, perSecond },
	);
}

const noOperation = (what: string): Entry => ({ cannot: `has no operation that ${what}` });

const MUTATION_POINTS = 10;

/** One bulk query was recorded with 1,459 objects in about a second. */
const BULK_OBJECTS_PER_SECOND = 1459;

const ORDERS = 1000;
/** As many as REST's bucket holds, which n8n's node comes to its end with. */
const FEW = 40;
const PRODUCTS = 10_000;
const LEVELS = 5000;
const METAFIELDS = 1000;
const UPDATES = 500;

/** Orders of the large shop. */
export const LARGE = 100_000;

/** Records that one `nodes` or list request takes at most. */
const PER_PAGE = 250;
/** Metafields that one metafieldsSet takes at most. */
const PER_METAFIELDS_SET = 25;

const orderIds =
	(count: number) =>
	async (shop: ShopProcess): Promise<Work> => ({
		items: (await shop.ids('orders', count)).map((id) => ({ id })),
	});

const getOrder: INodeParameters = {
	resource: 'order',
	operation: 'get',
	orderId: byId('={{ $json.id }}'),
};

const getEntries = ({ baseUrl, rest }: Setting): Partial<Record<Contender, Entry>> => ({
	ours: { parameters: getOrder },
	builtIn: {
		parameters: {
			authentication: 'accessToken',
			resource: 'order',
			operation: 'get',
			orderId: '={{ $json.id }}',
			options: {},
		},
	},
	httpRequest: request(
		{ method: 'GET', url: `=${baseUrl}/admin/api/2026-10/orders/{{ $json.id }}.json` },
		{ items: 2, perSecond: rest.restorePerSecond },
	),
});

const ordersNeed = (totals: Totals, available?: number): Need[] => [
	{
		points: requestsFor(ORDERS, PER_PAGE) * dearest(totals, 'nodes'),
		held: heldBack(totals, 'nodes'),
		chain: 1,
		shopSeconds: totals.cpuSeconds,
		available,
	},
];

/** Writes that go out at once: their points, one latency, and the shop. */
const writesNeed =
	(writes: number) =>
	(totals: Totals): Need[] => [
		{ points: writes * MUTATION_POINTS, chain: 1, shopSeconds: totals.cpuSeconds },
	];

let round = 0;

/** Order updates, each note a new one, so that every run changes every order. */
async function notes(shop: ShopProcess, count: number): Promise<Work> {
	round += 1;
	const ids = await shop.ids('orders', count);
	const items = ids.map((id, index) => ({ id, note: `Packed, round ${round}, ${index}` }));
	const expected: Expected = items.map(({ id, note }) => [id, note]);
	return { items, found: async (asked) => await asked.compare('notes', expected) };
}

const updateEntries = (setting: Setting): Partial<Record<Contender, Entry>> => ({
	ours: {
		parameters: {
			resource: 'order',
			operation: 'update',
			orderId: byId('={{ $json.id }}'),
			updateFields: { note: '={{ $json.note }}' },
			output: 'selectedFields',
			outputFields: ['id', 'note'],
		},
	},
	builtIn: {
		parameters: {
			authentication: 'accessToken',
			resource: 'order',
			operation: 'update',
			orderId: '={{ $json.id }}',
			updateFields: { note: '={{ $json.note }}' },
		},
	},
	httpRequest: mutation(
		setting,
		'mutation ($input: OrderInput!) { orderUpdate(input: $input) { order { id note } userErrors { message } } }',
		'{ input: { id: "gid://shopify/Order/" + $json.id, note: $json.note } }',
	),
});

export const rows: Row[] = [
	{
		id: 'get-orders',
		title: 'Get 1,000 orders by id, from 1,000 items',
		formula: '4 requests of 250 ids each; a full bucket pays them at once, so latency and the shop',
		work: orderIds(ORDERS),
		entries: getEntries,
		need: (totals) => ordersNeed(totals),
		bars: (run) => [atMost('requests', 6, run.totals.requests), inTime(run), complete(run, ORDERS)],
	},
	{
		id: 'get-orders-drained',
		title: 'The same, from an empty bucket',
		formula: '4 requests of 250 ids each; every point has to be waited for',
		available: 0,
		work: orderIds(ORDERS),
		entries: () => ({ ours: { parameters: getOrder } }),
		need: (totals) => ordersNeed(totals, 0),
		bars: (run) => [
			atMost('requests beside throttled ones', 6, run.totals.requests - run.totals.throttled),
			inTime(run),
			complete(run, ORDERS),
		],
	},
	{
		id: 'get-few',
		title: 'Get 40 orders by id, from 40 items',
		formula: '',
		work: orderIds(FEW),
		entries: getEntries,
		bars: (run) => [complete(run, FEW)],
	},
	{
		id: 'list-products',
		title: 'List 10,000 products, Return All',
		formula:
			'40 pages of 250, one after the other; or a bulk query at 1,459 objects a second, if quicker',
		bulkObjectsPerSecond: BULK_OBJECTS_PER_SECOND,
		work: async () => await Promise.resolve({ items: [{}], records: PRODUCTS }),
		entries: ({ baseUrl, rest }) => ({
			ours: { parameters: { resource: 'product', operation: 'getAll', returnAll: true } },
			builtIn: {
				parameters: {
					authentication: 'accessToken',
					resource: 'product',
					operation: 'getAll',
					returnAll: true,
					additionalFields: { limit: PER_PAGE },
				},
				requests: requestsFor(PRODUCTS, PER_PAGE),
				mostRequests: 3 * requestsFor(PRODUCTS, PER_PAGE),
			},
			httpRequest: {
				recordsIn: 'products',
				parameters: {
					method: 'GET',
					url: `${baseUrl}/admin/api/2026-10/products.json?limit=${PER_PAGE}`,
					authentication: 'genericCredentialType',
					genericAuthType: 'httpHeaderAuth',
					options: {
						pagination: {
							pagination: {
								paginationMode: 'responseContainsNextURL',
								nextURL:
									'={{ ($response.headers.link ?? "").match(/<([^>]+)>; rel="next"/)?.[1] }}',
								paginationCompleteWhen: 'other',
								completeExpression:
									'={{ !($response.headers.link ?? "").includes(\'rel="next"\') }}',
								requestInterval: Math.ceil(1000 / rest.restorePerSecond),
							},
						},
					},
				},
				requests: requestsFor(PRODUCTS, PER_PAGE),
				mostRequests: 3 * requestsFor(PRODUCTS, PER_PAGE),
			},
		}),
		need: (totals, { products, variants, images }, { scale }) => [
			{
				points: requestsFor(PRODUCTS, PER_PAGE) * dearest(totals, 'products'),
				held: heldBack(totals, 'products'),
				chain: requestsFor(PRODUCTS, PER_PAGE),
				shopSeconds: totals.cpuSeconds,
			},
			{
				points: MUTATION_POINTS,
				// Start, ask whether it is done, fetch the file.
				chain: 3,
				shopSeconds: (products + variants + images) / (BULK_OBJECTS_PER_SECOND * scale),
			},
		],
		bars: (run) => [inTime(run), complete(run, PRODUCTS)],
	},
	{
		id: 'set-inventory',
		title: 'Set the stock of 5,000 items',
		formula: '20 lists of 250 quantities, at once',
		work: async (shop) => {
			round += 1;
			const levels = await shop.ids('levels', LEVELS);
			const items = levels.map((level, index) => {
				const [item, location] = level.split('@');
				return { item, location, available: 1000 * round + (index % 977) };
			});
			const expected: Expected = levels.map((level, index) => [level, items[index].available]);
			return { items, found: async (asked) => await asked.compare('stock', expected) };
		},
		entries: (setting) => ({
			ours: {
				parameters: {
					resource: 'inventoryLevel',
					operation: 'set',
					inventoryItemId: byId('={{ $json.item }}'),
					locationId: byId('={{ $json.location }}'),
					available: '={{ $json.available }}',
				},
			},
			builtIn: noOperation('changes stock'),
			httpRequest: mutation(
				setting,
				'mutation ($input: InventorySetQuantitiesInput!, $key: String!) { inventorySetQuantities(input: $input) @idempotent(key: $key) { userErrors { message } } }',
				'{ key: $execution.id + "-" + $itemIndex, input: { name: "available", reason: "correction", quantities: [{ inventoryItemId: "gid://shopify/InventoryItem/" + $json.item, locationId: "gid://shopify/Location/" + $json.location, quantity: $json.available, changeFromQuantity: null }] } }',
			),
		}),
		need: writesNeed(requestsFor(LEVELS, PER_PAGE)),
		bars: (run) => [
			atMost('requests', 25, run.totals.requests),
			onceEach(run),
			complete(run, LEVELS),
		],
	},
	{
		id: 'metafields',
		title: 'Set 1,000 metafields',
		formula: '40 lists of 25 metafields, at once',
		work: async (shop) => {
			round += 1;
			const ids = await shop.ids('products', METAFIELDS);
			const items = ids.map((id, index) => ({ id, value: `Round ${round}, ${index}` }));
			const expected: Expected = items.map(({ id, value }) => [id, value]);
			return { items, found: async (asked) => await asked.compare('metafields', expected) };
		},
		entries: (setting) => ({
			ours: {
				parameters: {
					resource: 'metafield',
					operation: 'create',
					resourceType: { owner: { type: 'products', id: '={{ $json.id }}' } },
					namespace: 'bench',
					key: 'value',
					typeAndValue: {
						metafield: { type: 'single_line_text_field', value: '={{ $json.value }}' },
					},
				},
			},
			builtIn: noOperation('writes metafields'),
			httpRequest: mutation(
				setting,
				'mutation ($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) { userErrors { message } } }',
				'{ metafields: [{ ownerId: "gid://shopify/Product/" + $json.id, namespace: "bench", key: "value", type: "single_line_text_field", value: $json.value }] }',
			),
		}),
		need: writesNeed(requestsFor(METAFIELDS, PER_METAFIELDS_SET)),
		bars: (run) => [
			atMost('requests', 45, run.totals.requests),
			onceEach(run),
			complete(run, METAFIELDS),
		],
	},
	{
		id: 'update-few',
		title: 'Update 40 orders',
		formula: '',
		work: async (shop) => await notes(shop, FEW),
		entries: updateEntries,
		bars: (run) => [complete(run, FEW), onceEach(run)],
	},
	{
		id: 'update-orders',
		title: 'Update 500 orders',
		formula: '500 mutations of 10 points; the API has no batch form for them',
		work: async (shop) => await notes(shop, UPDATES),
		entries: updateEntries,
		need: writesNeed(UPDATES),
		bars: (run, { graphql }) => {
			const used = rateUse(UPDATES * MUTATION_POINTS, run.measured.seconds, graphql);
			return [
				{
					text: 'at least 95% of the point rate used',
					measured: `${(100 * used).toFixed(1)}%`,
					held: used >= 0.95,
				},
				complete(run, UPDATES),
				onceEach(run),
			];
		},
	},
	{
		id: 'update-orders-twice',
		title: 'Update 500 orders in each of two processes at once',
		formula: '1,000 mutations of 10 points on one bucket',
		processes: 2,
		work: async (shop) => await notes(shop, 2 * UPDATES),
		entries: (setting) => ({ ours: updateEntries(setting).ours }),
		need: writesNeed(2 * UPDATES),
		bars: (run) => [complete(run, 2 * UPDATES), onceEach(run)],
	},
	{
		id: 'export-orders',
		title: 'Export 100,000 whole orders to a file',
		formula: '',
		large: true,
		// Of these n8n's engine takes 60 to 65 before the work begins.
		heapMb: 160,
		work: async () => await Promise.resolve({ items: [{}], records: LARGE }),
		entries: () => ({
			ours: {
				linesIn: 'data',
				parameters: {
					resource: 'order',
					operation: 'getAll',
					returnAll: true,
					configuration: { status: 'any' },
					output: 'file',
					fileFormat: 'jsonl',
					options: { strategy: 'bulk' },
				},
			},
			builtIn: noOperation('exports, and pages no further than the second page'),
			httpRequest: {
				cannot: 'has no bulk operations: a loop of several nodes would have to be built',
			},
		}),
		bars: (run) => [
			atMost('MB growth of the process', 150, run.measured.peakRssMb),
			complete(run, LARGE),
		],
	},
];
