/** A time that says its zone: '…Z', '…+02:00', '…-0400'. */
const ZONED = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/** The wall clock of a zone at an instant, as ms since the epoch if that clock were UTC. */
function wallClock(instant: number, zone: string): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone: zone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(instant);
	const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
	return Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second'),
	);
}

/**
 * A time with its zone. What n8n's date picker gives has none: it is meant in the workflow's zone,
 * while a platform would read it in its own.
 *
 * @param text ISO 8601, with or without time and zone
 * @param zone IANA name; UTC when left out
 * @returns the text as it is when it says its zone, else the instant in UTC
 */
export function zonedTime(text: string, zone = 'UTC'): string {
	if (text.includes('T') && ZONED.test(text)) return text;
	const wanted = Date.parse(`${text.includes('T') ? text : `${text.slice(0, 10)}T00:00:00`}Z`);
	if (Number.isNaN(wanted)) return text;
	// The offset at the wanted time; asked twice, because the first guess may lie across a change.
	let instant = wanted;
	for (let round = 0; round < 2; round++) instant = wanted - (wallClock(instant, zone) - instant);
	return new Date(instant).toISOString().replace('.000Z', 'Z');
}
