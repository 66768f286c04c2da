/** One object of a shop, as the watch sees it. */
export interface Seen {
	id: string;
	/** Everything whose change counts; compared as JSON. */
	content: unknown;
	/** What topics decide by; also known of an object that is gone. */
	state: Record<string, unknown>;
}

/** What happened to one object. */
export interface Change {
	kind: string;
	id: string;
	/** Missing for a new object. */
	before: Record<string, unknown> | undefined;
	/** Missing for an object that is gone. */
	after: Record<string, unknown> | undefined;
}

/** A topic of a kind of objects: when a change is such an event, and what is delivered. */
export interface Topic {
	topic: string;
	kind: string;
	when: (change: Change) => boolean;
	/** Instead of the object itself. */
	body?: (change: Change) => Record<string, unknown>;
}

interface Known {
	print: string;
	state: Record<string, unknown>;
}

/**
 * Notices changes by looking at the shop again, whatever made them: every API, jobs and tests. Only
 * the kinds of objects that somebody wants to hear of are looked at.
 */
export class Watch {
	private readonly known = new Map<string, Map<string, Known>>();

	constructor(
		/** All objects of a kind as they are now. */
		private readonly show: (kind: string) => Seen[],
	) {}

	/** Forgets everything. */
	reset(): void {
		this.known.clear();
	}

	/** What changed since the last look. A kind that is new here is only learned. */
	look(kinds: Iterable<string>): Change[] {
		const wanted = new Set(kinds);
		for (const kind of [...this.known.keys()]) if (!wanted.has(kind)) this.known.delete(kind);
		return [...wanted].flatMap((kind) => this.compare(kind));
	}

	private compare(kind: string): Change[] {
		const before = this.known.get(kind);
		const now = new Map<string, Known>();
		for (const { id, content, state } of this.show(kind)) {
			now.set(id, { print: JSON.stringify([content, state]), state: { ...state } });
		}
		this.known.set(kind, now);
		if (before === undefined) return [];
		return [...new Set([...before.keys(), ...now.keys()])]
			.filter((id) => before.get(id)?.print !== now.get(id)?.print)
			.map((id) => ({ kind, id, before: before.get(id)?.state, after: now.get(id)?.state }));
	}
}

export const isNew = ({ before }: Change): boolean => before === undefined;
export const isGone = ({ after }: Change): boolean => after === undefined;
export const isChanged = ({ before, after }: Change): boolean =>
	before !== undefined && after !== undefined;

/** Whether a field now has one of these values and did not before; also of a new object. */
export const turned =
	(field: string, ...values: unknown[]) =>
	({ before, after }: Change): boolean =>
		after !== undefined && values.includes(after[field]) && !values.includes(before?.[field]);

/** Whether a field of a known object was empty and is no more. */
export const filled =
	(field: string) =>
	({ before, after }: Change): boolean =>
		before !== undefined && !before[field] && Boolean(after?.[field]);

/** The three topics that most kinds of objects have. */
export function lifeCycle(
	kind: string,
	names: { created: string; changed: string; gone?: string },
	goneBody?: (change: Change) => Record<string, unknown>,
): Topic[] {
	const { created, changed, gone } = names;
	return [
		{ topic: created, kind, when: isNew },
		{ topic: changed, kind, when: isChanged },
		...(gone === undefined ? [] : [{ topic: gone, kind, when: isGone, body: goneBody }]),
	];
}
