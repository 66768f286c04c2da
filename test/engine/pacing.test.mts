import { Bucket, bucketFor } from '../../nodes/shared/pacing.ts';
import { BucketServer, travel } from './bucketServer.mts';

const LIMITS = { capacity: 100, restorePerSecond: 10 };

/** Takes a cost and remembers when the request left. */
function leaving(bucket: Bucket, cost: number, signal?: AbortSignal) {
	const begun = Date.now();
	const left = { after: undefined as number | undefined, waited: 0 };
	const taken = bucket.take(cost, signal).then(({ ticket, waited }) => {
		left.after = Date.now() - begun;
		left.waited = waited;
		return ticket;
	});
	return { left, taken };
}

const pass = async (ms: number) => await jest.advanceTimersByTimeAsync(ms);

/** A bucket that has heard an answer, so that requests need not wait for one. */
async function heardBucket(available: number, limits = LIMITS): Promise<Bucket> {
	const bucket = new Bucket(limits);
	(await bucket.take(1)).ticket.settle({ available });
	return bucket;
}

beforeEach(() => {
	jest.useFakeTimers();
});

afterEach(() => {
	jest.useRealTimers();
});

describe('a request leaves only when its cost fits', () => {
	it('at once when it does', async () => {
		const bucket = await heardBucket(50);
		const { waited } = (await leaving(bucket, 50).taken.then(() => ({ waited: 0 }))) ?? {};
		expect(waited).toBe(0);
	});

	it('after what lacks has been restored', async () => {
		const bucket = await heardBucket(20);
		const { left, taken } = leaving(bucket, 50);
		await pass(2990);
		expect(left.after).toBeUndefined();
		await pass(110);
		await taken;
		expect(left.after).toBeGreaterThanOrEqual(3000);
		expect(left.waited).toBe(left.after);
	});

	it('a full bucket is enough for a cost that is larger than the bucket', async () => {
		const bucket = await heardBucket(0);
		const { left, taken } = leaving(bucket, 500);
		await pass(9990);
		expect(left.after).toBeUndefined();
		await pass(110);
		await taken;
		expect(left.after).toBeGreaterThanOrEqual(10_000);
	});

	it('the next one then waits until all of that has been restored', async () => {
		const bucket = await heardBucket(100);
		await bucket.take(500);
		const { left } = leaving(bucket, 1);
		await pass(40_000);
		expect(left.after).toBeUndefined();
		await pass(200);
		expect(left.after).toBeGreaterThanOrEqual(40_100);
	});

	it('what is on its way counts as spent', async () => {
		const bucket = await heardBucket(100);
		await bucket.take(60);
		const { left } = leaving(bucket, 60);
		await pass(1990);
		expect(left.after).toBeUndefined();
		await pass(110);
		expect(left.after).toBeGreaterThanOrEqual(2000);
	});

	it('it never holds more than its capacity, however long it rests', async () => {
		const bucket = await heardBucket(100);
		await pass(60_000);
		await bucket.take(100);
		const { left } = leaving(bucket, 50);
		await pass(4990);
		expect(left.after).toBeUndefined();
	});
});

describe('until the first answer', () => {
	it('one request goes alone', async () => {
		const bucket = new Bucket(LIMITS);
		const first = await bucket.take(10);
		const { left } = leaving(bucket, 10);
		await pass(5000);
		expect(left.after).toBeUndefined();
		first.ticket.settle({ available: 90 });
		await pass(20);
		expect(left.after).toBeLessThanOrEqual(5020);
	});

	it('an answer without a report is an answer too', async () => {
		const bucket = new Bucket(LIMITS);
		const first = await bucket.take(10);
		const { left } = leaving(bucket, 10);
		first.ticket.settle();
		await pass(20);
		expect(left.after).toBeLessThanOrEqual(20);
	});

	it('then the others go side by side', async () => {
		const bucket = await heardBucket(100);
		const others = [1, 2, 3].map(() => leaving(bucket, 10));
		await pass(0);
		expect(others.map(({ left }) => left.after)).toEqual([0, 0, 0]);
	});
});

describe('figures that cannot be', () => {
	it.each([0, -5, NaN, Infinity])('a restore rate of %p is not believed', async (rate) => {
		const bucket = await heardBucket(100);
		const { ticket } = await bucket.take(10);
		ticket.settle({ available: 0, restorePerSecond: rate, capacity: rate });
		const { left } = leaving(bucket, 50);
		await pass(5100);
		expect(left.after).toBeGreaterThanOrEqual(5000);
	});

	it('a level that is no number changes nothing', async () => {
		const bucket = await heardBucket(100);
		const { ticket } = await bucket.take(60);
		ticket.settle({ available: NaN });
		const { left } = leaving(bucket, 60);
		await pass(1900);
		expect(left.after).toBeUndefined();
		await pass(200);
		expect(left.after).toBeGreaterThanOrEqual(2000);
	});
});

describe('a clock that is set', () => {
	const set = (ms: number) => jest.setSystemTime(Date.now() + ms);

	it('back by an hour makes nobody wait for an hour', async () => {
		const bucket = await heardBucket(100);
		set(-3_600_000);
		const { left } = leaving(bucket, 100);
		await pass(200);
		expect(left.after).toBeDefined();
	});

	it('forward fills the bucket, and no more than that', async () => {
		const bucket = await heardBucket(0);
		set(3_600_000);
		await leaving(bucket, 100).taken;
		const { left } = leaving(bucket, 10);
		await pass(900);
		expect(left.after).toBeUndefined();
	});
});

describe('first come, first served', () => {
	it('a small request does not overtake a large one', async () => {
		const bucket = await heardBucket(0);
		const order: string[] = [];
		const note = async (name: string, cost: number) => {
			await bucket.take(cost);
			order.push(name);
		};
		const all = [note('large', 80), note('small', 1), note('middle', 20)];
		await pass(20_000);
		await Promise.all(all);
		expect(order).toEqual(['large', 'small', 'middle']);
	});
});

describe('answers correct the bucket', () => {
	it('downwards, because others draw from the same bucket', async () => {
		const bucket = await heardBucket(100);
		const { ticket } = await bucket.take(10);
		ticket.settle({ available: 5 });
		const { left } = leaving(bucket, 10);
		await pass(490);
		expect(left.after).toBeUndefined();
		await pass(110);
		expect(left.after).toBeGreaterThanOrEqual(500);
	});

	it('upwards, when a request cost less than was held for it', async () => {
		const bucket = await heardBucket(100);
		const { ticket } = await bucket.take(90);
		ticket.settle({ available: 95 });
		const { left } = leaving(bucket, 90);
		await pass(0);
		expect(left.after).toBe(0);
	});

	it('an early refund is noticed while waiting', async () => {
		const bucket = await heardBucket(100);
		const { ticket } = await bucket.take(100);
		const { left } = leaving(bucket, 100);
		await pass(1000);
		ticket.settle({ available: 100 });
		await pass(100);
		expect(left.after).toBeLessThanOrEqual(1100);
	});

	it('what is still on its way is taken off the report', async () => {
		const bucket = await heardBucket(100);
		const [first] = [await bucket.take(30), await bucket.take(40)];
		first.ticket.settle({ available: 70 });
		const { left } = leaving(bucket, 50);
		await pass(1990);
		expect(left.after).toBeUndefined();
	});

	it('in their capacity and restore rate too', async () => {
		const bucket = await heardBucket(100);
		(await bucket.take(10)).ticket.settle({
			available: 0,
			capacity: 1000,
			restorePerSecond: 1000,
		});
		expect(bucket.capacity).toBe(1000);
		const { left } = leaving(bucket, 500);
		await pass(600);
		expect(left.after).toBeGreaterThanOrEqual(500);
		expect(left.after).toBeLessThanOrEqual(600);
	});

	it('only once for each request', async () => {
		const bucket = await heardBucket(100);
		const { ticket } = await bucket.take(10);
		ticket.settle({ available: 90 });
		ticket.settle({ available: 0 });
		const { left } = leaving(bucket, 90);
		await pass(0);
		expect(left.after).toBe(0);
	});
});

describe('cancelling', () => {
	it('ends the wait with the reason of the signal', async () => {
		const bucket = await heardBucket(0);
		const stop = new AbortController();
		const { taken } = leaving(bucket, 100, stop.signal);
		const outcome = taken.catch((error: unknown) => error);
		await pass(500);
		stop.abort(new Error('Stopped'));
		expect(await outcome).toEqual(new Error('Stopped'));
	});

	it('does not block those who wait behind, and leaves its points to them', async () => {
		const bucket = await heardBucket(0);
		const stop = new AbortController();
		const first = leaving(bucket, 100, stop.signal);
		first.taken.catch(() => undefined);
		const second = leaving(bucket, 10);
		await pass(900);
		stop.abort();
		await pass(200);
		expect(second.left.after).toBeLessThanOrEqual(1100);
		expect(first.left.after).toBeUndefined();
	});

	it('who was cancelled in the line takes nothing when its turn comes', async () => {
		const bucket = await heardBucket(0);
		const stop = new AbortController();
		leaving(bucket, 10);
		const second = leaving(bucket, 100, stop.signal);
		second.taken.catch(() => undefined);
		const third = leaving(bucket, 10);
		stop.abort();
		await pass(2200);
		expect(second.left.after).toBeUndefined();
		expect(third.left.after).toBeLessThanOrEqual(2200);
	});
});

describe('against a real bucket that is nearly empty', () => {
	const finish = async (trips: Array<Promise<void>>) => {
		await pass(120_000);
		await Promise.all(trips);
	};

	it('50 concurrent requests never overdraw it, and waste none of its refill', async () => {
		const server = new BucketServer(100, 50, 30);
		const bucket = new Bucket({ capacity: 2000, restorePerSecond: 100 });
		const trips = Array.from({ length: 50 }, async (_, index) => {
			await travel(bucket, server, { cost: 5 + (index % 20), there: 20, back: 20 });
		});
		await finish(trips);
		expect(server.overdrawn).toBe(0);
		expect(server.served).toHaveLength(50);
		const points = 50 * 5 + (190 * 50) / 20;
		const took = (server.served[49] - server.served[0]) / 1000;
		expect(took).toBeLessThan(((points - 30) / 50) * 1.25);
	});

	it('not even when the answers arrive in another order', async () => {
		const server = new BucketServer(100, 50, 30);
		const bucket = new Bucket({ capacity: 2000, restorePerSecond: 100 });
		const trips = Array.from({ length: 50 }, async (_, index) => {
			const back = [5, 400, 90, 15, 250][index % 5];
			await travel(bucket, server, { cost: 5 + (index % 20), there: 10 + (index % 7), back });
		});
		await finish(trips);
		expect(server.overdrawn).toBe(0);
		expect(server.served).toHaveLength(50);
	});

	it('requests that cost less than asked for get the difference back', async () => {
		const server = new BucketServer(100, 10);
		const bucket = new Bucket({ capacity: 100, restorePerSecond: 10 });
		const trips = Array.from({ length: 20 }, async () => {
			await travel(bucket, server, { cost: 50, used: 1, there: 10, back: 10 });
		});
		await finish(trips);
		expect(server.overdrawn).toBe(0);
		expect(server.served[19] - server.served[0]).toBeLessThan(5000);
	});
});

describe('the shared buckets', () => {
	it('one for each key', () => {
		expect(bucketFor('shop a', LIMITS)).toBe(bucketFor('shop a', LIMITS));
		expect(bucketFor('shop a', LIMITS)).not.toBe(bucketFor('shop b', LIMITS));
	});

	it('one that has been idle for ten minutes is forgotten, one in use is not', async () => {
		const idle = bucketFor('idle', LIMITS);
		const used = bucketFor('used', LIMITS);
		const { ticket } = await used.take(1);
		await pass(11 * 60_000);
		expect(bucketFor('idle', LIMITS)).not.toBe(idle);
		expect(bucketFor('used', LIMITS)).toBe(used);
		ticket.settle();
	});
});
