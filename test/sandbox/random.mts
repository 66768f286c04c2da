// Taken once: in jest each look at a global goes through the test's own context, which is slow.
const { floor, imul } = Math;

/**
 * A seeded pseudo random number generator (mulberry32), so that a run can be repeated exactly.
 */
export class Random {
	private state: number;

	/** @param seed any integer; equal seeds give equal sequences */
	constructor(seed: number) {
		this.state = seed >>> 0;
	}

	/** The next number, 0 <= n < 1. */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let t = this.state;
		t = imul(t ^ (t >>> 15), t | 1);
		t ^= t + imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	}

	/** An integer, min <= n <= max. */
	int(min: number, max: number): number {
		return min + floor(this.next() * (max - min + 1));
	}

	/** True with the given probability (0 to 1). */
	chance(probability: number): boolean {
		return this.next() < probability;
	}

	/** One element of a list that is not empty. */
	pick<T>(list: readonly T[]): T {
		return list[this.int(0, list.length - 1)];
	}

	/** Some different elements of a list, in the list's order. */
	some<T>(list: readonly T[], count: number): T[] {
		const wanted = new Set<number>();
		while (wanted.size < Math.min(count, list.length)) wanted.add(this.int(0, list.length - 1));
		return list.filter((_, index) => wanted.has(index));
	}

	/** A string of hexadecimal digits. */
	hex(length: number): string {
		let text = '';
		while (text.length < length) text += this.int(0, 15).toString(16);
		return text;
	}

	/** A string in the form of a UUID. */
	uuid(): string {
		const h = this.hex(32);
		return [h.slice(0, 8), h.slice(8, 12), h.slice(12, 16), h.slice(16, 20), h.slice(20)].join('-');
	}
}
