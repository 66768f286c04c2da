/** The sums of the benchmark: what the limits allow at best, and how far a run was from it. */

/** A leaky bucket, in points or in requests, and the time that every answer takes to come. */
export interface Limits {
	capacity: number;
	restorePerSecond: number;
	latencyMs: number;
}

/** What a piece of work needs at the very least. */
export interface Need {
	/** Points (or REST requests) that the work costs when nothing is wasted. */
	points: number;
	/** Requests that must follow each other, because each needs the answer before it. */
	chain: number;
	/** Points that the last request has to find in the bucket beyond what it really costs. */
	held?: number;
	/** The shop's own computing for the work, s: it has one processor, and no client can save it. */
	shopSeconds?: number;
	/** What a full bucket holds at the start; its capacity unless given. */
	available?: number;
}

/**
 * The shortest time in which the limits let the work be done, in s.
 *
 * A full bucket pays at once, the rest comes at the restore rate; meanwhile the requests that need
 * each other's answers wait for them, and the shop computes. The longest of the three counts, and
 * one answer has to travel in any case.
 */
export function minimumSeconds(need: Need, limits: Limits): number {
	const { points, chain, held = 0, shopSeconds = 0, available = limits.capacity } = need;
	const latency = limits.latencyMs / 1000;
	const paid = Math.max(0, points + held - available) / limits.restorePerSecond + latency;
	return Math.max(paid, chain * latency + shopSeconds);
}

/** How many times the minimum a run took. */
export const ratio = (seconds: number, minimum: number): number => seconds / minimum;

/**
 * The part of the restored points that a run used, 0 to 1: what it spent beyond the bucket's
 * content at the start, over what came in while it ran.
 */
export function rateUse(points: number, seconds: number, limits: Limits): number {
	return Math.max(0, points - limits.capacity) / (limits.restorePerSecond * seconds);
}

/** Requests for so many records when one request takes so many. */
export const requestsFor = (records: number, perRequest: number): number =>
	Math.ceil(records / perRequest);

/**
 * The limits of a quick run: everything that is a time passes faster, the bucket's size stays.
 *
 * @param scale 20: points come back 20 times as fast, answers take a twentieth of the time
 */
export function scaled({ capacity, restorePerSecond, latencyMs }: Limits, scale: number): Limits {
	return {
		capacity,
		restorePerSecond: restorePerSecond * scale,
		latencyMs: latencyMs / scale,
	};
}
