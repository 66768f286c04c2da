import { Random } from './random.mts';

/** What can be made to go wrong. */
export const FAULT_KINDS = [
	/** HTTP 429 with Retry-After (seconds, `retryAfter`, 2 by default). */
	'http429',
	/** The GraphQL answer THROTTLED. */
	'throttled',
	/** A resource that is not served, as REST is to new public apps. */
	'http404',
	'http502',
	'http503',
	'http504',
	/** The connection is cut before anything is done. */
	'resetBefore',
	/** The request is carried out and the answer is lost. */
	'resetAfter',
	/** The first half of the JSON, with the full status 200. */
	'truncated',
	/** The connection is cut after half the body, of which all was announced. */
	'cut',
	/** An HTML page with status 200. */
	'html',
	/** Valid JSON of a shape nobody expects. */
	'wrongTypes',
	/** The right answer, `delayMs` late (3000 by default). */
	'slow',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
	kind: FaultKind;
	/** For so many requests that match; without it until it is cleared. */
	times?: number;
	/** Matching requests that pass before the first is hit. */
	skip?: number;
	/** Share of matching requests that are hit, 0 to 1; 1 when missing. */
	probability?: number;
	/** Regular expression on the GraphQL operation's name; everything when missing. */
	operation?: string;
	/** Regular expression on the request's path. */
	path?: string;
	/** Seconds, for http429. */
	retryAfter?: number;
	/** For slow. */
	delayMs?: number;
}

/** Faults in waiting, in the order in which they were added. */
export class Faults {
	private readonly waiting: Fault[] = [];
	private random: Random;

	constructor(seed: number) {
		this.random = new Random(seed + 2);
	}

	/** Adds a fault. Throws for an unknown kind. */
	add(fault: Fault): void {
		if (!FAULT_KINDS.includes(fault.kind)) {
			throw new Error(`Unknown fault ${String(fault.kind)}; known are ${FAULT_KINDS.join(', ')}.`);
		}
		this.waiting.push({ ...fault });
	}

	/** Removes all faults and starts the random sequence again. */
	clear(seed: number): void {
		this.waiting.length = 0;
		this.random = new Random(seed + 2);
	}

	/** Those still in waiting. */
	list(): Fault[] {
		return this.waiting.map((fault) => ({ ...fault }));
	}

	/** The fault that hits this request, if any; it counts as used. */
	take(path: string, operation: string | null): Fault | undefined {
		for (const fault of this.waiting) {
			if (fault.path !== undefined && !new RegExp(fault.path).test(path)) continue;
			if (fault.operation !== undefined) {
				if (operation === null || !new RegExp(fault.operation).test(operation)) continue;
			}
			if ((fault.skip ?? 0) > 0) {
				fault.skip = (fault.skip ?? 0) - 1;
				continue;
			}
			if (fault.probability !== undefined && !this.random.chance(fault.probability)) continue;
			if (fault.times !== undefined && --fault.times <= 0) {
				this.waiting.splice(this.waiting.indexOf(fault), 1);
			}
			return fault;
		}
		return undefined;
	}
}
