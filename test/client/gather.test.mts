import { Kind, parse } from 'graphql';
import type { IDataObject } from 'n8n-workflow';

import { PlatformError } from '../../nodes/shared/errors.ts';
import type { Answer } from '../../nodes/shared/request.ts';
import { judge } from '../../nodes/Shopify/client/answers.ts';
import type { ListPlace, MutationOptions } from '../../nodes/Shopify/client/gather.ts';
import { Gatherer } from '../../nodes/Shopify/client/gather.ts';
import { partOf, together } from '../../nodes/Shopify/client/together.ts';

/** How requests of several items are put together and taken apart again, on a made-up shop. */

const RENAME =
	'mutation Rename($id: ID!, $name: String) { rename(id: $id, name: $name) { thing { id } userErrors { field message } } }';
const READ = 'query Read($ids: [ID!]!) { nodes(ids: $ids) { ... on Thing { id } } }';
const STOCK =
	'mutation Stock($input: StockInput!, $key: String!) { stock(input: $input) @idempotent(key: $key) { group { id } userErrors { field message } } }';

const REPEATABLE: MutationOptions = { repeatable: true, check: 'the thing' };
const IDS: ListPlace = { path: 'ids', most: 3, results: 'nodes' };
const ROWS: ListPlace = {
	path: 'input.rows',
	most: 4,
	results: 'group',
	untouched: ({ group }) => group === null,
};

interface Sent {
	text: string;
	variables: IDataObject;
}

type Body = { data?: IDataObject | null; errors?: IDataObject[] };

/** A way out that answers by a function of the document's root fields, as the API would. */
class Wire {
	readonly sent: Sent[] = [];

	constructor(
		private readonly root: (field: string, args: IDataObject) => unknown,
		private readonly refusal: (variables: IDataObject) => Body | undefined = () => undefined,
	) {}

	private answer({ text, variables }: Sent): Answer {
		this.sent.push({ text, variables });
		const body = this.refusal(variables) ?? { data: this.run(text, variables) };
		return { status: 200, headers: {}, body };
	}

	private run(text: string, variables: IDataObject): IDataObject {
		const [operation] = parse(text).definitions;
		if (operation.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
		const data: IDataObject = {};
		for (const node of operation.selectionSet.selections) {
			if (node.kind !== Kind.FIELD) throw new Error('no field');
			const args = Object.fromEntries(
				[...(node.arguments ?? []), ...(node.directives?.[0]?.arguments ?? [])].map((one) => {
					if (one.value.kind !== Kind.VARIABLE) throw new Error('no variable');
					return [one.name.value, variables[one.value.name.value]];
				}),
			);
			data[node.alias?.value ?? node.name.value] = this.root(node.name.value, args) as IDataObject;
		}
		return data;
	}

	readonly carrier = {
		alone: async (text: string, variables: IDataObject) => {
			const answer = this.answer({ text, variables });
			const verdict = judge(answer);
			if (verdict.kind === 'refused') throw verdict.error;
			return await Promise.resolve(answer);
		},
		shared: async (text: string, variables: IDataObject) =>
			await Promise.resolve(this.answer({ text, variables })),
		running: () => false,
		most: () => this.room,
	};

	/** Points that one request may cost. */
	room = 1000;

	gatherer(size = 1000, stopped = () => false, retried = false) {
		return new Gatherer(this.carrier, { size, requests: 8, retried, stopped });
	}
}

const data = ({ body }: Answer) => (body as { data: IDataObject }).data;

const outcome = async (answer: Promise<Answer>): Promise<unknown> =>
	await answer.then(data, (error: unknown) =>
		error instanceof PlatformError ? `${error.message} ${error.advice ?? ''}` : error,
	);

const renaming = (
	root: (args: IDataObject) => unknown,
	refusal?: (v: IDataObject) => Body | undefined,
) => new Wire((_, args) => root(args), refusal);

const renamed = ({ id }: IDataObject) => ({ thing: { id }, userErrors: [] });

describe('documents of several parts', () => {
	it('ask the same with variables of their own, and are answered apart', () => {
		const { text, variables } = together(RENAME, [{ id: 1, name: 'one' }, { id: 2 }]);
		expect(text).toBe(
			'mutation Rename($u0_id: ID!, $u0_name: String, $u1_id: ID!, $u1_name: String) { u0_rename: rename(id: $u0_id name: $u0_name) { thing { id } userErrors { field message } } u1_rename: rename(id: $u1_id name: $u1_name) { thing { id } userErrors { field message } } }',
		);
		expect(variables).toEqual({ u0_id: 1, u0_name: 'one', u1_id: 2 });
		const answer = {
			status: 200,
			headers: {},
			body: {
				data: { u0_rename: null, u1_rename: { thing: { id: 2 } } },
				errors: [{ message: 'no', path: ['u0_rename', 'thing'] }],
			},
		};
		expect(partOf(answer, 0).body).toEqual({
			data: { rename: null },
			errors: [{ message: 'no', path: ['rename', 'thing'] }],
		});
		expect(partOf(answer, 1).body).toEqual({ data: { rename: { thing: { id: 2 } } } });
	});

	it('leave what stands in quotes alone', () => {
		const { text } = together('query Q($a: Int) { q(first: $a, query: "$a \\" $a") { id } }', [
			{ a: 1 },
		]);
		expect(text).toContain('u0_q: q(first: $u0_a query: "$a \\" $a") { id }');
	});
});

describe('changes', () => {
	it('leave ten at a time, those without company as they are', async () => {
		const wire = renaming(renamed);
		const gatherer = wire.gatherer();
		const ids = Array.from({ length: 21 }, (_, id) => id);
		const answers = await Promise.all(
			ids.map(async (id) => data(await gatherer.ask(RENAME, { id }, REPEATABLE))),
		);
		expect(answers).toEqual(ids.map((id) => ({ rename: renamed({ id }) })));
		expect(wire.sent.map(({ variables }) => Object.keys(variables).length)).toEqual([10, 10, 1]);
		expect(wire.sent[2].text).toBe(RENAME);
	});

	it('go by the size that the user wants', async () => {
		const wire = renaming(renamed);
		const gatherer = wire.gatherer(4);
		await Promise.all(
			[1, 2, 3, 4, 5].map(async (id) => await gatherer.ask(RENAME, { id }, REPEATABLE)),
		);
		expect(wire.sent.map(({ variables }) => Object.keys(variables).length)).toEqual([4, 1]);
	});

	it('that were refused before any ran are sent again in halves, down to the one at fault', async () => {
		const wire = renaming(renamed, (variables) =>
			Object.values(variables).includes('bad')
				? { errors: [{ message: 'Invalid id', extensions: { code: 'INVALID_VARIABLE' } }] }
				: undefined,
		);
		const gatherer = wire.gatherer();
		const ids = [0, 1, 2, 'bad', 4, 5, 6, 7];
		const outcomes = await Promise.all(
			ids.map(async (id) => await outcome(gatherer.ask(RENAME, { id }, REPEATABLE))),
		);
		expect(outcomes).toEqual(
			ids.map((id) => (id === 'bad' ? 'Invalid id ' : { rename: renamed({ id }) })),
		);
		const done = wire.sent.filter(({ variables }) => !Object.values(variables).includes('bad'));
		const applied = done.flatMap(({ variables }) => Object.values(variables)).sort();
		expect(applied).toEqual([0, 1, 2, 4, 5, 6, 7]);
	});

	it('are all refused when the app may not do it', async () => {
		const wire = renaming(renamed, () => ({
			errors: [{ message: 'Access denied', extensions: { code: 'ACCESS_DENIED' } }],
		}));
		const gatherer = wire.gatherer();
		const outcomes = await Promise.all(
			[1, 2, 3].map(async (id) => await outcome(gatherer.ask(RENAME, { id }, REPEATABLE))),
		);
		expect(outcomes).toEqual([1, 2, 3].map((): unknown => expect.stringContaining('may not do')));
		expect(wire.sent).toHaveLength(1);
	});

	const breakdown = (variables: IDataObject): Body | undefined =>
		'u1_id' in variables
			? {
					data: { u0_rename: renamed({ id: 'a' }), u1_rename: null },
					errors: [
						{
							message: 'Internal error.',
							path: ['u1_rename'],
							extensions: { code: 'INTERNAL_SERVER_ERROR' },
						},
					],
				}
			: undefined;

	it('of which one broke down are not all done again', async () => {
		const wire = renaming(renamed, breakdown);
		const gatherer = wire.gatherer();
		const outcomes = await Promise.all(
			['a', 'b'].map(async (id) => await outcome(gatherer.ask(RENAME, { id }, REPEATABLE))),
		);
		expect(outcomes).toEqual(['a', 'b'].map((id) => ({ rename: renamed({ id }) })));
		expect(wire.sent.map(({ variables }) => Object.values(variables))).toEqual([['a', 'b'], ['b']]);
	});

	it('that must not be repeated are unknown where they broke down', async () => {
		const wire = renaming(renamed, breakdown);
		const gatherer = wire.gatherer();
		const options = { ...REPEATABLE, repeatable: false };
		const [one, other] = await Promise.all(
			['a', 'b'].map(async (id) => await outcome(gatherer.ask(RENAME, { id }, options))),
		);
		expect(one).toEqual({ rename: renamed({ id: 'a' }) });
		expect(other).toMatch(/^It is not known whether this was carried out/);
		expect(wire.sent).toHaveLength(1);
	});

	/** The answer to the first document, whatever it asks for; later ones are answered as they should be. */
	const atFirst = (body: Body) => {
		let first = true;
		return renaming(renamed, () => {
			const answer = first ? body : undefined;
			first = false;
			return answer;
		});
	};

	const both = async (wire: Wire, options: MutationOptions) => {
		const gatherer = wire.gatherer();
		return await Promise.all(
			['a', 'b'].map(async (id) => await outcome(gatherer.ask(RENAME, { id }, options))),
		);
	};

	const ONCE = { ...REPEATABLE, repeatable: false };
	const done = renamed({ id: 'a' });

	it('one of which has no answer are not all taken for done', async () => {
		for (const data of [{ u0_rename: done }, { u0_rename: done, u1_rename: null }]) {
			const wire = atFirst({ data, errors: [{ message: 'Something is wrong' }] });
			expect(await both(wire, ONCE)).toEqual([{ rename: done }, 'Something is wrong ']);
			expect(wire.sent).toHaveLength(1);
		}
		const silent = atFirst({ data: { u0_rename: done } });
		const [, other] = await both(silent, ONCE);
		expect(other).toMatch(/^It is not known whether this was carried out: an answer without data/);
		const again = atFirst({ data: { u0_rename: done } });
		expect(await both(again, REPEATABLE)).toEqual([
			{ rename: done },
			{ rename: renamed({ id: 'b' }) },
		]);
		expect(again.sent[1].variables).toEqual({ id: 'b' });
	});

	it('whose answers are all missing are unknown', async () => {
		const outcomes = await both(atFirst({ data: null }), ONCE);
		expect(outcomes).toEqual([0, 1].map((): unknown => expect.stringMatching(/^It is not known/)));
	});

	it('of which one was throttled: that one is sent again', async () => {
		const wire = atFirst({
			data: { u0_rename: done, u1_rename: null },
			errors: [{ message: 'Throttled', path: ['u1_rename'], extensions: { code: 'THROTTLED' } }],
		});
		expect(await both(wire, ONCE)).toEqual([{ rename: done }, { rename: renamed({ id: 'b' }) }]);
		expect(wire.sent.map(({ variables }) => Object.values(variables))).toEqual([['a', 'b'], ['b']]);
	});

	it('never cost more together than the bucket holds', async () => {
		const wire = renaming(renamed);
		wire.room = 30;
		const gatherer = wire.gatherer();
		await Promise.all(
			[1, 2, 3, 4].map(async (id) => await gatherer.ask(RENAME, { id }, REPEATABLE)),
		);
		expect(wire.sent.map(({ variables }) => Object.keys(variables).length)).toEqual([3, 1]);
	});

	it('that were not begun stay unsent when the run has stopped', async () => {
		const wire = renaming(renamed);
		const gatherer = wire.gatherer(1000, () => true);
		const first = { ...REPEATABLE, first: true };
		const withdrawn = await outcome(gatherer.ask(RENAME, { id: 1 }, first));
		expect(withdrawn).toBeInstanceOf(Error);
		expect(wire.sent).toHaveLength(0);
		// A later step of an item comes to its end.
		expect(await outcome(gatherer.ask(RENAME, { id: 1 }, REPEATABLE))).toEqual({
			rename: renamed({ id: 1 }),
		});
	});
});

describe('lists', () => {
	it('of ids are read as one, each item getting its own record', async () => {
		const wire = new Wire((_, { ids }) =>
			(ids as string[]).map((id) => (id === 'x' ? null : { id })),
		);
		const gatherer = wire.gatherer(3);
		const ids = ['a', 'x', 'a', 'b'];
		const answers = await Promise.all(
			ids.map(async (id) =>
				data(await gatherer.ask(READ, { ids: [id] }, { ...REPEATABLE, list: IDS })),
			),
		);
		expect(answers.map(({ nodes }) => nodes)).toEqual([
			[{ id: 'a' }],
			[null],
			[{ id: 'a' }],
			[{ id: 'b' }],
		]);
		expect(wire.sent.map(({ variables }) => variables)).toEqual([
			{ ids: ['a', 'x', 'a'] },
			{ ids: ['b'] },
		]);
	});

	const stock = (item: string, key: string) => ({
		input: { reason: 'x', rows: [{ item }] },
		key,
	});

	/** All or nothing, with an error for each bad row. */
	const book = (args: IDataObject, group: IDataObject | null = null) => {
		const { rows } = args.input as { rows: Array<{ item: string }> };
		const userErrors = rows.flatMap(({ item }, index) =>
			item.startsWith('bad')
				? [{ field: ['input', 'rows', String(index), 'item'], message: `${item} is wrong` }]
				: [],
		);
		return { group: userErrors.length > 0 ? group : { id: 'g' }, userErrors };
	};

	it('of changes are sent again without the bad ones, under a key of their own', async () => {
		const wire = new Wire((_, args) => book(args));
		const gatherer = wire.gatherer();
		const items = ['a', 'bad 1', 'b'];
		const outcomes = await Promise.all(
			items.map(
				async (item) =>
					await outcome(
						gatherer.ask(STOCK, stock(item, `key of ${item}`), { ...REPEATABLE, list: ROWS }),
					),
			),
		);
		expect(outcomes).toEqual([
			{ stock: { group: { id: 'g' }, userErrors: [] } },
			{
				stock: {
					group: null,
					userErrors: [{ field: ['input', 'rows', '0', 'item'], message: 'bad 1 is wrong' }],
				},
			},
			{ stock: { group: { id: 'g' }, userErrors: [] } },
		]);
		expect(wire.sent).toHaveLength(3);
		const keys = wire.sent.map(({ variables }) => variables.key);
		expect(new Set(keys).size).toBe(3);
		expect(keys).toContain('key of bad 1');
	});

	it('that were done in part are not repeated', async () => {
		const wire = new Wire((_, args) => book(args, { id: 'some' }));
		const gatherer = wire.gatherer();
		const outcomes = await Promise.all(
			['a', 'bad', 'b'].map(
				async (item) =>
					await outcome(gatherer.ask(STOCK, stock(item, item), { ...REPEATABLE, list: ROWS })),
			),
		);
		expect(outcomes).toEqual(
			[0, 1, 2].map((): unknown => expect.stringMatching(/^It is not known whether/)),
		);
		expect(wire.sent).toHaveLength(1);
	});

	const KEYED = { ...REPEATABLE, keyed: true, list: ROWS };

	const booking = async (gatherer: Gatherer, items: string[], options: MutationOptions) =>
		await Promise.all(
			items.map(
				async (item) => await outcome(gatherer.ask(STOCK, stock(item, `key of ${item}`), options)),
			),
		);

	it('that ran are not sent under another key when their answer has a gap', async () => {
		const gap = { message: 'Gone', path: ['stock', 'group', 'id'], extensions: { code: 'X' } };
		const refusal = { ...gap, path: ['stock'] };
		const answers: Array<[IDataObject, IDataObject | null, RegExp, number]> = [
			[gap, null, /^It is not known/, 1],
			[gap, { group: null, userErrors: [] }, /^It is not known/, 1],
			[refusal, null, /^Gone/, 3],
		];
		for (const [error, payload, expected, requests] of answers) {
			const wire = new Wire(
				(_, args) => book(args),
				() => ({ data: { stock: payload }, errors: [error] }),
			);
			expect(await booking(wire.gatherer(), ['a', 'b'], KEYED)).toEqual(
				[0, 1].map((): unknown => expect.stringMatching(expected)),
			);
			expect(wire.sent).toHaveLength(requests);
		}
	});

	it('have keys of their own where n8n may run the node again', async () => {
		const wire = new Wire((_, args) => book(args));
		await booking(wire.gatherer(1000, undefined, true), ['a', 'b'], KEYED);
		expect(wire.sent).toHaveLength(1);
		expect(wire.sent[0].variables).toMatchObject({ u0_key: 'key of a', u1_key: 'key of b' });
		await booking(wire.gatherer(1000, undefined, true), ['a', 'b'], {
			...REPEATABLE,
			list: ROWS,
		});
		expect(wire.sent[1].variables.input).toMatchObject({ rows: [{ item: 'a' }, { item: 'b' }] });
	});

	it('hold entries of one kind', async () => {
		const wire = new Wire((_, args) => book(args));
		const kind = ({ item }: IDataObject) => (item as string)[0];
		const list = { ...ROWS, kind };
		await booking(wire.gatherer(), ['a1', 'b1', 'a2'], { ...REPEATABLE, list });
		expect(wire.sent).toHaveLength(1);
		const { u0_input: one, u1_input: two } = wire.sent[0].variables;
		expect(one).toMatchObject({ rows: [{ item: 'a1' }, { item: 'a2' }] });
		expect(two).toMatchObject({ rows: [{ item: 'b1' }] });
	});

	it('whose answer is shorter than they are: nobody gets a record that may not be theirs', async () => {
		const wire = new Wire((_, { ids }) => [...new Set(ids as string[])].map((id) => ({ id })));
		const gatherer = wire.gatherer();
		const answers = await Promise.all(
			['a', 'a', 'b'].map(async (id) =>
				data(await gatherer.ask(READ, { ids: [id] }, { ...REPEATABLE, list: IDS })),
			),
		);
		expect(answers.map(({ nodes }) => nodes)).toEqual([
			[{ id: 'a' }],
			[{ id: 'a' }],
			[{ id: 'b' }],
		]);
		const short = new Wire(() => ({ group: [{ id: 1 }], userErrors: [] }));
		expect(await booking(short.gatherer(), ['a', 'b'], KEYED)).toEqual(
			[0, 1].map((): unknown => expect.stringMatching(/^It is not known/)),
		);
		expect(short.sent).toHaveLength(1);
	});

	it('that went out before are heard to their end although the run has stopped', async () => {
		let stopped = false;
		const gone = { field: ['input', 'rows'], message: 'is gone' };
		const wire = new Wire(() => ({ group: null, userErrors: [gone] }));
		const { shared } = wire.carrier;
		wire.carrier.shared = async (text, variables) => {
			const answer = await shared(text, variables);
			stopped = true;
			return { ...answer, repeated: true };
		};
		const options = { ...REPEATABLE, first: true, list: ROWS };
		const outcomes = await booking(
			wire.gatherer(1000, () => stopped),
			['a', 'b'],
			options,
		);
		expect(outcomes).toEqual([0, 1].map(() => ({ stock: { group: null, userErrors: [gone] } })));
		expect(wire.sent).toHaveLength(3);
	});

	it('differ where anything but the entry differs', async () => {
		const wire = new Wire((_, args) => book(args));
		const gatherer = wire.gatherer(1000);
		const other = { input: { reason: 'y', rows: [{ item: 'c' }] }, key: 'c' };
		await Promise.all(
			[stock('a', 'a'), stock('b', 'b'), other].map(
				async (variables) => await gatherer.ask(STOCK, variables, { ...REPEATABLE, list: ROWS }),
			),
		);
		expect(wire.sent).toHaveLength(1);
		const { u0_input: one, u1_input: two } = wire.sent[0].variables;
		expect(one).toEqual({ reason: 'x', rows: [{ item: 'a' }, { item: 'b' }] });
		expect(two).toEqual(other.input);
	});
});
