import { zonedTime } from '../../nodes/shared/times.ts';

describe('times without a zone are meant in the workflow’s zone', () => {
	it.each([
		['2026-01-31T09:00:00Z', 'America/New_York', '2026-01-31T09:00:00Z'],
		['2026-01-31T09:00:00.000-05:00', 'Europe/Berlin', '2026-01-31T09:00:00.000-05:00'],
		['2026-01-31T09:00:00', 'America/New_York', '2026-01-31T14:00:00Z'],
		['2026-07-31T09:00:00', 'America/New_York', '2026-07-31T13:00:00Z'],
		['2026-01-31', 'Asia/Kolkata', '2026-01-30T18:30:00Z'],
		['2026-01-31', 'UTC', '2026-01-31T00:00:00Z'],
		// An hour after the clocks went forward, and an hour before they go back.
		['2026-03-29T03:30:00', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
		['2026-10-25T01:30:00', 'Europe/Berlin', '2026-10-24T23:30:00Z'],
	])('%s in %s is %s', (text, zone, expected) => {
		expect(zonedTime(text, zone)).toBe(expected);
	});
});
