import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import type { FaultKind } from '../sandbox/faults.mts';
import type { RunSetup } from './harness.mts';
import { ShopifyUnderTest } from './shopify.mts';
import type { Draw, Kind } from './togetherKinds.mts';
import { KINDS, SUBJECTS, TWISTS } from './togetherKinds.mts';

/**
 * Random items in random company on random bad days: whatever is drawn, each item ends as it would
 * have ended alone on a good day, and the shop holds neither less nor more.
 *
 * TOGETHER_RUNS=2000 draws more, TOGETHER_SEED draws others. A failure prints its seed and path, by
 * which TOGETHER_SEED and TOGETHER_PATH repeat it; with TOGETHER_SHRINK=1 it looks for a smaller one.
 */

const { TOGETHER_RUNS, TOGETHER_SEED, TOGETHER_PATH, TOGETHER_SHRINK } = process.env;
const SEEDS = TOGETHER_SEED === undefined ? [7, 101, 20261122] : [Number(TOGETHER_SEED)];
const RUNS = Math.ceil(Number(TOGETHER_RUNS ?? 12) / SEEDS.length);

// Pauses after a fault are real but short; what the bucket makes wait is not touched.
jest.mock('n8n-workflow', () => {
	const actual = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	const sleep = async (ms: number, signal?: AbortSignal) =>
		await actual.sleep(ms > 100 ? ms / 40 : ms, signal);
	return { ...actual, sleep };
});

let sandbox: Sandbox;
let shopify: ShopifyUnderTest;
let executions = 0;

const FEW = { products: 1, customers: 1, orders: 1 };
const AMPLE = { maximum: 100_000, restoreRate: 100_000, available: 100_000 };

beforeAll(async () => {
	sandbox = await startSandbox({
		amounts: { products: 14, customers: 6, orders: 10 },
		bucket: AMPLE,
		shoplazza: { amounts: FEW },
		shopline: { amounts: FEW },
	});
	shopify = new ShopifyUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());

/** What goes wrong on the way. Fewer at once than an attempt has lives. */
const FAULTS: FaultKind[] = [
	'throttled',
	'http429',
	'http502',
	'http503',
	'resetBefore',
	'resetAfter',
	'truncated',
	'cut',
	'html',
	'wrongTypes',
	'slow',
];
/** After these nobody knows whether the request was carried out. */
const DOUBTFUL = new Set<FaultKind>(FAULTS.slice(2, -1));

const aDraw: fc.Arbitrary<Draw> = fc.record({
	subject: fc.nat(SUBJECTS - 1),
	value: fc.nat(5),
	twist: fc.oneof(
		{ weight: 12, arbitrary: fc.constant(null) },
		{ weight: 1, arbitrary: fc.constantFrom(...TWISTS) },
	),
});

const aFault = fc.record({
	kind: fc.constantFrom(...FAULTS),
	skip: fc.nat(4),
	times: fc.constantFrom(1, 1, 2),
});

const aRun = fc.record({
	kind: fc.constantFrom(...KINDS.map(({ operation }) => operation)),
	draws: fc.array(aDraw, { minLength: 2, maxLength: 24, size: 'max' }),
	faults: fc.array(aFault, { maxLength: 2 }),
	batchSize: fc.constantFrom(2, 3, 7, 1000),
	requests: fc.constantFrom(1, 2, 8),
	bucket: fc.record({
		maximum: fc.constantFrom(300, 1000, 20_000),
		restoreRate: fc.constantFrom(5000, 20_000),
		available: fc.nat(300),
	}),
});

type Drawn = typeof aRun extends fc.Arbitrary<infer T> ? T : never;

const kindOf = ({ kind }: Drawn) => KINDS.find(({ operation }) => operation === kind) as Kind;

/** Runs the drawn items on the shop as it was made. */
async function run(drawn: Drawn, options: INodeParameters, more: Partial<RunSetup> = {}) {
	const kind = kindOf(drawn);
	const [resource, operation] = kind.operation.split('.');
	const subjects = kind.subjects(sandbox);
	executions += 1;
	const result = await shopify.payload(resource, operation, '={{ $json }}', {
		items: drawn.draws.map((draw) => kind.item(draw, subjects)),
		executionId: `random-${executions}`,
		parameters: { output: 'fullPayload', options },
		...more,
	});
	return {
		...result,
		outcomes: result.items.map(({ json, pairedItem }) => ({ json, pairedItem })),
		effects: effectsOf(kind),
		state: kind.state(sandbox),
	};
}

/** Marks of the changes, in any order. */
function effectsOf({ makes, leavesMarks }: Kind): string[] {
	const all = sandbox.control
		.effects()
		.map(({ id, mutation, change }) => `${makes ? '' : id} ${mutation} ${change}`);
	return (leavesMarks ? [...new Set(all)] : all).sort();
}

/** Alone, one after the other, on a good day. */
async function alone(drawn: Drawn, more: Partial<RunSetup> = {}) {
	sandbox.control.reset();
	return await run(drawn, { batchSize: 1, maxConcurrentRequests: 1 }, more);
}

/** In company, on the day that was drawn. */
async function inCompany(drawn: Drawn, more: Partial<RunSetup> = {}) {
	sandbox.control.reset();
	sandbox.control.setBucket(drawn.bucket);
	for (const fault of drawn.faults) {
		sandbox.control.addFault({ ...fault, path: 'graphql', retryAfter: 0.02, delayMs: 30 });
	}
	const { batchSize, requests } = drawn;
	return await run(drawn, { batchSize, maxConcurrentRequests: requests }, more);
}

const doubtful = ({ faults }: Drawn) => faults.some(({ kind }) => DOUBTFUL.has(kind));

/** The shop's clock runs on between two runs, and what is made has other numbers. */
const PASSING = /_at$|_on$|token|_url$/;
const NUMBERS = /^(admin_graphql_api_id|id|inventory_item_id|name|position)$/;

const comparable = (value: unknown, { makes = false }: Kind): unknown =>
	JSON.parse(
		JSON.stringify(value, (key, inner: unknown) => {
			if (PASSING.test(key) && typeof inner === 'string') return 'a time or token';
			return makes && NUMBERS.test(key) ? typeof inner : inner;
		}),
	) as unknown;

const UNKNOWN = /^It is not known whether this was carried out/;
const unknown = ({ json }: { json: IDataObject }) => UNKNOWN.test((json.error ?? '') as string);

/** Items that touch the same thing, of which the later ones depend on the earlier. */
const sameThing = ({ operation }: Kind, one: Draw, other: Draw) =>
	operation !== 'draftOrder.create' &&
	one.subject === other.subject &&
	(operation !== 'productVariant.create' || one.value === other.value);

/** Whether all of a list is in another one, each entry as often. */
function within(part: string[], whole: string[]): boolean {
	const left = [...whole];
	return part.every((one) => {
		const at = left.indexOf(one);
		if (at >= 0) left.splice(at, 1);
		return at >= 0;
	});
}

/** Compares item by item; where an outcome may be unknown, what depends on it may be anything. */
function expectSameOutcomes(
	drawn: Drawn,
	together: Awaited<ReturnType<typeof run>>,
	single: Awaited<ReturnType<typeof run>>,
) {
	const kind = kindOf(drawn);
	expect(together.outcomes).toHaveLength(drawn.draws.length);
	const lost = together.outcomes.map(unknown);
	// Nothing is unknown that could be repeated, or whose answers all came.
	if (!(kind.once && doubtful(drawn))) expect(lost).not.toContain(true);
	for (const [item, outcome] of together.outcomes.entries()) {
		expect(outcome.pairedItem).toEqual({ item });
		const own = drawn.draws[item];
		const depends = drawn.draws.some(
			(other, index) => index < item && lost[index] && sameThing(kind, own, other),
		);
		if (lost[item] || depends) continue;
		// It is gone, and who asked twice cannot know whether the first or the second time did it.
		const gone = outcome.json.success === true || outcome.json.deleted === true;
		if (kind.ends && doubtful(drawn) && gone) continue;
		expect(comparable(outcome, kind)).toEqual(comparable(single.outcomes[item], kind));
	}
	if (lost.includes(true)) {
		// At most what would have been done, and at least what was said to be.
		expect(within(together.effects, single.effects)).toBe(true);
		const said = together.outcomes.filter(({ json }) => json.error === undefined).length;
		expect(together.effects.length).toBeGreaterThanOrEqual(said);
	} else {
		expect(together.effects).toEqual(single.effects);
		expect(together.state).toEqual(single.state);
	}
}

const CONTINUE: Partial<RunSetup> = { onError: 'continueRegularOutput' };

const check = async (property: (drawn: Drawn) => Promise<void>) => {
	for (const seed of SEEDS) {
		await fc.assert(fc.asyncProperty(aRun, property), {
			seed,
			numRuns: RUNS,
			path: TOGETHER_PATH,
			endOnFailure: TOGETHER_SHRINK === undefined,
		});
	}
};

jest.setTimeout(60_000 + SEEDS.length * RUNS * 5000);

it('ends every item as it would have ended alone', async () => {
	await check(async (drawn) => {
		const single = await alone(drawn, CONTINUE);
		expectSameOutcomes(drawn, await inCompany(drawn, CONTINUE), single);
	});
});

/** Item numbers that an error's description names, by what it says of them. */
const named = (description: unknown) =>
	[...String(description).matchAll(/Items [^:]+: ([\d, -]+)\./g)].flatMap(([, list]) =>
		list.split(', ').flatMap((range) => {
			const [from, to = from] = range.split('-').map(Number);
			return Array.from({ length: to - from + 1 }, (_, index) => from + index);
		}),
	);

it('stops without Continue, hiding nothing that was done', async () => {
	await check(async (any) => {
		// One that is refused before the first request would end the run there.
		const draws = any.draws.map((draw) =>
			draw.twist === 'malformed' ? { ...draw, twist: null } : draw,
		);
		const drawn = { ...any, draws };
		const single = await alone(drawn, CONTINUE);
		const wrong = single.outcomes.flatMap(({ json }, item) =>
			json.error === undefined ? [] : [item],
		);
		const together = await inCompany(drawn);
		const kind = kindOf(drawn);
		if (!together.error) {
			if (!(kind.ends && doubtful(drawn))) expect(wrong).toEqual([]);
			expectSameOutcomes(drawn, together, single);
			return;
		}
		const [, text, number] = /^(.*) \[item (\d+)\]$/s.exec(together.error.message) ?? [];
		const shown = Number(number);
		if (!wrong.includes(shown)) {
			expect([text, kind.once && doubtful(drawn)]).toEqual([expect.stringMatching(UNKNOWN), true]);
		} else if (!UNKNOWN.test(text)) {
			expect(`${text} [item ${shown}]`).toBe(single.outcomes[shown].json.error);
		}
		// Every change belongs to an item that the error names, each of which makes one at most.
		const all = new Set([shown, ...named(together.error.description)]);
		const changes = together.effects.filter((effect) => !kind.beside?.test(effect));
		const unnamed = Math.max(0, changes.length - all.size);
		expect({ all, changes, unnamed }).toEqual({ all, changes, unnamed: 0 });
	});
});

it('ends when it is cancelled, with nothing done twice', async () => {
	await check(async (drawn) => {
		const single = await alone(drawn, CONTINUE);
		const cancel = new AbortController();
		setTimeout(() => cancel.abort(), drawn.bucket.available);
		const together = await inCompany(drawn, { ...CONTINUE, cancel: cancel.signal });
		// A request that was on its way is carried out after its answer is no longer awaited.
		await new Promise((resolve) => setTimeout(resolve, 40));
		const kind = kindOf(drawn);
		const effects = together.effects.length > 0 ? effectsOf(kind) : [];
		if (!kind.ends) expect(within(effects, single.effects)).toBe(true);
		expect(effects.length).toBeLessThanOrEqual(single.effects.length);
	});
});
