import type { Mode, Wanted } from '../../nodes/ExportImages/plan.ts';
import { longestRising, newId, plan } from '../../nodes/ExportImages/plan.ts';
import { Random } from '../sandbox/random.mts';

const gallery = (ids: string) => [...ids].map((id) => ({ id, alt: `alt ${id}` }));

/** 'a' is the image a of the gallery; '+' is one that is not there; a digit behind is its position. */
const listed = (text: string): Wanted[] =>
	text
		.split(' ')
		.filter(Boolean)
		.map(([id, position]) => ({
			...(id === '+' ? {} : { match: id }),
			...(position ? { position: Number(position) } : {}),
		}));

const order = (mode: Mode, more: { removeOthers?: boolean; placesNew?: boolean } = {}) => ({
	mode,
	placesNew: false,
	...more,
});

/** Carries the steps out on the list as a platform does, one after the other. */
function carriedOut(ids: string, { steps, remove }: ReturnType<typeof plan>): string[] {
	const now = [...ids];
	for (const step of steps) {
		if (step.kind === 'create') now.splice(step.index ?? now.length, 0, newId(step.wanted));
		else {
			now.splice(now.indexOf(step.id), 1);
			now.splice(step.index, 0, step.id);
		}
	}
	return now.filter((id) => !remove.includes(id));
}

const kinds = ({ steps }: ReturnType<typeof plan>) => steps.map(({ kind }) => kind[0]).join('');

describe('what becomes of a gallery', () => {
	it.each<[string, Mode, string, string, string, boolean?]>([
		// what it shows, mode, gallery, listed, final gallery, remove others
		['new images come last', 'append', 'abc', '+ +', 'a b c new:0 new:1'],
		['present images stay', 'append', 'abc', 'a + c', 'a b c new:1'],
		['a position is kept while adding', 'append', 'abc', '+2', 'a new:0 b c'],
		['a present image can be moved while adding', 'append', 'abc', 'c1 +', 'c a b new:1'],
		['nothing listed changes nothing', 'append', 'abc', '', 'a b c'],
		['the listed are the whole', 'replace', 'abc', '+ b', 'new:0 b'],
		['the listed are the whole, again', 'replace', 'abc', 'c a', 'c a'],
		['the listed come first', 'sync', 'abc', 'c +', 'c new:1 a b'],
		['others are removed by choice', 'sync', 'abc', 'c +', 'c new:1', true],
		[
			'positions say the order, whatever the order of items',
			'sync',
			'abcd',
			'a4 b3 c2 d1',
			'd c b a',
		],
		['gaps in positions are closed', 'sync', 'ab', 'a7 b3', 'b a'],
		['two with one position stand in the order of the list', 'sync', 'abc', 'b1 c1', 'b c a'],
		['the rest fills the places between', 'sync', 'abcd', 'a2 d', 'd a b c'],
		['one image to its place', 'reorder', 'abcde', 'e2', 'a e b c d'],
		['several without positions come first', 'reorder', 'abcde', 'd b', 'd b a c e'],
		['beyond the end is the end', 'reorder', 'abc', 'a9', 'b c a'],
	])('%s', (_name, ...[mode, ids, wanted, final, removeOthers]) => {
		for (const placesNew of [false, true]) {
			const work = plan(gallery(ids), listed(wanted), order(mode, { removeOthers, placesNew }));
			expect(work.final.join(' ')).toBe(final);
			expect(carriedOut(ids, work).join(' ')).toBe(final);
		}
	});

	it('an empty gallery takes all, each by one step', () => {
		for (const placesNew of [false, true]) {
			const work = plan([], listed('+ + +'), order('sync', { placesNew }));
			expect(kinds(work)).toBe('ccc');
			expect(work.final).toEqual(['new:0', 'new:1', 'new:2']);
		}
	});
});

describe('the fewest steps', () => {
	it('none for a gallery that is right', () => {
		for (const mode of ['append', 'replace', 'sync', 'reorder'] as const) {
			const work = plan(gallery('abcd'), listed('a b c d'), order(mode));
			expect(work).toMatchObject({ steps: [], texts: [], remove: [] });
		}
	});

	it('one move for one image, wherever it goes', () => {
		for (const wanted of ['b c d e a', 'e a b c d', 'a c d b e']) {
			expect(kinds(plan(gallery('abcde'), listed(wanted), order('sync')))).toBe('m');
		}
	});

	it('as many moves as images stand outside of the longest ordered part', () => {
		const random = new Random(4);
		for (let round = 0; round < 200; round++) {
			const count = 1 + Math.floor(random.next() * 12);
			const ids = Array.from({ length: count }, (_, index) => String.fromCharCode(97 + index));
			const shuffled = [...ids].sort(() => random.next() - 0.5);
			const work = plan(gallery(ids.join('')), listed(shuffled.join(' ')), order('sync'));
			expect(carriedOut(ids.join(''), work)).toEqual(shuffled);
			const still = longestRising(ids.map((id) => shuffled.indexOf(id)));
			expect(work.steps).toHaveLength(count - still.size);
			// No shorter way: the longest rising part by trying all of them.
			if (count <= 8)
				expect(still.size).toBe(longestByTrying(ids.map((id) => shuffled.indexOf(id))));
		}
	});

	it('a new image in its place needs no move where the platform can place it', () => {
		const wanted = listed('+ a + b');
		expect(kinds(plan(gallery('ab'), wanted, order('sync', { placesNew: true })))).toBe('cc');
		expect(kinds(plan(gallery('ab'), wanted, order('sync')))).toBe('ccmm');
	});

	it('any mixture ends as wanted, with what is removed still in the list meanwhile', () => {
		const random = new Random(9);
		for (let round = 0; round < 400; round++) {
			const count = Math.floor(random.next() * 9);
			const ids = Array.from({ length: count }, (_, index) => String.fromCharCode(97 + index));
			const known = ids.filter(() => random.next() < 0.6).sort(() => random.next() - 0.5);
			const wanted: Wanted[] = known.map((match) => ({ match }));
			for (let more = Math.floor(random.next() * 4); more > 0; more--) {
				wanted.splice(Math.floor(random.next() * (wanted.length + 1)), 0, {});
			}
			for (const one of wanted) {
				if (random.next() < 0.3) one.position = 1 + Math.floor(random.next() * 10);
			}
			const mode = (['append', 'replace', 'sync', 'reorder'] as const)[round % 4];
			for (const placesNew of [false, true]) {
				const removeOthers = round % 3 === 0;
				const work = plan(gallery(ids.join('')), wanted, { mode, placesNew, removeOthers });
				expect(carriedOut(ids.join(''), work)).toEqual(work.final);
				expect(new Set(work.final).size).toBe(work.final.length);
				const kept = ids.filter((id) => !work.remove.includes(id));
				for (const id of kept) expect(work.final).toContain(id);
				for (const { match } of wanted) if (match) expect(work.final).toContain(match);
			}
		}
	});
});

describe('texts, repeats and removals', () => {
	it('changes only alt texts that are given and differ', () => {
		const { texts, steps } = plan(
			gallery('abc'),
			[{ match: 'a', alt: 'alt a' }, { match: 'b', alt: 'new' }, { match: 'c' }],
			order('sync'),
		);
		expect({ texts, steps }).toEqual({ texts: [{ id: 'b', alt: 'new' }], steps: [] });
	});

	it('an empty alt text clears the present one', () => {
		const { texts } = plan(gallery('a'), [{ match: 'a', alt: '' }], order('append'));
		expect(texts).toEqual([{ id: 'a', alt: '' }]);
	});

	it('one content is in the gallery once, whether it is there or not', () => {
		const work = plan(
			gallery('a'),
			[{ match: 'a', key: 'k1' }, { key: 'k2' }, { match: 'a', key: 'k1' }, { key: 'k2' }],
			order('replace'),
		);
		expect(work.final).toEqual(['a', 'new:1']);
		expect([...work.repeats]).toEqual([
			[2, 0],
			[3, 1],
		]);
	});

	it('removes nothing in append and reorder, whatever is asked', () => {
		for (const mode of ['append', 'reorder'] as const) {
			expect(plan(gallery('abc'), listed('b'), order(mode, { removeOthers: true })).remove).toEqual(
				[],
			);
		}
	});
});

/** The length of the longest rising part, by trying every selection. */
function longestByTrying(values: number[]): number {
	let longest = 0;
	for (let mask = 0; mask < 2 ** values.length; mask++) {
		const some = values.filter((_, index) => (mask >> index) & 1);
		if (some.every((value, index) => index === 0 || some[index - 1] < value)) {
			longest = Math.max(longest, some.length);
		}
	}
	return longest;
}
