import { Progress } from '../../nodes/shared/progress.ts';

/** A run of 5 items whose clock stands at the given times, in seconds, when items are done. */
function reports(seconds: number[]): string[] {
	const told: string[] = [];
	let now = 0;
	const context = {
		getNode: () => ({ name: 'Shop' }),
		logger: { info: (text: string) => told.push(`log: ${text}`) },
		sendMessageToUI: (text: string) => told.push(`console: ${text}`),
	};
	const progress = new Progress(context as never, 5, () => now * 1000);
	for (const second of seconds) {
		now = second;
		progress.step();
	}
	return told;
}

it('is told every ten seconds, in the log and in the console of the browser', () => {
	expect(reports([1, 9, 11, 12])).toEqual([
		'log: Shop: 3 of 5 items done',
		'console: Shop: 3 of 5 items done',
	]);
	expect(reports([11, 22, 23])).toHaveLength(4);
});

it('is not told of short runs, nor at the end, where the output tells', () => {
	expect(reports([1, 2, 3, 4, 5])).toEqual([]);
	expect(reports([1, 2, 3, 4, 50])).toEqual([]);
});
