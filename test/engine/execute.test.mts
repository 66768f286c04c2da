import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { RunResult, RunSetup } from '../workflows/harness.mts';
import { runNode } from '../workflows/harness.mts';
import { MadeUp } from './platform.mts';

interface Asked extends Omit<Partial<RunSetup>, 'node' | 'items'> {
	platform?: MadeUp;
	parameters?: INodeParameters;
}

/** Runs an operation of the made-up platform; each input is the JSON payload of one item. */
async function run(operation: string, inputs: IDataObject[], asked: Asked = {}) {
	const { platform = new MadeUp(), parameters, ...setup } = asked;
	const result = await runNode({
		...setup,
		node: platform.node,
		credentials: {},
		items: inputs,
		parameters: {
			resource: 'thing',
			operation,
			input: 'json',
			payload: '={{ $json }}',
			...parameters,
		},
	});
	return { ...result, journal: platform.journal };
}

const pairs = ({ items }: Pick<RunResult, 'items'>) =>
	items.map(({ json, pairedItem }) => [json.id ?? json.error, pairedItem]);

const thing = (id: string, more: IDataObject = {}) => ({ thing_id: id, ...more });

/** The more so, the earlier the item: later items are finished first. */
const slowFirst = (count: number, more: IDataObject = {}) =>
	Array.from({ length: count }, (_, item) =>
		thing(String(item), { ms: (count - item) * 25, ...more }),
	);

// n8n-core writes every failed node to the console.
process.env.N8N_LOG_LEVEL = 'silent';

describe('items and their results', () => {
	it('each output item is paired with its input item', async () => {
		const result = await run('get', [thing('a'), thing('b')]);
		expect(result.error).toBeUndefined();
		expect(pairs(result)).toEqual([
			['a', { item: 0 }],
			['b', { item: 1 }],
		]);
	});

	it('the form gives the same, with expressions for each item', async () => {
		const parameters = {
			input: 'fields',
			thingId: '={{ $json.name }}',
			additionalFields: { rows: '={{ $json.rows }}' },
		};
		const result = await run(
			'getAll',
			[
				{ name: 'a', rows: 1 },
				{ name: 'b', rows: 2 },
			],
			{ parameters },
		);
		expect(pairs(result)).toEqual([
			[0, { item: 0 }],
			[0, { item: 1 }],
			[1, { item: 1 }],
		]);
	});

	it('they keep the order of the input, although later ones are finished first', async () => {
		const result = await run('get', slowFirst(6));
		expect(result.items.map(({ json }) => json.id)).toEqual(['0', '1', '2', '3', '4', '5']);
		// How far the later ones get ahead depends on the machine; the first is never first.
		expect(result.journal.ended).toHaveLength(6);
		expect(result.journal.ended[0]).not.toBe(0);
	});

	it('the shop is connected to once for all items', async () => {
		expect((await run('get', slowFirst(5))).journal.connections).toBe(1);
	});

	it('the records of a list are paired with the item that asked for it, page after page', async () => {
		const inputs = [thing('a', { rows: 5 }), thing('b', { rows: 0 }), thing('c', { rows: 1 })];
		const result = await run('getAll', inputs, { parameters: { returnAll: true } });
		expect(pairs(result)).toEqual([
			[0, { item: 0 }],
			[1, { item: 0 }],
			[2, { item: 0 }],
			[3, { item: 0 }],
			[4, { item: 0 }],
			[0, { item: 2 }],
		]);
		expect(result.journal.begun.filter((item) => item === 0)).toHaveLength(3);
	});

	it('the documented limit of JSON input is kept', async () => {
		const result = await run('getAll', [thing('a', { rows: 9, limit: 3 })]);
		expect(pairs(result).map(([id]) => id)).toEqual([0, 1, 2]);
	});

	it('Full Payload has the wrapper and the cursors', async () => {
		const parameters = { output: 'fullPayload' };
		const result = await run('getAll', [thing('a', { rows: 9, limit: 2 })], { parameters });
		expect(result.items.map(({ json }) => json)).toEqual([
			{ things: [{ id: 0 }, { id: 1 }], next_page: '2', previous_page: null },
		]);
	});

	it('Selected Fields has only those', async () => {
		const parameters = { output: 'selectedFields', outputFields: ['title'] };
		const result = await run('get', [thing('a')], { parameters });
		expect(result.items.map(({ json }) => json)).toEqual([{ title: 'Thing a' }]);
	});
});

describe('what runs side by side', () => {
	it('reads, up to Max Concurrent Requests', async () => {
		const parameters = { options: { maxConcurrentRequests: 3 } };
		const { journal } = await run('get', slowFirst(9), { parameters });
		expect(journal.peak).toBe(3);
	});

	it('eight at once unless it is said otherwise', async () => {
		expect((await run('get', slowFirst(20))).journal.peak).toBe(8);
	});

	it('reads of one and the same thing too', async () => {
		const same = [thing('a', { ms: 40 }), thing('a', { ms: 5 }), thing('a', { ms: 5 })];
		expect((await run('get', same)).journal.peak).toBe(3);
	});

	it('writes to different things', async () => {
		expect((await run('update', slowFirst(4))).journal.ended).toEqual([3, 2, 1, 0]);
	});

	it('but writes to the same thing one after the other, in their order', async () => {
		const inputs = [
			thing('a', { ms: 200 }),
			thing('b', { ms: 40 }),
			thing('a', { ms: 1 }),
			thing('a', { ms: 1 }),
		];
		const { journal } = await run('update', inputs);
		expect(journal.ended).toEqual([1, 0, 2, 3]);
		expect(journal.peak).toBe(2);
	});

	it('an operation may name another subject', async () => {
		const inputs = [
			thing('a', { rows: 1, ms: 150 }),
			thing('b', { rows: 1, ms: 1 }),
			thing('a', { rows: 2, ms: 1 }),
		];
		expect((await run('move', inputs)).journal.ended).toEqual([2, 0, 1]);
	});

	it('or none: then nothing has to wait', async () => {
		const inputs = [thing('a', { ms: 150 }), thing('a', { ms: 1 })];
		expect((await run('send', inputs)).journal.ended).toEqual([1, 0]);
	});
});

describe('a failure without Continue On Fail', () => {
	it('stops the run with the number of its item', async () => {
		const result = await run('get', [thing('a'), thing('b', { fail: 'Gone' })]);
		expect(result.status).toBe('error');
		expect(result.items).toEqual([]);
		expect(result.error).toMatchObject({
			message: 'Gone [item 1]',
			description: 'Look there.',
			httpCode: '422',
		});
		expect(result.error?.context).toMatchObject({ itemIndex: 1 });
	});

	it('needs no number where there is only one item', async () => {
		const { error } = await run('get', [thing('a', { fail: 'Gone' })]);
		expect(error?.message).toBe('Gone');
	});

	it('starts nothing more, but what is under way comes to its end', async () => {
		const inputs = [
			thing('a', { ms: 200 }),
			thing('b', { fail: 'Gone', ms: 40 }),
			...slowFirst(10, { ms: 1 }),
		];
		const parameters = { options: { maxConcurrentRequests: 2 } };
		const { journal } = await run('get', inputs, { parameters });
		expect(journal.begun).toEqual([0, 1]);
		expect(journal.ended).toEqual([1, 0]);
	});

	it('does not go on with the same thing', async () => {
		const inputs = [thing('a', { fail: 'Gone' }), thing('a')];
		expect((await run('update', inputs)).journal.begun).toEqual([0]);
	});

	it('of a write tells which items were done, so that nobody runs them twice', async () => {
		const inputs = [
			thing('a'),
			thing('b', { ms: 10 }),
			thing('c', { fail: 'Gone', ms: 40 }),
			thing('d'),
		];
		const parameters = { options: { maxConcurrentRequests: 3 } };
		const { error } = await run('update', inputs, { parameters });
		expect(error?.description).toBe('Look there. Items already done in this run: 0, 1, 3.');
	});

	it('also names those of which that is not known, and those that failed half-way', async () => {
		const inputs = [
			thing('a', { fail: 'Gone', ms: 60 }),
			thing('b', { fail: 'Lost', after: 'unknown' }),
			thing('c', { fail: 'Half', after: 'begun' }),
			thing('d'),
			thing('e', { fail: 'Lost', after: 'unknown' }),
		];
		const { error } = await run('update', inputs);
		expect(error?.message).toBe('Gone [item 0]');
		expect(error?.description).toBe(
			'Look there. Items already done in this run: 3. Items begun but not finished: 2. Items of which it is not known whether they were done: 1, 4.',
		);
	});

	it.each([
		['a read', 'get', [thing('a'), thing('b', { fail: 'Gone', ms: 10 })]],
		['the first item', 'update', [thing('a', { fail: 'Gone' })]],
	])('of %s has no such remark', async (_, operation, inputs) => {
		expect((await run(operation, inputs)).error?.description).toBe('Look there.');
	});

	it('that is a mistake of ours is told with the item too', async () => {
		const { error } = await run('get', [thing('a'), thing('b', { fail: 'bug' })]);
		expect(error?.message).toContain('does not have the expected form [item 1]');
		expect(error?.description).toContain('x is not a function');
		expect(error?.context).toMatchObject({ itemIndex: 1 });
	});
});

describe('a failure with Continue On Fail', () => {
	const inputs = [thing('a', { ms: 10 }), thing('b', { fail: 'Gone' }), thing('c')];

	it('is an item in its place, the others are done', async () => {
		const result = await run('update', inputs, { onError: 'continueRegularOutput' });
		expect(result.status).toBe('success');
		expect(pairs(result)).toEqual([
			['a', { item: 0 }],
			['Gone [item 1]', { item: 1 }],
			['c', { item: 2 }],
		]);
		expect(result.items[1].json).toEqual({
			error: 'Gone [item 1]',
			details: { item: 1, description: 'Look there.', code: '422' },
		});
	});

	it('goes to the error output with the input item, the others to the first', async () => {
		const result = await run('update', inputs, { onError: 'continueErrorOutput' });
		expect(pairs(result)).toEqual([
			['a', { item: 0 }],
			['c', { item: 2 }],
		]);
		expect(result.errorItems).toHaveLength(1);
		const [{ json, pairedItem }] = result.errorItems;
		expect(json).toMatchObject({ error: 'Gone [item 1]', thing_id: 'b', details: { item: 1 } });
		expect(pairedItem).toEqual({ item: 1 });
	});

	it('the same thing is still worked on in order', async () => {
		const same = [thing('a', { ms: 10, fail: 'Gone' }), thing('a'), thing('a')];
		const { journal } = await run('update', same, { onError: 'continueRegularOutput' });
		expect(journal.ended).toEqual([0, 1, 2]);
		expect(journal.peak).toBe(1);
	});
});

describe('batches', () => {
	it('hold as many items as the operation takes', async () => {
		const { journal, items } = await run('read', slowFirst(7));
		expect(journal.batches).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
		expect(items.map(({ json }) => json.id)).toEqual(['0', '1', '2', '3', '4', '5', '6']);
	});

	it('with one bad item: its neighbours are done', async () => {
		const inputs = [thing('a'), thing('b', { fail: 'Gone' }), thing('c')];
		const result = await run('read', inputs, { onError: 'continueRegularOutput' });
		expect(pairs(result)).toEqual([
			['a', { item: 0 }],
			['Gone [item 1]', { item: 1 }],
			['c', { item: 2 }],
		]);
	});

	it('that fail as a whole fail each of their items, and no other', async () => {
		const inputs = [...slowFirst(4), thing('x', { fail: 'all' })];
		const result = await run('read', inputs, { onError: 'continueRegularOutput' });
		expect(result.items.map(({ json }) => json.error ?? json.id)).toEqual([
			'0',
			'1',
			'2',
			'Down [item 3]',
			'Down [item 4]',
		]);
	});

	it('that come back without a result for an item: nothing is passed over in silence', async () => {
		const inputs = [thing('a'), thing('b', { fail: 'lost' }), thing('c'), thing('d')];
		const result = await run('read', inputs, { onError: 'continueRegularOutput' });
		expect(pairs(result)).toEqual([
			...[0, 1, 2].map((item) => [`This item got no result [item ${item}]`, { item }]),
			['d', { item: 3 }],
		]);
	});

	it("that fail with an error of n8n's: each item has its own number", async () => {
		const inputs = [thing('a'), thing('b', { fail: 'n8n' })];
		const result = await run('read', inputs, { onError: 'continueRegularOutput' });
		expect(
			result.items.map(({ json }) => [json.error, (json.details as IDataObject).item]),
		).toEqual([
			['No credentials [item 0]', 0],
			['No credentials [item 1]', 1],
		]);
	});

	it('leave out the items whose input was refused', async () => {
		const inputs = [thing('a'), { other: 1 }, thing('c'), thing('d')];
		const { journal, items } = await run('read', inputs, { onError: 'continueRegularOutput' });
		expect(journal.batches).toEqual([[0, 2, 3]]);
		expect(items.map(({ json }) => json.id ?? json.error)).toEqual([
			'a',
			"Unknown field 'other' [item 1]",
			'c',
			'd',
		]);
	});
});

describe('options that are no numbers', () => {
	it.each([['={{ NaN }}'], ['={{ undefined }}'], ['={{ "many" }}'], ['={{ null }}'], [0], [2.5]])(
		'%s: every item is worked on once',
		async (given) => {
			const parameters = { options: { maxConcurrentRequests: given, batchSize: given } };
			for (const operation of ['get', 'read', 'update']) {
				const inputs = ['a', 'b', 'c', 'd', 'e'].map((id) => thing(id));
				const result = await run(operation, inputs, { parameters });
				expect(pairs(result)).toEqual(['a', 'b', 'c', 'd', 'e'].map((id, item) => [id, { item }]));
				expect([...result.journal.begun].sort()).toEqual([0, 1, 2, 3, 4]);
			}
		},
	);
});

describe('input', () => {
	it('is checked for all items before the first request', async () => {
		const result = await run('update', [thing('a'), thing('b', { ms: 'long' })]);
		expect(result.error?.message).toBe("'ms' must be a number [item 1]");
		expect(result.error?.context).toMatchObject({ itemIndex: 1 });
		expect(result.journal).toMatchObject({ begun: [], connections: 0 });
	});

	it('that is refused for every item needs no connection', async () => {
		const result = await run('update', [{}, {}], { onError: 'continueRegularOutput' });
		expect(result.items.map(({ json }) => json.error)).toEqual([
			"'thing_id' is required [item 0]",
			"'thing_id' is required [item 1]",
		]);
		expect(result.journal.connections).toBe(0);
	});

	it('of an operation that does not exist is refused', async () => {
		const { error } = await run('vanish', [thing('a')]);
		expect(error?.message).toBe("This node has no operation 'vanish' of 'thing'");
	});
});

describe('hints', () => {
	it('are shown above the output, equal ones once', async () => {
		const inputs = [
			thing('a', { remark: 'Slow' }),
			thing('b', { remark: 'Slow' }),
			thing('c', { remark: 'Old' }),
		];
		const { hints } = await run('get', inputs);
		expect(hints.map(({ message }) => message).sort()).toEqual(['Old', 'Slow']);
		expect(hints[0]).toMatchObject({ type: 'warning', location: 'outputPane' });
	});
});

describe('idempotency keys', () => {
	const keysOf = async (inputs: IDataObject[], executionId: string) => {
		const { journal } = await run('update', inputs, { executionId });
		return journal.keys.sort((a, b) => a.item - b.item).map(({ key }) => key);
	};

	it('are the same in every retry of the same work', async () => {
		const inputs = [thing('a', { purpose: 'refund,refund' })];
		const [first, second] = await keysOf(inputs, '7');
		expect(second).toBe(first);
		expect(await keysOf(inputs, '7')).toEqual([first, first]);
		expect(first).toMatch(/^[0-9a-f]{36}$/);
	});

	it('differ between items, purposes and executions', async () => {
		const inputs = [
			thing('a', { purpose: 'refund,restock' }),
			thing('b', { purpose: 'refund,restock' }),
		];
		const all = [...(await keysOf(inputs, '7')), ...(await keysOf(inputs, '8'))];
		expect(new Set(all).size).toBe(8);
	});

	it('do not depend on what the item asks for', async () => {
		const [one] = await keysOf([thing('a', { purpose: 'refund' })], '7');
		const [other] = await keysOf([thing('b', { purpose: 'refund', rows: 5 })], '7');
		expect(other).toBe(one);
	});
});

describe('cancelling', () => {
	it.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'starts nothing more (%s)',
		async (onError) => {
			const stop = new AbortController();
			const platform = new MadeUp();
			platform.onBegin = (item) => {
				if (item === 1) stop.abort();
			};
			const result = await run('update', slowFirst(30, { ms: 10 }), {
				platform,
				onError,
				cancel: stop.signal,
				parameters: { options: { maxConcurrentRequests: 2 } },
			});
			expect(result.status).toBe('canceled');
			await new Promise((resolve) => setTimeout(resolve, 60));
			expect(platform.journal.begun).toEqual([0, 1]);
		},
	);
});
