import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { resources } from '../../nodes/Shopify/operations/index.ts';
import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import type { RunSetup } from './harness.mts';
import { ShopifyUnderTest } from './shopify.mts';
import type { Case } from './togetherCases.mts';
import { CASES } from './togetherCases.mts';

/** Items that share requests have the outcomes that they would have alone. */

let sandbox: Sandbox;
let shopify: ShopifyUnderTest;
let executions = 0;

beforeAll(async () => {
	sandbox = await startSandbox({
		jobDelayMs: 20,
		mediaDelayMs: 20,
		bucket: { maximum: 100_000, restoreRate: 10_000 },
	});
	shopify = new ShopifyUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.control.reset());

/** Runs items through an operation; each run is an execution of its own. */
async function run(
	name: string,
	items: IDataObject[],
	options: INodeParameters = {},
	more: Partial<RunSetup> = {},
) {
	const [resource, operation] = name.split('.');
	executions += 1;
	sandbox.control.clearJournal();
	const result = await shopify.payload(resource, operation, '={{ $json }}', {
		items,
		executionId: `together-${executions}`,
		parameters: { output: 'fullPayload', options },
		...more,
	});
	return {
		...result,
		requests: sandbox.control.requests().filter(({ roots }) => roots.length > 0),
		effects: sandbox.control.effects(),
	};
}

/** The shop's clock runs on between two runs, and tokens are drawn anew. */
const PASSING = /_at$|_on$|token|_url$/;
const NUMBERS = /^(admin_graphql_api_id|id|inventory_item_id)$/;

const comparable = (value: unknown, { makes = false }: Case): unknown =>
	JSON.parse(
		JSON.stringify(value, (key, inner: unknown) => {
			if (PASSING.test(key) && typeof inner === 'string') return 'a time or token';
			return makes && NUMBERS.test(key) ? typeof inner : inner;
		}),
	) as unknown;

const outcomes = async (one: Case, options: INodeParameters) => {
	sandbox.control.reset();
	const given = await one.items(sandbox);
	const { items, error, requests, effects, hints } = await run(one.operation, given, options, {
		onError: 'continueRegularOutput',
	});
	if (error) throw error;
	return {
		items: comparable(
			items.map(({ json, pairedItem }) => ({ json, pairedItem })),
			one,
		),
		hints: hints.map(({ message }) => message).sort(),
		effects: effects
			.map(({ id, mutation, change }) => [one.makes ? '' : id, mutation, change].join(' '))
			.sort(),
		requests: requests.length,
		given: given.length,
	};
};

describe.each(CASES.map((one, index) => ({ ...one, name: `${one.operation} (${index})` })))(
	'$name',
	(one) => {
		it('does together what it does alone, with fewer requests', async () => {
			const alone = await outcomes(one, { batchSize: 1, maxConcurrentRequests: 1 });
			const together = await outcomes(one, {});
			expect(together.items).toEqual(alone.items);
			expect(together.effects).toEqual(alone.effects);
			expect(alone.requests).toBeGreaterThanOrEqual(alone.given - 1);
			expect(together.requests).toBeLessThan(alone.requests);
		});
	},
);

it('has a case for every operation whose items share requests', () => {
	const sharing = resources.flatMap(({ operations }) =>
		operations
			.filter(({ together }) => together === true)
			.map(({ resource, operation }) => `${resource}.${operation}`),
	);
	const tried = new Set(CASES.map(({ operation }) => operation));
	expect(sharing.filter((name) => !tried.has(name))).toEqual([]);
});
