import { sleep } from 'n8n-workflow';

/** Size and refill of a platform's bucket, in the platform's own unit (points or requests). */
export interface BucketLimits {
	capacity: number;
	restorePerSecond: number;
}

/** What an answer says about the bucket, in the same unit. */
export interface BucketReport extends Partial<BucketLimits> {
	available: number;
}

/** A place in the bucket that is held while a request is on its way. */
export interface Ticket {
	/** Gives the place back and corrects the bucket by what the answer reported. */
	settle(report?: BucketReport): void;
}

/** What lets requests leave: one bucket, or several that must all have room. */
export interface Pacer {
	take(cost: number, signal?: AbortSignal): Promise<{ ticket: Ticket; waited: number }>;
}

/** A bucket that holds or restores nothing would be waited for without end: such a figure is not believed. */
const positive = (figure: number | undefined) =>
	figure !== undefined && Number.isFinite(figure) && figure > 0 ? figure : undefined;

/** The longest time between two looks at the bucket, so that an early refund is noticed. */
const LOOK_MS = 100;

/** Until the first answer tells the bucket's state one request goes alone; the others look again soon. */
const FIRST_ANSWER_MS = 10;

/**
 * A leaky bucket as seen from the client: a request leaves only when its cost fits.
 *
 * The estimate is on the safe side: what is on its way counts as spent until its answer comes.
 * Every answer corrects it, because other programs may draw from the same bucket.
 */
export class Bucket implements Pacer {
	private level: number;

	private at: number;

	private held = 0;

	private waiting = 0;

	private heard = false;

	/** Reports learned so far. */
	private reports = 0;

	private line: Promise<unknown> = Promise.resolve();

	constructor(
		private limits: BucketLimits,
		private readonly now: () => number = Date.now,
	) {
		this.level = limits.capacity;
		this.at = now();
	}

	/** Time of the last use, in ms since the epoch. */
	get lastUsed(): number {
		return this.at;
	}

	get idle(): boolean {
		return this.held === 0 && this.waiting === 0;
	}

	get capacity(): number {
		return this.limits.capacity;
	}

	/** Changes size and refill where the answers do not tell them; what is in it stays. */
	resize(limits: BucketLimits) {
		this.refill();
		this.level += Math.max(0, limits.capacity - this.limits.capacity);
		this.limits = limits;
		this.level = Math.min(this.level, limits.capacity);
	}

	private refill() {
		const now = this.now();
		// A clock that was set back must not empty the bucket.
		const gained = (Math.max(0, now - this.at) / 1000) * this.limits.restorePerSecond;
		this.level = Math.min(this.limits.capacity, this.level + gained);
		this.at = now;
	}

	/** Milliseconds until the cost fits; 0 when it does. */
	private missing(cost: number): number {
		if (!this.heard && this.held > 0) return FIRST_ANSWER_MS;
		this.refill();
		const lack = Math.min(cost, this.limits.capacity) - this.level;
		return lack <= 0 ? 0 : Math.max(1, (lack / this.limits.restorePerSecond) * 1000);
	}

	/**
	 * Waits for its turn and until the cost fits, then takes it. First come, first served.
	 *
	 * @param cost points or requests
	 * @returns the ticket, and the time waited in ms
	 * @throws the signal's reason when the execution is cancelled while waiting
	 */
	async take(cost: number, signal?: AbortSignal): Promise<{ ticket: Ticket; waited: number }> {
		const started = this.now();
		this.waiting += 1;
		const turn = this.line.then(async () => await this.waitFor(cost, signal));
		this.line = turn.catch(() => undefined);
		try {
			await turn;
		} finally {
			this.waiting -= 1;
		}
		return { ticket: this.hold(cost), waited: this.now() - started };
	}

	private async waitFor(cost: number, signal?: AbortSignal) {
		signal?.throwIfAborted();
		for (let ms = this.missing(cost); ms > 0; ms = this.missing(cost)) {
			await sleep(Math.min(ms, LOOK_MS), signal);
		}
		this.level -= cost;
		this.held += cost;
	}

	private hold(cost: number): Ticket {
		let open = true;
		const heardBefore = this.reports;
		return {
			settle: (report) => {
				if (!open) return;
				open = false;
				this.held -= cost;
				this.heard = true;
				if (!report || !Number.isFinite(report.available)) return;
				// Another answer overtook this one: this report may be older than what is known.
				this.refill();
				const overtaken = this.reports > heardBefore;
				this.learn(report, overtaken ? this.level + cost : Infinity);
			},
		};
	}

	/** @param most what the bucket holds at most by what was known before */
	private learn(report: BucketReport, most: number) {
		this.reports += 1;
		this.limits = {
			capacity: positive(report.capacity) ?? this.limits.capacity,
			restorePerSecond: positive(report.restorePerSecond) ?? this.limits.restorePerSecond,
		};
		this.at = this.now();
		this.level = Math.min(report.available - this.held, most, this.limits.capacity);
	}
}

/**
 * Several buckets of which each must have room, such as that of an app and that of its shop.
 * A report corrects the first one only: answers speak of the narrowest.
 */
export class Buckets implements Pacer {
	constructor(private readonly buckets: readonly Bucket[]) {}

	async take(cost: number, signal?: AbortSignal): Promise<{ ticket: Ticket; waited: number }> {
		const tickets: Ticket[] = [];
		let waited = 0;
		let whole = false;
		try {
			for (const bucket of this.buckets) {
				const taken = await bucket.take(cost, signal);
				tickets.push(taken.ticket);
				waited += taken.waited;
			}
			whole = true;
		} finally {
			// Cancelled while waiting for the next bucket: what was taken is given back.
			if (!whole) for (const ticket of tickets) ticket.settle();
		}
		return {
			waited,
			ticket: {
				settle: (report) => {
					tickets.forEach((ticket, index) => ticket.settle(index === 0 ? report : undefined));
				},
			},
		};
	}
}

/** Idle buckets are forgotten after this time: they are full again long before. */
const FORGET_MS = 10 * 60_000;

const buckets = new Map<string, Bucket>();

/**
 * The bucket that all executions in this process share for one shop and one credential.
 *
 * @param key names the shop and the credential, never a token in clear
 */
export function bucketFor(key: string, limits: BucketLimits): Bucket {
	for (const [name, bucket] of buckets) {
		if (bucket.idle && Date.now() - bucket.lastUsed > FORGET_MS) buckets.delete(name);
	}
	let bucket = buckets.get(key);
	if (!bucket) {
		bucket = new Bucket(limits);
		buckets.set(key, bucket);
	}
	return bucket;
}
