import { sleep, UserError } from 'n8n-workflow';

import { PlatformError } from '../../nodes/shared/errors.ts';
import { Bucket } from '../../nodes/shared/pacing.ts';
import { retryAfter, send } from '../../nodes/shared/request.ts';
import { exchange, half, json, RequestContext, reset, Wire } from './wire.mts';

// The engine's waits end at once and are written down; the requests are real.
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: jest.fn(async (_ms: number, signal?: AbortSignal) => {
		signal?.throwIfAborted();
		await Promise.resolve();
	}),
}));

const slept = () => jest.mocked(sleep).mock.calls.map(([ms]) => ms);

const wire = new Wire();

beforeAll(async () => await wire.open());
afterAll(async () => await wire.close());
beforeEach(() => jest.mocked(sleep).mockClear());

const OK = json(200, { data: { shop: 'x' } });

/** What a request that fails says. */
async function failure(context: RequestContext, more = {}): Promise<PlatformError> {
	const error = await send(context.forNode, exchange(wire, more)).catch(
		(thrown: unknown) => thrown,
	);
	if (!(error instanceof PlatformError)) throw new Error(`No PlatformError: ${String(error)}`);
	return error;
}

describe('an answer', () => {
	it('comes with its status, headers and body', async () => {
		wire.answers(json(200, { data: 1 }, { 'x-shopify-api-version': '2026-10' }));
		const answer = await send(new RequestContext().forNode, exchange(wire));
		expect(answer).toMatchObject({ status: 200, body: { data: 1 }, repeated: false });
		expect(answer.headers['x-shopify-api-version']).toBe('2026-10');
		expect(wire.requests).toEqual([{ token: 'shpat_0123456789abcdef', body: { ask: 'x' } }]);
	});

	it('that refuses is not asked for again', async () => {
		wire.answers(json(403, {}), OK);
		expect((await failure(new RequestContext())).code).toBe('403');
		expect(wire.requests).toHaveLength(1);
	});

	it('tells the bucket what it reports', async () => {
		wire.answers(OK);
		const bucket = new Bucket({ capacity: 1000, restorePerSecond: 0.001 });
		const report = () => ({ available: 5, capacity: 700 });
		await send(new RequestContext().forNode, exchange(wire, { bucket, report }));
		expect(bucket.capacity).toBe(700);
		expect(bucket.idle).toBe(true);
	});

	it('that never came gives the place in the bucket back', async () => {
		wire.answers(reset);
		const bucket = new Bucket({ capacity: 1000, restorePerSecond: 1000 });
		await failure(new RequestContext(), { bucket, repeatable: false });
		expect(bucket.idle).toBe(true);
	});

	it('is asked for with options made afresh for each attempt, because n8n writes into them', async () => {
		wire.answers(json(502, ''), OK);
		const made: object[] = [];
		const { options } = exchange(wire);
		const fresh = () => {
			const one = options();
			made.push(one);
			return one;
		};
		await send(new RequestContext().forNode, exchange(wire, { options: fresh }));
		expect(new Set(made).size).toBe(2);
	});
});

describe('throttling is waited out, also for writes', () => {
	it.each([[true], [false]])(
		'429 with Retry-After in seconds (repeatable: %s)',
		async (repeatable) => {
			wire.answers(
				json(429, {}, { 'retry-after': '2' }),
				json(429, {}, { 'retry-after': '0.5' }),
				OK,
			);
			const waits: number[] = [];
			const onWait = (ms: number) => {
				if (ms >= 1) waits.push(ms);
			};
			const more = { repeatable, onWait };
			const answer = await send(new RequestContext().forNode, exchange(wire, more));
			expect(answer).toMatchObject({ status: 200, repeated: false });
			expect(slept()).toEqual([2000, 500]);
			// The bucket adds its own waits of a millisecond or so.
			expect(waits.filter((ms) => ms >= 100)).toEqual([2000, 500]);
			expect(wire.requests).toHaveLength(3);
		},
	);

	it('without a time it backs off, longer each time', async () => {
		wire.answers(json(429, {}), json(429, {}), json(429, {}), OK);
		await send(new RequestContext().forNode, exchange(wire));
		const [first, second, third] = slept();
		expect(first).toBeGreaterThanOrEqual(200);
		expect(first).toBeLessThanOrEqual(400);
		expect(second).toBeGreaterThanOrEqual(400);
		expect(second).toBeLessThanOrEqual(800);
		expect(third).toBeGreaterThanOrEqual(800);
		expect(third).toBeLessThanOrEqual(1600);
	});

	it('an answer that gives no time to wait, again and again, makes no storm of requests', async () => {
		wire.answers(json(429, {}, { 'retry-after': '0' }));
		const error = await failure(new RequestContext());
		expect(error.code).toBe('429');
		const pauses = slept().filter((ms) => ms > 10);
		expect(Math.max(...pauses)).toBe(1000);
		expect(wire.requests.length).toBeLessThan(1000);
	});

	it('but not for longer than 15 minutes, and nothing was changed then', async () => {
		wire.answers(json(429, {}, { 'retry-after': '240' }));
		const error = await failure(new RequestContext());
		expect(error).toMatchObject({ code: '429', outcomeUnknown: false });
		expect(error.message).toContain('15 minutes');
		expect(error.advice).toContain('Nothing was changed');
		expect(wire.requests).toHaveLength(4);
	});
});

const broken: Array<[string, Parameters<Wire['answers']>[0], RegExp]> = [
	['a gateway that fails', json(502, 'Bad Gateway'), /HTTP status 502/],
	['an overloaded server', json(503, ''), /HTTP status 503/],
	['a gateway that gave up', json(504, ''), /HTTP status 504/],
	['a server error', json(500, {}), /HTTP status 500/],
	['a reset connection', reset, /a lost connection/],
	['a connection that ends inside the body', half, /half an answer|a lost connection/],
	['JSON that was cut off', json(200, '{"data": {"shop'), /not complete JSON/],
];

describe('a broken answer', () => {
	it.each(broken)('%s: a read is asked for again', async (_, reply) => {
		wire.answers(reply, reply, OK);
		const answer = await send(new RequestContext().forNode, exchange(wire));
		expect(answer).toMatchObject({ status: 200, repeated: true });
		expect(wire.requests).toHaveLength(3);
		expect(slept()).toHaveLength(2);
	});

	it.each(broken)(
		'%s: a write that must not be done twice is sent once',
		async (_, reply, reason) => {
			wire.answers(reply, OK);
			const error = await failure(new RequestContext(), { repeatable: false });
			expect(wire.requests).toHaveLength(1);
			expect(error.outcomeUnknown).toBe(true);
			expect(error.message).toMatch(/^It is not known whether this was carried out: /);
			expect(error.message).toMatch(reason);
			expect(error.advice).toContain('Check in the shop whether the order was cancelled');
		},
	);

	it.each(broken)('%s: six attempts, then the reason is told', async (_, reply, reason) => {
		wire.answers(reply);
		const error = await failure(new RequestContext());
		expect(wire.requests).toHaveLength(6);
		expect(error.message).toMatch(/^No usable answer after 6 attempts: /);
		expect(error.message).toMatch(reason);
		expect(error.outcomeUnknown).toBe(false);
	});

	it('six attempts under a key of this run: another run could do it twice', async () => {
		wire.answers(reset);
		const error = await failure(new RequestContext(), { keyed: true });
		expect(wire.requests).toHaveLength(6);
		expect(error.outcomeUnknown).toBe(true);
		expect(error.advice).toMatch(/^Another run could do it a second time. Check in the shop /);
	});

	it('Retry-After of a 503 is kept', async () => {
		wire.answers(json(503, '', { 'retry-after': '3' }), OK);
		await send(new RequestContext().forNode, exchange(wire));
		expect(slept()).toEqual([3000]);
	});

	it('the pauses grow up to 15 seconds', async () => {
		wire.answers(reset);
		await failure(new RequestContext());
		const pauses = slept();
		expect(pauses).toHaveLength(5);
		expect(pauses[4]).toBeGreaterThan(pauses[0] * 2);
		expect(Math.max(...pauses)).toBeLessThanOrEqual(15_000);
	});

	it('a throttled write after it is still not sent twice', async () => {
		wire.answers(json(429, {}, { 'retry-after': '1' }), reset, OK);
		const error = await failure(new RequestContext(), { repeatable: false });
		expect(error.outcomeUnknown).toBe(true);
		expect(wire.requests).toHaveLength(2);
	});
});

describe('a refused token', () => {
	it('is renewed once, and the request goes on', async () => {
		const context = new RequestContext();
		wire.answers((response, request) => {
			const fresh = request.headers.authorization === 'shpat_renewed';
			(fresh ? OK : json(401, { errors: 'old' }))(response, request);
		});
		const answer = await send(context.forNode, exchange(wire, { repeatable: false }));
		expect(answer.status).toBe(200);
		expect(context.renewals).toBe(1);
		expect(wire.requests.map(({ token }) => token)).toEqual([
			'shpat_0123456789abcdef',
			'shpat_0123456789abcdef',
			'shpat_renewed',
		]);
	});

	it('that is refused after its renewal too ends the request', async () => {
		const context = new RequestContext();
		wire.answers(json(401, { errors: 'wrong' }));
		expect((await failure(context)).code).toBe('401');
		expect(context.renewals).toBe(1);
		expect(wire.requests).toHaveLength(3);
	});

	it.each([
		[429, 200],
		[403, 403],
	])('that was renewed into a %i: its answer is judged like any other', async (status, end) => {
		const context = new RequestContext();
		let throttled = 0;
		wire.answers((response, request) => {
			if (request.headers.authorization !== 'shpat_renewed') json(401, {})(response, request);
			else if (status === 429 && throttled++ >= 2) OK(response, request);
			else json(status, {}, { 'retry-after': '1' })(response, request);
		});
		const outcome = await send(context.forNode, exchange(wire)).catch((error: unknown) => error);
		expect(outcome).toMatchObject(end === 200 ? { status: 200 } : { code: String(end) });
	});

	it.each([500, 502, 503, 504])(
		'that was renewed into a %i: a write that must not be done twice is sent once',
		async (status) => {
			let arrived = 0;
			wire.answers((response, request) => {
				const fresh = request.headers.authorization === 'shpat_renewed';
				if (fresh) arrived += 1;
				json(fresh ? status : 401, {})(response, request);
			});
			const error = await failure(new RequestContext(), { repeatable: false });
			expect(arrived).toBe(1);
			expect(error.outcomeUnknown).toBe(true);
		},
	);

	it('whose renewal fails for a reason of its own: that reason is told, without repeats', async () => {
		const context = new RequestContext();
		context.renew = () => {
			throw new UserError('Shopify did not accept the client ID or the secret');
		};
		wire.answers(json(401, {}));
		const outcome = await send(context.forNode, exchange(wire, { repeatable: false })).catch(
			(error: unknown) => error as Error,
		);
		expect(outcome).toMatchObject({
			message: 'Shopify did not accept the client ID or the secret',
		});
		expect(wire.requests).toHaveLength(2);
	});
});

describe('cancelling', () => {
	const stopped = new Error('The execution was cancelled');

	it('before the request: nothing is sent', async () => {
		wire.answers(OK);
		const signal = AbortSignal.abort(stopped);
		await expect(send(new RequestContext(signal).forNode, exchange(wire, { signal }))).rejects.toBe(
			stopped,
		);
		expect(wire.requests).toHaveLength(0);
	});

	it('while the answer is awaited: the request is not repeated', async () => {
		const stop = new AbortController();
		wire.answers(() => undefined);
		wire.onRequest = () => stop.abort(stopped);
		const { signal } = stop;
		await expect(
			send(new RequestContext(signal).forNode, exchange(wire, { signal })),
		).rejects.toThrow();
		expect(wire.requests).toHaveLength(1);
	});

	it('while waiting for the next attempt: the wait ends', async () => {
		const stop = new AbortController();
		wire.answers(json(429, {}, { 'retry-after': '60' }), OK);
		jest.mocked(sleep).mockImplementationOnce(async (ms, signal) => {
			expect(ms).toBe(60_000);
			stop.abort(stopped);
			await Promise.resolve(signal?.throwIfAborted());
		});
		const { signal } = stop;
		await expect(send(new RequestContext().forNode, exchange(wire, { signal }))).rejects.toBe(
			stopped,
		);
		expect(wire.requests).toHaveLength(1);
	});
});

describe('no text of an error holds the token', () => {
	it.each(broken)('%s', async (_, reply) => {
		wire.answers(reply);
		for (const repeatable of [true, false]) {
			const error = await failure(new RequestContext(), { repeatable });
			const { message, advice, stack } = error;
			expect(JSON.stringify([message, advice, stack, error])).not.toContain('shpat_');
		}
	});
});

describe('Retry-After', () => {
	it.each<[unknown, number | undefined]>([
		['2', 2000],
		['2.5', 2500],
		[3, 3000],
		['0', 0],
		['-1', 0],
		['', undefined],
		[null, undefined],
		[undefined, undefined],
		['soon', undefined],
	])('%j → %j ms', (given, ms) => {
		expect(retryAfter({ 'retry-after': given } as never)).toBe(ms);
	});

	it('may be a date', () => {
		const at = new Date(Date.now() + 5000).toUTCString();
		const ms = retryAfter({ 'retry-after': at });
		expect(ms).toBeGreaterThan(3000);
		expect(ms).toBeLessThanOrEqual(5000);
	});

	it('a date in the past means now', () => {
		expect(retryAfter({ 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' })).toBe(0);
	});
});
