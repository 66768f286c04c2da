/**
 * A room's data, seeded when somebody first asks for it: the sandbox has five shops, most tests use
 * one, and many reset them all before each test.
 */
export class OnDemand<T> {
	private made: T | undefined;
	private since = Date.now();

	/** @param make gives the data; `since` is when it was last forgotten, ms since 1970: its clock starts then */
	constructor(private readonly make: (since: number) => T) {}

	/** The data, which is made now if it is not there yet. */
	get value(): T {
		return (this.made ??= this.make(this.since));
	}

	/** The data if somebody has asked for it. */
	get present(): T | undefined {
		return this.made;
	}

	/** The next one who asks gets fresh data. */
	forget(): void {
		this.made = undefined;
		this.since = Date.now();
	}
}
