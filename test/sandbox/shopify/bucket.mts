export interface BucketOptions {
	/** Points a full bucket holds. */
	maximum: number;
	/** Points per second. */
	restoreRate: number;
	/** Points at the start; full when missing. */
	available?: number;
}

/** A leaky bucket: `maximum` points, restored at `restoreRate` points a second. */
export class Bucket {
	private level: number;
	private at = Date.now();

	constructor(private options: BucketOptions) {
		this.level = options.available ?? options.maximum;
	}

	get maximum(): number {
		return this.options.maximum;
	}

	get restoreRate(): number {
		return this.options.restoreRate;
	}

	/** Points that can be spent now. */
	available(): number {
		const now = Date.now();
		const restored = ((now - this.at) / 1000) * this.options.restoreRate;
		this.level = Math.min(this.options.maximum, this.level + restored);
		this.at = now;
		return this.level;
	}

	/** Takes points when there are enough. */
	take(points: number): boolean {
		if (this.available() < points) return false;
		this.level -= points;
		return true;
	}

	/** Gives points back, or takes more (negative) without asking. */
	giveBack(points: number): void {
		this.level = Math.min(this.options.maximum, this.available() + points);
	}

	/** Changes what is given; `available` sets the present level. */
	configure(options: Partial<BucketOptions>): void {
		const level = this.available();
		this.options = { ...this.options, ...options };
		this.level = Math.min(this.options.maximum, options.available ?? level);
	}

	/** As `extensions.cost.throttleStatus` shows it. */
	status(): { maximumAvailable: number; currentlyAvailable: number; restoreRate: number } {
		return {
			maximumAvailable: this.maximum,
			currentlyAvailable: Math.floor(this.available()),
			restoreRate: this.restoreRate,
		};
	}
}
