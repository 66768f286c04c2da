import type { Move } from './galleries/gallery';

/**
 * What the listed images are to a gallery.
 * - append: added to it; what is there stays where it is, unless a position is asked for
 * - replace: they become the whole gallery
 * - sync: they come first, in their order; the other images follow, or are removed
 * - reorder: images of the gallery take their places, the others follow
 */
export type Mode = 'append' | 'replace' | 'sync' | 'reorder';

/** One listed image. */
export interface Wanted {
	/** The image of the gallery that it is; undefined when it is not there yet. */
	match?: string;
	/** Says which content it is: two listed images with one key are one image. */
	key?: string;
	/** Wanted place, from 1. Images without one keep the order of the list. */
	position?: number;
	alt?: string;
}

/** What the plan has to know of an image that is there. */
export interface Present {
	id: string;
	alt: string;
}

export interface Order {
	mode: Mode;
	/** Whether images that are not listed are removed; replace always does, append and reorder never. */
	removeOthers?: boolean;
	/** Whether the platform can create an image at a place. */
	placesNew: boolean;
}

/** One change of the gallery's list. `wanted` is the place of the image in the given list. */
export type Step = { kind: 'create'; wanted: number; index?: number } | ({ kind: 'move' } & Move);

export interface Plan {
	/**
	 * Creates and moves, in their order; each index counts the gallery as the steps before left it.
	 * A move of an image that an earlier step creates names it as newId(wanted).
	 */
	steps: Step[];
	/** Alt texts to change. */
	texts: Array<{ id: string; alt: string }>;
	/** Images to remove, after everything else. */
	remove: string[];
	/** The gallery in the end; new images as newId(wanted). */
	final: string[];
	/** For each listed image, the earlier one that it repeats. */
	repeats: Map<number, number>;
}

/** How a plan names an image that it creates. */
export const newId = (wanted: number): string => `new:${wanted}`;

/** The listed images that say the same as an earlier one: the same image is in a gallery once. */
function repeatsIn(wanted: readonly Wanted[]): Map<number, number> {
	const first = new Map<string, number>();
	const repeats = new Map<number, number>();
	wanted.forEach(({ match, key }, index) => {
		const names = [match, key].flatMap((name) => name ?? []);
		const earlier = names.map((name) => first.get(name)).find((one) => one !== undefined);
		if (earlier !== undefined) repeats.set(index, earlier);
		else for (const name of names) first.set(name, index);
	});
	return repeats;
}

/** Puts images with a position into the others, in the order of their positions. */
function placed(
	others: readonly string[],
	positioned: ReadonlyArray<{ id: string; position: number }>,
): string[] {
	const list = [...others];
	let next = 0;
	for (const { id, position } of [...positioned].sort((a, b) => a.position - b.position)) {
		const at = Math.min(Math.max(position - 1, next), list.length);
		list.splice(at, 0, id);
		// Two images with one position stand side by side, in the order of the list.
		next = at + 1;
	}
	return list;
}

/** The longest part of a list that is in ascending order already: those need not move. */
export function longestRising(values: readonly number[]): Set<number> {
	const lastOf: number[] = [];
	const before = new Map<number, number | undefined>();
	for (const value of values) {
		let low = 0;
		let high = lastOf.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (lastOf[middle] < value) low = middle + 1;
			else high = middle;
		}
		before.set(value, lastOf[low - 1]);
		lastOf[low] = value;
	}
	const kept = new Set<number>();
	for (let value = lastOf.at(-1); value !== undefined; value = before.get(value)) kept.add(value);
	return kept;
}

/**
 * The fewest steps that bring a list into an order.
 *
 * Images of the list that the order does not name stay where they are: they are removed later.
 * Names of the order that are not in the list are created, where they belong or at the end.
 */
function stepsTo(
	list: readonly string[],
	order: readonly string[],
	{ placesNew }: { placesNew: boolean },
): Step[] {
	const rank = new Map(order.map((id, index) => [id, index]));
	const present = new Set(list);
	const created = order.filter((id) => !present.has(id));
	const create = (id: string, index?: number): Step => ({
		kind: 'create',
		wanted: Number(id.slice(newId(0).length - 1)),
		...(index === undefined ? {} : { index }),
	});
	const steps: Step[] = placesNew ? [] : created.map((id) => create(id));
	const now = placesNew ? [...list] : [...list, ...created];
	const still = longestRising(now.flatMap((id) => rank.get(id) ?? []));
	order.forEach((id, index) => {
		const from = now.indexOf(id);
		if (from >= 0 && still.has(index)) return;
		if (from >= 0) now.splice(from, 1);
		const to = index === 0 ? 0 : now.indexOf(order[index - 1]) + 1;
		now.splice(to, 0, id);
		if (from < 0) steps.push(create(id, to === now.length - 1 ? undefined : to));
		else steps.push({ kind: 'move', id, index: to });
	});
	return steps;
}

/** The moves that bring a list into another order of the same entries. */
export const movesTo = (list: readonly string[], order: readonly string[]): Move[] =>
	stepsTo(list, order, { placesNew: false }).flatMap((step) =>
		step.kind === 'move' ? [{ id: step.id, index: step.index }] : [],
	);

/** The list after moves. */
export function moved(list: readonly string[], moves: readonly Move[]): string[] {
	const now = [...list];
	for (const { id, index } of moves) {
		const from = now.indexOf(id);
		if (from >= 0) now.splice(from, 1);
		now.splice(index, 0, id);
	}
	return now;
}

/**
 * Plans how a gallery becomes what is wanted, with the fewest steps: nothing is uploaded that is
 * there, nothing moves that stands right, and nothing is removed before the rest is done.
 *
 * @param current the gallery, in its order
 * @param wanted the listed images, in their order
 */
export function plan(
	current: readonly Present[],
	wanted: readonly Wanted[],
	{ mode, removeOthers = false, placesNew }: Order,
): Plan {
	const repeats = repeatsIn(wanted);
	const listed = wanted.flatMap((one, index) =>
		repeats.has(index) ? [] : [{ ...one, id: one.match ?? newId(index) }],
	);
	const positioned = listed.flatMap(({ id, position }) =>
		position === undefined ? [] : [{ id, position }],
	);
	const free = listed.filter(({ position }) => position === undefined).map(({ id }) => id);
	const named = new Set(listed.map(({ id }) => id));
	const ids = current.map(({ id }) => id);
	const others = ids.filter((id) => !named.has(id));
	const removes = mode === 'replace' || (mode === 'sync' && removeOthers);
	const remove = removes ? others : [];

	const asked = new Set(positioned.map(({ id }) => id));
	const base =
		mode === 'append'
			? [...ids.filter((id) => !asked.has(id)), ...free.filter((id) => !ids.includes(id))]
			: [...free, ...(removes ? [] : others)];
	const final = placed(base, positioned);
	const alts = new Map(current.map(({ id, alt }) => [id, alt]));
	return {
		steps: stepsTo(ids, final, { placesNew }),
		texts: listed.flatMap(({ match, alt }) =>
			match !== undefined && alt !== undefined && alts.get(match) !== alt
				? [{ id: match, alt }]
				: [],
		),
		remove,
		final,
		repeats,
	};
}
