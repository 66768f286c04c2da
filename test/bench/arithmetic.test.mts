import { minimumSeconds, ratio, rateUse, requestsFor, scaled } from './arithmetic.mts';
import type { Measurement } from './measure.mts';
import { plot } from './plot.mts';
import { section, summary } from './report.mts';

const SHOPIFY = { capacity: 2000, restorePerSecond: 100, latencyMs: 60 };

describe('the least time that the limits allow', () => {
	it('waits for the points that a full bucket does not hold', () => {
		// 5,000 points: 2,000 are there, 3,000 come at 100 a second, and one answer has to travel.
		expect(minimumSeconds({ points: 5000, chain: 1 }, SHOPIFY)).toBeCloseTo(30.06, 6);
	});

	it('is latency alone when the bucket pays at once', () => {
		expect(minimumSeconds({ points: 212, chain: 1 }, SHOPIFY)).toBeCloseTo(0.06, 6);
		expect(minimumSeconds({ points: 212, chain: 40 }, SHOPIFY)).toBeCloseTo(2.4, 6);
	});

	it('waits for every point from an empty bucket', () => {
		const need = { points: 212, chain: 1, available: 0 };
		expect(minimumSeconds(need, SHOPIFY)).toBeCloseTo(2.18, 6);
	});

	it('counts what the last request has to find in the bucket beyond its cost', () => {
		const need = { points: 2000, chain: 1, held: 500 };
		expect(minimumSeconds(need, SHOPIFY)).toBeCloseTo(5.06, 6);
	});

	it('counts the computing of the shop only where nothing longer is waited for', () => {
		expect(minimumSeconds({ points: 0, chain: 2, shopSeconds: 1 }, SHOPIFY)).toBeCloseTo(1.12, 6);
		expect(minimumSeconds({ points: 5000, chain: 2, shopSeconds: 1 }, SHOPIFY)).toBeCloseTo(
			30.06,
			6,
		);
	});

	it('works for requests at two a second as well', () => {
		const rest = { capacity: 40, restorePerSecond: 2, latencyMs: 60 };
		expect(minimumSeconds({ points: 1000, chain: 1 }, rest)).toBeCloseTo(480.06, 6);
	});
});

describe('what a run is held against', () => {
	it('divides its time by the minimum', () => {
		expect(ratio(33.066, 30.06)).toBeCloseTo(1.1, 6);
	});

	it('takes the share of the restored points, without what the bucket held', () => {
		expect(rateUse(5000, 30, SHOPIFY)).toBeCloseTo(1, 6);
		expect(rateUse(5000, 40, SHOPIFY)).toBeCloseTo(0.75, 6);
		expect(rateUse(1500, 3, SHOPIFY)).toBe(0);
	});

	it('counts whole requests', () => {
		expect(requestsFor(1000, 250)).toBe(4);
		expect(requestsFor(1001, 250)).toBe(5);
	});

	it('lets times pass faster in a scaled run, and leaves the bucket as large as it is', () => {
		const quick = scaled(SHOPIFY, 20);
		expect(quick).toEqual({ capacity: 2000, restorePerSecond: 2000, latencyMs: 3 });
		expect(minimumSeconds({ points: 5000, chain: 1 }, quick)).toBeCloseTo(30.06 / 20, 6);
	});
});

/** A row as if ours had done everything and n8n's node had been stopped. */
function sample(): Measurement {
	const totals = {
		requests: 50,
		throttled: 0,
		points: 5000,
		roots: {},
		document: null,
		cpuSeconds: 1,
		notModelled: [],
	};
	const measured = {
		seconds: 31,
		cpuSeconds: 0.5,
		peakHeapMb: 17,
		peakRssMb: 20,
		baseHeapMb: 100,
		resultHeapMb: 1,
		records: 500,
		failed: 0,
		words: [],
	};
	return {
		id: 'sample',
		title: 'Update <500> orders',
		amount: 500,
		formula: '500 × 10 points',
		minimum: 30.06,
		lines: [
			{ contender: 'ours', run: { totals, measured, ratio: 31 / 30.06 } },
			{
				contender: 'builtIn',
				run: {
					totals: { ...totals, requests: 600, throttled: 100, points: 0 },
					measured: { ...measured, records: 0, seconds: 75 },
					stopped: 'stopped after 75 s',
					ratio: 75 / 30.06,
				},
			},
			{ contender: 'httpRequest', remark: 'has no operation' },
		],
		bars: [{ text: 'at most 25 requests', measured: '50', held: false }],
	};
}

describe('the report', () => {
	it('gives a ratio only to what came to its end', () => {
		const [ours, builtIn, http] = section(sample())
			.split('\n')
			.filter((line) => /^\| (Shopify|n8n|HTTP)/.test(line));
		expect(ours).toContain('| 1.03 |');
		expect(ours).toContain('| 1.00 |');
		expect(builtIn).toContain('75.0, unfinished');
		expect(builtIn).not.toContain('2.5');
		expect(http).toMatch(/(\| – ){8}/);
	});

	it('shows a bar that was not held', () => {
		expect(summary([sample()])).toContain('| at most 25 requests | 50 | **not held** |');
	});

	it('draws each run, pale where it did not finish, and escapes the titles', () => {
		const svg = plot([sample()]);
		expect(svg.match(/<rect x="270"/g)).toHaveLength(2);
		expect(svg.match(/stroke-dasharray/g)).toHaveLength(1);
		expect(svg).toContain('&lt;500&gt;');
		expect(svg).toContain('cannot do this');
	});
});
