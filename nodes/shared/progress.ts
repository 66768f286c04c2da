import type { IExecuteFunctions } from 'n8n-workflow';

/** Time between two reports, in ms. Runs that are shorter report nothing. */
const REPORT_MS = 10_000;

/**
 * Tells how far a long run is. n8n has no place for that on the canvas while a node runs: what there
 * is are the browser's console, for runs that were started in the editor, and n8n's log.
 */
export class Progress {
	private done = 0;

	private reported: number;

	/**
	 * @param total items of the run
	 * @param now the time in ms
	 */
	constructor(
		private readonly context: Pick<IExecuteFunctions, 'getNode' | 'logger' | 'sendMessageToUI'>,
		private readonly total: number,
		private readonly now: () => number = Date.now,
	) {
		this.reported = now();
	}

	/** One more item has its outcome. */
	step(): void {
		this.done += 1;
		const now = this.now();
		if (now - this.reported < REPORT_MS || this.done === this.total) return;
		this.reported = now;
		const text = `${this.context.getNode().name}: ${this.done} of ${this.total} items done`;
		this.context.logger.info(text);
		this.context.sendMessageToUI(text);
	}
}
