import { randomBytes } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { Bench } from './bench.mts';
import {
	headersOf,
	PLATFORMS,
	type PlatformUnderTest,
	SECRET,
	setupOf,
	sign,
} from './platforms.mts';

/*
 * The cases by which the platforms ask a receiver to be checked, and what is answered. Each runs
 * against a node of its own; "run" says whether a workflow starts.
 */

let bench: Bench;

afterEach(async () => {
	await bench.close();
});

const orderText = (fields: IDataObject = {}) =>
	JSON.stringify({
		id: 4495678901234,
		name: '#1001',
		updated_at: '2026-11-20T10:00:00Z',
		...fields,
	});

interface Case {
	title: string;
	/** What is sent, made from a genuine call. */
	call: (platform: PlatformUnderTest) => { headers: Record<string, string>; body: Buffer | string };
	status: number;
	run: boolean;
}

const without = (headers: Record<string, string>, name: string) =>
	Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));

const genuine = (platform: PlatformUnderTest, body: Buffer | string = orderText()) => ({
	headers: headersOf(platform, body, 'delivery-1'),
	body,
});

const changedHeader = (name: 'signature' | 'topic' | 'shop' | 'delivery', value?: string) =>
	((platform) => {
		const { headers, body } = genuine(platform);
		const key = platform.header[name];
		return {
			headers: value === undefined ? without(headers, key) : { ...headers, [key]: value },
			body,
		};
	}) as Case['call'];

const big = (size: number): string => orderText({ note: 'x'.repeat(size) });

const CASES: Case[] = [
	{ title: 'a valid call', call: genuine, status: 200, run: true },
	{ title: 'no signature', call: changedHeader('signature'), status: 401, run: false },
	{ title: 'an empty signature', call: changedHeader('signature', ' '), status: 401, run: false },
	{ title: 'no topic', call: changedHeader('topic'), status: 400, run: false },
	{ title: 'no shop', call: changedHeader('shop'), status: 400, run: false },
	{
		title: 'no delivery ID (the content stands for it)',
		call: changedHeader('delivery'),
		status: 200,
		run: true,
	},
	{
		title: 'a topic that is not subscribed to',
		call: (platform) => changedHeader('topic', platform.topic.other)(platform),
		status: 403,
		run: false,
	},
	{
		title: 'another shop',
		call: changedHeader('shop', 'other-shop.example.com'),
		status: 403,
		run: false,
	},
	{
		title: 'no body',
		call: (platform) => ({ headers: headersOf(platform, '', 'delivery-1'), body: '' }),
		status: 401,
		run: false,
	},
	{
		title: 'a wrong signature',
		call: (platform) =>
			changedHeader('signature', randomBytes(32).toString(platform.encodings[0]))(platform),
		status: 401,
		run: false,
	},
	{
		title: 'a signature that is none',
		call: changedHeader('signature', 'not a digest'),
		status: 401,
		run: false,
	},
	{
		title: 'a signature of the right kind that is too short',
		call: (platform) =>
			changedHeader('signature', randomBytes(31).toString(platform.encodings[0]))(platform),
		status: 401,
		run: false,
	},
	{
		title: 'another app’s secret',
		call: (platform) => ({
			headers: headersOf(platform, orderText(), 'delivery-1', { secret: 'another-secret' }),
			body: orderText(),
		}),
		status: 401,
		run: false,
	},
	{
		title: 'an empty secret',
		call: (platform) => ({
			headers: headersOf(platform, orderText(), 'delivery-1', { secret: '' }),
			body: orderText(),
		}),
		status: 401,
		run: false,
	},
	{
		title: 'a tampered body',
		call: (platform) => ({ ...genuine(platform), body: orderText({ name: '#1002' }) }),
		status: 401,
		run: false,
	},
	{
		title: 'a body that was only written anew (blanks)',
		call: (platform) => ({ ...genuine(platform), body: orderText().replace(/,/g, ', ') }),
		status: 401,
		run: false,
	},
	{
		title: 'broken JSON with a wrong signature',
		call: (platform) => ({ ...genuine(platform), body: '{"id": ' }),
		status: 401,
		run: false,
	},
	{
		title: 'broken JSON, signed',
		call: (platform) => genuine(platform, '{"id": '),
		status: 400,
		run: false,
	},
	{
		title: 'bytes that are not UTF-8, signed',
		call: (platform) =>
			genuine(
				platform,
				Buffer.concat([
					Buffer.from('{"id":1,"note":"'),
					Buffer.from([0xe9, 0xff]),
					Buffer.from('"}'),
				]),
			),
		status: 200,
		run: true,
	},
	{
		title: 'bytes that are not UTF-8, tampered with',
		call: (platform) => ({
			...genuine(platform, Buffer.from([0x22, 0xe9, 0x22])),
			body: Buffer.from([0x22, 0xea, 0x22]),
		}),
		status: 401,
		run: false,
	},
	{
		title: 'a body of 5 MB, signed',
		call: (platform) => genuine(platform, big(5 * 1024 * 1024)),
		status: 200,
		run: true,
	},
	{
		title: 'a body of 5 MB, tampered with',
		call: (platform) => ({
			...genuine(platform, big(5 * 1024 * 1024)),
			body: `${big(5 * 1024 * 1024).slice(0, -3)}!"}`,
		}),
		status: 401,
		run: false,
	},
	{
		title: 'more than n8n takes (16 MB)',
		call: (platform) => genuine(platform, big(17 * 1024 * 1024)),
		status: 413,
		run: false,
	},
	{
		title: 'another content type, signed',
		call: (platform) => {
			const { headers, body } = genuine(platform);
			return { headers: { ...headers, 'Content-Type': 'text/plain' }, body };
		},
		status: 200,
		run: true,
	},
	{
		title: 'XML, signed',
		call: (platform) => {
			const { headers, body } = genuine(platform, '<order><id>1</id></order>');
			return { headers: { ...headers, 'Content-Type': 'application/xml' }, body };
		},
		status: 400,
		run: false,
	},
	{
		title: 'a JSON text in place of an object, signed',
		call: (platform) => genuine(platform, '"hello"'),
		status: 200,
		run: true,
	},
];

describe.each(PLATFORMS)('$name', (platform) => {
	it.each(CASES)('$title → $status, run: $run', async ({ call, status, run }) => {
		bench = await Bench.open(setupOf(platform));
		const { headers, body } = call(platform);
		const answer = await bench.post(headers, body);
		expect(answer.status).toBe(status);
		expect(bench.runs).toHaveLength(run ? 1 : 0);
		// Whatever comes in, nothing becomes a failed run, and no secret is told.
		expect(bench.failed).toEqual([]);
		expect(JSON.stringify([answer, bench.log, bench.items])).not.toContain(SECRET);
	});

	it('a replay → 200, run: one in all', async () => {
		bench = await Bench.open(setupOf(platform));
		const { headers, body } = genuine(platform);
		expect(await bench.post(headers, body)).toMatchObject({ status: 200 });
		const again = await bench.post(headers, body);
		expect(again).toEqual({ status: 200, message: 'This was received before' });
		expect(bench.runs).toHaveLength(1);
	});

	it('a replay under a new delivery ID → 200, run: one in all, when the content states a time', async () => {
		bench = await Bench.open(setupOf(platform));
		const { headers, body } = genuine(platform);
		await bench.post(headers, body);
		const dressed = { ...headers, [platform.header.delivery]: 'delivery-2' };
		expect(await bench.post(dressed, body)).toMatchObject({ status: 200 });
		expect(bench.runs).toHaveLength(1);
	});

	it('the same content twice, without a time in it, is two events', async () => {
		bench = await Bench.open(setupOf(platform));
		const body = JSON.stringify({ inventory_item_id: 1, location_id: 2 });
		await bench.post(headersOf(platform, body, 'delivery-1'), body);
		await bench.post(headersOf(platform, body, 'delivery-2'), body);
		expect(bench.runs).toHaveLength(2);
	});

	it.each(['base64', 'hex'] as const)('a signature in %s', async (encoding) => {
		bench = await Bench.open(setupOf(platform));
		const body = orderText();
		const headers = headersOf(platform, body, 'delivery-1', { encoding });
		const { status } = await bench.post(headers, body);
		expect(status).toBe(platform.encodings.includes(encoding) ? 200 : 401);
	});

	it('both secrets while one replaces the other, and no third', async () => {
		bench = await Bench.open(setupOf(platform, {}, { previousSecret: 'the-one-before' }));
		const send = async (secret: string, name: string) => {
			const body = orderText({ name });
			return (await bench.post(headersOf(platform, body, name, { secret }), body)).status;
		};
		expect(await send(SECRET, 'a')).toBe(200);
		expect(await send('the-one-before', 'b')).toBe(200);
		expect(await send('a-third', 'c')).toBe(401);
		expect(bench.runs).toHaveLength(2);
	});

	it('without a secret in the credential nothing is believed', async () => {
		bench = await Bench.open(setupOf(platform, {}, { [platform.secretField]: '' }));
		for (const secret of ['', ' ', 'undefined', 'null', SECRET]) {
			const body = orderText();
			const { status } = await bench.post(headersOf(platform, body, 'a', { secret }), body);
			expect(status).toBe(401);
		}
		expect(bench.runs).toEqual([]);
	});

	it('hands on the payload and where it came from, and no header that is secret', async () => {
		bench = await Bench.open(setupOf(platform));
		const { headers, body } = genuine(platform);
		await bench.post({ ...headers, Authorization: 'Bearer secret-of-a-proxy' }, body);
		const [{ _webhook: from, ...payload }] = bench.items;
		expect(payload).toEqual(JSON.parse(orderText()));
		expect(from).toMatchObject({
			topic: platform.topic.header,
			shop: platform.shop,
			deliveryId: 'delivery-1',
			caughtUp: false,
		});
		expect(from).not.toHaveProperty('payload');
		const text = JSON.stringify(bench.items);
		expect(text).not.toContain('secret-of-a-proxy');
		expect(text).not.toContain(sign(body, platform.encodings[0]));
	});

	it('a credential that cannot be read → 500, so that the platform tries again', async () => {
		bench = await Bench.open({ ...setupOf(platform), credentials: {} });
		const { headers, body } = genuine(platform);
		expect((await bench.post(headers, body)).status).toBe(500);
		expect(bench.runs).toEqual([]);
		expect(bench.failed).toEqual([]);
		expect(bench.log.join()).toContain('could not be handled');
	});

	it('a run that n8n could not start is not taken for received', async () => {
		bench = await Bench.open(setupOf(platform));
		const { headers, body } = genuine(platform);
		bench.failingStarts = 1;
		expect((await bench.post(headers, body)).status).toBe(500);
		expect((await bench.post(headers, body)).status).toBe(200);
		expect((await bench.post(headers, body)).status).toBe(200);
		expect(bench.runs).toHaveLength(1);
	});

	/** A platform that waits for some seconds only, while n8n's database takes longer. */
	async function hangUp(headers: Record<string, string>, body: Buffer | string) {
		const impatient = new AbortController();
		let go = () => undefined as void;
		const database = new Promise<void>((resolve) => (go = resolve));
		let gone = () => undefined as void;
		const isGone = new Promise<void>((resolve) => (gone = resolve));
		bench.starting = async (response) => {
			response.once('close', gone);
			impatient.abort();
			await database;
		};
		await expect(bench.post(headers, body, undefined, impatient.signal)).rejects.toThrow();
		await isGone;
		return async () => {
			bench.starting = async () => await Promise.resolve();
			go();
			await new Promise((resolve) => setTimeout(resolve, 100));
		};
	}

	it('a run that n8n could not start after the platform had hung up: the next attempt runs', async () => {
		bench = await Bench.open(setupOf(platform));
		const { headers, body } = genuine(platform);
		bench.failingStarts = 1;
		const end = await hangUp(headers, body);
		expect((await bench.post(headers, body)).status).toBe(503);
		await end();
		expect(await bench.post(headers, body)).toMatchObject({ status: 200 });
		expect((await bench.post(headers, body)).message).toBe('This was received before');
		expect(bench.runs).toHaveLength(1);
	});

	it('a run that starts after the platform had hung up is not started again', async () => {
		bench = await Bench.open(setupOf(platform));
		const { headers, body } = genuine(platform);
		const end = await hangUp(headers, body);
		await end();
		expect((await bench.post(headers, body)).message).toBe('This was received before');
		expect(bench.runs).toHaveLength(1);
	});

	it('when a record was created says nothing about its later events', async () => {
		const { other } = platform.topic;
		const triggerOptions = { maxAgeHours: 2 };
		bench = await Bench.open(setupOf(platform, { customTopics: other, triggerOptions }));
		// Such as with 'Fields to Include', or where a payload has no other time.
		const body = JSON.stringify({ id: 1, created_at: '2020-01-01T00:00:00Z', tags: 'vip' });
		const send = async (delivery: string, topic?: string) =>
			(await bench.post(headersOf(platform, body, delivery, { topic }), body)).status;
		expect(await send('delivery-1', other)).toBe(200);
		expect(await send('delivery-2', other)).toBe(200);
		expect(bench.runs).toHaveLength(2);
		expect(await send('delivery-3')).toBe(403);
	});

	it('an event that is older than the node allows, by its own time → 403', async () => {
		const triggerOptions = { maxAgeHours: 2 };
		bench = await Bench.open(setupOf(platform, { triggerOptions }));
		const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
		const send = async (fields: IDataObject) => {
			const body = JSON.stringify({ id: 1, ...fields });
			return (await bench.post(headersOf(platform, body, body.slice(0, 60)), body)).status;
		};
		expect(await send({ updated_at: hoursAgo(3) })).toBe(403);
		expect(await send({ created_at: hoursAgo(3), updated_at: hoursAgo(1) })).toBe(200);
		expect(await send({ name: 'no time' })).toBe(200);
		expect(bench.runs).toHaveLength(2);
	});

	it('Fetch test event takes the same event that the active workflow has had', async () => {
		bench = await Bench.open(setupOf(platform));
		const { headers, body } = genuine(platform);
		await bench.post(headers, body);
		const path = bench.address.replace(bench.url, '').replace('/webhook/', '/webhook-test/');
		await bench.post(headers, body, path);
		await bench.post(headers, body, path);
		expect(bench.runs).toHaveLength(3);
		await bench.post(headers, body);
		expect(bench.runs).toHaveLength(3);
	});
});
