import type { Bucket, BucketReport } from '../../nodes/shared/pacing.ts';

/** A platform's own bucket: what the client's estimate is held against. Time is Date.now(). */
export class BucketServer {
	level: number;

	/** Requests that did not fit. */
	overdrawn = 0;

	served: number[] = [];

	private at = Date.now();

	constructor(
		readonly capacity: number,
		readonly restorePerSecond: number,
		level = capacity,
	) {
		this.level = level;
	}

	/** Takes the asked points; the unused ones come back at once, as Shopify does it. */
	serve(asked: number, used = asked): BucketReport {
		const now = Date.now();
		this.level = Math.min(
			this.capacity,
			this.level + ((now - this.at) / 1000) * this.restorePerSecond,
		);
		this.at = now;
		// Half a point of tolerance: fake time counts whole milliseconds.
		if (asked > this.level + 0.5) this.overdrawn += 1;
		else this.level -= used;
		this.served.push(now);
		return {
			available: this.level,
			capacity: this.capacity,
			restorePerSecond: this.restorePerSecond,
		};
	}
}

const pause = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

export interface Trip {
	cost: number;
	used?: number;
	/** Milliseconds to the server, and back. */
	there: number;
	back: number;
}

/** One request: waits for the bucket, travels, and corrects the bucket by the answer. */
export async function travel(bucket: Bucket, server: BucketServer, trip: Trip): Promise<void> {
	const { ticket } = await bucket.take(trip.cost);
	await pause(trip.there);
	const report = server.serve(trip.cost, trip.used);
	await pause(trip.back);
	ticket.settle(report);
}
