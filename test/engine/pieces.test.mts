import { pieces } from '../../nodes/shared/pieces.ts';

/** A body that brings these pieces and then nothing more, for ever. */
function silentAfter(count: number) {
	const closed: boolean[] = [];
	async function* come() {
		for (let at = 0; at < count; at++) yield await Promise.resolve(Buffer.from([at]));
		await new Promise(() => undefined);
	}
	const body = Object.assign(come(), { destroy: () => closed.push(true) });
	return { body, closed };
}

const all = async (
	body: Parameters<typeof pieces>[0],
	signal?: AbortSignal,
	silenceMs?: number,
) => {
	const read: number[] = [];
	for await (const piece of pieces(body, signal, silenceMs)) read.push(...piece);
	return read;
};

describe('the pieces of a body', () => {
	it('come to their end, which closes nothing a second time', async () => {
		async function* come() {
			yield await Promise.resolve(Buffer.from([1, 2]));
			yield Buffer.from([3]);
		}
		const closed: boolean[] = [];
		const body = Object.assign(come(), { destroy: () => closed.push(true) });
		expect(await all(body)).toEqual([1, 2, 3]);
		expect(closed).toEqual([]);
	});

	it('are given up after too long a silence, and the body is closed', async () => {
		const { body, closed } = silentAfter(2);
		await expect(all(body, undefined, 50)).rejects.toThrow('silence');
		expect(closed).toEqual([true]);
	});

	it('end with the execution, not with the silence', async () => {
		const { body, closed } = silentAfter(2);
		const stop = new AbortController();
		const reading = all(body, stop.signal);
		setTimeout(() => stop.abort(new Error('cancelled by the user')), 50);
		await expect(reading).rejects.toThrow('cancelled by the user');
		expect(closed).toEqual([true]);
	});

	it('that nobody wants any more close the body', async () => {
		const { body, closed } = silentAfter(2);
		for await (const piece of pieces(body)) {
			expect(piece).toEqual(Buffer.from([0]));
			break;
		}
		expect(closed).toEqual([true]);
	});
});
