/** Offset of a zone from UTC at an instant, in minutes (Toronto in winter: -300). */
export function zoneOffset(zone: string, time: number): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone: zone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(time);
	const n = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
	const local = Date.UTC(n('year'), n('month') - 1, n('day'), n('hour'), n('minute'), n('second'));
	return Math.round((local - Math.floor(time / 1000) * 1000) / 60_000);
}

/** "-05:00" */
export function offsetText(minutes: number, separator = ':'): string {
	const sign = minutes < 0 ? '-' : '+';
	const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
	const size = Math.abs(minutes);
	return sign + two(size / 60) + separator + two(size % 60);
}

/** An instant as the clock in a zone shows it: "2026-01-01T00:00:00-05:00". */
export function zoned(time: number, zone: string): string {
	const offset = zoneOffset(zone, time);
	const local = new Date(time + offset * 60_000).toISOString().slice(0, 19);
	return local + offsetText(offset);
}

/**
 * The span of time that a search value means: [from, to) in ms; undefined when it is no time.
 * A date is a whole day in the shop's zone, a time without zone is the shop's, `now` is now.
 */
export function timeSpan(
	value: string,
	zone: string,
	now: number,
): { from: number; to: number } | undefined {
	if (/^now$/i.test(value)) return { from: now, to: now };
	const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(.*))?$/.exec(value);
	if (match === null) return undefined;
	const [, date, clock, rest] = match;
	if (clock === undefined) {
		const from = local(`${date}T00:00:00`, zone);
		return Number.isNaN(from) ? undefined : { from, to: from + 86_400_000 };
	}
	const hasZone = /^(Z|[+-]\d\d:?\d\d)$/i.test(rest ?? '');
	const from = hasZone ? Date.parse(`${date}T${clock}${rest}`) : local(`${date}T${clock}`, zone);
	return Number.isNaN(from) ? undefined : { from, to: from + 1000 };
}

function local(text: string, zone: string): number {
	const guess = Date.parse(`${text}Z`);
	return Number.isNaN(guess) ? guess : guess - zoneOffset(zone, guess) * 60_000;
}
